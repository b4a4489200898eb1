/**
 * The rows of imported files as evidence: written once in chunks of JSON, found again by row number or
 * by identifier. A table with a row for each would take three times as long to write; see
 * docs/decisions/0006. Must never interpret a value.
 */
import { identifierKey } from '#shared/domain/primaryIdentifier.ts';
import { all, get, prepared, type ReadableDb, run, value, type WritableDb } from '../../db/db.ts';
import {
  bucketOf,
  hashKey,
  hashOf,
  KEY_BUCKETS,
  MAX_ROW_NUMBER,
  packKey,
  rowOf,
} from '../../db/keyHash.ts';
import { Refusal } from '../../refusal.ts';
import type { TableFormat } from '../../tables/table.ts';
import { TableError } from '../../tables/tableError.ts';
import { ROW_NOTES } from './rowNotes.ts';

/** One typed value of a cell. */
export type CellValue = string | number | null;

/** Row number, notes, identifier as in the file, then one value per other column of the file. */
export type StoredRow = [row: number, notes: number, identifier: string, ...values: CellValue[]];

/** Where the values of a StoredRow begin. */
export const FIRST_VALUE = 3;

/** Rows of the file, and what the rows of repeated identifiers say together. */
export const SERIES = { rows: 0, merged: 1 } as const;
type Series = (typeof SERIES)[keyof typeof SERIES];

/**
 * Few enough that one row is quickly taken out of its chunk, and that rows are let go while they are young:
 * with a thousand the heap grew to three times its size while a file was read. Older files have a thousand.
 */
const CHUNK_ROWS = 250;

/** Rows of a sheet; a second row that was read out of one of them is numbered above all. */
const SHEET_ROWS = 2 ** 20;

/**
 * The number under which the nth other identifier of a row is stored.
 * @throws TableError for a row that no sheet has, or more identifiers than can be numbered
 */
export function extraRowNumber(row: number, nth: number): number {
  if (row > SHEET_ROWS || nth > 2) throw new TableError('damaged', 'cells stored twice');
  return nth * SHEET_ROWS + row;
}

/** The row of the file that a stored row was read from. */
export function rowInFile(number: number, format: TableFormat): number {
  if (format.type === 'text' || number <= SHEET_ROWS) return number;
  return ((number - 1) % SHEET_ROWS) + 1;
}

export function keyOfRow(row: StoredRow): string {
  return identifierKey(row[2], (row[1] & ROW_NOTES.numeric) !== 0);
}

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

/** Collects which row has which identifier. */
export class KeyList {
  #packed = new Float64Array(4096);
  #count = 0;

  /** @throws Refusal for a file with more rows than can be numbered */
  add(key: string, row: number): void {
    if (row > MAX_ROW_NUMBER) {
      throw new Refusal(
        'import.tooManyRows',
        `The file has more than ${MAX_ROW_NUMBER} rows.`,
        'Split the report into several files.',
      );
    }
    if (this.#count === this.#packed.length) {
      const grown = new Float64Array(this.#packed.length * 2);
      grown.set(this.#packed);
      this.#packed = grown;
    }
    this.#packed[this.#count++] = packKey(hashKey(key), row);
  }

  /** Sorted: rows of one identifier stand together. */
  sorted(): Float64Array {
    return this.#packed.subarray(0, this.#count).sort();
  }
}

/** Rows whose identifiers may be the same: their hashes are. Ascending within each group. */
export function* sameHash(sorted: Float64Array): Generator<number[]> {
  for (let from = 0; from < sorted.length; ) {
    const hash = hashOf(sorted[from]!);
    let to = from + 1;
    while (to < sorted.length && hashOf(sorted[to]!) === hash) to++;
    if (to - from > 1) yield Array.from(sorted.subarray(from, to), rowOf);
    from = to;
  }
}

export function storeKeys(db: WritableDb, importId: number, sorted: Float64Array): void {
  let from = 0;
  for (let bucket = 0; bucket < KEY_BUCKETS; bucket++) {
    let to = from;
    while (to < sorted.length && bucketOf(hashOf(sorted[to]!)) === bucket) to++;
    if (to > from) {
      run(
        db,
        'INSERT INTO import_key (import_id, bucket, entries) VALUES (?, ?, ?)',
        importId,
        bucket,
        Buffer.from(sorted.buffer, sorted.byteOffset + from * 8, (to - from) * 8),
      );
    }
    from = to;
  }
}

/** All rows of a series, a chunk at a time; other statements may run in between. */
export function* chunksOf(
  db: ReadableDb,
  importId: number,
  series: Series = SERIES.rows,
): Generator<StoredRow[]> {
  for (let chunkNo = 0; ; chunkNo++) {
    const rows = readChunk(db, importId, series, chunkNo);
    if (!rows) return;
    yield rows;
  }
}

/** The rows with these numbers, in the order asked for; missing ones are left out. */
export function rowsAt(db: ReadableDb, importId: number, rows: readonly number[]): StoredRow[] {
  const found = new Map<number, StoredRow>();
  for (const row of eachRowAt(
    db,
    importId,
    [...rows].sort((a, b) => a - b),
  ))
    found.set(row[0], row);
  return rows.flatMap((number) => {
    const row = found.get(number);
    return row ? [row] : [];
  });
}

/** The rows with these numbers, which must be ascending; one chunk in memory at a time. */
export function* eachRowAt(
  db: ReadableDb,
  importId: number,
  ascending: Iterable<number>,
): Generator<StoredRow> {
  const starts = all<{ chunk_no: number; first_row: number }>(
    db,
    `SELECT chunk_no, first_row FROM import_chunk WHERE import_id = ? AND series = ${SERIES.rows} ORDER BY chunk_no`,
    importId,
  );
  let at = -1;
  let chunk: StoredRow[] = [];
  let n = 0;
  for (const number of ascending) {
    let next = Math.max(at, 0);
    while (next + 1 < starts.length && starts[next + 1]!.first_row <= number) next++;
    if (next !== at) {
      at = next;
      chunk = readChunk(db, importId, SERIES.rows, starts[at]?.chunk_no ?? -1) ?? [];
      n = 0;
    }
    while (n < chunk.length && chunk[n]![0] < number) n++;
    if (chunk[n]?.[0] === number) yield chunk[n]!;
  }
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

/** The rows of a file that name this identifier, ascending. */
export function rowsOfKey(db: ReadableDb, importId: number, key: string): StoredRow[] {
  const hash = hashKey(key);
  const bucket = get<{ entries: Buffer }>(
    db,
    'SELECT entries FROM import_key WHERE import_id = ? AND bucket = ?',
    importId,
    bucketOf(hash),
  );
  if (!bucket) return [];
  const packed = doublesOf(bucket.entries);
  const rows: number[] = [];
  for (let n = firstAtLeast(packed, packKey(hash, 0)); n < packed.length; n++) {
    if (hashOf(packed[n]!) !== hash) break;
    rows.push(rowOf(packed[n]!));
  }
  return rowsAt(db, importId, rows).filter((row) => keyOfRow(row) === key);
}

/** Changes rows that are stored already; `change` is given each row with one of these numbers. */
export function changeRows(
  db: WritableDb,
  importId: number,
  rows: ReadonlySet<number>,
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
  return text === undefined ? undefined : (JSON.parse(text) as StoredRow[]);
}

/** A BLOB's bytes need not lie where doubles may. */
function doublesOf(bytes: Buffer): Float64Array {
  return new Float64Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
}

function firstAtLeast(sorted: Float64Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
