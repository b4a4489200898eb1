/**
 * Jobs as Alma knows them, of whatever kind: their states, and the user groups that they are about (docs/domain.md).
 * Kinds of jobs stand in jobKinds/; running them is the engine's business.
 */

/** Once submitted a job runs to the end; it can't be aborted. One that can't run has failed, and others go on. */
export const JOB_STATES = ['pending', 'running', 'completed', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** States as Alma's jobs page shows them: a completed job says whether it left users as they were. */
export const SHOWN_STATES = ['pending', 'running', 'successful', 'with-errors', 'failed'] as const;
export type ShownState = (typeof SHOWN_STATES)[number];
export const SHOWN_STATE_TEXTS: Readonly<Record<ShownState, string>> = {
  pending: 'Pending',
  running: 'Running',
  successful: 'Completed Successfully',
  'with-errors': 'Completed with Errors',
  failed: 'Failed',
};

/** @param failed what Alma's column Number failed counts: users whom the job retained or left alone */
export function shownState(job: {
  readonly state: JobState;
  readonly failed: number;
  readonly erasure?: { readonly certificate: Unproved | null } | null | undefined;
}): ShownState {
  if (job.state !== 'completed') return job.state;
  const { findings = 0, notRead = 0 } = job.erasure?.certificate ?? {};
  return job.failed + findings + notRead > 0 ? 'with-errors' : 'successful';
}

/** What keeps the search behind an erasing from being its proof. */
interface Unproved {
  readonly findings: number;
  readonly notRead: number;
}

/** What it did is done, all of it or not: it has a report. */
export function hasEnded(state: JobState): boolean {
  return state === 'completed' || state === 'failed';
}

/** The conventional group for users that are reviewed and approved for deletion. */
export const OK_TO_PURGE = 'OK to Purge';

/** The group of linked users in CARLI libraries; protected from the start. */
export const I_SHARE = 'I-Share';
