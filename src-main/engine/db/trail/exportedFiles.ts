/** Table module of exported_file: where files stand that this program has written from the workspace. */
import { basename } from 'node:path';
import { get, type ReadableDb, run, type WritableDb } from '../db.ts';

/** @returns its number, by which the audit trail calls it */
export function noteExported(db: WritableDb, path: string): number {
  return Number(run(db, 'INSERT INTO exported_file (path) VALUES (?)', path).lastInsertRowid);
}

/** How the file was called, without its folder; undefined where that was erased. */
export function exportedName(db: ReadableDb, exportId: number): string | undefined {
  const path = exportedPath(db, exportId);
  return path === undefined ? undefined : basename(path);
}

/** Where it was written; undefined where that was erased. */
export function exportedPath(db: ReadableDb, exportId: number): string | undefined {
  const sql = 'SELECT path FROM exported_file WHERE export_id = ?';
  return get<{ path: string }>(db, sql, exportId)?.path;
}
