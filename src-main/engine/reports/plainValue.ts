/** A value of a file as files of ours have it: dates as YYYY-MM-DD, amounts with a decimal point, Yes or No. Pure. */
import type { FileValue, ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { VALUE_WORDS } from './words.ts';

/** @param decimals of the workspace's currency */
export function plainValue(value: FileValue, kind: ShownColumn['kind'], decimals: number): string {
  if (value === null) return '';
  if (kind === 'yesNo') return value === 1 ? VALUE_WORDS.yes : VALUE_WORDS.no;
  if (kind === 'money') return formatMoney(Number(value), decimals);
  return String(value);
}
