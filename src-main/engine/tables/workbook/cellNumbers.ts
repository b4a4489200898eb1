/**
 * Owns how a number of a sheet is written: programs spell the same number as 21234567, 21234567.0 or
 * 2.1234567E7, and Excel shows it as one of them.
 * Must never: round a number, or drop a decimal that is not zero.
 */

/** Below this a spreadsheet keeps every digit of a whole number. */
const EXACT_BELOW = 1e15;
/** Longer than any identifier; what is larger is left in exponent form. */
const MOST_DIGITS = 60;

const PLAIN = /^-?[0-9]+$/;
const PARTS = /^([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?$/;

/**
 * Takes a number as the file has it and how many digits its format shows at least; gives whole numbers without
 * point and exponent, and with the zeros that the format shows; all others as they are.
 */
export function writtenNumber(lexeme: string, digits: number): string {
  const value = Number(lexeme);
  if (Number.isInteger(value) && Math.abs(value) < EXACT_BELOW) {
    const plain = String(Math.abs(value)).padStart(digits, '0');
    return value < 0 ? `-${plain}` : plain;
  }
  // Its last digits may be lost already; what the file still has of them is kept.
  return Math.abs(value) < EXACT_BELOW || PLAIN.test(lexeme) ? lexeme : withoutExponent(lexeme);
}

function withoutExponent(lexeme: string): string {
  const parts = PARTS.exec(lexeme);
  if (!parts) return lexeme;
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const shift = Number(exponent) - fraction.length;
  const written = (whole + fraction).replace(/^0+/, '');
  if (written.length + shift > MOST_DIGITS) return lexeme;
  const point = Math.min(written.length, written.length + shift);
  if (/[1-9]/.test(written.slice(point))) return lexeme;
  const minus = sign === '-' ? '-' : '';
  return minus + written.slice(0, point) + '0'.repeat(Math.max(0, shift));
}
