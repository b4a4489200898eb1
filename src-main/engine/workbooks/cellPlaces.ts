/** Where cells stand, as the format writes it: A1, B2:C3, $1:$2. Columns count from 0, rows from 1. Pure. */

/** A, B ... Z, AA ... */
export function columnName(column: number): string {
  let name = '';
  for (let n = column; n >= 0; n = Math.floor(n / 26) - 1)
    name = String.fromCharCode(65 + (n % 26)) + name;
  return name;
}

export interface CellRange {
  readonly fromColumn: number;
  readonly fromRow: number;
  readonly toColumn: number;
  readonly toRow: number;
}

/** @param sign before each part: `$` makes places fixed, as names of ranges need them */
export function rangeText({ fromColumn, fromRow, toColumn, toRow }: CellRange, sign = ''): string {
  const cell = (column: number, row: number) => `${sign}${columnName(column)}${sign}${row}`;
  return `${cell(fromColumn, fromRow)}:${cell(toColumn, toRow)}`;
}
