/**
 * Money in integer minor units (cents), never in floating point.
 * Called by importing (balances), the purge rules (waive threshold) and the screens.
 */

const AMOUNT = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/** Text that surrounds an amount in exports: currency signs and codes, spaces. */
const DECORATION = /[\s\u00a0\u202f$€£¥]|\b[A-Z]{3}\b/gu;

/**
 * Reads an amount into minor units: `9.99`, `$1,234.50`, `(5.00)`, `-0.5`, `1.234,50`.
 * More than two decimals are accepted only as the noise of a stored number (9.9900000000000002).
 * @returns minor units, or undefined when the text is no amount or has real fractions of a cent
 */
export function parseMoney(text: string): number | undefined {
  let rest = text.replace(DECORATION, '');
  const negative = /^\(.*\)$/.test(rest);
  if (negative) rest = rest.slice(1, -1);
  const amount = AMOUNT.exec(withDecimalPoint(rest));
  if (!amount) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = amount;
  if (whole === '' && fraction === '') return undefined;
  const shift = Number(exponent) + 2 - fraction.length;
  const cents = Number(`${whole}${fraction}e${shift}`);
  const rounded = Math.round(cents);
  if (!Number.isSafeInteger(rounded) || Math.abs(cents - rounded) > 1e-6) return undefined;
  return rounded === 0 ? 0 : negative !== (sign === '-') ? -rounded : rounded;
}

/** Turns either convention into a plain decimal point: 1,234.50 and 1.234,50 become 1234.50. */
function withDecimalPoint(text: string): string {
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) return text.replaceAll(',', '');
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d*$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (/^[+-]?\d+,\d{1,2}$/.test(text)) return text.replace(',', '.');
  return text;
}

/** Minor units as a plain decimal, `999` -> `9.99`; the form that files and settings carry. */
export function formatMoney(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
