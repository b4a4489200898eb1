/**
 * Turns the rows of one recognised sheet into values for `import_row`, and collects errors, notices
 * and evidence about date orders. Pure but for its own counters; `readFile` feeds it and stores what
 * it gives. Identifiers and unknown columns are kept exactly as they are in the file.
 */
import { DateOrderEvidence } from '#shared/domain/calendar.ts';
import { readIdentifier } from '#shared/domain/primaryIdentifier.ts';
import {
  foldHeading,
  USER_FIELDS,
  type UserFieldName,
  userField,
} from '#shared/fields/userFields.ts';
import type { ReadCell } from './readCell.ts';
import {
  type CellValue,
  readDate,
  readMoney,
  readNumber,
  readRecordType,
  readText,
  readYesNo,
} from './readCell.ts';
import type { Column, RecognisedSheet } from './recogniseColumns.ts';
import { ROW_NOTES } from './rowNotes.ts';
import { CellKind, type SheetRow } from './workbook/sheetRow.ts';

/** Columns of `import_row` after import_id, row_number, identifier_key, primary_identifier, notes. */
export const STORED_FIELDS = USER_FIELDS.filter((field) => field.name !== 'primary_identifier').map(
  (field) => field.name,
);

export interface RowError {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
  readonly rowText: string;
}

/** row_number, identifier_key, primary_identifier, notes, then STORED_FIELDS, then `other`. */
export type StoredRow = CellValue[];

/** A date cell whose meaning wasn't known yet when its row was stored, month first for the time being. */
export interface OpenDate {
  readonly field: UserFieldName;
  readonly row: number;
}

/** Fields that the purge or the protection of a user depends on. */
export const HELD_BACK_IF_UNREADABLE: readonly UserFieldName[] = [
  'user_group',
  'purge_date',
  'record_type',
  'loans',
  'balance',
  'acquisitions',
  'purchase_requests',
  'hold_shelf_requests',
  'import_profiles',
  'locked_records',
  'md_editor',
];
const FIXED = 4;

interface FieldColumn extends Column {
  readonly field: UserFieldName;
  readonly slot: number;
  readonly evidence: DateOrderEvidence;
}

export class RowReader {
  rows = 0;
  readonly counts = { numeric: 0, lostDigits: 0, oddSpaces: 0, formulas: 0 };
  readonly openDates: OpenDate[] = [];
  /** Rows with at least one error. */
  errorRows = 0;
  #errors: RowError[] = [];
  #lastErrorRow = 0;
  readonly #identifier: Column;
  /** Folded once, not for every row; empty where the file has no heading. */
  readonly #identifierHeading: string;
  readonly #fields: readonly FieldColumn[];
  readonly #others: readonly Column[];
  readonly #examples = new Map<string, string>();

  constructor(sheet: RecognisedSheet) {
    this.#identifier = sheet.columns.find((column) => column.field === 'primary_identifier')!;
    this.#identifierHeading = foldHeading(this.#identifier.heading);
    this.#fields = sheet.columns.flatMap((column) =>
      column.field && column.field !== 'primary_identifier'
        ? [
            {
              ...column,
              field: column.field,
              slot: FIXED + STORED_FIELDS.indexOf(column.field),
              evidence: new DateOrderEvidence(),
            },
          ]
        : [],
    );
    this.#others = sheet.columns.filter((column) => column.field === null);
  }

  /** One data row; undefined for a blank row and for one that can't be a user (its error is kept). */
  read(row: SheetRow): StoredRow | undefined {
    if (isBlank(row)) return undefined;
    this.rows++;
    const at = this.#identifier.position;
    const text = textAt(row, at);
    if (kindAt(row, at) === CellKind.error)
      return this.#refuse(
        row,
        text,
        'The cell holds an error instead of a primary identifier. The row was left out.',
      );
    if (kindAt(row, at) === CellKind.date)
      return this.#refuse(
        row,
        text,
        'The spreadsheet turned this identifier into a date. Export it again as text. The row was left out.',
      );
    if (this.#identifierHeading !== '' && foldHeading(text) === this.#identifierHeading) {
      return this.#refuse(row, text, 'The headings are repeated here. The row was left out.');
    }
    const identifier = readIdentifier(text, kindAt(row, at) === CellKind.number);
    if (!identifier.ok) return this.#refuse(row, text, IDENTIFIER_MESSAGES[identifier.problem]);
    let notes = 0;
    if (identifier.numeric) notes |= ROW_NOTES.numeric;
    if (identifier.lostDigits) notes |= ROW_NOTES.lostDigits;
    if (identifier.oddSpaces) notes |= ROW_NOTES.oddSpaces;
    this.#count(notes, row);
    const stored: StoredRow = new Array(FIXED + STORED_FIELDS.length + 1).fill(null);
    for (const column of this.#fields) {
      if (!this.#readField(row, column, stored) && HELD_BACK_IF_UNREADABLE.includes(column.field))
        notes |= ROW_NOTES.unreadable;
    }
    stored[0] = row.number;
    stored[1] = identifier.key;
    stored[2] = identifier.original;
    stored[3] = notes;
    stored[stored.length - 1] = this.#otherColumns(row);
    return stored;
  }

  get waitingErrors(): number {
    return this.#errors.length;
  }

  /** The errors since the last call; a file full of them must not fill the memory. */
  takeErrors(): RowError[] {
    const errors = this.#errors;
    this.#errors = [];
    return errors;
  }

  /** What the text dates of each date column turned out to be, by heading. */
  dateOrders() {
    return this.#fields
      .filter((column) => userField(column.field).kind === 'date')
      .map((column) => ({
        heading: column.heading,
        field: column.field,
        verdict: column.evidence.verdict(),
        monthFirstExample: this.#examples.get(`${column.field} month-first`),
        dayFirstExample: this.#examples.get(`${column.field} day-first`),
        example: this.#examples.get(`${column.field} differing`),
      }));
  }

  #readField(row: SheetRow, column: FieldColumn, stored: StoredRow): boolean {
    const text = textAt(row, column.position);
    if (text === '') return true;
    const kind = kindAt(row, column.position);
    const read =
      kind === CellKind.error
        ? { error: 'The cell holds an error.' }
        : this.#readByKind(row, column, text, kind);
    if ('error' in read) {
      this.#error(row, column.heading, text, read.error);
      return false;
    }
    stored[column.slot] = read.value;
    return true;
  }

  #readByKind(row: SheetRow, column: FieldColumn, text: string, kind: number): ReadCell {
    if (column.field === 'record_type') return readRecordType(text);
    switch (userField(column.field).kind) {
      case 'date':
        return this.#readDate(row, column, text, kind);
      case 'yesNo':
        return readYesNo(text);
      case 'number':
        return readNumber(text);
      case 'money':
        return readMoney(text);
      default:
        return readText(text);
    }
  }

  #readDate(row: SheetRow, column: FieldColumn, text: string, kind: number): ReadCell {
    const read = readDate(text, kind);
    if (!('depends' in read)) return read;
    const date = read.depends;
    column.evidence.add(date);
    const sort =
      date.dayFirst === undefined
        ? 'month-first'
        : date.monthFirst === undefined
          ? 'day-first'
          : 'differing';
    const key = `${column.field} ${sort}`;
    if (!this.#examples.has(key)) this.#examples.set(key, `row ${row.number}: ${text}`);
    const verdict = column.evidence.verdict();
    if (verdict === 'day-first') return { value: date.dayFirst ?? date.monthFirst! };
    if (verdict === 'ask') this.openDates.push({ field: column.field, row: row.number });
    return { value: date.monthFirst ?? date.dayFirst! };
  }

  #otherColumns(row: SheetRow): string | null {
    const present = this.#others.filter((column) => textAt(row, column.position) !== '');
    if (present.length === 0) return null;
    return JSON.stringify(
      Object.fromEntries(present.map((column) => [column.heading, textAt(row, column.position)])),
    );
  }

  #count(notes: number, row: SheetRow): void {
    if (notes & ROW_NOTES.numeric) this.counts.numeric++;
    if (notes & ROW_NOTES.lostDigits) this.counts.lostDigits++;
    if (notes & ROW_NOTES.oddSpaces) this.counts.oddSpaces++;
    if (row.fromFormula[this.#identifier.position] === 1) this.counts.formulas++;
  }

  #refuse(row: SheetRow, value: string, message: string): undefined {
    this.#error(row, this.#identifier.heading || 'Primary identifier', value, message);
    return undefined;
  }

  #error(row: SheetRow, column: string, value: string, message: string): void {
    const rowText = Array.from({ length: row.width }, (_, n) => textAt(row, n))
      .join(' | ')
      .slice(0, 500);
    this.#errors.push({ row: row.number, column, value: value.slice(0, 200), message, rowText });
    if (row.number !== this.#lastErrorRow) this.errorRows++;
    this.#lastErrorRow = row.number;
  }
}

const IDENTIFIER_MESSAGES = {
  blank: 'The primary identifier is blank. The row was left out.',
  exponent:
    'The spreadsheet shortened this identifier to exponent form, so its digits are lost. Export it again as text. The row was left out.',
  'too-long': 'The primary identifier is longer than 255 characters. The row was left out.',
} as const;

function textAt(row: SheetRow, position: number): string {
  return position < row.width ? row.texts[position]! : '';
}

function kindAt(row: SheetRow, position: number): number {
  return position < row.width ? row.kinds[position]! : CellKind.empty;
}

function isBlank(row: SheetRow): boolean {
  for (let n = 0; n < row.width; n++) {
    if (row.texts[n]!.trim() !== '') return false;
  }
  return true;
}
