/**
 * Reads one file into stored rows and errors, invisible to the replica until it is committed, and
 * checks it. Runs in the writer; rows are stored in chunks so that decisions can be made meanwhile.
 * Whatever goes wrong, and at a cancel, nothing of the rows stays behind.
 */
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { ReadOptions } from '#shared/contract/shapes.ts';
import { type DateOrder, today } from '#shared/domain/calendar.ts';
import { columnsOf } from '#shared/importKinds/importKinds.ts';
import { prepared, run, transaction, value, type WritableDb } from '../db/db.ts';
import { fileRefusal, Refusal } from '../refusal.ts';
import { bumpRevision } from '../replica/revision.ts';
import { readSettings } from '../replica/settings.ts';
import { type ChosenSheet, chooseSheet } from './chooseSheet.ts';
import { compareImport } from './compareImport.ts';
import { DaysColumn, findDataDate } from './dataDate.ts';
import { factReader, mergeRepeated, type RepeatedIdentifiers } from './entries.ts';
import { importNotices } from './notices.ts';
import { type OpenTable, openTable } from './openTable.ts';
import { dropOldOriginals, hashFile } from './originals.ts';
import { headingsKey, profiledHeadings } from './profiles.ts';
import { type RowError, RowReader, slotsOf, valueColumns } from './rowReader.ts';
import {
  changeRows,
  FIRST_VALUE,
  KeyList,
  RowWriter,
  SERIES,
  type StoredRow,
  storeKeys,
} from './rowStore.ts';
import { ownText, type SheetRow } from './workbook/sheetRow.ts';
import { WorkbookError } from './workbook/workbookError.ts';

/** So many errors wait for each other; a file full of them must not fill the memory. */
const ERRORS_AT_ONCE = 1000;
const FIRST_ROWS_SHOWN = 8;
/** So much of a long text is shown. */
const SHOWN_LENGTH = 500;
const WORKBOOK_ENDINGS = ['.xlsx', '.xlsm', '.xls'];
const TEXT_ENDINGS = ['.csv', '.tsv', '.tab', '.txt'];
/** Reading is the larger part; comparing with the replica is the rest. */
const READING = 0.8;

export interface ReadFileRequest {
  readonly importId: number;
  readonly path: string;
  readonly options: ReadOptions;
}

export interface ReadProgress {
  readonly fraction: number;
  readonly rows: number;
}

export interface ReadFileContext {
  readonly db: WritableDb;
  readonly onProgress: (progress: ReadProgress) => void;
  readonly signal: AbortSignal;
  /** Lets other commands in. */
  readonly breathe: () => Promise<void>;
}

/** Enters the file as being read, so that the screen can show it; gives its number. */
export function beginImport(db: WritableDb, path: string, options: ReadOptions): number {
  return transaction(db, () => {
    const result = run(
      db,
      `INSERT INTO import_file (kind, state, file_name, file_size, sha256, options, started_at) VALUES (?, 'reading', ?, 0, '', ?, ?)`,
      options.kind ?? 'candidates',
      basename(path),
      JSON.stringify(options),
      Date.now(),
    );
    bumpRevision(db, 'nobody');
    return Number(result.lastInsertRowid);
  });
}

/**
 * Reads the whole file. On failure the import stays as `failed` with a sentence; a cancelled one is gone.
 * @throws only for bugs
 */
export async function readFile(context: ReadFileContext, request: ReadFileRequest): Promise<void> {
  const { db, signal } = context;
  try {
    await readAndCheck(context, request);
  } catch (error) {
    if (signal.aborted) discardImport(db, request.importId);
    else failImport(db, request.importId, sentenceOf(error));
    if (!signal.aborted && !isExpected(error)) throw error;
  }
}

async function readAndCheck(context: ReadFileContext, request: ReadFileRequest): Promise<void> {
  const { db, signal } = context;
  const { importId, path, options } = request;
  const before = await stat(path);
  const keep = readSettings(db).keepOriginalsDays !== 0;
  const sha256 = await hashFile(db, importId, path, keep, signal);
  const table = await openTable(path, {
    ...(options.encoding && { encoding: options.encoding }),
    ...(options.separator && { separator: options.separator }),
  });
  const read = { rows: 0 };
  try {
    const sheet = await chooseSheet(table, options, basename(path), profiledHeadings(db), signal);
    const result = await readSheet(context, request, table, sheet);
    read.rows = result.reader?.rows ?? 0;
    requireUnchanged(before, await stat(path));
    await finish(context, request, {
      ...result,
      sheet,
      table,
      size: before.size,
      fileTime: before.mtimeMs,
      sha256,
    });
  } finally {
    table.close();
  }
  await compareImport(db, importId, async (done) => {
    signal.throwIfAborted();
    const { rows } = read;
    const compared = Math.min(1, done / Math.max(1, rows));
    context.onProgress({ fraction: READING + (1 - READING) * compared, rows });
    await context.breathe();
  });
  signal.throwIfAborted();
  transaction(db, () => {
    run(db, `UPDATE import_file SET state = 'checked' WHERE import_id = ?`, importId);
    // The settings may have changed while the file was kept piece by piece.
    dropOldOriginals(db, readSettings(db).keepOriginalsDays);
    bumpRevision(db, 'nobody');
  });
}

/** A file that is written while it is read gives rows that never stood in it together. */
function requireUnchanged(
  before: { size: number; mtimeMs: number },
  after: { size: number; mtimeMs: number },
): void {
  if (before.size === after.size && before.mtimeMs === after.mtimeMs) return;
  throw new Refusal(
    'import.fileChanged',
    'The file was changed while it was being read. Nothing was imported.',
    'Wait until it is saved or downloaded completely, then try again.',
  );
}

interface SheetResult {
  readonly reader: RowReader | undefined;
  readonly firstRows: readonly FirstRow[];
  readonly keys: KeyList;
  readonly days: DaysColumn;
}

async function readSheet(
  { db, onProgress, signal }: ReadFileContext,
  { importId }: ReadFileRequest,
  table: OpenTable,
  { index, recognised, peeked }: ChosenSheet,
): Promise<SheetResult> {
  const keys = new KeyList();
  const days = new DaysColumn();
  const firstRows: FirstRow[] = [];
  if (!recognised.columns.some(({ field }) => field === 'primary_identifier')) {
    // Until the person has told where identifiers stand, nothing can be read; the rows are shown as they are.
    const shown = peeked.filter(({ number }) => number > recognised.headingRow);
    const rows = shown.slice(0, FIRST_ROWS_SHOWN).map(({ number, texts }) => ({
      row: number,
      texts: recognised.columns.map(({ position }) => texts[position] ?? ''),
      stored: undefined,
    }));
    return { reader: undefined, firstRows: rows, keys, days };
  }
  const reader = new RowReader(recognised, table.format.type === 'text', purgedKeys(db));
  const writer = new RowWriter(db, importId, SERIES.rows);
  const observe = daysObserver(recognised.columns, days);
  let errorNo = 0;
  const flushErrors = () => {
    errorNo = transaction(db, () => storeErrors(db, importId, reader.takeErrors(), errorNo));
  };
  const onRow = (row: SheetRow) => {
    if (row.number <= recognised.headingRow) return;
    const stored = reader.read(row);
    if (reader.waitingErrors >= ERRORS_AT_ONCE) flushErrors();
    if (!stored) return;
    keys.add(reader.key, row.number);
    observe(stored);
    if (firstRows.length < FIRST_ROWS_SHOWN)
      firstRows.push(firstRow(row, recognised.columns, stored));
    writer.add(stored);
  };
  await table.readSheet(index, onRow, {
    signal,
    onProgress: (fraction) => onProgress({ fraction: fraction * READING, rows: reader.rows }),
  });
  signal.throwIfAborted();
  writer.flush();
  flushErrors();
  return { reader, firstRows, keys, days };
}

/** Keys of users that a purge of ours has taken. */
function purgedKeys(db: WritableDb): ReadonlySet<string> {
  return new Set(
    prepared(db, 'SELECT identifier_key FROM user WHERE purged_by_job IS NOT NULL')
      .pluck()
      .all() as string[],
  );
}

function daysObserver(
  columns: readonly { readonly field: string | null }[],
  days: DaysColumn,
): (row: StoredRow) => void {
  const values = valueColumns(columns);
  const purge = FIRST_VALUE + values.findIndex(({ field }) => field === 'purge_date');
  const past = FIRST_VALUE + values.findIndex(({ field }) => field === 'days_past_purge');
  if (purge < FIRST_VALUE || past < FIRST_VALUE) return () => {};
  return (row) => {
    const date = row[purge];
    const number = row[past];
    if (typeof date === 'string' && typeof number === 'number') days.add(date, number);
  };
}

/** A row to be shown, kept until the order of its dates is known. */
interface FirstRow {
  readonly row: number;
  /** A text per column. */
  readonly texts: readonly string[];
  readonly stored: StoredRow | undefined;
}

function firstRow(
  row: SheetRow,
  columns: readonly { readonly position: number }[],
  stored: StoredRow,
): FirstRow {
  const texts = columns.map(({ position }) =>
    position < row.width ? ownText(row.texts[position] ?? '') : '',
  );
  return { row: row.number, texts, stored };
}

interface ReadResult extends SheetResult {
  readonly sheet: ChosenSheet;
  readonly table: OpenTable;
  readonly size: number;
  readonly fileTime: number;
  readonly sha256: string;
}

interface DateVerdict {
  readonly slot: number;
  readonly position: number;
  readonly heading: string;
  readonly verdict: DateOrder | 'any' | 'ask' | 'mixed';
  readonly example: string | undefined;
}

async function finish(
  { db, signal, breathe }: ReadFileContext,
  request: ReadFileRequest,
  result: ReadResult,
): Promise<void> {
  const { importId } = request;
  const { recognised } = result.sheet;
  const verdicts = dateVerdicts(result.reader, request.options.dateOrder);
  const ask = verdicts.find(({ verdict }) => verdict === 'ask');
  const sorted = result.keys.sorted();
  transaction(db, () => {
    turnDayFirst(db, importId, result.reader, verdicts);
    storeKeys(db, importId, sorted);
    result.reader?.parts.store(db, importId);
  });
  const facts = factReader(recognised.kind, recognised.columns);
  const repeated = await mergeRepeated(db, importId, facts, sorted, async () => {
    signal.throwIfAborted();
    await breathe();
  });
  transaction(db, () => {
    const setAside = result.reader?.parts.count('purged-before') ?? 0;
    const date = findDataDate(
      result.days,
      recognised.provenance,
      basename(request.path),
      result.fileTime,
      today(),
    );
    const columns = recognised.columns.map((column) => ({
      ...column,
      dateOrder: orderOf(verdicts.find(({ position }) => position === column.position)?.verdict),
    }));
    storeCheck(db, importId, {
      kind: recognised.kind,
      file_size: result.size,
      sha256: result.sha256,
      format: JSON.stringify(result.table.format),
      sheet_name: result.sheet.name,
      sheet: result.sheet.index,
      sheets: JSON.stringify(result.sheet.sheets),
      heading_row: recognised.headingRow,
      headings_key:
        recognised.headingRow === 0 ? '' : headingsKey(columns.map(({ heading }) => heading)),
      provenance: JSON.stringify(recognised.provenance),
      columns: JSON.stringify(columns),
      missing: JSON.stringify(recognised.missing),
      first_rows: JSON.stringify(shownRows(result, verdicts)),
      notices: JSON.stringify(noticesOf(result, request.path, repeated)),
      question: ask ? JSON.stringify({ column: ask.heading, example: ask.example ?? '' }) : null,
      data_date: date.date,
      data_date_source: date.source,
      row_count: result.reader?.rows ?? 0,
      identifier_count: sorted.length - repeated.extraRows - setAside,
      error_count: result.reader?.errorRows ?? 0,
    });
  });
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
function dateVerdicts(reader: RowReader | undefined, told: DateOrder | undefined): DateVerdict[] {
  const orders = reader?.dateOrders() ?? [];
  const mixed = orders.find(({ verdict }) => verdict === 'mixed');
  if (mixed) {
    throw new Refusal(
      'import.mixedDates',
      `The column “${mixed.heading}” mixes dates with the month first (${mixed.monthFirstExample}) and with the day first (${mixed.dayFirstExample}), so no order fits all of it.`,
      'Export it again with dates in one order.',
    );
  }
  return orders.map((order) => ({
    ...order,
    verdict: order.verdict === 'ask' ? (told ?? order.verdict) : order.verdict,
  }));
}

function orderOf(verdict: string | undefined): DateOrder | null {
  return verdict === 'month-first' || verdict === 'day-first' ? verdict : null;
}

/** Dates were stored month first before the column's order was known. */
function turnDayFirst(
  db: WritableDb,
  importId: number,
  reader: RowReader | undefined,
  verdicts: readonly DateVerdict[],
): void {
  const dayFirst = new Set(
    verdicts.filter(({ verdict }) => verdict === 'day-first').map(({ slot }) => slot),
  );
  const open = (reader?.openDates ?? []).filter(({ slot }) => dayFirst.has(slot));
  if (open.length === 0) return;
  const slotsOf = new Map<number, number[]>();
  for (const { row, slot } of open) slotsOf.set(row, [...(slotsOf.get(row) ?? []), slot]);
  changeRows(db, importId, new Set(slotsOf.keys()), (row) => {
    for (const slot of slotsOf.get(row[0])!) row[slot] = swapped(String(row[slot]));
  });
}

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
      const open = result.reader?.openDates.some((each) => each.row === row && each.slot === slot);
      const verdict = verdicts.find((each) => each.slot === slot)?.verdict;
      if (!open || verdict === 'month-first') return String(value);
      return verdict === 'day-first' ? swapped(String(value)) : text;
    }),
  }));
}

function noticesOf(
  { sheet, reader, table }: ReadResult,
  path: string,
  repeated: RepeatedIdentifiers,
) {
  const ending = extname(path).toLowerCase();
  const expected = table.format.type === 'text' ? TEXT_ENDINGS : WORKBOOK_ENDINGS;
  const other = table.format.type === 'text' ? WORKBOOK_ENDINGS : TEXT_ENDINGS;
  return importNotices({
    recognised: sheet.recognised,
    count: (part) => reader?.parts.count(part) ?? 0,
    repeated,
    sheets: table.sheets.length,
    sheetName: sheet.name,
    hasMacros: table.hasMacros ?? false,
    misnamed: !expected.includes(ending) && other.includes(ending) ? ending : undefined,
  });
}

/** @returns the number of the next error */
function storeErrors(
  db: WritableDb,
  importId: number,
  errors: readonly RowError[],
  from: number,
): number {
  const insert = prepared(
    db,
    'INSERT INTO import_error (import_id, error_no, row_number, column_name, value, message, row_text) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const [n, error] of errors.entries()) {
    insert.run(
      importId,
      from + n,
      error.row,
      error.column,
      error.value,
      error.message,
      error.rowText,
    );
  }
  return from + errors.length;
}

function sentenceOf(error: unknown): string {
  if (isDiskFull(error))
    return 'The disk with the workspace is full. Nothing was imported. Free some space, then try again.';
  if (error instanceof Refusal) return [error.message, error.todo].filter(Boolean).join(' ');
  if (error instanceof WorkbookError) return error.message;
  if (isFileError(error))
    return 'The file can’t be opened. Check that it is still there and that no other program has locked it, then try again.';
  return 'The file could not be read because of a fault in Purge Desk. Nothing was imported.';
}

function isExpected(error: unknown): boolean {
  return (
    error instanceof Refusal ||
    error instanceof WorkbookError ||
    isFileError(error) ||
    isDiskFull(error)
  );
}

function isFileError(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['ENOENT', 'EACCES', 'EPERM', 'EBUSY', 'EISDIR'].includes(
      (error as NodeJS.ErrnoException).code ?? '',
    )
  );
}

function isDiskFull(error: unknown): boolean {
  return fileRefusal(error)?.code === 'file.diskFull';
}

/**
 * Forgets an import that was never committed. Nobody sees it any more from now on; the rows of a large
 * file, which are overwritten, go in `sweepDiscarded`: a cancel must be answered at once.
 */
export function discardImport(db: WritableDb, importId: number): void {
  transaction(db, () => {
    run(
      db,
      `UPDATE import_file SET state = 'discarded' WHERE import_id = ? AND state <> 'committed'`,
      importId,
    );
    if (value<number>(db, COUNT_CHUNKS, importId) <= CHUNKS_AT_ONCE) deleteDiscarded(db, importId);
    bumpRevision(db, 'nobody');
  });
}

const COUNT_CHUNKS = 'SELECT count(*) FROM import_chunk WHERE import_id = ?';
const CHUNKS_AT_ONCE = 50;

function deleteDiscarded(db: WritableDb, importId: number): void {
  run(db, `DELETE FROM import_file WHERE import_id = ? AND state = 'discarded'`, importId);
}

/**
 * Deletes what discarded imports left, some rows at a time.
 * @param breathe lets other commands in between
 */
export async function sweepDiscarded(db: WritableDb, breathe: () => Promise<void>): Promise<void> {
  const discarded = prepared(db, `SELECT import_id FROM import_file WHERE state = 'discarded'`)
    .pluck()
    .all() as number[];
  for (const importId of discarded) {
    while (value<number>(db, COUNT_CHUNKS, importId) > CHUNKS_AT_ONCE) {
      transaction(db, () =>
        run(
          db,
          `DELETE FROM import_chunk WHERE rowid IN
             (SELECT rowid FROM import_chunk WHERE import_id = ? LIMIT ${CHUNKS_AT_ONCE})`,
          importId,
        ),
      );
      await breathe();
    }
    transaction(db, () => deleteDiscarded(db, importId));
  }
}

function failImport(db: WritableDb, importId: number, failure: string): void {
  transaction(db, () => {
    for (const table of ['chunk', 'key', 'part', 'error', 'original'])
      run(db, `DELETE FROM import_${table} WHERE import_id = ?`, importId);
    run(
      db,
      `UPDATE import_file SET state = 'failed', failure = ? WHERE import_id = ?`,
      failure,
      importId,
    );
    bumpRevision(db, 'nobody');
  });
}

/** What an interrupted reading left behind; called at every opening. */
export function discardUnfinished(db: WritableDb): void {
  const unfinished = prepared(db, `SELECT import_id FROM import_file WHERE state = 'reading'`)
    .pluck()
    .all() as number[];
  for (const importId of unfinished) discardImport(db, importId);
}
