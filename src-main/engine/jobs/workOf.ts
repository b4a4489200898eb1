/** What a job of a kind does; asked wherever jobs of any kind are dealt with. */
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import { type ReadableDb, value, type WritableDb } from '../db/db.ts';
import type { JobChange, JobKindWork } from './jobKind.ts';
import { getJob } from './jobRows.ts';
import { KIND_LIST } from './kinds/kindList.ts';

export function workOf(kind: JobKind): JobKindWork {
  return KIND_LIST[kind];
}

/** Whether it is a job that erases people: of a kind that isn't known, not. */
export function erasesPeople(db: ReadableDb, jobId: number): boolean {
  return workOf(kindOf(db, jobId))?.erases === true;
}

/** What a job that failed leaves of what it did; a kind that isn't known, or one that reached nobody, nothing. */
export function leftByFailed(db: WritableDb, jobId: number): JobChange {
  const job = getJob(db, jobId);
  return (job.done > 0 && workOf(job.kind)?.leaves?.(db, job)) || 'anything';
}

/** Why it can't stay as it is after a fault; undefined: it can, also where its kind isn't known. */
export function stoppedReason(db: ReadableDb, jobId: number): SentRefusal | undefined {
  return workOf(kindOf(db, jobId))?.stopped?.(db, jobId);
}

const kindOf = (db: ReadableDb, jobId: number) =>
  value<JobKind>(db, 'SELECT kind FROM job WHERE job_id = ?', jobId);
