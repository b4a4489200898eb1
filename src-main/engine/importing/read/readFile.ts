/**
 * Reads one file into stored rows and errors, invisible to the replica until it is committed, and
 * checks it. Runs in the writer; rows are stored in chunks so that decisions can be made meanwhile.
 * Whatever goes wrong, and at a cancel, nothing of the rows stays behind.
 */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import { prepared, run, transaction, type WritableDb } from '../../db/db.ts';
import { record } from '../../db/trail/record.ts';
import { fileRefusal } from '../../fileFailures.ts';
import { Refusal } from '../../refusal.ts';
import { bumpRevision } from '../../replica/revision.ts';
import { moneyDecimals, readSettings } from '../../replica/settings.ts';
import { tombstoneReader } from '../../replica/tombstones.ts';
import { fillMerged, type MergedCells } from '../../tables/mergedCells.ts';
import { hasChanged, type OpenFile, openAs } from '../../tables/openFile.ts';
import { tableIn } from '../../tables/openTable.ts';
import type { OpenTable } from '../../tables/table.ts';
import { ownText, type TableRow } from '../../tables/tableRow.ts';
import { compareImport } from '../compare/compareImport.ts';
import { rememberedList } from '../compare/listFiles.ts';
import { getImportFile } from '../rows/importFile.ts';
import { storeErrors } from '../rows/rowErrors.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { KeyList } from '../rows/rowKeys.ts';
import { RowWriter, SERIES } from '../rows/rowStore.ts';
import { valueColumns } from '../rows/slots.ts';
import { FIRST_VALUE, type StoredRow } from '../rows/storedRow.ts';
import { type ChosenSheet, chooseSheet } from './chooseSheet.ts';
import { DaysColumn } from './dataDate.ts';
import { discardImport, failImport } from './discarding.ts';
import { type FirstRow, finishReading, type SheetResult } from './finishReading.ts';
import { leaveOut, leavingOut } from './leaveOut.ts';
import { identifiersBeside, linesBeside } from './linesBeside.ts';
import { dropOriginals, keepOriginal } from './originals.ts';
import { knownProfiles } from './profiles.ts';
import type { ReadFileContext, ReadFileRequest } from './readFileContext.ts';
import { failureOf, isExpected } from './readingFailures.ts';
import { RowReader } from './rowReader.ts';

/** So many errors wait for each other; a file full of them must not fill the memory. */
const ERRORS_AT_ONCE = 1000;
const FIRST_ROWS_SHOWN = 8;
/** Reading is the larger part; comparing with the replica is the rest. */
const READING = 0.8;

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
 * Reads the whole file. On failure the import stays as `failed` and says why; a cancelled one is gone.
 * @returns how it ended, where the disk has no room even for that
 * @throws only for bugs
 */
export async function readFile(
  context: ReadFileContext,
  request: ReadFileRequest,
): Promise<UnstoredEnd | undefined> {
  const { db, signal } = context;
  try {
    await readAndCheck(context, request);
  } catch (error) {
    if (!signal.aborted && !isExpected(error)) {
      failImport(db, request.importId, failureOf(error), request.by);
      throw error;
    }
    const { importId, by } = request;
    const end = { importId, failure: signal.aborted ? null : failureOf(error), by };
    try {
      storeEnd(db, end);
    } catch (unstored) {
      if (!fileRefusal(unstored)) throw unstored;
      return end;
    }
  }
  return undefined;
}

/** How a reading came to nothing; without a failure it was cancelled. */
export interface UnstoredEnd {
  readonly importId: number;
  readonly failure: SentRefusal | null;
  /** Who had it read. */
  readonly by: string;
}

export function storeEnd(db: WritableDb, { importId, failure, by }: UnstoredEnd): void {
  if (failure) failImport(db, importId, failure, by);
  else discardImport(db, importId);
}

async function readAndCheck(context: ReadFileContext, request: ReadFileRequest): Promise<void> {
  const { db, signal } = context;
  const { importId } = request;
  const rows = await openAs(request.path, (file) => readInto(context, request, file));
  await compareImport(db, importId, async (done) => {
    signal.throwIfAborted();
    const compared = Math.min(1, done / Math.max(1, rows));
    context.onProgress({ fraction: READING + (1 - READING) * compared, rows });
    await context.breathe();
  });
  signal.throwIfAborted();
  transaction(db, () => {
    run(db, `UPDATE import_file SET state = 'checked' WHERE import_id = ?`, importId);
    // The settings may have changed while the file was kept piece by piece.
    if (readSettings(db).keepOriginalsDays === 0) dropOriginals(db, '');
    const { sha256, row_count: rows, error_count: errors } = getImportFile(db, importId);
    record(db, request.by, { what: 'file.read', details: { importId, sha256, rows, errors } });
    bumpRevision(db, 'nobody');
  });
}

/**
 * Opened once: what is recognised and read is what is hashed and kept, and it is kept last: a file that is refused
 * never gets into the workspace. Gives the number of rows.
 */
async function readInto(
  context: ReadFileContext,
  request: ReadFileRequest,
  file: OpenFile,
): Promise<number> {
  const { db, signal } = context;
  const { importId, path, options } = request;
  const table = await tableIn(file, options);
  try {
    const { name } = file;
    const sheet = await chooseSheet(
      table,
      options,
      name,
      knownProfiles(db),
      rememberedList(db, name),
      signal,
    );
    const result = await readSheet(watching(context, file), request, table, sheet);
    requireUnchanged(file);
    const { size, modified } = file;
    const heard = asHeard(sheet, table);
    const told = { ...result, sheet: heard, table, size, fileTime: modified };
    await finishReading(context, request, told);
    // The file itself holds what was left out of it, too, and whoever was erased, also where nobody has looked for them.
    const mayHoldErased = result.rowReader === undefined || heard.unreadBeside.length > 0;
    const keepsOriginal =
      !(mayHoldErased && tombstoneReader(db)) &&
      heard.recognised.leftOut.length === 0 &&
      heard.forbiddenBeside.length === 0 &&
      (result.rowReader?.rowGroups.countNoticed('erased-before') ?? 0) === 0 &&
      readSettings(db).keepOriginalsDays !== 0;
    await keepOriginal(db, importId, file, keepsOriginal, () => {
      signal.throwIfAborted();
      requireUnchanged(file);
    });
    await requireInPlace(file, path);
    return result.rowReader?.rows ?? 0;
  } finally {
    table.close();
  }
}

/**
 * What only the end of a file of XML tells: what no user has isn't blank for all of them, the file doesn't tell it; and
 * what was left in the file.
 */
function asHeard(sheet: ChosenSheet, { findings }: OpenTable): ChosenSheet {
  if (!findings) return sheet;
  const { silent, neverTaken } = findings;
  const columns = sheet.recognised.columns.map((column) =>
    silent.has(column.position) ? { ...column, field: null } : column,
  );
  const never = neverTaken.map((heading) => ({ position: -1, heading, why: 'never' as const }));
  const leftOut = [...sheet.recognised.leftOut, ...never];
  return { ...sheet, recognised: { ...sheet.recognised, columns, leftOut } };
}

/** A file that is written while it is read gives rows that never stood in it together. */
function requireUnchanged(file: OpenFile): void {
  if (hasChanged(file)) throw new Refusal('import.fileChanged');
}

/** Another file may stand in its place meanwhile; this one is then not what the librarian would look at. */
async function requireInPlace({ size, modified }: OpenFile, path: string): Promise<void> {
  const now = await stat(path);
  if (now.size !== size || now.mtimeMs !== modified) throw new Refusal('import.fileChanged');
}

/** The same, but a file that changes is noticed at once and not when all of it has been read. */
function watching(context: ReadFileContext, file: OpenFile): ReadFileContext {
  return {
    ...context,
    onProgress: (progress) => {
      requireUnchanged(file);
      context.onProgress(progress);
    },
  };
}

async function readSheet(
  context: ReadFileContext,
  request: ReadFileRequest,
  table: OpenTable,
  { index, recognised, peeked }: ChosenSheet,
): Promise<SheetResult> {
  if (!recognised.columns.some(({ field }) => field === 'primary_identifier')) {
    // Until the librarian has told where identifiers stand, nothing can be read; the rows are shown as they are.
    const stones = tombstoneReader(context.db);
    const isErased = (text: string) => stones?.of(foldText(text))?.decisionNo === null;
    const shown = peeked.filter(
      ({ number, texts }) => number > recognised.headingRow && !(stones && texts.some(isErased)),
    );
    const rows = shown.slice(0, FIRST_ROWS_SHOWN).map(({ number, texts }) => ({
      row: number,
      texts: recognised.columns.map(({ position }) => texts[position] ?? ''),
      stored: undefined,
    }));
    const nothing = { keys: new KeyList(), days: new DaysColumn(), identifiers: undefined };
    return { rowReader: undefined, firstRows: rows, ...nothing };
  }
  const purged = purgedKeys(context.db);
  const read = (merges: MergedCells | undefined) =>
    readRows(context, request, table, { index, recognised }, purged, merges);
  const { merges, ...result } = await read(undefined);
  // Merged cells stand behind the rows: only a second look can tell what a row shows. Titles don't matter.
  const below = merges.below(recognised.headingRow);
  if (below.count === 0) return result;
  forgetRows(context.db, request.importId);
  return read(below);
}

/** Rows and errors that were read before it was known what they show. */
function forgetRows(db: WritableDb, importId: number): void {
  transaction(db, () => {
    run(db, 'DELETE FROM import_chunk WHERE import_id = ?', importId);
    run(db, 'DELETE FROM import_error WHERE import_id = ?', importId);
  });
}

async function readRows(
  { db, onProgress, signal }: ReadFileContext,
  { importId, options }: ReadFileRequest,
  table: OpenTable,
  { index, recognised }: Pick<ChosenSheet, 'index' | 'recognised'>,
  purged: ReadonlySet<string>,
  merged: MergedCells | undefined,
): Promise<SheetResult & { readonly merges: MergedCells }> {
  const keys = new KeyList();
  const days = new DaysColumn();
  const firstRows: FirstRow[] = [];
  const rowReader = new RowReader(recognised, {
    fromText: table.format.type === 'text',
    purged,
    tombstones: tombstoneReader(db),
    identifiersBeside: identifiersBeside(table),
    decimals: moneyDecimals(db),
    options,
    dateOfNumber: table.flaws?.dateOfNumber,
  });
  const writer = new RowWriter(db, importId, SERIES.rows);
  const observe = daysObserver(recognised.columns, days);
  const named = importKind(recognised.kind).effect === 'lines' ? new Set<string>() : undefined;
  const flushErrors = () =>
    transaction(db, () => storeErrors(db, importId, rowReader.errors.take()));
  const lines = linesBeside(db, importId, recognised.kind, table);
  const left = leavingOut(recognised, table.format.type === 'text');
  const onRow = (row: TableRow) => {
    leaveOut(row, left);
    if (row.number <= recognised.headingRow) return rowReader.readAbove(row);
    const stored = rowReader.read(row);
    if (rowReader.errors.waiting >= ERRORS_AT_ONCE) flushErrors();
    if (!stored) return;
    keys.add(rowReader.key, row.number);
    if (named && (stored[1] & ROW_ISSUES.setAside) === 0) named.add(rowReader.key);
    observe(stored);
    if (firstRows.length < FIRST_ROWS_SHOWN && (stored[1] & ROW_ISSUES.erased) === 0)
      firstRows.push(firstRow(row, recognised.columns, stored));
    writer.add(stored);
    if ((stored[1] & ROW_ISSUES.erased) === 0) lines?.add(stored[0]);
  };
  const merges = await table.readSheet(index, merged ? fillMerged(merged, onRow) : onRow, {
    signal,
    onProgress: (fraction) => onProgress({ fraction: fraction * READING, rows: rowReader.rows }),
  });
  signal.throwIfAborted();
  const extras = rowReader.extras.toSorted((a, b) => a.stored[0] - b.stored[0]);
  for (const { stored, key } of extras) {
    keys.add(key, stored[0]);
    named?.add(key);
    writer.add(stored);
  }
  writer.flush();
  lines?.finish();
  flushErrors();
  return { rowReader, firstRows, keys, days, identifiers: named?.size, merges };
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

function firstRow(
  row: TableRow,
  columns: readonly { readonly position: number }[],
  stored: StoredRow,
): FirstRow {
  const texts = columns.map(({ position }) =>
    position < row.width ? ownText(row.texts[position] ?? '') : '',
  );
  return { row: row.number, texts, stored };
}
