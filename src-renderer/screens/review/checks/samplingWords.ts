/** Words of the sampling check, the same in the list, the table and the sign-off. Pure. */
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import { countOf, formatCount } from '../../../ui/format.ts';

type Progress = Pick<SampleSummary, 'users' | 'findings'>;

export function lookedUp({ users, findings }: Progress): number {
  return users - findings.open;
}

/** `12 of 40 looked up, 1 differs, 2 not in Alma`. */
export function progressText(sample: Progress): string {
  const { differs, 'not-in-alma': missing } = sample.findings;
  return [
    `${formatCount(lookedUp(sample))} of ${formatCount(sample.users)} looked up`,
    differs > 0 && `${formatCount(differs)} ${differs === 1 ? 'differs' : 'differ'}`,
    missing > 0 && `${formatCount(missing)} not in Alma`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `5 per group among not excluded`. */
export function drawnText({ perGroup, drawnFrom, among }: SampleSummary): string {
  const whom = among === 'approved' ? 'approved' : 'not excluded';
  return `up to ${formatCount(perGroup)} per group of ${countOf(drawnFrom, 'candidate')} ${whom}`;
}
