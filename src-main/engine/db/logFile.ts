/**
 * SQLite's write-ahead log beside an open workspace. What was deleted from the tables still stands in it, and would go
 * on standing on the disk once the log is made shorter: so it is overwritten first. Must never touch a log of which
 * anybody still needs a page.
 */
import { statSync } from 'node:fs';
import type { WritableDb } from './db.ts';
import { overwrite } from './overwriting.ts';

/** Who reads a page at this moment is waited for; who reads for longer is not. */
const WAIT_MS = 100;
/** Without its header nothing in a log counts: it goes first, or a power cut would leave half a log that does. */
const HEADER_BYTES = 32;

/**
 * Brings everything in the log into the file itself.
 * @returns false where somebody still reads the workspace as it was before
 */
export function drainLog(db: WritableDb): boolean {
  return checkpoint(db, 'RESTART');
}

/**
 * Empties the log, overwriting it first. After `drainLog` nobody reads from it until the next write, and there is only
 * one connection that writes: this one.
 * @returns false where somebody still reads the workspace as it was before; then the log stays as it is
 */
export function emptyLog(db: WritableDb): boolean {
  const log = `${db.name}-wal`;
  if (!hasBytes(log)) return true;
  if (!drainLog(db)) return false;
  overwrite(log, HEADER_BYTES);
  return checkpoint(db, 'TRUNCATE');
}

/**
 * The same of a log that a killed program has left, which goes then, before anybody reads the file.
 * @throws an error of SQLite that says so where somebody else has the file open
 */
export function emptyLeftLog(db: WritableDb): void {
  db.pragma('locking_mode = EXCLUSIVE');
  emptyLog(db);
  // Alone for as long as there is a log: only then can it be shared again.
  db.pragma('journal_mode = DELETE');
  db.pragma('locking_mode = NORMAL');
}

function hasBytes(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function checkpoint(db: WritableDb, how: 'RESTART' | 'TRUNCATE'): boolean {
  const usual = db.pragma('busy_timeout', { simple: true });
  db.pragma(`busy_timeout = ${WAIT_MS}`);
  try {
    return db.pragma(`wal_checkpoint(${how})`, { simple: true }) === 0;
  } finally {
    db.pragma(`busy_timeout = ${usual}`);
  }
}
