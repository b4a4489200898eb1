/**
 * The end of reading a file: dates get the order that their whole column fits, rows of repeated identifiers are
 * merged, and what the file turned out to hold is stored with it.
 */

import { basename, extname } from 'node:path';
import type { DateOrder } from '#shared/domain/calendar.ts';
import type { CellExample } from '#shared/domain/said.ts';
import { columnsOf, importKind } from '#shared/importKinds/importKinds.ts';
import { rowProblem } from '#shared/notices/rowErrorText.ts';
import { run, transaction, type WritableDb } from '../../db/db.ts';
import { Refusal } from '../../refusal.ts';
import { institutionZone } from '../../replica/settings.ts';
import { tombstoneReader } from '../../replica/tombstones.ts';
import type { OpenTable, TableFormat } from '../../tables/table.ts';
import { factReaderOf, mergeRepeated, type RepeatedIdentifiers } from '../rows/entries.ts';
import { storeErasedRows } from '../rows/erasedRows.ts';
import { storeErrors } from '../rows/rowErrors.ts';
import { SET_ASIDE } from '../rows/rowGroups.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { type KeyList, storeKeys } from '../rows/rowKeys.ts';
import { changeRows } from '../rows/rowStore.ts';
import { slotsOf } from '../rows/slots.ts';
import type { StoredRow } from '../rows/storedRow.ts';
import type { ChosenSheet } from './chooseSheet.ts';
import { type DaysColumn, findDataDate } from './dataDate.ts';
import { importNotices } from './importNotices.ts';
import { headingsKey } from './profiles.ts';
import type { ReadFileContext, ReadFileRequest } from './readFileContext.ts';
import type { RowReader } from './rowReader.ts';
import { decimalMarks, settleAmounts } from './settleAmounts.ts';

/** So much of a long text is shown. */
const SHOWN_LENGTH = 500;
const ENDINGS: Readonly<Record<TableFormat['type'], readonly string[]>> = {
  workbook: ['.xlsx', '.xlsm', '.xls'],
  text: ['.csv', '.tsv', '.tab', '.txt'],
  almaXml: ['.xml', '.zip'],
};

/** What reading the rows of a sheet gave. */
export interface SheetResult {
  readonly rowReader: RowReader | undefined;
  readonly firstRows: readonly FirstRow[];
  readonly keys: KeyList;
  readonly days: DaysColumn;
  /** Of a file whose rows are lines: how many identifiers they name. */
  readonly identifiers: number | undefined;
}

/** A row to be shown, kept until the order of its dates is known. */
export interface FirstRow {
  readonly row: number;
  /** A text per column. */
  readonly texts: readonly string[];
  readonly stored: StoredRow | undefined;
}

export interface ReadResult extends SheetResult {
  readonly sheet: ChosenSheet;
  readonly table: OpenTable;
  readonly size: number;
  readonly fileTime: number;
}

interface DateVerdict {
  readonly slot: number;
  readonly position: number;
  readonly heading: string;
  readonly verdict: DateOrder | 'any' | 'ask' | 'mixed';
  readonly example: CellExample | undefined;
}

/** Stores what the check shows, but not yet the comparison with the replica. */
export async function finishReading(
  { db, signal, breathe }: ReadFileContext,
  request: ReadFileRequest,
  result: ReadResult,
): Promise<void> {
  const { importId } = request;
  const { recognised } = result.sheet;
  const verdicts = dateVerdicts(result.rowReader, request.options.dateOrder);
  const marks = decimalMarks(result.rowReader, request.options.decimals);
  const sorted = result.keys.sorted();
  transaction(db, () => {
    turnDayFirst(db, importId, result.rowReader, verdicts);
    if (result.rowReader) dropMixedDates(db, importId, result.rowReader, verdicts);
    if (result.rowReader) settleAmounts(db, importId, result.rowReader, marks);
    if (result.rowReader) settleIssues(db, importId, result.rowReader);
    storeKeys(db, importId, sorted);
    result.rowReader?.rowGroups.store(db, importId);
    storeErasedRows(db, importId, result.rowReader?.erasedRows ?? []);
  });
  const facts = factReaderOf(recognised.kind, recognised.columns);
  const isLines = importKind(recognised.kind).effect === 'lines';
  const repeated = isLines
    ? NOTHING_REPEATED
    : await mergeRepeated(db, importId, facts, sorted, async () => {
        signal.throwIfAborted();
        await breathe();
      });
  transaction(db, () => {
    const setAside = asideRows(result.rowReader);
    const date = findDataDate(
      result.days,
      recognised.provenance,
      basename(request.path),
      result.table.writtenAt ?? result.fileTime,
      institutionZone(db),
    );
    const columns = recognised.columns.map((column) => ({
      ...column,
      dateOrder: orderOf(verdicts.find(({ position }) => position === column.position)?.verdict),
    }));
    storeCheck(db, importId, {
      kind: recognised.kind,
      file_size: result.size,
      format: JSON.stringify(result.table.format),
      sheet_name: result.sheet.name,
      sheet: result.sheet.index,
      sheets: JSON.stringify(result.sheet.sheets),
      heading_row: recognised.headingRow,
      headings_key:
        recognised.headingRow === 0
          ? ''
          : headingsKey([...columns, ...recognised.leftOut].map(({ heading }) => heading)),
      provenance: JSON.stringify(recognised.provenance),
      columns: JSON.stringify(columns),
      left_out: JSON.stringify(recognised.leftOut),
      missing: JSON.stringify(recognised.missing),
      first_rows: JSON.stringify(shownRows(result, verdicts)),
      notices: JSON.stringify(
        noticesOf(result, request, repeated, tombstoneReader(db) !== undefined),
      ),
      question: questionOf(verdicts, marks),
      data_date: date.date,
      data_date_source: date.source,
      row_count: result.rowReader?.rows ?? 0,
      identifier_count: result.identifiers ?? sorted.length - repeated.extraRows - setAside,
      error_count: result.rowReader?.errors.rows ?? 0,
    });
  });
}

/** Several rows of a user are several lines. */
const NOTHING_REPEATED = { extraRows: 0, identifiers: 0, conflicts: 0, caseTwins: 0 } as const;

/** Rows that are kept but name nobody who enters the replica. */
function asideRows(rowReader: RowReader | undefined): number {
  if (!rowReader) return 0;
  return SET_ASIDE.reduce((sum, code) => sum + rowReader.rowGroups.countNoticed(code), 0);
}

/** The first thing that only the librarian can know; null: nothing. */
function questionOf(
  dates: readonly DateVerdict[],
  marks: ReturnType<typeof decimalMarks>,
): string | null {
  const date = dates.find(({ verdict }) => verdict === 'ask');
  if (date) return question('dates', date);
  const number = marks.find(({ mark }) => mark === 'ask');
  if (!number) return null;
  return question('decimals', number);
}

function question(
  about: 'dates' | 'decimals',
  { heading, example }: { readonly heading: string; readonly example: CellExample | undefined },
): string {
  // Nothing is asked unless a cell was seen that fits both.
  return JSON.stringify({ about, column: heading, example: example! });
}

function storeCheck(
  db: WritableDb,
  importId: number,
  values: Readonly<Record<string, string | number | null>>,
): void {
  const names = Object.keys(values);
  run(
    db,
    `UPDATE import_file SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE import_id = ?`,
    ...Object.values(values),
    importId,
  );
}

/** @throws Refusal when no order fits a whole column */
function dateVerdicts(
  rowReader: RowReader | undefined,
  told: DateOrder | undefined,
): DateVerdict[] {
  const orders = rowReader?.cells.dateOrders() ?? [];
  const mixed = orders.find(({ verdict, isAside }) => verdict === 'mixed' && !isAside);
  if (mixed) {
    throw new Refusal('import.mixedDates', {
      heading: mixed.heading,
      monthFirst: mixed.monthFirstExample!,
      dayFirst: mixed.dayFirstExample!,
    });
  }
  return orders.map((order) => ({
    ...order,
    verdict: order.verdict === 'ask' ? (told ?? order.verdict) : order.verdict,
  }));
}

function orderOf(verdict: string | undefined): DateOrder | null {
  return verdict === 'month-first' || verdict === 'day-first' ? verdict : null;
}

/** What a row leaves open may depend on rows that came later. */
function settleIssues(db: WritableDb, importId: number, rowReader: RowReader): void {
  const change = (rows: Iterable<number>, from: number, to: number) => {
    const meant = new Set(rows);
    if (meant.size === 0) return;
    changeRows(db, importId, meant, (row) => {
      row[1] = (row[1] & ~from) | to;
    });
  };
  // Where no row names a group, a blank one tells nothing about a single user.
  if (!rowReader.namesGroups)
    change(rowReader.rowGroups.drop('blank-group'), ROW_ISSUES.blankGroup, 0);
  // A spreadsheet shortens all long identifiers of a file or none.
  if (rowReader.keepsDigits)
    change(rowReader.rowGroups.drop('lost-digits'), ROW_ISSUES.lostDigits, 0);
  settleExtraCells(db, importId, rowReader);
  for (const row of rowReader.repeatedRows) rowReader.rowGroups.addNoticed('two-cells', row);
  change(rowReader.repeatedRows, 0, rowReader.issueOfTwins);
}

/**
 * A separator within a cell that has no quotes, as in 1,234.50, moves what follows into the next column. Where most
 * rows have more cells than there are headings, it is a column without one.
 */
function settleExtraCells(db: WritableDb, importId: number, rowReader: RowReader): void {
  const rows = rowReader.rowGroups.drop('extra-cells');
  if (rows.length === 0 || rows.length * 2 > rowReader.rows) return;
  for (const row of rows) rowReader.rowGroups.addNoticed('extra-cells', row);
  if (rowReader.issueOfExtraCells === 0) return;
  changeRows(db, importId, new Set(rows), (row) => {
    if ((row[1] & ROW_ISSUES.unreadable) === 0)
      rowReader.rowGroups.addNoticed('unreadable-value', row[0]);
    row[1] |= rowReader.issueOfExtraCells;
  });
}

/** Dates were stored month first before the column's order was known. */
function turnDayFirst(
  db: WritableDb,
  importId: number,
  rowReader: RowReader | undefined,
  verdicts: readonly DateVerdict[],
): void {
  const dayFirst = new Set(
    verdicts.filter(({ verdict }) => verdict === 'day-first').map(({ slot }) => slot),
  );
  const open = (rowReader?.cells.openDates ?? []).filter(({ slot }) => dayFirst.has(slot));
  if (open.length === 0) return;
  const slotsOf = new Map<number, number[]>();
  for (const { row, slot } of open) slotsOf.set(row, [...(slotsOf.get(row) ?? []), slot]);
  changeRows(db, importId, new Set(slotsOf.keys()), (row) => {
    for (const slot of slotsOf.get(row[0])!) row[slot] = swapped(String(row[slot]));
  });
}

/** Days of which no order fits all, in a column that nothing depends on: none of them is told. */
function dropMixedDates(
  db: WritableDb,
  importId: number,
  { errors, cells }: RowReader,
  verdicts: readonly DateVerdict[],
): void {
  const mixed = verdicts.filter(({ verdict }) => verdict === 'mixed');
  if (mixed.length === 0) return;
  const examples = cells.dateOrders();
  const late = mixed.flatMap(({ slot, heading }) => {
    const example = examples.find((each) => each.slot === slot)?.dayFirstExample;
    return example ? [errors.late(example.row, heading, example.text, rowProblem('date'))] : [];
  });
  storeErrors(db, importId, late);
  changeRows(db, importId, EVERY_ROW, (row) => {
    for (const { slot } of mixed) row[slot] = null;
  });
}

const EVERY_ROW = { has: () => true };

/** 2022-03-04 that was read month first becomes 2022-04-03. */
function swapped(date: string): string {
  return `${date.slice(0, 5)}${date.slice(8)}-${date.slice(5, 7)}`;
}

/** As they will be read, not as the cells look: dates in ISO form, Yes or No. */
function shownRows(result: ReadResult, verdicts: readonly DateVerdict[]) {
  const { columns, kind } = result.sheet.recognised;
  const known = columnsOf(kind);
  const slots = slotsOf(columns);
  return result.firstRows.map(({ row, texts, stored }) => ({
    row,
    values: columns.map((column, n) => {
      const text = texts[n]!.slice(0, SHOWN_LENGTH);
      const slot = slots.get(column);
      const value = stored && slot !== undefined ? stored[slot] : null;
      const meaning = column.field === null ? undefined : known.get(column.field)?.kind;
      if (value === null || value === undefined || meaning === undefined) return text;
      if (meaning === 'yesNo') return value === 1 ? 'Yes' : 'No';
      if (meaning !== 'date') return text;
      const open = result.rowReader?.cells.openDates.some(
        (each) => each.row === row && each.slot === slot,
      );
      const verdict = verdicts.find((each) => each.slot === slot)?.verdict;
      if (!open || verdict === 'month-first') return String(value);
      return verdict === 'day-first' ? swapped(String(value)) : text;
    }),
  }));
}

function noticesOf(
  { sheet, rowReader, table }: ReadResult,
  { path, options }: ReadFileRequest,
  repeated: RepeatedIdentifiers,
  hasErased: boolean,
) {
  const ending = extname(path).toLowerCase();
  const expected = ENDINGS[table.format.type];
  const isKnown = Object.values(ENDINGS).some((endings) => endings.includes(ending));
  return importNotices({
    recognised: sheet.recognised,
    forbiddenBeside: sheet.forbiddenBeside,
    unreadBeside: hasErased ? sheet.unreadBeside : [],
    options,
    rows: rowReader?.rows ?? 0,
    namesGroups: rowReader?.namesGroups ?? true,
    count: (code) => rowReader?.rowGroups.countNoticed(code) ?? 0,
    repeated,
    isEmpty:
      rowReader !== undefined &&
      rowReader.rows === asideRows(rowReader) &&
      rowReader.errors.rows === 0,
    sheets: table.sheets.length,
    sheetName: sheet.name,
    hasMacros: table.hasMacros ?? false,
    flaws: table.flaws,
    misnamed: !expected.includes(ending) && isKnown ? ending : undefined,
    isDeclared: table.headings !== undefined,
    xml: table.findings,
  });
}
