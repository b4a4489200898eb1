/** Table module of exported_file: where files stand that this program has written from the workspace. */
import { run, type WritableDb } from '../db.ts';

/** @returns its number, by which the audit trail calls it */
export function noteExported(db: WritableDb, path: string): number {
  return Number(run(db, 'INSERT INTO exported_file (path) VALUES (?)', path).lastInsertRowid);
}
