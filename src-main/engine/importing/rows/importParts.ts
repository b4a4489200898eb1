/**
 * Parts of an import: rows (or users) that have something in common, by name, as lists of numbers.
 * Notices, the comparison and the screens that open them all speak of parts.
 */
import { get, type ReadableDb, run, type WritableDb } from '../../db/db.ts';

/** Parts whose numbers are users, not rows. */
export const USER_PARTS: ReadonlySet<string> = new Set([
  'decision-ends',
  'approval-ends',
  'gone',
  'numeric-users',
  'odd-users',
  'zero-loss-pair:same',
  'zero-loss-pair:different',
  'possible-pair:same',
  'possible-pair:different',
]);

/** Rows that name nobody. The same names as their notices. */
const ASIDE_PARTS = ['total-row', 'empty-report'] as const;
export type AsidePart = (typeof ASIDE_PARTS)[number];

/** Parts whose rows are kept but enter no replica. */
export const SET_ASIDE_PARTS = ['purged-before', ...ASIDE_PARTS] as const;

/** Replaces the part; an empty one is left out. */
export function storePart(
  db: WritableDb,
  importId: number,
  part: string,
  members: readonly number[] | Int32Array,
): void {
  run(db, 'DELETE FROM import_part WHERE import_id = ? AND part = ?', importId, part);
  if (members.length === 0) return;
  const bytes = Int32Array.from(members);
  run(
    db,
    'INSERT INTO import_part (import_id, part, member_count, members) VALUES (?, ?, ?, ?)',
    importId,
    part,
    members.length,
    Buffer.from(bytes.buffer),
  );
}

/** The numbers of a part, in its order; empty when there is none of that name. */
export function readPart(db: ReadableDb, importId: number, part: string): Int32Array {
  const stored = get<{ members: Buffer }>(
    db,
    'SELECT members FROM import_part WHERE import_id = ? AND part = ?',
    importId,
    part,
  )?.members;
  if (!stored) return new Int32Array(0);
  return new Int32Array(
    stored.buffer.slice(stored.byteOffset, stored.byteOffset + stored.byteLength),
  );
}

/** A list of numbers that grows without boxing them. */
export class NumberList {
  #numbers = new Int32Array(64);
  #length = 0;

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const grown = new Int32Array(this.#numbers.length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#length++] = number;
  }

  get length(): number {
    return this.#length;
  }

  get numbers(): Int32Array {
    return this.#numbers.subarray(0, this.#length);
  }
}

/** Lists by name, made when first needed. */
export class PartLists {
  readonly #lists = new Map<string, NumberList>();

  add(part: string, number: number): void {
    let list = this.#lists.get(part);
    if (!list) {
      list = new NumberList();
      this.#lists.set(part, list);
    }
    list.push(number);
  }

  count(part: string): number {
    return this.#lists.get(part)?.length ?? 0;
  }

  /** Takes a list away; gives its numbers. */
  drop(part: string): Int32Array {
    const numbers = this.#lists.get(part)?.numbers ?? new Int32Array(0);
    this.#lists.delete(part);
    return numbers;
  }

  store(db: WritableDb, importId: number): void {
    for (const [part, list] of this.#lists) storePart(db, importId, part, list.numbers);
  }

  [Symbol.iterator](): Iterator<[string, NumberList]> {
    return this.#lists.entries();
  }
}
