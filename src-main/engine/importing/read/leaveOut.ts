/**
 * Leaves columns in their file that are never taken, or that nobody needs: their cells are emptied before anybody reads the row. A stray
 * quotation mark may have moved them into any cell behind it, or into what is kept of the row as it stands in the file.
 */
import { clearCell, type FillableRow, type TableRow } from '../../tables/tableRow.ts';
import type { RecognisedSheet } from './recogniseColumns.ts';

/** What is known of the file whose rows these are. */
export interface LeavingOut {
  /** Positions of the columns; none: nothing is left out. */
  readonly positions: readonly number[];
  /** Position of the identifiers. */
  readonly identifier: number;
  /** Wider rows have their values in cells behind their own: an unquoted separator moved them. */
  readonly width: number;
}

/** How rows of a sheet are left without such columns. @param fromText workbooks have no separators */
export function leavingOut({ columns, leftOut }: RecognisedSheet, fromText: boolean): LeavingOut {
  const all = [...columns, ...leftOut].map(({ position }) => position);
  return {
    positions: leftOut.map(({ position }) => position),
    identifier: columns.find(({ field }) => field === 'primary_identifier')?.position ?? -1,
    width: fromText ? Math.max(...all) + 1 : Number.POSITIVE_INFINITY,
  };
}

export function leaveOut(row: TableRow, { positions, identifier, width }: LeavingOut): void {
  if (positions.length === 0) return;
  for (const position of positions) clearCell(row, position);
  const first = Math.min(...positions);
  if (row.width > width) clearFrom(row, first, identifier);
  const stray = row.strayQuote;
  if (!stray) return;
  clearFrom(row, stray.cell, identifier);
  const most = identifier < first ? identifier : -1;
  const lines = stray.text.split(/\r\n|\r|\n/).map((line) => upTo(line, most));
  (row as FillableRow).strayQuote = { ...stray, text: lines.join('\n') };
}

function clearFrom(row: TableRow, first: number, but: number): void {
  for (let column = first; column < row.width; column++) if (column !== but) clearCell(row, column);
}

/**
 * What a line has before a column. Of quotes and separators in cells there may be more than separators between them, never
 * fewer: what stands behind the column isn't among it. A cell with an odd quote may be the end of one that began above.
 */
function upTo(line: string, column: number): string {
  const kept: string[] = [];
  for (const cell of line.split(/[,;\t|]/).slice(0, column + 1)) {
    kept.push(cell);
    if ((cell.split('"').length - 1) % 2 === 1) break;
  }
  return kept.join(' ');
}
