/** Which of the jobs that have ended are shown, as Alma's jobs page narrows them: by kind, status, date, user. Pure. */
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { type ShownState, shownState } from '#shared/domain/jobs.ts';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';

export interface JobFilter {
  /** Null: all, as of each below. */
  readonly kind: JobKind | null;
  readonly state: ShownState | null;
  readonly who: string | null;
  /** Ended within so many days; 0: whenever. */
  readonly days: number;
}

export const NO_JOB_FILTER: JobFilter = { kind: null, state: null, who: null, days: 0 };

const DAY_MS = 86_400_000;

/** @param now UTC milliseconds */
export function passesJobFilter(
  { kind, state, who, days }: JobFilter,
  now: number,
): (job: JobSummary) => boolean {
  return (job) =>
    (kind === null || job.kind === kind) &&
    (state === null || shownState(job) === state) &&
    (who === null || job.user === who) &&
    (days === 0 || (job.endedAt ?? 0) > now - days * DAY_MS);
}
