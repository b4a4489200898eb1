/** Which erasure something is because of, as people are told: its request, and when it ended. Reads only. */
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, type ReadableDb } from '../db/db.ts';

export interface Erasure {
  readonly jobId: number;
  /** As on the certificate; empty where the job doesn't tell any more. */
  readonly requestId: string;
  readonly at: number;
}

const SQL = `SELECT job_id AS jobId, coalesce(parameters ->> '$.requestId', '') AS requestId,
  coalesce(ended_at, started_at, submitted_at) AS at FROM job`;

/**
 * Those that have begun to erase, in their order: whatever was kept of the workspace before must not come back into it.
 * @param db of any version
 */
export function begunErasures(db: ReadableDb): Pick<Erasure, 'jobId' | 'requestId'>[] {
  return all(
    db,
    `SELECT job_id AS jobId, coalesce(parameters ->> '$.requestId', '') AS requestId FROM job
     WHERE kind = 'erase-users' AND state IN ('running', 'completed', 'failed') ORDER BY job_id`,
  );
}

/** Null for a job that isn't there. */
export function erasureOf(db: ReadableDb, jobId: number): Erasure | null {
  return get<Erasure>(db, `${SQL} WHERE job_id = ?`, jobId) ?? null;
}

/** By number of the job. */
export function erasuresOf(db: ReadableDb, jobIds: Iterable<number>): ReadonlyMap<number, Erasure> {
  const asked = JSON.stringify([...new Set(jobIds)]);
  const found = all<Erasure>(db, `${SQL} WHERE job_id IN (SELECT value FROM json_each(?))`, asked);
  return new Map(found.map((erasure) => [erasure.jobId, erasure]));
}

/** The same with how many it erased, newest first; `endedAt` is null until it has ended. */
export function erasuresWith(
  db: ReadableDb,
  jobIds: Iterable<number>,
): (Erasure & { readonly users: number; readonly endedAt: number | null })[] {
  return all(
    db,
    `SELECT e.*, j.finished AS users, j.ended_at AS endedAt FROM (${SQL}) e JOIN job j ON j.job_id = e.jobId
     WHERE e.jobId IN (SELECT value FROM json_each(?)) ORDER BY e.jobId DESC`,
    JSON.stringify([...new Set(jobIds)]),
  );
}

/** How many of these users each erasure took, by its job. */
export function erasedAmong(db: ReadableDb, users: UserBitmap): ReadonlyMap<number, number> {
  const erased = all<{ userNo: number; jobId: number }>(
    db,
    'SELECT user_no AS userNo, erased_by_job AS jobId FROM user WHERE erased_by_job IS NOT NULL',
  );
  const counts = new Map<number, number>();
  for (const { userNo, jobId } of erased)
    if (users.has(userNo)) counts.set(jobId, (counts.get(jobId) ?? 0) + 1);
  return counts;
}
