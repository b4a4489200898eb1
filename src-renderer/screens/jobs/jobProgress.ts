/** How far a job is: what the list says of it, and what its events have said since. Pure. */
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { JobProgress } from '../../client/progress.ts';

/** What is known of a job now: its progress comes as events, sooner than the list is asked again. */
export function withProgress(job: JobSummary, progress: JobProgress | undefined): JobSummary {
  if (!progress || job.state === 'completed') return job;
  return { ...job, state: 'running', done: progress.done, total: progress.total };
}

/** 0 to 1; undefined while the total isn't known. */
export function fractionOf({ done, total }: Pick<JobSummary, 'done' | 'total'>) {
  return total > 0 ? done / total : undefined;
}
