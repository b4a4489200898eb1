/** How a spreadsheet calls a column. Pure. */

/** The letter of the nth column, from 0: A, B, ... Z, AA. */
export function columnLetter(position: number): string {
  const last = String.fromCharCode(65 + (position % 26));
  return position < 26 ? last : columnLetter(Math.floor(position / 26) - 1) + last;
}
