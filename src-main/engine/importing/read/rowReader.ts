/**
 * The loop over the rows of a file: what each says about whom, and what is uncertain about it. Must never guess: what
 * a row leaves open is noted with it, and a row that can't be a user is an error that stays.
 */
import { isOddKey } from '#shared/domain/nearIdentifiers.ts';
import { identifierKey } from '#shared/domain/primaryIdentifier.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { type RowProblem, rowProblem } from '#shared/notices/rowErrorText.ts';
import type { TombstoneReader } from '../../replica/tombstones.ts';
import type { PackageFlaws } from '../../tables/table.ts';
import { TableError } from '../../tables/tableError.ts';
import type { StrayQuote, TableRow } from '../../tables/tableRow.ts';
import type { MarkedRow } from '../rows/erasedRows.ts';
import { type AsideGroup, RowGroupLists } from '../rows/rowGroups.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { extraRowNumber, type StoredRow } from '../rows/storedRow.ts';
import { asideGroupOf, firstText } from './asideRows.ts';
import { CellReader } from './cellReader.ts';
import { ErasedBefore } from './erasedBefore.ts';
import { GroupColumn } from './groupColumn.ts';
import { IdentifierColumn } from './identifierColumn.ts';
import { PurgedRows } from './purgedRows.ts';
import type { RecognisedSheet } from './recogniseColumns.ts';
import { isBlank, isStruckOut, kindAt, textAt } from './rowCells.ts';
import { RowErrorList } from './rowErrorList.ts';
import { issuesInQuestion, type RowOptions } from './rowOptions.ts';
import { readColumns } from './valueColumns.ts';

/** More cells in one place than any file has that a person made. */
const EXTRAS_LIMIT = 20_000;

/** A second row that was read out of one of the file. */
export interface ExtraRow {
  readonly stored: StoredRow;
  readonly key: string;
}

/** What the rows of a file are read with, besides its columns. */
export interface RowReading {
  /** The file is text, in which a number looks like any other text. */
  readonly fromText: boolean;
  /** Keys of users that a purge of ours has taken. */
  readonly purged: ReadonlySet<string>;
  /** Of those who were erased here; undefined: nobody was. */
  readonly tombstones: TombstoneReader | undefined;
  /** Identifiers of further types in lines beside the row that was handed over last. */
  readonly identifiersBeside: (() => Iterable<string>) | undefined;
  /** Of amounts, as the currency of the workspace has them. */
  readonly decimals: number;
  readonly options: RowOptions;
  /** Of a workbook that has lost its styles. */
  readonly dateOfNumber: PackageFlaws['dateOfNumber'];
}

export class RowReader {
  rows = 0;
  /** Key of the row that was read last. */
  key = '';
  readonly rowGroups = new RowGroupLists();
  readonly errors = new RowErrorList();
  readonly cells: CellReader;
  /** Rows that were read out of a row that has two identifiers; their numbers are above all others. */
  readonly extras: ExtraRow[] = [];
  /** Rows of which the file has another one with the same number, or that stand before an earlier one. */
  readonly repeatedRows: number[] = [];
  /** Of users who were erased. */
  readonly erasedRows: MarkedRow[] = [];
  readonly #extrasOf = new Map<number, number>();
  #lastRow = 0;
  readonly #identifier: IdentifierColumn;
  readonly #purged: PurgedRows;
  readonly #erased: ErasedBefore | undefined;
  readonly #group: GroupColumn | undefined;
  /** Of a text with headings, the first place behind them; else 0. */
  readonly #behindHeadings: number;
  /** The issues of a row with more cells than the file has headings: some of them stand in the wrong column. */
  readonly issueOfExtraCells: number;
  /** Issues of a row that is hidden, struck out, or has two cells in one place. */
  readonly #issuesOf: ReturnType<typeof issuesInQuestion>;
  /** Rows are items, several of a user: whoever the one above belongs to. */
  readonly #counts: boolean;
  #above:
    | { readonly identifier: string; readonly key: string; readonly issues: number }
    | undefined;
  /** In a list, whoever stands in a cell that can't be used may be a candidate. */
  readonly #keepsWhole: boolean;

  /** @param sheet must have a column of primary identifiers */
  constructor(sheet: RecognisedSheet, reading: RowReading) {
    const { fromText, options } = reading;
    const { effect, counts } = importKind(sheet.kind);
    const columns = readColumns(sheet, options);
    const { rowGroups, errors } = this;
    this.cells = new CellReader(columns, { ...reading, rowGroups, errors });
    const identifier = sheet.columns.find(({ field }) => field === 'primary_identifier')!;
    this.#identifier = new IdentifierColumn(identifier, fromText);
    this.#purged = new PurgedRows(columns, reading.purged);
    const { tombstones, identifiersBeside } = reading;
    if (tombstones)
      this.#erased = new ErasedBefore(columns, tombstones, identifiersBeside ?? (() => []));
    const group = columns.find(({ field }) => field === 'user_group');
    if (group) this.#group = new GroupColumn(group, rowGroups, sheet.kind, options);
    this.#behindHeadings =
      fromText && sheet.headingRow > 0
        ? Math.max(...[...sheet.columns, ...sheet.leftOut].map(({ position }) => position)) + 1
        : 0;
    this.issueOfExtraCells = effect === 'set' ? 0 : ROW_ISSUES.unreadable;
    this.#issuesOf = issuesInQuestion(sheet.kind, options);
    this.#keepsWhole = effect === 'set';
    this.#counts = counts !== undefined;
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
      stored[1] |= this.#issuesOf.twins;
      this.rowGroups.addNoticed('two-cells', stored[0]);
      this.extras.push({ stored, key: this.key });
    }
    this.key = key;
    if (this.extras.length > EXTRAS_LIMIT)
      throw new TableError('damaged', 'too many cells stored twice');
  }

  /** A row as one of its identifiers has it. */
  #readAs(row: TableRow, number: number, text: string, kind: number): StoredRow | undefined {
    const aside = asideGroupOf(row, text, this.#keepsWhole);
    if (aside) return this.#setAside(number, row, aside, text);
    const stray = row.strayQuote;
    if (stray && stray.cell <= this.#identifier.position)
      return this.#refuse(row, stray.text, this.#strayQuote(row, stray));
    const identifier = this.#identifier.read(row, text, kind);
    if (!identifier.ok) {
      const mark = this.#erased?.markOf(row, undefined, undefined);
      if (mark) return this.#leaveErased(number, mark);
      this.#refuse(row, text, identifier.problem);
      return identifier.isBlank ? this.#unreadableAbove(number) : undefined;
    }
    this.key = identifier.key;
    const mark = this.#erased?.markOf(row, this.key, this.#purged.identifierLeft(row));
    if (mark) return this.#leaveErased(number, mark);
    let issues = 0;
    if (identifier.numeric) issues |= ROW_ISSUES.numeric;
    if (identifier.lostDigits || this.#identifier.endsInLostDigits(identifier.key))
      issues |= this.#noteLostDigits(number);
    if (identifier.oddSpaces) issues |= ROW_ISSUES.oddSpaces;
    if (isOddKey(identifier.key)) issues |= ROW_ISSUES.oddIdentifier;
    if (stray) issues |= this.#noteStrayQuote(row, stray);
    if (row.brokenCells) issues |= this.#noteBrokenCells(row, row.brokenCells);
    if (this.#behindHeadings > 0 && row.width > this.#behindHeadings)
      this.rowGroups.addNoticed('extra-cells', number);
    const stored: StoredRow = [number, 0, identifier.original];
    issues |= this.cells.read(row, stored);
    if (this.#purged.has(row, identifier.key)) issues |= ROW_ISSUES.setAside;
    if (this.#group) issues |= this.#group.read(row, stored);
    if (row.hidden) issues |= this.#issuesOf.hidden;
    if (row.struck.length > 0 && isStruckOut(row, this.#identifier.position)) {
      issues |= this.#issuesOf.struck;
      this.rowGroups.addNoticed('struck-out', number);
    }
    stored[1] = issues;
    if (this.#counts) this.#above = { identifier: identifier.original, key: this.key, issues };
    this.#collect(row, stored);
    return stored;
  }

  /** Of somebody who was erased: nothing of the row is kept but its number, and by what they were known. */
  #leaveErased(number: number, mark: Uint8Array): StoredRow {
    this.erasedRows.push({ row: number, mark });
    this.rowGroups.addNoticed('erased-before', number);
    this.key = '';
    const issues = ROW_ISSUES.setAside | ROW_ISSUES.erased;
    return [number, issues, '', ...this.cells.columns.map(() => null)];
  }

  /** Kept and shown, but nobody's. */
  #setAside(number: number, row: TableRow, rowGroup: AsideGroup, text: string): StoredRow {
    this.rowGroups.addNoticed(rowGroup, number);
    const label = text === '' ? firstText(row) : text;
    this.key = identifierKey(label, false);
    return [number, ROW_ISSUES.setAside, label, ...this.cells.columns.map(() => null)];
  }

  /** A row at or above the headings: it may have swallowed rows below them. */
  readAbove(row: TableRow): void {
    if (row.strayQuote) this.#noteStrayQuote(row, row.strayQuote);
  }

  /** What the row says from there on may be another user's. */
  #noteStrayQuote(row: TableRow, stray: StrayQuote): number {
    this.#identifierError(row, stray.text, this.#strayQuote(row, stray));
    return ROW_ISSUES.unreadable;
  }

  #strayQuote(row: TableRow, { firstLine, lastLine }: StrayQuote): RowProblem {
    this.rowGroups.addNoticed('stray-quote', row.number);
    return rowProblem('stray-quote', { firstLine, lastLine });
  }

  #noteBrokenCells(row: TableRow, cells: readonly number[]): number {
    this.rowGroups.addNoticed('broken-bytes', row.number);
    if (cells.includes(this.#identifier.position)) return ROW_ISSUES.unreadable;
    // A letter of a name that was read in another encoding is a doubt about its spelling alone.
    return this.cells.columns
      .filter(({ position, field }) => cells.includes(position) && !field?.endsWith('_name'))
      .reduce((issues, { unreadable }) => issues | unreadable, 0);
  }

  /**
   * Values of which others took the place. Whoever stands in such a cell may be meant: each identifier is a
   * user with the row's values, and who was read instead is as uncertain, unless the other lies under a
   * merged cell, which shows one of them only.
   */
  #readTwins(row: TableRow, stored: StoredRow | undefined): void {
    const at = this.#identifier.position;
    const read = this.cells.columns.filter(({ known }) => known).map(({ position }) => position);
    const rest = row.twins.some(({ column }) => read.includes(column));
    const others = row.twins.filter(({ column, text }) => column === at && text.trim() !== '');
    if (!rest && others.length === 0) return;
    if (this.#issuesOf.twinCells === 0) {
      // The shown cell counts, as the librarian has said: told, and nobody else.
      this.rowGroups.addNoticed('two-cells', row.number);
      return;
    }
    for (const { text, kind } of others) this.#readExtra(row, text, kind);
    const isSure = !rest && !this.#counts && others.every(({ covered }) => covered);
    if (!stored || isSure) return;
    stored[1] |= this.#issuesOf.twins;
    this.rowGroups.addNoticed('two-cells', row.number);
  }

  /** An item of nobody may be one of the user above: what it comes to is not known. */
  #unreadableAbove(number: number): StoredRow | undefined {
    if (!this.#counts || !this.#above) return undefined;
    const { identifier, key, issues } = this.#above;
    this.key = key;
    const bits = (issues & ROW_ISSUES.numeric) | ROW_ISSUES.unreadable;
    this.rowGroups.addNoticed('unreadable-value', number);
    return [number, bits, identifier, ...this.cells.columns.map(() => null)];
  }

  #noteLostDigits(number: number): number {
    this.rowGroups.addNoticed('lost-digits', number);
    return this.#issuesOf.lostDigits;
  }

  /** Some row names a user group. */
  get namesGroups(): boolean {
    return this.#group?.isNamed ?? false;
  }

  /** The issues of a row in the place of which another one stands. */
  get issueOfTwins(): number {
    return this.#issuesOf.twins;
  }

  /** A text file has an identifier of more than 15 digits that no spreadsheet has shortened. */
  get keepsDigits(): boolean {
    return this.#identifier.keepsDigits;
  }

  #collect(row: TableRow, stored: StoredRow): void {
    const [number, issues] = stored;
    if (issues !== 0) {
      if (issues & ROW_ISSUES.numeric) this.#collectNumber(number, stored[2]);
      if (issues & ROW_ISSUES.oddSpaces) this.rowGroups.addNoticed('odd-spaces', number);
      if (issues & ROW_ISSUES.oddIdentifier) this.rowGroups.addNoticed('odd-identifier', number);
      if (issues & ROW_ISSUES.unreadable) this.rowGroups.addNoticed('unreadable-value', number);
      if (issues & ROW_ISSUES.unreadableExpiry)
        this.rowGroups.addNoticed('unreadable-expiry', number);
      if (issues & ROW_ISSUES.notTold) this.rowGroups.addNoticed('not-told', number);
      if (issues & ROW_ISSUES.setAside) this.rowGroups.addNoticed('purged-before', number);
    }
    if (row.fromFormula[this.#identifier.position] === 1)
      this.rowGroups.addNoticed('formula', number);
    if (row.hidden) this.rowGroups.addNoticed('hidden-row', number);
  }

  #collectNumber(row: number, identifier: string): void {
    this.rowGroups.addNoticed('numeric-identifier', row);
    if (/^-?0\d/.test(identifier)) this.rowGroups.addNoticed('number-format', row);
  }

  #refuse(row: TableRow, value: string, problem: RowProblem): undefined {
    this.rowGroups.addNoticed('unusable-row', row.number);
    this.#group?.passOver(row);
    const end = this.#keepsWhole ? 'not-protected' : 'left-out';
    this.#identifierError(row, value, { ...problem, end });
    return undefined;
  }

  /** Whoever a swallowed line names may be looked for later, in whatever kind of file. */
  #identifierError(row: TableRow, value: string, problem: RowProblem): void {
    const isWhole = this.#keepsWhole || row.strayQuote !== undefined;
    const length = isWhole ? value.length : undefined;
    this.errors.add(row, this.#identifier.name, value, problem, length);
  }
}
