/**
 * What jobs did to one user (docs/domain.md, section 4): a change with field, old and new value, or the purge;
 * who, when. Reads only; the purge is read from the job's users, so that a purge of a million writes no history.
 */
import type {
  ChangeEntry,
  HistoryEntry,
  JobOfUser,
  PurgeEntry,
} from '#shared/contract/shapes/users.ts';
import { reasonsOf } from '#shared/domain/purgeRules.ts';
import { type JobKind, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { all, get, type ReadableDb } from '../db/db.ts';

/** Newest first. */
export function historyOf(db: ReadableDb, userNo: number): HistoryEntry[] {
  // What no job did comes behind the job before it: the clock may have been set back.
  const changes = all<ChangeEntry & { readonly behind: number }>(
    db,
    `SELECT 'changed' AS what, at, by, field, old_value AS oldValue, new_value AS newValue, job_id AS jobId,
       coalesce(max(job_id) OVER (ORDER BY history_id), 0) AS behind
     FROM history WHERE user_no = ? ORDER BY history_id DESC`,
    userNo,
  );
  const purges = [...purgesOf(db, userNo), ...deletionOf(db, userNo)].map((purge) => ({
    ...purge,
    behind: purge.jobId,
  }));
  return [...purges, ...changes]
    .sort((a, b) => b.behind - a.behind || b.at - a.at)
    .map(({ behind, ...entry }) => entry);
}

/** A user who returned or was restored may have been purged more than once. */
function purgesOf(db: ReadableDb, userNo: number): PurgeEntry[] {
  return all<PurgeEntry>(
    db,
    `SELECT u.outcome AS what, coalesce(j.ended_at, j.started_at) AS at, j.user AS by, j.job_id AS jobId, u.waived
     FROM job j JOIN job_user u ON u.job_id = j.job_id AND u.user_no = ?
     WHERE u.outcome IN ('purged', 'deleted', 'restored') AND j.forgotten IS NULL`,
    userNo,
  );
}

/** Of a job that has its people no more it is known by the user alone that it took them. */
function deletionOf(db: ReadableDb, userNo: number): PurgeEntry[] {
  const job = get<Pick<PurgeEntry, 'at' | 'by' | 'jobId'> & { readonly kind: JobKind }>(
    db,
    `SELECT j.kind, j.ended_at AS at, j.user AS by, j.job_id AS jobId
     FROM user u JOIN job j ON j.job_id = u.purged_by_job WHERE u.user_no = ? AND j.forgotten IS NOT NULL`,
    userNo,
  );
  if (!job) return [];
  const { kind, ...entry } = job;
  const { outcome } = jobKind(kind).finished;
  return [{ ...entry, what: outcome as PurgeEntry['what'], waived: 0 }];
}

/** Every job that reached the user, or whose report tells of them; newest first. */
export function jobsOf(db: ReadableDb, userNo: number): JobOfUser[] {
  const jobs = all<Omit<JobOfUser, 'reasons'> & { readonly reasons: number }>(
    db,
    `SELECT j.job_id AS jobId, j.kind, j.name, coalesce(j.ended_at, j.started_at) AS at, j.user AS by, u.outcome, u.reasons
     FROM job j JOIN job_user u ON u.job_id = j.job_id AND u.user_no = ?
     WHERE j.forgotten IS NULL ORDER BY j.job_id DESC`,
    userNo,
  );
  return jobs.map((job) => ({ ...job, reasons: reasonsOf(job.reasons) }));
}
