/**
 * Table module of exported_file: where files stand that this program has written from the workspace, and whom each holds,
 * by number, so that they are found again when somebody is erased. A name is kept of nobody.
 */
import { basename } from 'node:path';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db.ts';
import { unpackStored } from '../storedValue.ts';

/**
 * Whom a file holds: users by number, packed, which is a bit for each user of the workspace at most; or of a file that was
 * imported, the numbers of its rows (null: all). Without either nobody knows.
 */
export interface HeldByFile {
  readonly importId: number | null;
  readonly packed: Uint8Array | null;
}

export const heldUsers = (users: UserBitmap): HeldByFile => ({
  importId: null,
  packed: users.pack(),
});
export const heldRows = (importId: number, rows: UserBitmap | null): HeldByFile => ({
  importId,
  packed: rows?.pack() ?? null,
});
export const HELD_NOBODY: HeldByFile = heldUsers(new UserBitmap());
export const HELD_UNKNOWN: HeldByFile = { importId: null, packed: null };

/** @returns its number, by which the audit trail calls it */
export function noteExported(db: WritableDb, path: string, held: HeldByFile): number {
  const { importId, packed } = held;
  const sql = 'INSERT INTO exported_file (path, import_id, held) VALUES (?, ?, ?)';
  return Number(run(db, sql, path, importId, packed).lastInsertRowid);
}

/** How the file was called, without its folder; undefined where that was erased. */
export function exportedName(db: ReadableDb, exportId: number): string | undefined {
  const path = exportedPath(db, exportId);
  return path === undefined ? undefined : basename(path);
}

/** Where it was written; parts that named somebody who is erased are blanked. */
export function exportedPath(db: ReadableDb, exportId: number): string | undefined {
  const sql = 'SELECT path FROM exported_file WHERE export_id = ?';
  return get<{ path: string }>(db, sql, exportId)?.path;
}

/** When each file was written, by its number: the audit trail says so. */
export function exportTimes(db: ReadableDb): ReadonlyMap<number, number> {
  const written = all<{ exportId: number; at: number }>(
    db,
    `SELECT details ->> 'exportId' AS exportId, at FROM audit_entry WHERE what IN ('export.written', 'letter.written')`,
  );
  return new Map(written.map(({ exportId, at }) => [exportId, at]));
}

/** A file that holds some of those who are asked about. */
export interface HoldingFile {
  readonly exportId: number;
  /** Null: nobody knows how many, or whether any. */
  readonly users: number | null;
}

/** Files that hold some of these users, or may. */
export function filesHolding(db: ReadableDb, users: UserBitmap): HoldingFile[] {
  const found: HoldingFile[] = [];
  for (const { exportId, packed } of eachHeld(db, null)) {
    const held = packed && unpacked(exportId, packed).and(users).count;
    if (held !== 0) found.push({ exportId, users: held });
  }
  return found;
}

/** Files with some of these rows of an imported one. */
export function filesOfRows(db: ReadableDb, importId: number, rows: UserBitmap): HoldingFile[] {
  return eachHeld(db, importId)
    .filter(
      ({ exportId, packed }) => packed === null || unpacked(exportId, packed).and(rows).count > 0,
    )
    .map(({ exportId }) => ({ exportId, users: null }));
}

/**
 * Users whose file was taken back are nobody any more, and their numbers will be those of others. Must run inside a
 * transaction.
 */
export function letGoOfHeld(db: WritableDb, gone: UserBitmap): void {
  const change = prepared(db, 'UPDATE exported_file SET held = ? WHERE export_id = ?');
  for (const { exportId, packed } of eachHeld(db, null)) {
    if (packed === null) continue;
    const held = unpacked(exportId, packed);
    if (held.and(gone).count > 0) change.run(held.andNot(gone).pack(), exportId);
  }
}

interface Held {
  readonly exportId: number;
  readonly packed: Uint8Array | null;
}

function eachHeld(db: ReadableDb, importId: number | null): Held[] {
  return all<Held>(
    db,
    'SELECT export_id AS exportId, held AS packed FROM exported_file WHERE import_id IS ? ORDER BY export_id',
    importId,
  );
}

const unpacked = (exportId: number, packed: Uint8Array): UserBitmap =>
  unpackStored(packed, { table: 'exported_file', row: exportId });
