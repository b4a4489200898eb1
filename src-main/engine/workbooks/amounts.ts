/** Amounts as files of numbers have them, with a decimal point. Pure. */
import { formatMoney } from '#shared/domain/money.ts';

/** @param minor finite; whole, as all stored amounts are, it loses no digit */
export function amountDigits(minor: number, decimals: number): string {
  return Number.isSafeInteger(minor)
    ? formatMoney(minor, decimals)
    : String(minor / 10 ** decimals);
}
