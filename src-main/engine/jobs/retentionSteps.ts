/**
 * What became of the day on which the personal data is due: found to have come, postponed by somebody who said why, or the
 * data erased. Owns retention_step; which day it is, retention.ts says.
 */
import type { Postponement } from '#shared/contract/shapes/retention.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';

/** What the steps since the data was last erased say. */
export interface RetentionSteps {
  /** When it was; 0: never. */
  readonly erasedAt: number;
  /** As it was postponed last; null: it wasn't. */
  readonly postponedUntil: IsoDate | null;
  /** The day as it was found to have come, unless somebody has postponed it since; null: it wasn't. */
  readonly foundDueOn: IsoDate | null;
}

interface Step {
  readonly at: number;
  readonly what: 'due' | 'postponed' | 'erased';
  readonly due_on: IsoDate | null;
  readonly until: IsoDate | null;
}

export function retentionSteps(db: ReadableDb): RetentionSteps {
  let known: RetentionSteps = { erasedAt: 0, postponedUntil: null, foundDueOn: null };
  const steps = all<Step>(
    db,
    `SELECT at, what, due_on, until FROM retention_step WHERE step_no >= coalesce(
       (SELECT max(step_no) FROM retention_step WHERE what = 'erased'), 0) ORDER BY step_no`,
  );
  for (const { at, what, due_on, until } of steps)
    if (what === 'erased') known = { erasedAt: at, postponedUntil: null, foundDueOn: null };
    else if (what === 'due') known = { ...known, foundDueOn: due_on };
    else known = { ...known, postponedUntil: until, foundDueOn: null };
  return known;
}

/** Must run inside a transaction. */
export function noteFoundDue(db: WritableDb, dueOn: IsoDate): void {
  const sql = `INSERT INTO retention_step (at, what, due_on, by) VALUES (?, 'due', ?, '')`;
  run(db, sql, Date.now(), dueOn);
}

/** Must run inside a transaction. */
export function notePostponed(
  db: WritableDb,
  { dueOn, until, reason }: Pick<Postponement, 'dueOn' | 'until' | 'reason'>,
  by: string,
): void {
  run(
    db,
    `INSERT INTO retention_step (at, what, due_on, until, reason, by) VALUES (?, 'postponed', ?, ?, ?, ?)`,
    ...[Date.now(), dueOn, until, reason, by],
  );
}

/** Must run inside a transaction. */
export function noteDataErased(db: WritableDb, by: string): void {
  const sql = `INSERT INTO retention_step (at, what, by) VALUES (?, 'erased', ?)`;
  run(db, sql, Date.now(), by);
}

/** Newest first, those of data that has been erased since, too. */
export function postponements(db: ReadableDb): Postponement[] {
  return all<Postponement>(
    db,
    `SELECT at, by, due_on AS dueOn, until, reason FROM retention_step WHERE what = 'postponed' ORDER BY step_no DESC`,
  );
}

/** When the data was erased last; null: never. */
export function lastErased(db: ReadableDb): number | null {
  const sql = `SELECT max(at) AS at FROM retention_step WHERE what = 'erased'`;
  return get<{ at: number | null }>(db, sql)?.at ?? null;
}
