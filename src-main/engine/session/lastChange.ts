/**
 * The last thing that somebody did in a workspace, to tell a copy of it from its original. Within each kind the step
 * says which is the last; between kinds only their times do.
 */
import type { LastChange } from '#shared/contract/shapes/workspace.ts';
import type { Decision } from '#shared/domain/review.ts';
import { get, type ReadableDb } from '../db/db.ts';
import { stepNameOf } from '../review/stepNameOf.ts';

/** The newest of each kind: its name, when, by whom. */
const NEWEST = {
  file: `SELECT file_name AS name, imported_at AS at, coalesce(imported_by, '') AS "by" FROM import_file
    WHERE state = 'committed' ORDER BY imported_at DESC LIMIT 1`,
  set: `SELECT name, created_at AS at, created_by AS "by" FROM user_set ORDER BY set_id DESC LIMIT 1`,
  job: `SELECT name, submitted_at AS at, user AS "by" FROM job ORDER BY job_id DESC LIMIT 1`,
} as const;

export function lastChange(db: ReadableDb): LastChange | null {
  const named = (['file', 'set', 'job'] as const).flatMap((what): LastChange[] => {
    const found = get<{ name: string; at: number; by: string }>(db, NEWEST[what]);
    return found ? [{ what, ...found }] : [];
  });
  const all = [...named, ...lastDecision(db)];
  return all.reduce<LastChange | null>(
    (last, each) => (last && last.at > each.at ? last : each),
    null,
  );
}

function lastDecision(db: ReadableDb): LastChange[] {
  const step = get<{
    step_id: number;
    decision: Decision;
    what: string;
    user_count: number;
    at: number;
    by: string;
  }>(
    db,
    'SELECT step_id, decision, what, user_count, at, "by" FROM decision_step ORDER BY step_id DESC LIMIT 1',
  );
  if (!step) return [];
  const { at, by, user_count } = step;
  return [{ what: 'decision', step: stepNameOf(step, user_count), at, by }];
}
