/**
 * Reads one workbook into `import_row` and `import_error`, invisible to the replica until it is
 * committed. Runs in the writer; rows are stored in batches so that decisions can be made meanwhile.
 * Whatever goes wrong, and at a cancel, nothing of the rows stays behind.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportKind } from '#shared/contract/shapes.ts';
import type { DateOrder } from '#shared/domain/calendar.ts';
import { userField } from '#shared/fields/userFields.ts';
import { prepared, run, transaction, value, type WritableDb } from '../db/db.ts';
import { fileRefusal, Refusal } from '../refusal.ts';
import { bumpRevision } from '../replica/revision.ts';
import { importNotices } from './notices.ts';
import {
  HEADING_SEARCH_ROWS,
  type PeekedRow,
  type RecognisedSheet,
  recogniseColumns,
} from './recogniseColumns.ts';
import { type RowError, RowReader, STORED_FIELDS, type StoredRow } from './rowReader.ts';
import { type OpenWorkbook, openWorkbook } from './workbook/readWorkbook.ts';
import { ownText } from './workbook/sheetRow.ts';
import { WorkbookError } from './workbook/workbookError.ts';

const BATCH_ROWS = 2000;
const FIRST_ROWS_SHOWN = 8;

export interface ReadFileRequest {
  readonly importId: number;
  readonly path: string;
  readonly kind?: ImportKind | undefined;
  readonly dateOrder?: DateOrder | undefined;
}

export interface ReadProgress {
  readonly fraction: number;
  readonly rows: number;
}

/** Enters the file as being read, so that the screen can show it; gives its number. */
export function beginImport(db: WritableDb, path: string, kind: ImportKind): number {
  return transaction(db, () => {
    const result = run(
      db,
      `INSERT INTO import_file (kind, state, file_name, file_size, sha256, started_at) VALUES (?, 'reading', ?, 0, '', ?)`,
      kind,
      basename(path),
      Date.now(),
    );
    bumpRevision(db);
    return Number(result.lastInsertRowid);
  });
}

/**
 * Reads the whole file. On failure the import stays as `failed` with a sentence; a cancelled one is gone.
 * @throws only for bugs
 */
export async function readFile(
  db: WritableDb,
  request: ReadFileRequest,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const [{ size }, sha256] = await Promise.all([
      stat(request.path),
      hashFile(request.path, signal),
    ]);
    const workbook = await openWorkbook(request.path);
    try {
      const { sheet, recognised } = await chooseSheet(workbook, request.kind, signal);
      const reader = new RowReader(recognised);
      const firstRows = await storeRows(
        db,
        request.importId,
        workbook,
        sheet.index,
        recognised,
        reader,
        onProgress,
        signal,
      );
      finish(db, request.importId, {
        size,
        sha256,
        sheetName: sheet.name,
        recognised,
        reader,
        firstRows,
        sheets: workbook.sheets.length,
        dateOrder: request.dateOrder,
      });
    } finally {
      workbook.close();
    }
  } catch (error) {
    if (signal.aborted) discardImport(db, request.importId);
    else failImport(db, request.importId, sentenceOf(error));
    if (
      !(
        signal.aborted ||
        error instanceof Refusal ||
        error instanceof WorkbookError ||
        isFileError(error) ||
        isDiskFull(error)
      )
    )
      throw error;
  }
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

async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The first visible sheet that is what was asked for; else the first visible one that can be read. */
async function chooseSheet(
  workbook: OpenWorkbook,
  kind: ImportKind | undefined,
  signal: AbortSignal,
) {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  let fallback: { sheet: (typeof visible)[number]; recognised: RecognisedSheet } | undefined;
  for (const sheet of visible.length > 0 ? visible : workbook.sheets) {
    const rows = await peek(workbook, sheet.index, signal);
    const recognised = recogniseColumns(rows, kind);
    if (recognised && recognised.headingRow > 0) return { sheet, recognised };
    if (recognised) fallback ??= { sheet, recognised };
  }
  if (fallback) return fallback;
  if (kind === 'candidates') {
    throw new Refusal(
      'import.headings',
      'No sheet has the headings of purge candidates (Primary Identifier, Purge Date) among its first 20 rows.',
      'Check that this is the Analytics report of purge candidates, or import it as an exclusion list.',
    );
  }
  throw new Refusal(
    'import.empty',
    'The workbook holds no rows.',
    'Check the report’s filters in Analytics and export it again.',
  );
}

async function peek(
  workbook: OpenWorkbook,
  sheet: number,
  signal: AbortSignal,
): Promise<PeekedRow[]> {
  const rows: PeekedRow[] = [];
  await workbook.readSheet(
    sheet,
    (row) => {
      const texts = row.texts.slice(0, row.width).map(String);
      if (texts.some((text) => text.trim() !== '')) rows.push({ number: row.number, texts });
      return rows.length > HEADING_SEARCH_ROWS ? 'stop' : undefined;
    },
    { signal },
  );
  return rows;
}

async function storeRows(
  db: WritableDb,
  importId: number,
  workbook: OpenWorkbook,
  sheet: number,
  recognised: RecognisedSheet,
  reader: RowReader,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<FirstRow[]> {
  const insert = prepared(db, insertSql());
  let batch: StoredRow[] = [];
  let errorNo = 0;
  const firstRows: FirstRow[] = [];
  const flush = () => {
    transaction(db, () => {
      for (const stored of batch) insert.run(importId, ...stored);
      errorNo = storeErrors(db, importId, reader.takeErrors(), errorNo);
    });
    batch = [];
  };
  await workbook.readSheet(
    sheet,
    (row) => {
      if (row.number <= recognised.headingRow) return undefined;
      const stored = reader.read(row);
      if (reader.waitingErrors >= BATCH_ROWS) flush();
      if (!stored) return undefined;
      if (firstRows.length < FIRST_ROWS_SHOWN) {
        const texts = recognised.columns.map(({ position }) =>
          position < row.width ? ownText(row.texts[position] ?? '') : '',
        );
        firstRows.push({ row: row.number, texts, stored });
      }
      batch.push(stored);
      if (batch.length === BATCH_ROWS) flush();
      return undefined;
    },
    { signal, onProgress: (fraction) => onProgress({ fraction, rows: reader.rows }) },
  );
  signal.throwIfAborted();
  flush();
  return firstRows;
}

function insertSql(): string {
  const columns = [
    'import_id',
    'row_number',
    'identifier_key',
    'primary_identifier',
    'notes',
    ...STORED_FIELDS,
    'other',
  ];
  return `INSERT INTO import_row (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

/** A row to be shown, kept until the order of its dates is known. */
interface FirstRow {
  readonly row: number;
  /** A text per column. */
  readonly texts: readonly string[];
  readonly stored: StoredRow;
}

/** As they will be read, not as the cells look: dates in ISO form, Yes or No. */
function shownValues(
  { row, texts, stored }: FirstRow,
  { recognised, reader }: ReadResult,
  verdictOf: (field: string | null) => string | undefined,
): string[] {
  return recognised.columns.map(({ field }, n) => {
    const text = texts[n]!;
    const value = field === null ? null : stored[4 + STORED_FIELDS.indexOf(field as never)];
    if (field === null || field === 'primary_identifier' || value === null) return text;
    const { kind } = userField(field);
    if (kind === 'yesNo') return value === 1 ? 'Yes' : 'No';
    if (kind !== 'date') return text;
    const depends = reader.openDates.some((open) => open.row === row && open.field === field);
    if (!depends || verdictOf(field) === 'month-first') return String(value);
    return verdictOf(field) === 'day-first' ? swapped(String(value)) : text;
  });
}

/** 2022-03-04 that was read month first becomes 2022-04-03, as by `swapSql`. */
function swapped(date: string): string {
  return `${date.slice(0, 5)}${date.slice(8)}-${date.slice(5, 7)}`;
}

interface ReadResult {
  readonly size: number;
  readonly sha256: string;
  readonly sheetName: string;
  readonly recognised: RecognisedSheet;
  readonly reader: RowReader;
  readonly firstRows: readonly FirstRow[];
  readonly sheets: number;
  /** The order of text dates that fit both, if the person has told it. */
  readonly dateOrder: DateOrder | undefined;
}

function finish(db: WritableDb, importId: number, result: ReadResult): void {
  const orders = result.reader.dateOrders().map((order) => ({
    ...order,
    verdict: order.verdict === 'ask' ? (result.dateOrder ?? order.verdict) : order.verdict,
  }));
  const mixed = orders.find((each) => each.verdict === 'mixed');
  if (mixed) {
    throw new Refusal(
      'import.mixedDates',
      `The column “${mixed.heading}” mixes dates with the month first (${mixed.monthFirstExample}) and with the day first (${mixed.dayFirstExample}), so no order fits all of it.`,
      'Export it again with dates in one order.',
    );
  }
  const ask = orders.find((each) => each.verdict === 'ask');
  const dayFirst = new Set(
    orders.filter((each) => each.verdict === 'day-first').map((each) => each.field),
  );
  transaction(db, () => {
    for (const { field, row } of result.reader.openDates) {
      if (dayFirst.has(field)) prepared(db, swapSql(field)).run(importId, row);
    }
    const verdictOf = (field: string | null) =>
      orders.find((each) => each.field === field)?.verdict;
    const columns = result.recognised.columns.map((column) => ({
      ...column,
      field: column.field && userField(column.field).label,
      dateOrder: orderOf(verdictOf(column.field)),
    }));
    const firstRows = result.firstRows.map((first) => ({
      row: first.row,
      values: shownValues(first, result, verdictOf),
    }));
    run(
      db,
      `UPDATE import_file SET state = 'checked', kind = ?, file_size = ?, sha256 = ?, sheet_name = ?, heading_row = ?, provenance = ?, columns = ?,
         first_rows = ?, notices = ?, question = ?, row_count = ?, identifier_count = ?, error_count = ? WHERE import_id = ?`,
      result.recognised.kind,
      result.size,
      result.sha256,
      result.sheetName,
      result.recognised.headingRow,
      JSON.stringify(result.recognised.provenance),
      JSON.stringify(columns),
      JSON.stringify(firstRows),
      JSON.stringify(importNotices(db, importId, result)),
      ask ? JSON.stringify({ column: ask.heading, example: ask.example ?? '' }) : null,
      result.reader.rows,
      value<number>(
        db,
        'SELECT count(DISTINCT identifier_key) FROM import_row WHERE import_id = ?',
        importId,
      ),
      result.reader.errorRows,
      importId,
    );
    bumpRevision(db);
  });
}

function orderOf(verdict: string | undefined): DateOrder | null {
  return verdict === 'month-first' || verdict === 'day-first' ? verdict : null;
}

/** 2022-03-04 that was read month first becomes 2022-04-03. */
function swapSql(field: string): string {
  return `UPDATE import_row SET ${field} = substr(${field}, 1, 5) || substr(${field}, 9, 2) || '-' || substr(${field}, 6, 2) WHERE import_id = ? AND row_number = ?`;
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

/** Forgets an import that was never committed. */
export function discardImport(db: WritableDb, importId: number): void {
  transaction(db, () => {
    run(db, `DELETE FROM import_file WHERE import_id = ? AND state <> 'committed'`, importId);
    bumpRevision(db);
  });
}

function failImport(db: WritableDb, importId: number, failure: string): void {
  transaction(db, () => {
    run(db, 'DELETE FROM import_row WHERE import_id = ?', importId);
    run(db, 'DELETE FROM import_error WHERE import_id = ?', importId);
    run(
      db,
      `UPDATE import_file SET state = 'failed', failure = ? WHERE import_id = ?`,
      failure,
      importId,
    );
    bumpRevision(db);
  });
}

/** What an interrupted reading left behind; called at every opening. */
export function discardUnfinished(db: WritableDb): void {
  const unfinished = prepared(db, `SELECT import_id FROM import_file WHERE state = 'reading'`)
    .pluck()
    .all() as number[];
  for (const importId of unfinished) discardImport(db, importId);
}
