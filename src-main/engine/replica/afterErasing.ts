/**
 * What an erasure leaves to be done, item by item, until somebody has done it. Owns after_erasing. Says which rules, sets,
 * views and profiles are off because they named somebody: their owners ask here, and nowhere else is it kept.
 */
import {
  AFTER_ERASING,
  type AfterErasing,
  isTicked,
  type SwitchedOffThing,
} from '#shared/domain/afterErasing.ts';
import { all, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { oneOf } from '../db/storedValue.ts';

/** Something to do. */
export interface LeftToDo {
  readonly what: AfterErasing;
  /** What it is about, in its own table; 0 where there is one of the kind. */
  readonly ref: number;
  /** How many of the erased it is about; null: nobody knows. */
  readonly users: number | null;
}

export interface AfterItem extends LeftToDo {
  readonly doneAt: number | null;
  readonly doneBy: string | null;
}

/** What is known already stays as it is: a job that was interrupted says it again. Must run inside a transaction. */
export function leaveToDo(db: WritableDb, jobId: number, items: Iterable<LeftToDo>): void {
  const store = prepared(
    db,
    'INSERT OR IGNORE INTO after_erasing (job_id, what, ref, users) VALUES (?, ?, ?, ?)',
  );
  for (const { what, ref, users } of items) store.run(jobId, what, ref, users);
}

/** All that an erasure left, in the order in which it is listed. */
export function afterErasing(db: ReadableDb, jobId: number): AfterItem[] {
  const items = all<AfterItem>(
    db,
    `SELECT what, ref, users, done_at AS doneAt, done_by AS doneBy FROM after_erasing WHERE job_id = ? ORDER BY ref`,
    jobId,
  );
  for (const { what } of items) oneOf(AFTER_ERASING, what, { table: 'after_erasing', row: jobId });
  const place = (what: AfterErasing) => AFTER_ERASING.indexOf(what);
  return items.sort((a, b) => place(a.what) - place(b.what));
}

/** How much of each sort there is, and how much of it isn't done, by job. */
export function countAfterErasing(
  db: ReadableDb,
): { jobId: number; what: AfterErasing; items: number; open: number }[] {
  return all(
    db,
    `SELECT job_id AS jobId, what, count(*) AS items, sum(done_at IS NULL) AS open
     FROM after_erasing GROUP BY job_id, what`,
  );
}

/**
 * Ticks items off, or takes that back. Must run inside a transaction.
 * @returns how many there were
 */
export function tickOff(
  db: WritableDb,
  jobId: number,
  items: readonly Pick<LeftToDo, 'what' | 'ref'>[],
  done: { readonly at: number; readonly by: string } | null,
): number {
  const change = prepared(
    db,
    `UPDATE after_erasing SET done_at = ?, done_by = ?
     WHERE job_id = ? AND what = ? AND ref = ? AND (done_at IS NULL) = ?`,
  );
  return items
    .filter(({ what }) => isTicked(what))
    .reduce((sum, { what, ref }) => {
      const values = [done?.at ?? null, done?.by ?? null, jobId, what, ref, done ? 1 : 0] as const;
      return sum + change.run(...values).changes;
    }, 0);
}

/** Since which erasure each of these is off, by its number; of several the last. */
export function switchedOff(db: ReadableDb, what: SwitchedOffThing): ReadonlyMap<number, number> {
  const off = all<{ ref: number; job_id: number }>(
    db,
    'SELECT ref, job_id FROM after_erasing WHERE what = ? AND done_at IS NULL ORDER BY job_id',
    what,
  );
  return new Map(off.map(({ ref, job_id }) => [ref, job_id]));
}

/** It was edited, or is gone: nothing of it names somebody any more. Must run inside a transaction. */
export function endSwitchedOff(
  db: WritableDb,
  what: SwitchedOffThing,
  ref: number,
  by: string,
): void {
  run(
    db,
    'UPDATE after_erasing SET done_at = ?, done_by = ? WHERE what = ? AND ref = ? AND done_at IS NULL',
    Date.now(),
    by,
    what,
    ref,
  );
}
