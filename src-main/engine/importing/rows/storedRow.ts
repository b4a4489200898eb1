/** One row of a file as it is stored, and how rows are numbered. Must never change: workspaces hold rows like these. */
import { identifierKey } from '#shared/domain/primaryIdentifier.ts';
import type { TableFormat } from '../../tables/table.ts';
import { TableError } from '../../tables/tableError.ts';
import { ROW_ISSUES } from './rowIssues.ts';

/** One typed value of a cell. */
export type CellValue = string | number | null;

/** Row number, issues, identifier as in the file, then one value per other column of the file. */
export type StoredRow = [row: number, issues: number, identifier: string, ...values: CellValue[]];

/** Where the values of a StoredRow begin. */
export const FIRST_VALUE = 3;

/** Rows of a sheet; a second row that was read out of one of them is numbered above all. */
const SHEET_ROWS = 2 ** 20;

/**
 * The number under which the nth other identifier of a row is stored.
 * @throws TableError for a row that no sheet has, or more identifiers than can be numbered
 */
export function extraRowNumber(row: number, nth: number): number {
  if (row > SHEET_ROWS || nth > 2) throw new TableError('damaged', 'cells stored twice');
  return nth * SHEET_ROWS + row;
}

/** The row of the file that a stored row was read from. */
export function rowInFile(number: number, format: TableFormat): number {
  if (format.type !== 'workbook' || number <= SHEET_ROWS) return number;
  return ((number - 1) % SHEET_ROWS) + 1;
}

export function keyOfRow(row: StoredRow): string {
  return identifierKey(row[2], (row[1] & ROW_ISSUES.numeric) !== 0);
}
