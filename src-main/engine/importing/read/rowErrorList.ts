/**
 * Owns the errors of the rows that are being read, until they are stored. Must never keep more of a row than a person
 * needs to find it.
 */
import type { RowProblem } from '#shared/notices/rowErrorText.ts';
import type { TableRow } from '../../tables/tableRow.ts';
import type { RowError } from '../rows/rowErrors.ts';
import { textAt } from './rowCells.ts';

/** So much of a value that couldn't be read is kept. */
const VALUE_LENGTH = 200;
const CELLS_SHOWN = 60;
const CELL_LENGTH = 100;
const ROW_LENGTH = 500;

export class RowErrorList {
  /** Rows with at least one error. */
  rows = 0;
  #waiting: RowError[] = [];
  #lastRow = 0;

  get waiting(): number {
    return this.#waiting.length;
  }

  /** The errors since the last call; a file full of them must not fill the memory. */
  take(): RowError[] {
    const errors = this.#waiting;
    this.#waiting = [];
    return errors;
  }

  /** @param length so much of the value is kept */
  add(
    row: TableRow,
    column: string,
    value: string,
    problem: RowProblem,
    length: number = VALUE_LENGTH,
  ): void {
    const rowText = Array.from({ length: Math.min(row.width, CELLS_SHOWN) }, (_, n) =>
      textAt(row, n).slice(0, CELL_LENGTH),
    )
      .join(' | ')
      .slice(0, ROW_LENGTH);
    this.#waiting.push({
      row: row.number,
      column,
      value: value.slice(0, length),
      problem,
      rowText,
    });
    if (row.number !== this.#lastRow) this.rows++;
    this.#lastRow = row.number;
  }

  /** An error that shows only when the row is stored already; gives it, to be stored by the caller. */
  late(row: number, column: string, value: string, problem: RowProblem): RowError {
    this.rows++;
    return { row, column, value, problem, rowText: '' };
  }
}
