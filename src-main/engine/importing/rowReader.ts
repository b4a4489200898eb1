/**
 * Turns the rows of one recognised sheet into stored rows, and collects errors, rows worth a look and
 * evidence about date orders. Pure but for its own counters; readFile.ts feeds it and stores what it
 * gives. Identifiers and columns that no field is known for are kept exactly as they are in the file.
 */
import { DateOrderEvidence } from '#shared/domain/calendar.ts';
import { isOddKey } from '#shared/domain/nearIdentifiers.ts';
import { foldText, readIdentifier, SAFE_NUMERIC_DIGITS } from '#shared/domain/primaryIdentifier.ts';
import { foldHeading, type UserFieldName } from '#shared/fields/userFields.ts';
import { columnsOf, importKind, type KnownColumn } from '#shared/importKinds/importKinds.ts';
import { PartLists } from './importParts.ts';
import type { ReadCell } from './readCell.ts';
import {
  readDate,
  readMoney,
  readNumber,
  readRecordType,
  readText,
  readYesNo,
} from './readCell.ts';
import type { Column, RecognisedSheet } from './recogniseColumns.ts';
import { ROW_NOTES } from './rowNotes.ts';
import { FIRST_VALUE, type StoredRow } from './rowStore.ts';
import { CellKind, type SheetRow, type StrayQuote } from './workbook/sheetRow.ts';

export interface RowError {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
  readonly rowText: string;
}

/** A date cell whose meaning wasn't known yet when its row was stored, month first for the time being. */
export interface OpenDate {
  /** Place in the stored row. */
  readonly slot: number;
  readonly row: number;
}

/** Fields that the purge or the protection of a user depends on. */
export const HELD_BACK_IF_UNREADABLE: readonly UserFieldName[] = [
  'user_group',
  'purge_date',
  'record_type',
  'loans',
  'balance',
  'transferred',
  'acquisitions',
  'purchase_requests',
  'hold_shelf_requests',
  'import_profiles',
  'locked_records',
  'md_editor',
];

interface ValueColumn extends Column {
  /** Undefined: kept as it is. */
  readonly known: KnownColumn | undefined;
  readonly slot: number;
  readonly holdsBack: boolean;
  readonly evidence: DateOrderEvidence;
}

/** Other columns than the identifier's, in the order of the file: as they stand in a stored row. */
export function valueColumns<C extends { readonly field: string | null }>(
  columns: readonly C[],
): C[] {
  return columns.filter(({ field }) => field !== 'primary_identifier');
}

/** Where the value of each column stands in a stored row; for the identifier's undefined. */
export function slotsOf<C extends { readonly field: string | null }>(
  columns: readonly C[],
): ReadonlyMap<C, number> {
  return new Map(valueColumns(columns).map((column, n) => [column, FIRST_VALUE + n]));
}

export class RowReader {
  rows = 0;
  /** Rows with at least one error. */
  errorRows = 0;
  /** Key of the row that was read last. */
  key = '';
  readonly parts = new PartLists();
  readonly openDates: OpenDate[] = [];
  #errors: RowError[] = [];
  #lastErrorRow = 0;
  readonly #identifier: Column;
  /** Folded once, not for every row; empty where the file has no heading. */
  readonly #identifierHeading: string;
  readonly #columns: readonly ValueColumn[];
  readonly #lastName: ValueColumn | undefined;
  readonly #firstName: ValueColumn | undefined;
  readonly #group: ValueColumn | undefined;
  readonly #fromText: boolean;
  /** In a list, whoever stands in a cell that can't be used may be a candidate. */
  readonly #keepsWhole: boolean;
  readonly #purged: ReadonlySet<string>;
  readonly #decimals: number;
  readonly #examples = new Map<string, string>();
  /** Exports repeat few dates many times. */
  readonly #dates = new Map<string, ReadCell>();

  /**
   * @param sheet must have a column of primary identifiers
   * @param fromText the file is text, in which a number looks like any other text
   * @param purged keys of users that a purge of ours has taken
   * @param decimals of amounts, as the currency of the workspace has them
   */
  constructor(
    sheet: RecognisedSheet,
    fromText: boolean,
    purged: ReadonlySet<string>,
    decimals: number,
  ) {
    this.#purged = purged;
    this.#decimals = decimals;
    this.#identifier = sheet.columns.find((column) => column.field === 'primary_identifier')!;
    this.#identifierHeading = foldHeading(this.#identifier.heading);
    this.#fromText = fromText;
    this.#keepsWhole = importKind(sheet.kind).effect === 'set';
    const known = columnsOf(sheet.kind);
    const counted = importKind(sheet.kind).counts?.fields ?? [];
    const countsHoldBack = counted.some((field) => HELD_BACK_IF_UNREADABLE.includes(field));
    this.#columns = valueColumns(sheet.columns).map((column, n) => {
      const meaning = column.field === null ? undefined : known.get(column.field);
      const isAmount = meaning?.kind === 'number' || meaning?.kind === 'money';
      return {
        ...column,
        known: meaning,
        slot: FIRST_VALUE + n,
        holdsBack:
          HELD_BACK_IF_UNREADABLE.includes(column.field as UserFieldName) ||
          (countsHoldBack && isAmount),
        evidence: new DateOrderEvidence(),
      };
    });
    this.#lastName = this.#columns.find(({ field }) => field === 'last_name');
    this.#firstName = this.#columns.find(({ field }) => field === 'first_name');
    this.#group = this.#columns.find(({ field }) => field === 'user_group');
  }

  /** One data row; undefined for a blank row and for one that can't be a user (its error is kept). */
  read(row: SheetRow): StoredRow | undefined {
    if (isBlank(row)) return undefined;
    this.rows++;
    const at = this.#identifier.position;
    const text = textAt(row, at);
    const kind = kindAt(row, at);
    const stray = row.strayQuote;
    if (stray && stray.cell <= at)
      return this.#refuse(row, stray.text, this.#strayQuote(row, stray));
    const refused = this.#refusal(text, kind);
    if (refused) return this.#refuse(row, text, refused);
    const identifier = readIdentifier(text, kind === CellKind.number);
    if (!identifier.ok) return this.#refuse(row, text, IDENTIFIER_MESSAGES[identifier.problem]);
    this.key = identifier.key;
    let notes = 0;
    if (identifier.numeric) notes |= ROW_NOTES.numeric;
    if (identifier.lostDigits || (this.#fromText && endsInLostDigits(identifier.key)))
      notes |= ROW_NOTES.lostDigits;
    if (identifier.oddSpaces) notes |= ROW_NOTES.oddSpaces;
    if (isOddKey(identifier.key)) notes |= ROW_NOTES.oddIdentifier;
    if (stray) notes |= this.#noteStrayQuote(row, stray);
    if (row.brokenCells) notes |= this.#noteBrokenCells(row, row.brokenCells);
    const stored: StoredRow = [row.number, 0, identifier.original];
    for (const column of this.#columns) {
      const readable = this.#readColumn(row, column, stored);
      if (!readable && column.holdsBack) notes |= ROW_NOTES.unreadable;
    }
    if (this.#looksPurged(row, identifier.key)) notes |= ROW_NOTES.setAside;
    stored[1] = notes;
    this.#collect(row, stored);
    return stored;
  }

  /** A row at or above the headings: it may have swallowed rows below them. */
  readAbove(row: SheetRow): void {
    if (row.strayQuote) this.#noteStrayQuote(row, row.strayQuote);
  }

  /** What the row says from there on may be another user's. */
  #noteStrayQuote(row: SheetRow, stray: StrayQuote): number {
    const heading = identifierHeading(this.#identifier.heading);
    this.#identifierError(row, heading, stray.text, this.#strayQuote(row, stray));
    return ROW_NOTES.unreadable;
  }

  #strayQuote(row: SheetRow, { firstLine, lastLine }: StrayQuote): string {
    this.parts.add('stray-quote', row.number);
    return lastLine > firstLine
      ? `A stray quotation mark runs lines ${firstLine} to ${lastLine} of the file together, so nobody can tell what stands in them. Correct them and choose the file again.`
      : `A stray quotation mark in line ${firstLine} of the file ends a cell too early, so nobody can tell what stands in it. Correct it and choose the file again.`;
  }

  #noteBrokenCells(row: SheetRow, cells: readonly number[]): number {
    this.parts.add('broken-bytes', row.number);
    const matters =
      cells.includes(this.#identifier.position) ||
      this.#columns.some(({ position, holdsBack }) => holdsBack && cells.includes(position));
    return matters ? ROW_NOTES.unreadable : 0;
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

  /** What the text dates of each date column turned out to be. */
  dateOrders() {
    return this.#columns
      .filter((column) => column.known?.kind === 'date')
      .map(({ heading, position, slot, evidence }) => ({
        heading,
        position,
        slot,
        verdict: evidence.verdict(),
        monthFirstExample: this.#examples.get(`${slot} month-first`),
        dayFirstExample: this.#examples.get(`${slot} day-first`),
        example: this.#examples.get(`${slot} differing`),
      }));
  }

  #refusal(text: string, kind: number): string | undefined {
    if (kind === CellKind.error)
      return 'The cell holds an error instead of a primary identifier. The row was left out.';
    if (kind === CellKind.date)
      return 'The spreadsheet turned this identifier into a date. Export it again as text. The row was left out.';
    const heading = this.#identifierHeading;
    // Folding costs; hardly any identifier begins like the heading.
    if (heading === '' || text.slice(0, 1).toLowerCase() !== heading[0]) return undefined;
    return foldHeading(text) === heading
      ? 'The headings are repeated here. The row was left out.'
      : undefined;
  }

  #readColumn(row: SheetRow, column: ValueColumn, stored: StoredRow): boolean {
    const { known, position } = column;
    const text = textAt(row, position);
    if (text === '') {
      stored.push(null);
      return true;
    }
    if (text.length > MAX_CELL_LENGTH) {
      this.#error(row, column.heading, text, TOO_LONG);
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
    if (!readable) this.#error(row, column.heading, text, read.error);
    stored.push(readable ? read.value : null);
    return readable;
  }

  #readByKind(
    row: SheetRow,
    column: ValueColumn,
    known: KnownColumn,
    text: string,
    kind: number,
  ): ReadCell {
    switch (known.kind) {
      case 'date':
        return this.#readDate(row, column, text, kind);
      case 'yesNo':
        return readYesNo(text);
      case 'number':
        return readNumber(text);
      case 'money':
        return readMoney(text, this.#decimals);
      default:
        return known.name === 'record_type' ? readRecordType(text) : readText(text);
    }
  }

  #readDate(row: SheetRow, column: ValueColumn, text: string, kind: number): ReadCell {
    const remembered = kind === CellKind.date ? this.#dates.get(text) : undefined;
    if (remembered) return remembered;
    const read = readDate(text, kind);
    if ('depends' in read) return this.#readOpenDate(row, column, text, read.depends);
    if (kind === CellKind.date && this.#dates.size < 20_000) this.#dates.set(text, read);
    return read;
  }

  #readOpenDate(
    row: SheetRow,
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
    const key = `${column.slot} ${sort}`;
    if (!this.#examples.has(key)) this.#examples.set(key, `row ${row.number}: ${text}`);
    const verdict = column.evidence.verdict();
    if (verdict === 'day-first') return { value: date.dayFirst ?? date.monthFirst! };
    if (verdict === 'ask') this.openDates.push({ slot: column.slot, row: row.number });
    return { value: date.monthFirst ?? date.dayFirst! };
  }

  /**
   * Under delete user policy 2 the identifier of a purged user moves into its last name (domain
   * reference, section 3): a row without a first name whose last name is its identifier, or one whose
   * last name is the identifier of a user whom a purge here has taken.
   */
  #looksPurged(row: SheetRow, key: string): boolean {
    if (!this.#lastName) return false;
    const last = textAt(row, this.#lastName.position);
    if (last === '') return false;
    if (this.#purged.size > 0 && this.#purged.has(foldText(last))) return true;
    if (!this.#firstName || last.length < key.length) return false;
    return textAt(row, this.#firstName.position).trim() === '' && foldText(last) === key;
  }

  #collect(row: SheetRow, stored: StoredRow): void {
    const [number, notes] = stored;
    if (notes !== 0) {
      if (notes & ROW_NOTES.numeric) this.parts.add('numeric-identifier', number);
      if (notes & ROW_NOTES.lostDigits) this.parts.add('lost-digits', number);
      if (notes & ROW_NOTES.oddSpaces) this.parts.add('odd-spaces', number);
      if (notes & ROW_NOTES.oddIdentifier) this.parts.add('odd-identifier', number);
      if (notes & ROW_NOTES.unreadable) this.parts.add('unreadable-value', number);
      if (notes & ROW_NOTES.setAside) this.parts.add('purged-before', number);
    }
    if (row.fromFormula[this.#identifier.position] === 1) this.parts.add('formula', number);
    if (this.#group && stored[this.#group.slot] === null) this.parts.add('blank-group', number);
  }

  #refuse(row: SheetRow, value: string, message: string): undefined {
    this.parts.add('unusable-row', row.number);
    const heading = identifierHeading(this.#identifier.heading);
    this.#identifierError(row, heading, value, message);
    return undefined;
  }

  #identifierError(row: SheetRow, heading: string, value: string, message: string): void {
    this.#error(row, heading, value, message, this.#keepsWhole ? value.length : undefined);
  }

  #error(
    row: SheetRow,
    column: string,
    value: string,
    message: string,
    length = ERROR_VALUE_LENGTH,
  ): void {
    const rowText = Array.from({ length: Math.min(row.width, 60) }, (_, n) =>
      textAt(row, n).slice(0, 100),
    )
      .join(' | ')
      .slice(0, 500);
    this.#errors.push({
      row: row.number,
      column,
      value: value.slice(0, length),
      message,
      rowText,
    });
    if (row.number !== this.#lastErrorRow) this.errorRows++;
    this.#lastErrorRow = row.number;
  }
}

/** The longest text that a cell of a spreadsheet can hold. */
const MAX_CELL_LENGTH = 32_767;
const TOO_LONG = 'The text is longer than a cell of a spreadsheet can hold. It was left out.';

/** So much of a value that couldn't be read is kept. */
const ERROR_VALUE_LENGTH = 200;

/** What an error calls the column of identifiers. */
export function identifierHeading(heading: string | undefined): string {
  return heading || 'Primary identifier';
}

const CELL_ERROR: ReadCell = { error: 'The cell holds an error.' };

const IDENTIFIER_MESSAGES = {
  blank: 'The primary identifier is blank. The row was left out.',
  exponent:
    'The spreadsheet shortened this identifier to exponent form, so its digits are lost. Export it again as text. The row was left out.',
  'too-long': 'The primary identifier is longer than 255 characters. The row was left out.',
} as const;

/** What a spreadsheet makes of a long number before it writes text: zeros past the 15th digit. */
function endsInLostDigits(key: string): boolean {
  if (key.length <= SAFE_NUMERIC_DIGITS || !/^\d+$/.test(key)) return false;
  return /^0+$/.test(key.replace(/^0+/, '').slice(SAFE_NUMERIC_DIGITS));
}

function textAt(row: SheetRow, position: number): string {
  return position < row.width ? row.texts[position]! : '';
}

function kindAt(row: SheetRow, position: number): number {
  return position < row.width ? row.kinds[position]! : CellKind.empty;
}

function isBlank(row: SheetRow): boolean {
  for (let n = 0; n < row.width; n++) {
    const text = row.texts[n]!;
    if (text !== '' && text.trim() !== '') return false;
  }
  return true;
}
