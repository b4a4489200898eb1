/**
 * Money in integer minor units of its currency (cents, fils, whole yen), never in floating point: amounts are
 * read and written digit by digit.
 */

/**
 * Decimals of the currencies that don't have two (ISO 4217). Stored amounts depend on them, so they stand
 * here and don't change with the system's knowledge of currencies, which also rounds some to whole units.
 */
const OTHER_DECIMALS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
const USUAL_DECIMALS = 2;
const DECIMALS = new Map(
  Object.entries(OTHER_DECIMALS).flatMap(([decimals, codes]) =>
    codes.split(' ').map((code) => [code, Number(decimals)] as const),
  ),
);

/** How many decimals amounts of the currency have: JPY 0, USD 2, KWD 3. */
export function currencyDecimals(currency: string): number {
  return DECIMALS.get(currency) ?? USUAL_DECIMALS;
}

const AMOUNT = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/** Text that surrounds an amount in exports: currency signs and codes, spaces. */
const DECORATION = /\b[A-Z]{1,2}\$|[\s\u00a0\u202f$€£¥]|\b[A-Z]{3}\b/gu;
const SIGN_BEHIND = /^([^()+-]*\d[^()+-]*)-$/;

/**
 * Reads an amount into minor units: `9.99`, `$1,234.50`, `(5.00)`, `-0.5`, `5.00-`, `1.234,50`.
 * More decimals than the currency has are accepted only as the noise of a stored number (9.9900000000000002).
 * @returns minor units, or undefined when the text is no amount or has real fractions of a minor unit
 */
export function parseMoney(text: string, decimals = USUAL_DECIMALS): number | undefined {
  let rest = text.replaceAll('\u2212', '-').replace(DECORATION, '').replace(SIGN_BEHIND, '-$1');
  const negative = /^\(.*\)$/.test(rest);
  if (negative) rest = rest.slice(1, -1);
  const amount = AMOUNT.exec(withDecimalPoint(rest, decimals));
  if (!amount) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = amount;
  if (whole === '' && fraction === '') return undefined;
  const minor = wholeUnits(`${whole}${fraction}`, whole.length + Number(exponent) + decimals);
  if (minor === undefined || minor === 0) return minor;
  return negative !== (sign === '-') ? -minor : minor;
}

/** A stored number is off in its last digits; six zeros or nines behind the last minor unit are that. */
const NOISE_DIGITS = 6;

/** The digits with a point behind so many of them, as a whole number; undefined when that loses anything. */
function wholeUnits(digits: string, point: number): number | undefined {
  const shown = point < 0 ? '0'.repeat(-point) + digits : digits;
  const at = Math.max(0, point);
  const unit = Number(shown.slice(0, at).padEnd(at, '0') || '0');
  const behind = shown.slice(at).padEnd(NOISE_DIGITS, '0').slice(0, NOISE_DIGITS);
  const whole = /^0+$/.test(behind) ? unit : /^9+$/.test(behind) ? unit + 1 : Number.NaN;
  return Number.isSafeInteger(whole) ? whole : undefined;
}

/** Turns either convention into a plain decimal point: 1,234.50 and 1.234,50 become 1234.50. */
function withDecimalPoint(text: string, decimals: number): string {
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) return text.replaceAll(',', '');
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d*$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  const comma = /^[+-]?\d+,(\d+)$/.exec(text);
  const behind = comma?.[1]?.length ?? Number.POSITIVE_INFINITY;
  return behind <= Math.max(USUAL_DECIMALS, decimals) ? text.replace(',', '.') : text;
}

/** Minor units as a plain decimal, `999` -> `9.99`; the form that files and settings carry. */
export function formatMoney(minor: number, decimals = USUAL_DECIMALS): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  return decimals === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The amount as a field for numbers takes it. */
export function fieldNumber(minor: number, decimals: number): number {
  return Number(formatMoney(minor, decimals));
}

/** What was typed into such a field; undefined for no amount, or one that the currency doesn't have. */
export function typedMoney(typed: number | string, decimals: number): number | undefined {
  return parseMoney(String(typed), decimals);
}

/** The same amount in a currency with other decimals; rounded down, as a lower threshold keeps more users. */
export function withDecimals(minor: number, from: number, to: number): number {
  const digits = String(Math.abs(minor)).padStart(from + 1, '0');
  const units = Number(`${digits}${'0'.repeat(to)}`.slice(0, digits.length - from + to));
  return minor < 0 ? -units : units;
}
