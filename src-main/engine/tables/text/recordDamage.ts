/**
 * Owns telling records whose quotes have run cells or lines together, and cells with bytes that are not in the
 * file's encoding.
 * Must never: cost anything where every cell is ordinary, or change what a record says.
 */
import type { FillableRow } from '../tableRow.ts';

const Code = { lineFeed: 0x0a, carriageReturn: 0x0d, space: 0x20 } as const;

export class RecordDamage {
  /** Something was noted in the record that is being scanned. */
  isDirty = false;
  readonly #separator: number;
  #isStray = false;
  /** The first cell with a stray quote. */
  #strayCell = -1;
  #lineEnds = 0;
  /** The first cell of several lines. */
  #lineCell = -1;
  /** The most that a cell of several lines holds. */
  #separators = 0;
  #brokenCells: number[] | undefined;
  /** Lines of the file beyond one for each row so far. */
  #moreLines = 0;
  /** Cells of the last record without a stray quote; 0 before the first. */
  #usualColumns = 0;

  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0);
  }

  /** A record begins, or begins anew with more text. */
  clear(): void {
    this.isDirty = false;
    this.#isStray = false;
    this.#strayCell = -1;
    this.#lineEnds = 0;
    this.#lineCell = -1;
    this.#separators = 0;
    this.#brokenCells = undefined;
  }

  /** Text stands behind the closing quote. */
  noteBehind(column: number): void {
    this.isDirty = true;
    this.#isStray = true;
    if (this.#strayCell < 0) this.#strayCell = column;
  }

  noteBroken(column: number): void {
    this.isDirty = true;
    this.#brokenCells ??= [];
    this.#brokenCells.push(column);
  }

  /** What stands in quotes, in several lines. */
  noteLines(column: number, cell: string): void {
    this.isDirty = true;
    let separators = 0;
    for (let i = 0; i < cell.length; i++) {
      const code = cell.charCodeAt(i);
      const next = cell.charCodeAt(i + 1);
      if (code === Code.lineFeed || code === Code.carriageReturn) {
        if (code === Code.lineFeed || next !== Code.lineFeed) this.#lineEnds++;
        // Prose has spaces behind its commas, records have none.
      } else if (code === this.#separator && next !== Code.space) separators++;
    }
    if (this.#lineCell < 0) this.#lineCell = column;
    if (separators > 0 && this.#strayCell < 0) this.#strayCell = column;
    this.#separators = Math.max(this.#separators, separators);
  }

  /** The record has ended; `text` gives it as it stands in the file. */
  finish(row: FillableRow, columns: number, text: () => string): void {
    row.brokenCells = this.#brokenCells;
    row.strayQuote = undefined;
    if (this.#isStray || this.#holdsRecords(columns)) {
      const firstLine = row.number + 1 + this.#moreLines;
      const lastLine = firstLine + this.#lineEnds;
      const cell = this.#strayCell < 0 ? this.#lineCell : this.#strayCell;
      row.strayQuote = { cell, firstLine, lastLine, text: text() };
    } else this.#usualColumns = columns;
    this.#moreLines += this.#lineEnds;
  }

  /** The record has nothing out of the ordinary. */
  finishClean(row: FillableRow, columns: number): void {
    row.brokenCells = undefined;
    row.strayQuote = undefined;
    this.#usualColumns = columns;
  }

  /**
   * A cell of several lines has swallowed records where it holds as many separators as a record, or where the rest
   * doesn't make a record. What the first one swallows nobody can count.
   */
  #holdsRecords(columns: number): boolean {
    const usual = this.#usualColumns;
    // The line end alone was swallowed: two records have become one.
    if (this.#separators === 0) return this.#lineEnds > 0 && usual > 0 && columns > usual;
    return this.#separators >= usual - 1 || columns !== usual;
  }
}
