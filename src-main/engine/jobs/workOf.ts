/** What a job of a kind does; asked wherever jobs of any kind are dealt with. */
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import { type ReadableDb, value } from '../db/db.ts';
import type { JobKindWork } from './jobKind.ts';
import { KIND_LIST } from './kinds/kindList.ts';

export function workOf(kind: JobKind): JobKindWork {
  return KIND_LIST[kind];
}

/** Whether it is a job that erases people: of a kind that isn't known, not. */
export function erasesPeople(db: ReadableDb, jobId: number): boolean {
  const kind = value<JobKind>(db, 'SELECT kind FROM job WHERE job_id = ?', jobId);
  return workOf(kind)?.erases === true;
}
