import { isOddKey } from '#shared/domain/nearIdentifiers.ts';
import { answerTo, type OpenClass } from '#shared/domain/openQuestions.ts';
import {
  foldText,
  identifierKey,
  readIdentifier,
  SAFE_NUMERIC_DIGITS,
} from '#shared/domain/primaryIdentifier.ts';
import { foldHeading } from '#shared/fields/userFields.ts';
import { type ImportKind, importKind, type KnownColumn } from '#shared/importKinds/importKinds.ts';
import type { PackageFlaws } from '../../tables/table.ts';
import { TableError } from '../../tables/tableError.ts';
import { CellKind, type StrayQuote, type TableRow } from '../../tables/tableRow.ts';
import type { AsidePart } from '../rows/importParts.ts';
import { PartLists } from '../rows/importParts.ts';
import { identifierColumnName, type RowError } from '../rows/rowErrors.ts';
import { ROW_NOTES } from '../rows/rowNotes.ts';
import { extraRowNumber, type StoredRow } from '../rows/rowStore.ts';
import { asidePartOf, firstText } from './asideRows.ts';
import { GroupColumn } from './groupColumn.ts';
import type { ReadAmount, ReadCell } from './readCell.ts';
import {
  readDate,
  readMoney,
  readNumber,
  readRecordType,
  readText,
  readYesNo,
} from './readCell.ts';
import type { Column, RecognisedSheet } from './recogniseColumns.ts';
import { hasNoResult, isBlank, isStruckOut, kindAt, textAt } from './rowCells.ts';
import type { RowOptions } from './rowOptions.ts';
import { readColumns, type ValueColumn } from './valueColumns.ts';

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
  readonly column: Pick<ValueColumn, 'unread' | 'unreadablePart'>;
  readonly text: string;
  readonly point: number | undefined;
  readonly comma: number | undefined;
  readonly error: string;
}

/** More cells in one place than any file has that a person made. */
const EXTRAS_LIMIT = 20_000;

/** A second row that was read out of one of the file. */
export interface ExtraRow {
  readonly stored: StoredRow;
  readonly key: string;
}

export class RowReader {
  rows = 0;
  /** Rows with at least one error. */
  errorRows = 0;
  /** Key of the row that was read last. */
  key = '';
  readonly parts = new PartLists();
  readonly openDates: OpenDate[] = [];
  /** Numbers that are read with a decimal point for the time being, where that is possible. */
  readonly openAmounts: OpenAmount[] = [];
  /** Rows that were read out of a row that has two identifiers; their numbers are above all others. */
  readonly extras: ExtraRow[] = [];
  /** Rows of which the file has another one with the same number, or that stand before an earlier one. */
  readonly repeatedRows: number[] = [];
  readonly #extrasOf = new Map<number, number>();
  #lastRow = 0;
  /** A text file has an identifier of more than 15 digits that no spreadsheet has shortened. */
  keepsDigits = false;
  #errors: RowError[] = [];
  #lastErrorRow = 0;
  /** Of the stored row that is being read. */
  #number = 0;
  #lastNoResult = 0;
  readonly #identifier: Column;
  /** Folded once, not for every row; empty where the file has no heading. */
  readonly #identifierHeading: string;
  readonly #columns: readonly ValueColumn[];
  readonly #lastName: ValueColumn | undefined;
  readonly #firstName: ValueColumn | undefined;
  readonly #group: GroupColumn | undefined;
  readonly #fromText: boolean;
  /** Of a text with headings, the first place behind them; else 0. */
  readonly #behindHeadings: number;
  /** The notes of a row with more cells than the file has headings: some of them stand in the wrong column. */
  readonly noteOfExtraCells: number;
  readonly #dateOfNumber: PackageFlaws['dateOfNumber'];
  /** Notes of a row that is hidden, struck out, or has two cells in one place. */
  readonly #notesOf: {
    readonly hidden: number;
    readonly struck: number;
    readonly lostDigits: number;
    readonly twinCells: number;
    readonly twins: number;
  };
  /** Rows are items, several of a user: whoever the one above belongs to. */
  readonly #counts: boolean;
  #above: { readonly identifier: string; readonly key: string; readonly notes: number } | undefined;
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
   * @param dateOfNumber of a workbook that has lost its styles
   */
  constructor(
    sheet: RecognisedSheet,
    fromText: boolean,
    purged: ReadonlySet<string>,
    decimals: number,
    options: RowOptions = {},
    dateOfNumber?: PackageFlaws['dateOfNumber'],
  ) {
    this.#dateOfNumber = dateOfNumber;
    this.#purged = purged;
    this.#decimals = decimals;
    this.#identifier = sheet.columns.find((column) => column.field === 'primary_identifier')!;
    this.#identifierHeading = foldHeading(this.#identifier.heading);
    this.#fromText = fromText;
    this.#behindHeadings =
      fromText && sheet.headingRow > 0
        ? Math.max(...sheet.columns.map(({ position }) => position)) + 1
        : 0;
    this.noteOfExtraCells = importKind(sheet.kind).effect === 'set' ? 0 : ROW_NOTES.unreadable;
    const { effect, counts } = importKind(sheet.kind);
    this.#keepsWhole = effect === 'set';
    this.#counts = counts !== undefined;
    this.#notesOf = notesOf(sheet.kind, options);
    this.#columns = readColumns(sheet, options);
    this.#lastName = this.#columns.find(({ field }) => field === 'last_name');
    this.#firstName = this.#columns.find(({ field }) => field === 'first_name');
    const group = this.#columns.find(({ field }) => field === 'user_group');
    if (group) this.#group = new GroupColumn(group, this.parts, sheet.kind, options);
  }

  /** One data row; undefined for a blank row and for one that can't be a user (its error is kept). */
  read(row: TableRow): StoredRow | undefined {
    if (isBlank(row)) return undefined;
    this.rows++;
    const at = this.#identifier.position;
    if (row.number <= this.#lastRow) {
      this.#readExtra(row, textAt(row, at), kindAt(row, at));
      this.repeatedRows.push(row.number);
      return undefined;
    }
    this.#lastRow = row.number;
    const stored = this.#readAs(row, row.number, textAt(row, at), kindAt(row, at));
    if (row.twins.length > 0) this.#readTwins(row, stored);
    return stored;
  }

  /** A second identifier in the place of one that was read. */
  #readExtra(row: TableRow, text: string, kind: number): void {
    const { key } = this;
    const nth = (this.#extrasOf.get(row.number) ?? 0) + 1;
    this.#extrasOf.set(row.number, nth);
    const stored = this.#readAs(row, extraRowNumber(row.number, nth), text, kind);
    if (stored) {
      stored[1] |= this.#notesOf.twins;
      this.parts.add('two-cells', stored[0]);
      this.extras.push({ stored, key: this.key });
    }
    this.key = key;
    if (this.extras.length > EXTRAS_LIMIT)
      throw new TableError('damaged', 'too many cells stored twice');
  }

  /** A row as one of its identifiers has it. */
  #readAs(row: TableRow, number: number, text: string, kind: number): StoredRow | undefined {
    const aside = asidePartOf(row, text, this.#keepsWhole);
    if (aside) return this.#setAside(number, row, aside, text);
    const stray = row.strayQuote;
    if (stray && stray.cell <= this.#identifier.position)
      return this.#refuse(row, stray.text, this.#strayQuote(row, stray));
    const refused = this.#refusal(row, text, kind);
    if (refused) return this.#refuse(row, text, refused);
    const identifier = readIdentifier(text, kind === CellKind.number);
    if (!identifier.ok) {
      this.#refuse(row, text, IDENTIFIER_MESSAGES[identifier.problem]);
      return identifier.problem === 'blank' ? this.#unreadableAbove(number) : undefined;
    }
    this.key = identifier.key;
    let notes = 0;
    if (identifier.numeric) notes |= ROW_NOTES.numeric;
    if (identifier.lostDigits || (this.#fromText && this.#endsInLostDigits(identifier.key)))
      notes |= this.#noteLostDigits(number);
    if (identifier.oddSpaces) notes |= ROW_NOTES.oddSpaces;
    if (isOddKey(identifier.key)) notes |= ROW_NOTES.oddIdentifier;
    if (stray) notes |= this.#noteStrayQuote(row, stray);
    if (row.brokenCells) notes |= this.#noteBrokenCells(row, row.brokenCells);
    this.#number = number;
    if (this.#behindHeadings > 0 && row.width > this.#behindHeadings)
      this.parts.add('extra-cells', number);
    const stored: StoredRow = [number, 0, identifier.original];
    for (const column of this.#columns) {
      if (!this.#readColumn(row, column, stored)) notes |= this.#noteUnread(column, number);
    }
    if (this.#looksPurged(row, identifier.key)) notes |= ROW_NOTES.setAside;
    if (this.#group) notes |= this.#group.read(row, stored);
    if (row.hidden) notes |= this.#notesOf.hidden;
    if (row.struck.length > 0 && isStruckOut(row, this.#identifier.position)) {
      notes |= this.#notesOf.struck;
      this.parts.add('struck-out', number);
    }
    stored[1] = notes;
    if (this.#counts) this.#above = { identifier: identifier.original, key: this.key, notes };
    this.#collect(row, stored);
    return stored;
  }

  #noteUnread({ unread, unreadablePart }: ValueColumn, number: number): number {
    if (unread !== 0) this.parts.add(unreadablePart, number);
    return unread;
  }

  /** Kept and shown, but nobody's. */
  #setAside(number: number, row: TableRow, part: AsidePart, text: string): StoredRow {
    this.parts.add(part, number);
    const label = text === '' ? firstText(row) : text;
    this.key = identifierKey(label, false);
    return [number, ROW_NOTES.setAside, label, ...this.#columns.map(() => null)];
  }

  /** A row at or above the headings: it may have swallowed rows below them. */
  readAbove(row: TableRow): void {
    if (row.strayQuote) this.#noteStrayQuote(row, row.strayQuote);
  }

  /** What the row says from there on may be another user's. */
  #noteStrayQuote(row: TableRow, stray: StrayQuote): number {
    const heading = identifierColumnName(this.#identifier.heading);
    this.#identifierError(row, heading, stray.text, this.#strayQuote(row, stray));
    return ROW_NOTES.unreadable;
  }

  #strayQuote(row: TableRow, { firstLine, lastLine }: StrayQuote): string {
    this.parts.add('stray-quote', row.number);
    return lastLine > firstLine
      ? `A stray quotation mark runs lines ${firstLine} to ${lastLine} of the file together, so nobody can tell what stands in them. Correct them and choose the file again.`
      : `A stray quotation mark in line ${firstLine} of the file ends a cell too early, so nobody can tell what stands in it. Correct it and choose the file again.`;
  }

  #noteBrokenCells(row: TableRow, cells: readonly number[]): number {
    this.parts.add('broken-bytes', row.number);
    if (cells.includes(this.#identifier.position)) return ROW_NOTES.unreadable;
    // A letter of a name that was read in another encoding is a doubt about its spelling alone.
    return this.#columns
      .filter(({ position, field }) => cells.includes(position) && !field?.endsWith('_name'))
      .reduce((notes, { unreadable }) => notes | unreadable, 0);
  }

  /**
   * Values of which others took the place. Whoever stands in such a cell may be meant: each identifier is a
   * user with the row's values, and who was read instead is as uncertain, unless the other lies under a
   * merged cell, which shows one of them only.
   */
  #readTwins(row: TableRow, stored: StoredRow | undefined): void {
    const at = this.#identifier.position;
    const read = this.#columns.filter(({ known }) => known).map(({ position }) => position);
    const rest = row.twins.some(({ column }) => read.includes(column));
    const others = row.twins.filter(({ column, text }) => column === at && text.trim() !== '');
    if (!rest && others.length === 0) return;
    if (this.#notesOf.twinCells === 0) {
      // The shown cell counts, as the librarian has said: told, and nobody else.
      this.parts.add('two-cells', row.number);
      return;
    }
    for (const { text, kind } of others) this.#readExtra(row, text, kind);
    const isSure = !rest && !this.#counts && others.every(({ covered }) => covered);
    if (!stored || isSure) return;
    stored[1] |= this.#notesOf.twins;
    this.parts.add('two-cells', row.number);
  }

  /** An item of nobody may be one of the user above: what it comes to is not known. */
  #unreadableAbove(number: number): StoredRow | undefined {
    if (!this.#counts || !this.#above) return undefined;
    const { identifier, key, notes } = this.#above;
    this.key = key;
    const bits = (notes & ROW_NOTES.numeric) | ROW_NOTES.unreadable;
    this.parts.add('unreadable-value', number);
    return [number, bits, identifier, ...this.#columns.map(() => null)];
  }

  #noteLostDigits(number: number): number {
    this.parts.add('lost-digits', number);
    return this.#notesOf.lostDigits;
  }

  /** What a spreadsheet makes of a long number before it writes text: zeros past the 15th digit. */
  #endsInLostDigits(key: string): boolean {
    if (key.length <= SAFE_NUMERIC_DIGITS || !/^\d+$/.test(key)) return false;
    const lost = key.replace(/^0+/, '').slice(SAFE_NUMERIC_DIGITS);
    if (/[1-9]/.test(lost)) this.keepsDigits = true;
    return /^0+$/.test(lost);
  }

  /** Some row names a user group. */
  get namesGroups(): boolean {
    return this.#group?.isNamed ?? false;
  }

  /** The notes of a row in the place of which another one stands. */
  get noteOfTwins(): number {
    return this.#notesOf.twins;
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

  /** Which mark the numbers of each column turned out to have before their decimals. */
  decimalMarks() {
    return this.#columns
      .filter(({ known }) => known?.kind === 'number' || known?.kind === 'money')
      .map(({ heading, slot, decimals }) => ({
        heading,
        slot,
        verdict: decimals.verdict(),
        example: this.#examples.get(`${slot} amount`) ?? '',
      }));
  }

  /** A number that nobody can tell; gives its error. */
  tellUnread({ row, heading, text, error }: OpenAmount): RowError {
    this.errorRows++;
    return { row, column: heading, value: text, message: error, rowText: '' };
  }

  #refusal(row: TableRow, text: string, kind: number): string | undefined {
    if (text === '' && hasNoResult(row, this.#identifier.position)) return NO_RESULT;
    if (kind === CellKind.error) return 'The cell holds an error instead of a primary identifier.';
    if (kind === CellKind.date)
      return 'The spreadsheet turned this identifier into a date. Export it again as text.';
    const heading = this.#identifierHeading;
    // Folding costs; hardly any identifier begins like the heading.
    if (heading === '' || text.slice(0, 1).toLowerCase() !== heading[0]) return undefined;
    return foldHeading(text) === heading ? 'The headings are repeated here.' : undefined;
  }

  #readColumn(row: TableRow, column: ValueColumn, stored: StoredRow): boolean {
    const { known, position } = column;
    const text = textAt(row, position);
    if (text === '') {
      stored.push(null);
      return !hasNoResult(row, position) || this.#tellNoResult(row, column);
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

  /** Gives false: it is a value that can't be read. */
  #tellNoResult(row: TableRow, { known, heading }: ValueColumn): false {
    if (row.number !== this.#lastNoResult) this.parts.add('no-result', row.number);
    this.#lastNoResult = row.number;
    if (known) this.#error(row, heading, '', NO_RESULT);
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
      case 'date':
        return this.#readDate(row, column, text, kind);
      case 'yesNo':
        return readYesNo(text);
      case 'number':
        return this.#amountOf(row, column, text, readNumber(text, kind));
      case 'money':
        return this.#amountOf(row, column, text, readMoney(text, kind, this.#decimals));
      default:
        return known.name === 'record_type' ? readRecordType(text) : readText(text);
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
    const example = `row ${row.number}: ${text}`;
    if (point !== undefined && comma !== undefined) this.#keepExample(`${slot} amount`, example);
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

  #keepExample(key: string, example: string): void {
    if (!this.#examples.has(key)) this.#examples.set(key, example);
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
    const key = `${column.slot} ${sort}`;
    if (!this.#examples.has(key)) this.#examples.set(key, `row ${row.number}: ${text}`);
    const verdict = column.evidence.verdict();
    if (verdict === 'day-first') return { value: date.dayFirst ?? date.monthFirst! };
    if (verdict === 'ask') this.openDates.push({ slot: column.slot, row: this.#number });
    return { value: date.monthFirst ?? date.dayFirst! };
  }

  /**
   * Under delete user policy 2 the identifier of a purged user moves into its last name (domain
   * reference, section 3): a row without a first name whose last name is its identifier, or one whose
   * last name is the identifier of a user whom a purge here has taken.
   */
  #looksPurged(row: TableRow, key: string): boolean {
    if (!this.#lastName) return false;
    const last = textAt(row, this.#lastName.position);
    if (last === '') return false;
    if (this.#purged.size > 0 && this.#purged.has(foldText(last))) return true;
    if (!this.#firstName || last.length < key.length) return false;
    return textAt(row, this.#firstName.position).trim() === '' && foldText(last) === key;
  }

  #collect(row: TableRow, stored: StoredRow): void {
    const [number, notes] = stored;
    if (notes !== 0) {
      if (notes & ROW_NOTES.numeric) this.#collectNumber(number, stored[2]);
      if (notes & ROW_NOTES.oddSpaces) this.parts.add('odd-spaces', number);
      if (notes & ROW_NOTES.oddIdentifier) this.parts.add('odd-identifier', number);
      if (notes & ROW_NOTES.unreadable) this.parts.add('unreadable-value', number);
      if (notes & ROW_NOTES.unreadableExpiry) this.parts.add('unreadable-expiry', number);
      if (notes & ROW_NOTES.notTold) this.parts.add('not-told', number);
      if (notes & ROW_NOTES.setAside) this.parts.add('purged-before', number);
    }
    if (row.fromFormula[this.#identifier.position] === 1) this.parts.add('formula', number);
    if (row.hidden) this.parts.add('hidden-row', number);
  }

  #collectNumber(row: number, identifier: string): void {
    this.parts.add('numeric-identifier', row);
    if (/^-?0\d/.test(identifier)) this.parts.add('number-format', row);
  }

  #refuse(row: TableRow, value: string, message: string): undefined {
    this.parts.add('unusable-row', row.number);
    this.#group?.passOver(row);
    const heading = identifierColumnName(this.#identifier.heading);
    const left = this.#keepsWhole ? NOT_PROTECTED : LEFT_OUT;
    this.#identifierError(row, heading, value, `${message} ${left}`);
    return undefined;
  }

  /** Whoever a swallowed line names may be looked for later, in whatever kind of file. */
  #identifierError(row: TableRow, heading: string, value: string, message: string): void {
    const isWhole = this.#keepsWhole || row.strayQuote !== undefined;
    this.#error(row, heading, value, message, isWhole ? value.length : undefined);
  }

  #error(
    row: TableRow,
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

const LEFT_OUT = 'The row was left out.';
const NOT_PROTECTED = 'Whoever is meant here is not protected by this list.';

/** So much of a value that couldn't be read is kept. */
const ERROR_VALUE_LENGTH = 200;

const NO_RESULT =
  'The cell holds a formula whose result is not stored in the file. Open it in a spreadsheet program and save it.';
const CELL_ERROR: ReadCell = { error: 'The cell holds an error.' };

const IDENTIFIER_MESSAGES = {
  blank: 'The primary identifier is blank.',
  exponent:
    'The spreadsheet shortened this identifier to exponent form, so its digits are lost. Export it again as text.',
  'too-long': 'The primary identifier is longer than 255 characters.',
} as const;

/** Notes of rows in question, by what becomes of them in a file of this kind. */
function notesOf(kind: ImportKind, { answers }: RowOptions) {
  const { effect, counts } = importKind(kind);
  const review = effect === 'review';
  const held = (about: OpenClass, note: number) =>
    (answerTo(answers, { about }) ?? 'hold') === 'hold' ? note : 0;
  const twins = counts ? ROW_NOTES.unreadable : ROW_NOTES.twoCells;
  return {
    // Hidden and struck-out rows of all other files count: whoever is meant to stay may stand there.
    hidden: review ? held('hidden-row', ROW_NOTES.hiddenRow) : 0,
    struck: review ? held('struck-out', ROW_NOTES.struckOut) : 0,
    // In a list they may mean others, whatever is said about them.
    lostDigits: effect === 'set' ? ROW_NOTES.lostDigits : held('lost-digits', ROW_NOTES.lostDigits),
    /** Of cells. Rows that stand twice are more than an odd cell: nobody sees which of them holds. */
    twinCells: counts || effect === 'set' ? twins : held('two-cells', twins),
    twins,
  };
}
