/**
 * Row groups of an import: rows (or users) that have something in common, as lists of numbers. Notices, the comparison
 * and the screens that open them all speak of row groups. What names them in the workspace is written here and never
 * taken apart, but for types of identifiers.
 */
import {
  type PairClass,
  type RowGroup,
  type RowNotice,
  rowGroupKey,
} from '#shared/contract/shapes/rowGroup.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { forgetSums } from '../../db/checksums.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import { numberBytes } from '../../db/storedValue.ts';

/** What was answered about a pair that says something about its users. */
export const PAIR_ANSWERS = ['same', 'different'] as const;
export type PairAnswer = (typeof PAIR_ANSWERS)[number];

/** Users, but for `answered-lists`: numbers of imports. Nobody asks for them but the engine. */
type OwnRowGroup =
  | { readonly of: 'decision-ends' | 'approval-ends' }
  | { readonly of: 'numeric-users' | 'odd-users' | 'sharing-users' | 'answered-lists' }
  | { readonly of: 'sign'; readonly flag: ReviewFlag }
  | { readonly of: 'answered'; readonly about: PairClass; readonly answer: PairAnswer };

export type StoredRowGroup = RowGroup | OwnRowGroup;

/** The rows behind a notice. */
export const noticed = <C extends RowNotice>(code: C) => ({ of: 'notice', code }) as const;

/** Rows that name nobody. The same names as their notices. */
export type AsideGroup = 'total-row' | 'empty-report';

/** Notices whose rows are kept but enter no replica. */
export const SET_ASIDE = ['purged-before', 'erased-before', 'total-row', 'empty-report'] as const;

/** What names a row group in the workspace file. */
export function storedKey(rowGroup: StoredRowGroup): string {
  switch (rowGroup.of) {
    case 'sign':
      return `sign:${rowGroup.flag}`;
    case 'answered':
      return `${rowGroup.about}:${rowGroup.answer}`;
    case 'decision-ends':
    case 'approval-ends':
    case 'numeric-users':
    case 'odd-users':
    case 'sharing-users':
    case 'answered-lists':
      return rowGroup.of;
    default:
      return rowGroupKey(rowGroup);
  }
}

/** Replaces the row group; an empty one is left out. */
export function storeRowGroup(
  db: WritableDb,
  importId: number,
  rowGroup: StoredRowGroup,
  members: readonly number[] | Int32Array,
): void {
  dropRowGroup(db, importId, rowGroup);
  storeMembers(db, importId, storedKey(rowGroup), members);
}

export function dropRowGroup(db: WritableDb, importId: number, rowGroup: StoredRowGroup): void {
  const key = storedKey(rowGroup);
  run(db, 'DELETE FROM import_part WHERE import_id = ? AND part = ?', importId, key);
  forgetSums(db, 'import_part', importId);
}

function storeMembers(
  db: WritableDb,
  importId: number,
  key: string,
  members: readonly number[] | Int32Array,
): void {
  if (members.length === 0) return;
  const bytes = Int32Array.from(members);
  forgetSums(db, 'import_part', importId);
  run(
    db,
    'INSERT OR REPLACE INTO import_part (import_id, part, member_count, members) VALUES (?, ?, ?, ?)',
    importId,
    key,
    members.length,
    Buffer.from(bytes.buffer),
  );
}

/** The numbers of a row group, in its order; empty when there is none. */
export function readRowGroup(
  db: ReadableDb,
  importId: number,
  rowGroup: StoredRowGroup,
): Int32Array {
  const stored = get<{ members: Uint8Array }>(
    db,
    'SELECT members FROM import_part WHERE import_id = ? AND part = ?',
    importId,
    storedKey(rowGroup),
  )?.members;
  if (!stored) return new Int32Array(0);
  return new Int32Array(numberBytes(stored, 4, { table: 'import_part', row: importId }));
}

/** The types of identifiers by which lines of a list mean users, each with its number of lines; most first. */
export function otherTypes(db: ReadableDb, importId: number): { type: string; lines: number }[] {
  const before = storedKey({ of: 'other-identifier', type: '' });
  return all<{ part: string; lines: number }>(
    db,
    `SELECT part, member_count AS lines FROM import_part
     WHERE import_id = ? AND substr(part, 1, ?) = ? ORDER BY member_count DESC, part`,
    importId,
    before.length,
    before,
  ).map(({ part, lines }) => ({ type: part.slice(before.length), lines }));
}

/** How many numbers a row group has. */
export function sizeOfRowGroup(db: ReadableDb, importId: number, rowGroup: StoredRowGroup): number {
  const stored = get<{ member_count: number }>(
    db,
    'SELECT member_count FROM import_part WHERE import_id = ? AND part = ?',
    importId,
    storedKey(rowGroup),
  );
  return stored?.member_count ?? 0;
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

/** Lists by row group, made when first needed. */
export class RowGroupLists {
  readonly #lists = new Map<string, NumberList>();

  add(rowGroup: StoredRowGroup, number: number): void {
    this.#push(storedKey(rowGroup), number);
  }

  /** A row of a notice. */
  addNoticed(code: RowNotice, row: number): void {
    this.#push(code, row);
  }

  count(rowGroup: StoredRowGroup): number {
    return this.#lists.get(storedKey(rowGroup))?.length ?? 0;
  }

  /** Rows of a notice. */
  countNoticed(code: RowNotice): number {
    return this.#lists.get(code)?.length ?? 0;
  }

  /** Takes the rows of a notice away; gives their numbers. */
  drop(code: RowNotice): Int32Array {
    const numbers = this.#lists.get(code)?.numbers ?? new Int32Array(0);
    this.#lists.delete(code);
    return numbers;
  }

  store(db: WritableDb, importId: number): void {
    for (const [key, list] of this.#lists) storeMembers(db, importId, key, list.numbers);
  }

  #push(key: string, number: number): void {
    let list = this.#lists.get(key);
    if (!list) {
      list = new NumberList();
      this.#lists.set(key, list);
    }
    list.push(number);
  }
}
