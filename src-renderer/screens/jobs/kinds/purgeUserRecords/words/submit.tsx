/** Words of the last page of Purge User Records, of the dialogs that lead on from it and of the last question. */
import type { ReactNode } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { countOf, formatCount } from '../../../../../ui/format.ts';
import { Money } from '../../../../../ui/Values.tsx';

export const purgeReviewWords = {
  add: 'Add',
  addHint: 'Submits this job; the form stays open for the next one',
  addAndClose: 'Add and Close',
  addAndCloseHint: 'Submits this job and goes back to the jobs',
  whatAddDoes:
    'Add and Add and Close take a picture of this page and keep it with the job, then ask for the number of users. Only this workspace changes: enter the same settings in Alma’s own job when you are done here.',
  whatSubmitDoes:
    'Submit takes a picture of this page and keeps it with the job, then asks for the number of users. Enter the same settings in Alma: this run changes only this workspace.',
  outcome: 'What it will do',
  inScope: 'In scope',
  purged: 'Will be purged',
  retained: 'Will be retained',
  boundary: 'Users on the last day',
  boundaryNotTaken: 'left out by this run; Alma may take them',
  waived: 'Balances waived',
  /** Why it can't be submitted. */
  protected: 'The register protects users whom this job may take.',
  notApproved: 'Only approved users go: leave the others out, or decide about them.',
} as const;

export const confirmPurgeWords = {
  title: 'Purge these users?',
  what: 'the number of users to be purged',
  confirm: (users: number) => `Purge ${countOf(users, 'user')}`,
  happens: ({ purged, retained }: PurgePreview) => (
    <>
      <strong>{countOf(purged, 'user')}</strong> will be purged and leave the review;{' '}
      {countOf(retained, 'user')} in scope will be retained.
    </>
  ),
  waived: (minor: number) => (
    <>
      <Money minor={minor} /> of balances will be recorded as waived.
    </>
  ),
  withoutApproval: (users: number, lacks: string) =>
    `${countOf(users, 'user')} may go without approval: ${lacks}.`,
  noUndo:
    'The job can’t be aborted or undone. It changes only this workspace: Alma itself isn’t touched. The picture of the settings was taken and is kept with the job.',
  outdated:
    'This workspace has changed since the picture was taken: these numbers are no longer true.',
  outdatedTodo: 'Cancel, look at the new numbers, and add the job again.',
} as const;

/** Above the form that stays open: what was added from it. */
export const addedWords = {
  label: 'Added from this form',
  /** @param again it was there already: the same settings, and it is on its way */
  one: (job: ReactNode, again: boolean) =>
    again ? (
      <>Nothing was added: {job} has these settings and hasn’t ended.</>
    ) : (
      <>{job} was added. These are its settings still: change what is different in the next one.</>
    ),
  before: (jobs: ReactNode) => <>Before it: {jobs}.</>,
  job: (jobId: number) => `Job ${formatCount(jobId)}`,
} as const;

/** Contacts, staff and whose role is unknown, among those of a purge; undefined: nobody. */
export function amongThemText(preview: PurgePreview): string | undefined {
  const { purgedWithStaffRole: staff, purgedWithUnknownRole: unknown, contacts } = preview;
  const parts = [
    contacts > 0 && `${countOf(contacts, 'Contact')} in scope`,
    staff > 0 && `${countOf(staff, 'user')} with a staff role`,
    unknown > 0 && `${countOf(unknown, 'user')} with an unknown role`,
  ].filter(Boolean);
  return parts.length === 0 ? undefined : `Among them: ${parts.join(', ')}.`;
}

/** The ways on where users aren't approved. */
export const waysOnWords = {
  everyGroup:
    'This purge takes every user group. Choose one user group; then they can be left out of it.',
  registerStands: 'The register can’t be passed.',
  goOn: 'Go on without approval',
  goingOn: (users: number, reason: string) =>
    `Going on without approval of ${countOf(users, 'user')}: “${reason}”.`,
  takeBack: 'Take back',
} as const;

type MovingJob = Pick<JobSummary, 'jobId' | 'userGroup'>;

export const leaveOutWords = {
  title: 'Leave them out of the purge',
  happens: (users: number, group: string, lacks: string) => (
    <>
      <strong>{countOf(users, 'user')}</strong> {users === 1 ? 'leaves' : 'leave'} the user group{' '}
      {group}: {lacks}. Update/Notify Users gives them another group; do the same in Alma.
    </>
  ),
  flagsAmong: (users: number) => `Flags among the ${countOf(users, 'user')} who would leave:`,
  where: 'Where they go',
  former: 'Back to the group that each of them had',
  formerFrom: 'According to the job history of this workspace.',
  toOne: 'All of them to one group',
  confirm: (users: number) => `Leave ${countOf(users, 'user')} out`,
  /** Among the settings that are pictured. */
  users: 'Users',
  whichUsers: (users: number, group: string) =>
    `${countOf(users, 'user')} in ${group} who ${users === 1 ? 'is' : 'are'} not approved`,
  formerOfEach: 'Former group of each user',
  done: (users: number, from: string, jobs: readonly MovingJob[]) => {
    const ids = jobs.map(({ jobId }) => formatCount(jobId)).join(', ');
    const groups = jobs.map(({ userGroup }) => userGroup).join(', ');
    return `${countOf(users, 'user')} ${users === 1 ? 'leaves' : 'leave'} ${from}, by ${jobs.length === 1 ? 'job' : 'jobs'} ${ids}: to ${groups}.`;
  },
  showJobs: 'Show in Jobs',
} as const;

export const withoutApprovalWords = {
  title: 'Go on without approval?',
  happens: (users: number, lacks: string) => (
    <>
      <strong>{countOf(users, 'user')}</strong> would go though nobody has approved them: {lacks}.
      Two people have to sign the review for this, and these users come first in the report, as
      purged without approval.
    </>
  ),
  flagsAmong: (users: number) => `Flags among the ${countOf(users, 'user')} without approval:`,
  reason: 'Reason',
  typeNumber: (users: number) =>
    `To confirm, type the number of users who are not approved: ${formatCount(users)}`,
} as const;
