/**
 * Words of the first page of Purge User Records: the form with the questions one may ask of it. What its settings are
 * called is said in the definition of the job.
 */
import type { ReactNode } from 'react';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { DateText } from '../../../../../ui/Values.tsx';

/** The pages. */
export const purgeSteps = ['Settings and preview', 'Review and submit'] as const;

export const PURGE_SEARCH_WORDS = 'job delete';

export const purgeFormWords = {
  form: 'Settings',
  almasSettings: 'Add Job: Alma’s settings',
  ofRehearsal: 'For this rehearsal',
  whom: 'Whom it takes',
  routes: { group: 'Users of a group', set: 'Members of a set' },
  groupOnlyFor: 'Can be chosen for Staff and Public only.',
  takesUpTo: (date: IsoDate) => (
    <>
      Takes purge dates up to{' '}
      <strong>
        <DateText date={date} />
      </strong>
      .
    </>
  ),
} as const;

/** Below a field, never in its way. */
export const purgeAdvice = {
  days: '1 day or more is advised.',
  everyGroup: (okToPurge: string) =>
    `Every group is taken, protected ones too. Choose ${okToPurge} to take only reviewed users.`,
  protectedGroup: (group: string) =>
    `The protected register names the group ${group}: nobody in it can be purged.`,
  threshold: '1 or more is advised: with less, even the smallest balance retains a user.',
} as const;

/** Behind the question mark of a setting. */
export const purgeHelp = {
  days: {
    about: 'the number of days',
    source: 'Alma’s “Purging Users”; CARLI',
    text: 'Users are taken when this many days have passed since their purge date. Blank counts as 0. With 0 the published texts disagree about users whose purge date is the run date itself.',
  },
  recordType: {
    about: 'the record type',
    source: 'Alma’s “Purging Users”; the last is this program’s',
    text: 'Alma’s default is Public. A user group can be chosen only for Staff and Public. A user whose reports have no record type counts as Public here.',
  },
  threshold: {
    about: 'the waive threshold',
    source: 'Alma’s “Purging Users”',
    text: (whichBalance: ReactNode) => (
      <>
        A user who owes more than this is retained; what a purged user owes up to it is recorded as
        waived. {whichBalance}
      </>
    ),
  },
} as const;

/** Why the next page can't be opened. */
export const purgeMissing = {
  runDate: 'Enter a run date.',
  set: 'Choose a set.',
  noPreview: 'There is no preview of these settings.',
  previewing: 'The preview is being made.',
  nobody: 'Nobody is in scope with these settings.',
} as const;
