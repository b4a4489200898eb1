/**
 * Jobs as Alma knows them: kinds, titles, states, default names (domain reference, sections 3 and 4).
 * Pure words and small rules; running them is the engine's business.
 */
import type { IsoDate } from './calendar.ts';

export const JOB_KINDS = ['update-notify-users', 'purge-user-records'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

export const JOB_TITLES: Readonly<Record<JobKind, string>> = {
  'update-notify-users': 'Update/Notify Users',
  'purge-user-records': 'Purge User Records',
};

/** Once submitted a job runs to the end; it can't be aborted. */
export const JOB_STATES = ['pending', 'running', 'completed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What a job did with a user. `not-taken`: a boundary user whom the chosen reading of a purge leaves out. */
export const JOB_OUTCOMES = ['purged', 'retained', 'changed', 'unchanged', 'not-taken'] as const;
export type JobOutcome = (typeof JOB_OUTCOMES)[number];

/** The conventional group for users that are reviewed and approved for deletion. */
export const OK_TO_PURGE = 'OK to Purge';

/** The group of linked users in CARLI libraries; protected from the start. */
export const I_SHARE = 'I-Share';

/** Conditions of Update/Notify Users fields. A list, because Alma may offer more. */
export const UPDATE_CONDITIONS = ['Unconditionally'] as const;
export type UpdateCondition = (typeof UPDATE_CONDITIONS)[number];

/** Job title, set name, date: the name that Alma offers for a manual job. */
export function defaultJobName(kind: JobKind, setName: string | null, date: IsoDate): string {
  return [JOB_TITLES[kind], setName, date].filter(Boolean).join(' - ');
}
