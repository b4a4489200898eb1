/**
 * Which steps a librarian says were done in Alma, with who and when. Table module: only kept and told; jobs and guards
 * must never ask it.
 */
import type { DoneInAlma } from '#shared/contract/shapes/almaSteps.ts';
import { ALMA_STEPS, type AlmaStep } from '#shared/domain/almaSteps.ts';
import { all, type ReadableDb, run, type WritableDb } from '../db/db.ts';

/** In the order of the steps. */
export function doneInAlma(db: ReadableDb): DoneInAlma[] {
  const done = all<DoneInAlma>(db, 'SELECT step, done_at AS at, done_by AS "by" FROM alma_step');
  return ALMA_STEPS.flatMap((step) => done.find((each) => each.step === step) ?? []);
}

/** A step that is ticked again was done again: a new cycle has begun since. */
export function tickStep(db: WritableDb, step: AlmaStep, done: boolean, by: string): void {
  run(db, 'DELETE FROM alma_step WHERE step = ?', step);
  if (done)
    run(
      db,
      'INSERT INTO alma_step (step, done_at, done_by) VALUES (?, ?, ?)',
      step,
      Date.now(),
      by,
    );
}
