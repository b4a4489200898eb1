/**
 * The revision: grows with every change that a screen could show, and never falls back, not even
 * when the engine is restarted. Answers of an older revision are stale.
 */
import { type ReadableDb, run, value, type WritableDb } from '../db/db.ts';

export function readRevision(db: ReadableDb): number {
  return value<number>(db, 'SELECT revision FROM workspace');
}

export function bumpRevision(db: WritableDb): void {
  run(db, 'UPDATE workspace SET revision = revision + 1');
}
