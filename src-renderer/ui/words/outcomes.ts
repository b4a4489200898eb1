/** What a job did, in its own kind's words. */
import type { TakenOut } from '#shared/contract/shapes/certificate.ts';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { jobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { countOf, formatCount } from '../format.ts';

/**
 * `3,867 purged, 211 retained`: each with what its kind of job calls the outcome; of an erasing that was for no user what
 * it took out.
 */
export function outcomesText({
  kind,
  erasure,
  ...users
}: Pick<JobSummary, 'kind' | 'finished' | 'failed' | 'erasure'>): string {
  const taken = takenOutAlone({ erasure, ...users });
  if (taken) return takenOutText(taken);
  const { finished, failed } = jobKind(kind);
  const text = (count: number, outcome: string) =>
    `${formatCount(count)} ${outcomeWords(kind, outcome).word.toLowerCase()}`;
  return [text(users.finished, finished.outcome), text(users.failed, failed.outcome)].join(', ');
}

/** What an erasing took out that was for no user; undefined: it was for users, or hasn't been proved. */
export function takenOutAlone({
  finished,
  failed,
  erasure,
}: Pick<JobSummary, 'finished' | 'failed' | 'erasure'>): TakenOut | undefined {
  return finished + failed === 0 ? erasure?.certificate?.takenOut : undefined;
}

/** `no user: 3 rows of files and 2 quotations erased` */
export const takenOutText = ({ rows, quotations }: TakenOut): string =>
  rows + quotations === 0
    ? 'no user: nothing of them was here'
    : `no user: ${countOf(rows, 'row')} of files and ${countOf(quotations, 'quotation')} erased`;
