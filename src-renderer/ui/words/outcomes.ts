/** What a job did, in its own kind's words. */
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { jobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { formatCount } from '../format.ts';

/** `3,867 purged, 211 retained`: each with what its kind of job calls the outcome. */
export function outcomesText({
  kind,
  ...users
}: Pick<JobSummary, 'kind' | 'finished' | 'failed'>): string {
  const { finished, failed } = jobKind(kind);
  const text = (count: number, outcome: string) =>
    `${formatCount(count)} ${outcomeWords(kind, outcome).word.toLowerCase()}`;
  return [text(users.finished, finished.outcome), text(users.failed, failed.outcome)].join(', ');
}
