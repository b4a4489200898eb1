/**
 * Jobs as Alma knows them, of whatever kind: their states, and the user groups that they are about (docs/domain.md).
 * Kinds of jobs stand in jobKinds/; running them is the engine's business.
 */

/** Once submitted a job runs to the end; it can't be aborted. One that can't run has failed, and others go on. */
export const JOB_STATES = ['pending', 'running', 'completed', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];
export const JOB_STATE_TEXTS: Readonly<Record<JobState, string>> = {
  pending: 'Pending',
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
};

/** What it did is done, all of it or not: it has a report. */
export function hasEnded(state: JobState): boolean {
  return state === 'completed' || state === 'failed';
}

/** The conventional group for users that are reviewed and approved for deletion. */
export const OK_TO_PURGE = 'OK to Purge';

/** The group of linked users in CARLI libraries; protected from the start. */
export const I_SHARE = 'I-Share';
