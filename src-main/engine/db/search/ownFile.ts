/**
 * The file of the workspace that is open, read past SQLite. A process that closes any file gives up all locks that it has
 * on it, SQLite's among them: so this one stays open until the workspace is closed.
 */
import { closeSync, openSync } from 'node:fs';
import type { WritableDb } from '../db.ts';

const opened = new WeakMap<WritableDb, number>();

/** The bytes that stand in the file itself; what the log holds isn't among them. @returns not to be closed */
export function ownFile(db: WritableDb): number {
  const known = opened.get(db) ?? openSync(db.name, 'r');
  opened.set(db, known);
  return known;
}

/** To be called when the database is closed. */
export function closeOwnFile(db: WritableDb): void {
  const file = opened.get(db);
  if (file === undefined) return;
  opened.delete(db);
  closeSync(file);
}
