/** Of indexes SQLite may keep samples, for its planner: keys out of them, identifiers among them. */
import { get, run, type WritableDb } from '../db.ts';

/** The planner does without. Must run inside a transaction. */
export function forgetSamples(db: WritableDb): void {
  const isThere = get(db, `SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat4'`);
  if (isThere) run(db, 'DELETE FROM sqlite_stat4');
}
