/** How far a job is: what the list says of it, what its events have said since, and what it waits for. */
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { hasEnded } from '#shared/domain/jobs.ts';
import type { JobProgress } from '../../client/progress.ts';
import { useStatus } from '../../client/workspace.ts';

/** What is known of a job now: its progress comes as events, sooner than the list is asked again. */
export function withProgress(job: JobSummary, progress: JobProgress | undefined): JobSummary {
  if (!progress || hasEnded(job.state)) return job;
  if (progress.of !== 'users') return { ...job, state: 'running' };
  return { ...job, state: 'running', done: progress.done, total: progress.total };
}

/** What comes before its users, or behind them when they are searched for; undefined: it is at its users. */
export function lookingThrough(job: JobSummary, progress: JobProgress | undefined) {
  if (!progress || progress.of === 'users' || hasEnded(job.state)) return undefined;
  return { ...progress, of: progress.of };
}

/** What unfinished jobs wait for: the disk, the drive; undefined: nothing is in their way. */
export function useHeldJobs() {
  return useStatus().data?.held.find(({ work }) => work === 'jobs' || work === 'snapshot');
}

/** 0 to 1; undefined while the total isn't known. */
export function fractionOf({ done, total }: Pick<JobSummary, 'done' | 'total'>) {
  return total > 0 ? done / total : undefined;
}
