/**
 * What a row of a sheet holds at a place, and whether it holds anything at all. Pure; must never interpret a value.
 */
import { CellKind, type TableRow } from '../../tables/tableRow.ts';

export function textAt(row: TableRow, position: number): string {
  return position < row.width ? row.texts[position]! : '';
}

export function kindAt(row: TableRow, position: number): number {
  return position < row.width ? row.kinds[position]! : CellKind.empty;
}

/** A formula without its result says something that nobody can read: the row isn't blank. */
export function isBlank(row: TableRow): boolean {
  for (let n = 0; n < row.width; n++) {
    const text = row.texts[n]!;
    if (text === '' ? row.fromFormula[n] === 1 && hasNoResult(row, n) : text.trim() !== '')
      return false;
  }
  return row.twins.every(({ text }) => text.trim() === '');
}

/** Formulas are never run: only what the program that wrote the file has stored can be read. */
export function hasNoResult(row: TableRow, position: number): boolean {
  return (
    position < row.width &&
    row.fromFormula[position] === 1 &&
    row.kinds[position] === CellKind.empty
  );
}

/** Struck out is the identifier, or most of what the row holds. */
export function isStruckOut({ struck, width, kinds }: TableRow, identifier: number): boolean {
  if (struck.includes(identifier)) return true;
  let filled = 0;
  for (let n = 0; n < width; n++) if (kinds[n] !== CellKind.empty) filled++;
  return struck.length * 2 > filled;
}
