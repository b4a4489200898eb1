/** Keeps other programs, and a second window of this one, out of a workspace that is open for writing. */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { lockPath } from './sideFiles.ts';

/** SQLite's own file lock on a side file: freed by the system even when the program is killed. */
export function lockWorkspace(path: string): () => void {
  const beside = lockPath(path);
  let db: Database.Database | undefined;
  try {
    db = new Database(beside, { timeout: 0 });
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    throw isBusy(error) ? new Refusal('workspace.locked') : new Refusal('workspace.notWritable');
  }
  const held = db;
  return () => {
    held.close();
    rmSync(beside, { force: true });
  };
}

/** Somebody else holds what was asked for. */
export function isBusy(error: unknown): boolean {
  return /SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: string }).code));
}
