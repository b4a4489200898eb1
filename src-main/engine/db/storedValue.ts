/**
 * Values that a workspace keeps as text or bytes, parsed by their schema whenever they are read: a file may be damaged,
 * or written by somebody else. What doesn't fit is refused with the row it stands in. Must never guess or repair.
 */
import type { z } from 'zod';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { Refusal } from '../refusal.ts';
import { type ReadableDb, value } from './db.ts';

/** Where a value stands: its table, and the number or name of its row. */
export interface StoredAt {
  readonly table: string;
  readonly row: number | string;
}

export const DAMAGED_ROW = ({ table, row }: StoredAt) =>
  new Refusal('workspace.damagedRow', { table, row });

/** Of a table that doesn't say what was written into it. */
export const DAMAGED_TABLE = (table: string) => new Refusal('workspace.foundDamaged', { table });

/** JSON as its schema has it. @throws Refusal that names the row, for what is no JSON or doesn't fit */
export function parseStored<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  at: StoredAt,
): z.output<Schema> {
  const parsed = schema.safeParse(jsonOf(text, at));
  if (!parsed.success) throw DAMAGED_ROW(at);
  return parsed.data;
}

/** One of a list of names. @throws Refusal that names the row */
export function oneOf<Name extends string>(
  names: readonly Name[],
  stored: string,
  at: StoredAt,
): Name {
  if (!(names as readonly string[]).includes(stored)) throw DAMAGED_ROW(at);
  return stored as Name;
}

/** How many there are of something. */
export function isCount(stored: unknown): stored is number {
  return Number.isSafeInteger(stored) && (stored as number) >= 0;
}

/** A list whose items are told apart by a quick test: for what is read by the thousand. */
export function listOf<Item>(
  isItem: (item: unknown) => item is Item,
  text: string,
  at: StoredAt,
): Item[] {
  const list = jsonOf(text, at);
  if (!Array.isArray(list) || !list.every(isItem)) throw DAMAGED_ROW(at);
  return list;
}

/** Bytes that hold numbers of so many bytes each. */
export function numberBytes(bytes: Uint8Array, width: 2 | 4 | 8, at: StoredAt): ArrayBuffer {
  if (bytes.length % width !== 0) throw DAMAGED_ROW(at);
  // They need not lie where numbers may.
  return new Uint8Array(bytes).buffer;
}

/** Users as bits. Behind the last user there is nobody: what stands there is damage, and would be asked about for hours. */
export function storedUsers(db: ReadableDb, bits: Uint8Array): UserBitmap {
  const last = value<number | null>(db, 'SELECT max(user_no) FROM user') ?? 0;
  return UserBitmap.fromBytes(bits.subarray(0, (last >>> 3) + 1));
}

/** Users as they are packed. */
export function unpackStored(packed: Uint8Array, at: StoredAt): UserBitmap {
  try {
    return UserBitmap.unpack(packed);
  } catch {
    throw DAMAGED_ROW(at);
  }
}

/** A stored text that SQLite itself was to read as JSON; it doesn't say where it stands. */
export function unreadableJson(error: unknown): Refusal | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 'SQLITE_ERROR' && message === 'malformed JSON'
    ? new Refusal('workspace.damagedValue')
    : undefined;
}

function jsonOf(text: string, at: StoredAt): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw DAMAGED_ROW(at);
  }
}
