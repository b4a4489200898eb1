/**
 * Owns reading the cells of a row beside the identifier's into typed values, and what their columns tell about dates
 * and numbers that a cell leaves open. Must never know whose cells they are.
 */

import type { CellExample } from '#shared/domain/said.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import type { KnownColumn } from '#shared/importKinds/importKinds.ts';
import { type RowProblem, rowProblem } from '#shared/notices/rowErrorText.ts';
import type { PackageFlaws } from '../../tables/table.ts';
import { CellKind, type TableRow } from '../../tables/tableRow.ts';
import type { RowGroupLists } from '../rows/rowGroups.ts';
import type { StoredRow } from '../rows/storedRow.ts';
import type { ReadAmount, ReadCell } from './readCell.ts';
import { readChoice, readDate, readMoney, readNumber, readText, readYesNo } from './readCell.ts';
import { hasNoResult, kindAt, textAt } from './rowCells.ts';
import type { RowErrorList } from './rowErrorList.ts';
import type { ValueColumn } from './valueColumns.ts';

/** A date cell whose meaning wasn't known yet when its row was stored, month first for the time being. */
export interface OpenDate {
  /** Place in the stored row. */
  readonly slot: number;
  readonly row: number;
}

/** A number such as 1.000, whose meaning wasn't known yet when its row was stored. */
export interface OpenAmount {
  /** Place in the stored row. */
  readonly slot: number;
  /** Number of the stored row. */
  readonly row: number;
  readonly heading: string;
  readonly column: Pick<ValueColumn, 'unread' | 'unreadableGroup'>;
  readonly text: string;
  readonly point: number | undefined;
  readonly comma: number | undefined;
  readonly error: RowProblem;
}

/** What all cells of a file are read with. */
export interface CellReading {
  readonly rowGroups: RowGroupLists;
  readonly errors: RowErrorList;
  /** Of amounts, as the currency of the workspace has them. */
  readonly decimals: number;
  /** Of a workbook that has lost its styles. */
  readonly dateOfNumber: PackageFlaws['dateOfNumber'];
}

export class CellReader {
  readonly columns: readonly ValueColumn[];
  readonly openDates: OpenDate[] = [];
  /** Numbers that are read with a decimal point for the time being, where that is possible. */
  readonly openAmounts: OpenAmount[] = [];
  readonly #rowGroups: RowGroupLists;
  readonly #errors: RowErrorList;
  readonly #decimals: number;
  readonly #dateOfNumber: PackageFlaws['dateOfNumber'];
  /** Of the stored row that is being read. */
  #number = 0;
  #lastNoResult = 0;
  readonly #examples = new Map<string, CellExample>();
  /** Exports repeat few dates many times. */
  readonly #dates = new Map<string, ReadCell>();

  constructor(columns: readonly ValueColumn[], reading: CellReading) {
    this.columns = columns;
    this.#rowGroups = reading.rowGroups;
    this.#errors = reading.errors;
    this.#decimals = reading.decimals;
    this.#dateOfNumber = reading.dateOfNumber;
  }

  /** Puts the values of a row behind what is stored of it; gives its issues for those that can't be read. */
  read(row: TableRow, stored: StoredRow): number {
    this.#number = stored[0];
    let issues = 0;
    for (const column of this.columns) {
      if (!this.#readColumn(row, column, stored)) issues |= this.#noteUnread(column);
    }
    return issues;
  }

  #noteUnread({ unread, unreadableGroup }: ValueColumn): number {
    if (unread !== 0) this.#rowGroups.add(unreadableGroup, this.#number);
    return unread;
  }

  /** What the text dates of each date column turned out to be. */
  dateOrders() {
    return this.columns
      .filter((column) => column.known?.kind === 'date')
      .map(({ heading, position, slot, evidence, known }) => ({
        isAside: known !== undefined && 'aside' in known && known.aside === true,
        heading,
        position,
        slot,
        verdict: evidence.verdict(),
        monthFirstExample: this.#examples.get(`${slot} month-first`),
        dayFirstExample: this.#examples.get(`${slot} day-first`),
        example: this.#examples.get(`${slot} differing`),
      }));
  }

  /** Which mark the numbers of each column turned out to have before their decimals. */
  decimalMarks() {
    return this.columns
      .filter(({ known }) => known?.kind === 'number' || known?.kind === 'money')
      .map(({ heading, slot, decimals }) => ({
        heading,
        slot,
        verdict: decimals.verdict(),
        example: this.#examples.get(`${slot} amount`),
      }));
  }

  #readColumn(row: TableRow, column: ValueColumn, stored: StoredRow): boolean {
    const { known, position } = column;
    const text = textAt(row, position);
    if (text === '') {
      stored.push(null);
      return !hasNoResult(row, position) || this.#tellNoResult(row, column);
    }
    if (text.length > MAX_CELL_LENGTH) {
      this.#errors.add(row, column.heading, text, TOO_LONG);
      stored.push(null);
      return false;
    }
    if (!known) {
      stored.push(text);
      return true;
    }
    const kind = kindAt(row, position);
    const read =
      kind === CellKind.error ? CELL_ERROR : this.#readByKind(row, column, known, text, kind);
    const readable = !('error' in read);
    if (!readable) this.#errors.add(row, column.heading, text, read.error);
    stored.push(readable ? read.value : null);
    return readable;
  }

  /** Gives false: it is a value that can't be read. */
  #tellNoResult(row: TableRow, { known, heading }: ValueColumn): false {
    if (row.number !== this.#lastNoResult) this.#rowGroups.addNoticed('no-result', row.number);
    this.#lastNoResult = row.number;
    if (known) this.#errors.add(row, heading, '', NO_RESULT);
    return false;
  }

  #readByKind(
    row: TableRow,
    column: ValueColumn,
    known: KnownColumn,
    text: string,
    kind: number,
  ): ReadCell {
    switch (known.kind) {
      case 'date': {
        const read = this.#readDate(row, column, text, kind);
        return isPastField(column.field) ? inThePast(read) : read;
      }
      case 'yesNo':
        return readYesNo(text);
      case 'number':
        return this.#amountOf(row, column, text, readNumber(text, kind));
      case 'money':
        return this.#amountOf(row, column, text, readMoney(text, kind, this.#decimals));
      default:
        return known.choices ? readChoice(text, known.choices) : readText(text);
    }
  }

  /** What depends on the column's mark is settled when all of it has been read. */
  #amountOf(row: TableRow, column: ValueColumn, text: string, read: ReadAmount): ReadCell {
    if (!('depends' in read)) return read;
    const { isOpen, point, comma, error } = read.depends;
    column.decimals.add(isOpen, { point: point !== undefined, comma: comma !== undefined });
    const value = point ?? comma!;
    if (!isOpen) return { value };
    const { slot, heading } = column;
    if (point !== undefined && comma !== undefined) this.#keepExample(`${slot} amount`, row, text);
    this.openAmounts.push({
      slot,
      row: this.#number,
      heading,
      column,
      text,
      point,
      comma,
      error,
    });
    return { value };
  }

  #keepExample(key: string, { number }: TableRow, text: string): void {
    if (!this.#examples.has(key)) this.#examples.set(key, { row: number, text });
  }

  #readDate(row: TableRow, column: ValueColumn, text: string, kind: number): ReadCell {
    const bare = kind === CellKind.number ? this.#dateOfNumber?.(text) : undefined;
    if (bare !== undefined) return this.#readDate(row, column, bare, CellKind.date);
    const remembered = kind === CellKind.date ? this.#dates.get(text) : undefined;
    if (remembered) return remembered;
    const read = readDate(text, kind);
    if ('depends' in read) return this.#readOpenDate(row, column, text, read.depends);
    if (kind === CellKind.date && this.#dates.size < 20_000) this.#dates.set(text, read);
    return read;
  }

  #readOpenDate(
    row: TableRow,
    column: ValueColumn,
    text: string,
    date: { monthFirst: string | undefined; dayFirst: string | undefined },
  ): ReadCell {
    column.evidence.add(date);
    const sort =
      date.dayFirst === undefined
        ? 'month-first'
        : date.monthFirst === undefined
          ? 'day-first'
          : 'differing';
    this.#keepExample(`${column.slot} ${sort}`, row, text);
    const verdict = column.evidence.verdict();
    if (verdict === 'day-first') return { value: date.dayFirst ?? date.monthFirst! };
    if (verdict === 'ask') this.openDates.push({ slot: column.slot, row: this.#number });
    return { value: date.monthFirst ?? date.dayFirst! };
  }
}

function isPastField(field: string | null): boolean {
  return findUserField(field ?? '')?.ofThePast === true;
}

/** A year of two digits is that of the last century, where it would come after this one. */
function inThePast(read: ReadCell): ReadCell {
  if (!('value' in read) || typeof read.value !== 'string') return read;
  const year = Number(read.value.slice(0, 4));
  if (year <= new Date().getUTCFullYear()) return read;
  return { value: `${year - 100}${read.value.slice(4)}` };
}

/** The longest text that a cell of a spreadsheet can hold. */
const MAX_CELL_LENGTH = 32_767;

const TOO_LONG = rowProblem('too-long');
const NO_RESULT = rowProblem('no-result');
const CELL_ERROR: ReadCell = { error: rowProblem('cell-error') };
