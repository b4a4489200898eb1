/** When users were deleted: when the job ended that did it, by the institution's clocks. Reads only. */
import { dayOfInstant } from '#shared/domain/timeZones.ts';
import { all, type ReadableDb } from '../db/db.ts';
import { institutionZone } from './settings.ts';

/** Of the user `u`; null for whom nothing has deleted. */
export const DELETED_AT_SQL =
  '(SELECT coalesce(j.ended_at, j.started_at) FROM job j WHERE j.job_id = u.purged_by_job)';

/** The months in which those were deleted who still are, newest first. */
export function deletedMonths(db: ReadableDb): { month: string; users: number }[] {
  const zone = institutionZone(db);
  const counts = new Map<string, number>();
  for (const { at, users } of all<{ at: number; users: number }>(
    db,
    `SELECT coalesce(j.ended_at, j.started_at) AS at, count(*) AS users
     FROM user u JOIN job j ON j.job_id = u.purged_by_job
     WHERE u.erased_by_job IS NULL GROUP BY j.job_id`,
  )) {
    const month = dayOfInstant(at, zone).slice(0, 7);
    counts.set(month, (counts.get(month) ?? 0) + users);
  }
  return [...counts]
    .map(([month, users]) => ({ month, users }))
    .sort((a, b) => (a.month < b.month ? 1 : -1));
}
