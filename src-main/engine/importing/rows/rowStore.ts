/**
 * The rows of imported files as evidence: written once in chunks of JSON, found again by row number
 * (by identifier: rowKeys.ts). A table with a row for each would take three times as long to write; see
 * docs/decisions/0006. Must never interpret a value.
 */
import { prepared, type ReadableDb, run, value, type WritableDb } from '../../db/db.ts';
import { listOf } from '../../db/storedValue.ts';
import { FIRST_VALUE, type StoredRow } from './storedRow.ts';

/**
 * Rows of the file, and what the rows of repeated identifiers say together; above `lines` the lines of each kind of
 * details that stand beside the rows (fileLines.ts).
 */
export const SERIES = { rows: 0, merged: 1, lines: 10 } as const;
export type Series = number;

/**
 * Few enough that one row is quickly taken out of its chunk, and that rows are let go while they are young:
 * with a thousand the heap grew to three times its size while a file was read. Older files have a thousand.
 */
export const CHUNK_ROWS = 250;

/** Writes rows in ascending order, each chunk by one statement as soon as it is full. */
export class RowWriter {
  readonly #db: WritableDb;
  readonly #importId: number;
  readonly #series: Series;
  #chunk: StoredRow[] = [];
  #chunkNo = 0;

  constructor(db: WritableDb, importId: number, series: Series) {
    this.#db = db;
    this.#importId = importId;
    this.#series = series;
  }

  add(row: StoredRow): void {
    this.#chunk.push(row);
    if (this.#chunk.length === CHUNK_ROWS) this.flush();
  }

  flush(): void {
    if (this.#chunk.length === 0) return;
    run(
      this.#db,
      'INSERT INTO import_chunk (import_id, series, chunk_no, first_row, rows) VALUES (?, ?, ?, ?, ?)',
      this.#importId,
      this.#series,
      this.#chunkNo++,
      this.#chunk[0]![0],
      JSON.stringify(this.#chunk),
    );
    this.#chunk = [];
  }
}

/**
 * All rows of a series, a chunk at a time; other statements may run in between.
 * @param from of rows in ascending order, the first that is wanted
 */
export function* chunksOf(
  db: ReadableDb,
  importId: number,
  series: Series = SERIES.rows,
  from?: number,
): Generator<StoredRow[]> {
  // Rows of one number, as lines of one user are, may go on from one chunk to the next.
  const first = from === undefined ? 0 : chunkOf(chunksAsked(db, importId, series), from - 0.5, 0);
  for (let chunkNo = Math.max(0, first); ; chunkNo++) {
    const rows = readChunk(db, importId, series, chunkNo);
    if (!rows) return;
    yield rows;
  }
}

/**
 * Those chunks of a series that are worth reading: of most it is told by their text alone that they aren't.
 * @param isWorth asked of a chunk as it is stored
 */
export function* chunksWorth(
  db: ReadableDb,
  importId: number,
  series: Series,
  isWorth: (text: string) => boolean,
): Generator<StoredRow[]> {
  const read = prepared(
    db,
    'SELECT rows FROM import_chunk WHERE import_id = ? AND series = ? AND chunk_no = ?',
  ).pluck();
  for (let chunkNo = 0; ; chunkNo++) {
    const text = read.get(importId, series, chunkNo) as string | undefined;
    if (text === undefined) return;
    if (isWorth(text)) yield listOf(isStoredRow, text, { table: 'import_chunk', row: importId });
  }
}

/** The rows with these numbers, in the order asked for; missing ones are left out. */
export function rowsAt(db: ReadableDb, importId: number, rows: readonly number[]): StoredRow[] {
  const found = new Map<number, StoredRow>();
  const starts = chunksAsked(db, importId, SERIES.rows);
  const ascending = [...rows].sort((a, b) => a - b);
  for (const row of eachRowAt(db, importId, ascending, starts)) found.set(row[0], row);
  return rows.flatMap((number) => {
    const row = found.get(number);
    return row ? [row] : [];
  });
}

/** Where each chunk of a series begins; they are numbered from 0. */
export interface ChunkStarts {
  readonly count: number;
  firstRow(chunkNo: number): number;
}

/** All of them at once, for who asks again and again: finding them takes a walk through all chunks. */
export function chunkStarts(db: ReadableDb, importId: number): ChunkStarts {
  const starts = prepared(
    db,
    `SELECT first_row FROM import_chunk WHERE import_id = ? AND series = ${SERIES.rows} ORDER BY chunk_no`,
  )
    .pluck()
    .all(importId) as number[];
  return { count: starts.length, firstRow: (chunkNo) => starts[chunkNo]! };
}

/** The same asked one by one, for who looks for a few rows. */
function chunksAsked(db: ReadableDb, importId: number, series: Series): ChunkStarts {
  const last = value<number | null>(
    db,
    'SELECT max(chunk_no) FROM import_chunk WHERE import_id = ? AND series = ?',
    importId,
    series,
  );
  const start = prepared(
    db,
    'SELECT first_row FROM import_chunk WHERE import_id = ? AND series = ? AND chunk_no = ?',
  ).pluck();
  return {
    count: (last ?? -1) + 1,
    firstRow: (chunkNo) => start.get(importId, series, chunkNo) as number,
  };
}

/**
 * The rows with these numbers, which must be ascending; one chunk in memory at a time.
 */
export function* eachRowAt(
  db: ReadableDb,
  importId: number,
  ascending: Iterable<number>,
  starts = chunkStarts(db, importId),
): Generator<StoredRow> {
  let at = -1;
  let chunk: StoredRow[] = [];
  let n = 0;
  for (const number of ascending) {
    const next = chunkOf(starts, number, Math.max(at, 0));
    if (next !== at) {
      at = next;
      chunk = readChunk(db, importId, SERIES.rows, at) ?? [];
      n = 0;
    }
    while (n < chunk.length && chunk[n]![0] < number) n++;
    if (chunk[n]?.[0] === number) yield chunk[n]!;
  }
}

/** The chunk that holds a row, if any does. @param from where it can be at the earliest */
function chunkOf(starts: ChunkStarts, row: number, from: number): number {
  let low = from;
  let high = starts.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts.firstRow(middle) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What repeated identifiers say together, by their first row; rows of single identifiers are left out. */
export function mergedAt(
  db: ReadableDb,
  importId: number,
  firstRows: readonly number[],
): Map<number, StoredRow> {
  const merged = new Map<number, StoredRow>();
  let at = -1;
  let chunk = new Map<number, StoredRow>();
  for (const row of [...firstRows].sort((a, b) => a - b)) {
    // First rows ascend from chunk to chunk; merged ones are numbered minus their first row.
    const chunkNo = value<number | null>(
      db,
      `SELECT max(chunk_no) FROM import_chunk WHERE import_id = ? AND series = ${SERIES.merged} AND first_row >= ?`,
      importId,
      -row,
    );
    if (chunkNo === null) continue;
    if (chunkNo !== at) {
      at = chunkNo;
      const rows = readChunk(db, importId, SERIES.merged, at) ?? [];
      chunk = new Map(rows.map((each) => [-each[0], each]));
    }
    const found = chunk.get(row);
    if (found) merged.set(row, found);
  }
  return merged;
}

/** A page of all rows in the order of the file. */
export function pageOfRows(
  db: ReadableDb,
  importId: number,
  offset: number,
  limit: number,
): StoredRow[] {
  const rows: StoredRow[] = [];
  // All chunks of a file have the same number of rows, but for the last.
  const chunkRows = readChunk(db, importId, SERIES.rows, 0)?.length ?? CHUNK_ROWS;
  for (let chunkNo = Math.floor(offset / chunkRows); rows.length < limit; chunkNo++) {
    const chunk = readChunk(db, importId, SERIES.rows, chunkNo);
    if (!chunk) break;
    const skip = Math.max(0, offset - chunkNo * chunkRows);
    rows.push(...chunk.slice(skip, skip + limit - rows.length));
  }
  return rows;
}

/** Changes rows that are stored already; `change` is given each row with one of these numbers. */
export function changeRows(
  db: WritableDb,
  importId: number,
  rows: Pick<ReadonlySet<number>, 'has'>,
  change: (row: StoredRow) => void,
): void {
  for (let chunkNo = 0; ; chunkNo++) {
    const chunk = readChunk(db, importId, SERIES.rows, chunkNo);
    if (!chunk) return;
    const meant = chunk.filter((row) => rows.has(row[0]));
    if (meant.length === 0) continue;
    for (const row of meant) change(row);
    run(
      db,
      `UPDATE import_chunk SET rows = ? WHERE import_id = ? AND series = ${SERIES.rows} AND chunk_no = ?`,
      JSON.stringify(chunk),
      importId,
      chunkNo,
    );
  }
}

/** Some chunks of a series. */
export interface SomeChunks {
  readonly importId: number;
  readonly series: Series;
  readonly from: number;
  readonly most: number;
}

/**
 * Goes through some chunks and stores those of which `change` says that it has changed a row.
 * @returns how many were changed, and whether there may be further ones
 */
export function changeChunks(
  db: WritableDb,
  { importId, series, from, most }: SomeChunks,
  change: (row: StoredRow) => boolean,
): { readonly changed: number; readonly more: boolean } {
  let changed = 0;
  for (let chunkNo = from; chunkNo < from + most; chunkNo++) {
    const chunk = readChunk(db, importId, series, chunkNo);
    if (!chunk) return { changed, more: false };
    if (chunk.filter(change).length === 0) continue;
    changed++;
    run(
      db,
      'UPDATE import_chunk SET rows = ? WHERE import_id = ? AND series = ? AND chunk_no = ?',
      JSON.stringify(chunk),
      importId,
      series,
      chunkNo,
    );
  }
  return { changed, more: true };
}

function readChunk(
  db: ReadableDb,
  importId: number,
  series: Series,
  chunkNo: number,
): StoredRow[] | undefined {
  const text = prepared(
    db,
    'SELECT rows FROM import_chunk WHERE import_id = ? AND series = ? AND chunk_no = ?',
  )
    .pluck()
    .get(importId, series, chunkNo) as string | undefined;
  if (text === undefined) return undefined;
  return listOf(isStoredRow, text, { table: 'import_chunk', row: importId });
}

/** By a quick test: files have a million rows. */
function isStoredRow(item: unknown): item is StoredRow {
  if (!Array.isArray(item)) return false;
  if (typeof item[0] !== 'number' || typeof item[1] !== 'number' || typeof item[2] !== 'string')
    return false;
  for (let n = FIRST_VALUE; n < item.length; n++)
    if (typeof item[n] === 'object' ? item[n] !== null : typeof item[n] === 'boolean') return false;
  return true;
}
