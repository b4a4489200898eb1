/** Which rows of a file have which identifier: an index of hashes, stored with the rows, by which they are found. */
import { get, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import {
  bucketOf,
  hashKey,
  hashOf,
  KEY_BUCKETS,
  MAX_ROW_NUMBER,
  packKey,
  rowOf,
} from '../../db/keyHash.ts';
import { numberBytes } from '../../db/storedValue.ts';
import { Refusal } from '../../refusal.ts';
import { type ChunkStarts, chunkStarts, eachRowAt, rowsAt } from './rowStore.ts';
import { keyOfRow, type StoredRow } from './storedRow.ts';

/** Collects which row has which identifier. */
export class KeyList {
  #packed = new Float64Array(4096);
  #count = 0;

  /** @throws Refusal for a file with more rows than can be numbered */
  add(key: string, row: number): void {
    if (row > MAX_ROW_NUMBER) {
      throw new Refusal('import.tooManyRows', { most: MAX_ROW_NUMBER });
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

/** The rows of a file that name this identifier, ascending. */
export function rowsOfKey(db: ReadableDb, importId: number, key: string): StoredRow[] {
  const hash = hashKey(key);
  const packed = bucketEntries(db, importId, bucketOf(hash));
  const rows: number[] = [];
  for (let n = firstAtLeast(packed, packKey(hash, 0)); n < packed.length; n++) {
    if (hashOf(packed[n]!) !== hash) break;
    rows.push(rowOf(packed[n]!));
  }
  return rowsAt(db, importId, rows).filter((row) => keyOfRow(row) === key);
}

/**
 * Finds the rows of one file by identifier, for who asks about many users, some thousand at a time: what is read of the
 * index is kept, eight bytes for each row of the file at most.
 */
export class RowFinder {
  readonly #db: ReadableDb;
  readonly #importId: number;
  readonly #buckets = new Map<number, Float64Array>();
  #starts: ChunkStarts | undefined;

  constructor(db: ReadableDb, importId: number) {
    this.#db = db;
    this.#importId = importId;
  }

  /**
   * The rows that may name any of these identifiers, ascending: their hashes are the same.
   * @param hashes ascending
   */
  rowsOf(hashes: Float64Array): Generator<StoredRow> {
    const rows: number[] = [];
    for (const hash of hashes) {
      const packed = this.#bucket(bucketOf(hash));
      for (let n = firstAtLeast(packed, packKey(hash, 0)); n < packed.length; n++) {
        if (hashOf(packed[n]!) !== hash) break;
        rows.push(rowOf(packed[n]!));
      }
    }
    this.#starts ??= chunkStarts(this.#db, this.#importId);
    const ascending = new Set(rows.sort((a, b) => a - b));
    return eachRowAt(this.#db, this.#importId, ascending, this.#starts);
  }

  /** The number of the only row that may name an identifier with this hash; 0: there is none, or there are several. */
  loneRow(hash: number): number {
    const packed = this.#bucket(bucketOf(hash));
    const n = firstAtLeast(packed, packKey(hash, 0));
    if (n === packed.length || hashOf(packed[n]!) !== hash) return 0;
    const isLone = n + 1 === packed.length || hashOf(packed[n + 1]!) !== hash;
    return isLone ? rowOf(packed[n]!) : 0;
  }

  #bucket(bucket: number): Float64Array {
    const known = this.#buckets.get(bucket);
    if (known) return known;
    const entries = bucketEntries(this.#db, this.#importId, bucket);
    this.#buckets.set(bucket, entries);
    return entries;
  }
}

function bucketEntries(db: ReadableDb, importId: number, bucket: number): Float64Array {
  const stored = get<{ entries: Uint8Array }>(
    db,
    'SELECT entries FROM import_key WHERE import_id = ? AND bucket = ?',
    importId,
    bucket,
  );
  if (!stored) return new Float64Array(0);
  return new Float64Array(numberBytes(stored.entries, 8, { table: 'import_key', row: importId }));
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
