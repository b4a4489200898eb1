/**
 * Words of the pages of Update/Notify Users. What its settings are called, and what became of its users, is said in the
 * definition of the job.
 */
import { Fragment, type ReactNode } from 'react';
import type { ReversalSummary } from '#shared/contract/shapes/jobs.ts';
import {
  GROUP_FIELD,
  isDayField,
  type UpdatedField,
  updateField,
  type ValueField,
} from '#shared/jobKinds/updateFields.ts';
import { isMoveAlone, type UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import { areProtected, externalAccountsStay } from '#shared/jobKinds/updateWarnings.ts';
import { countOf, formatCount, formatDate } from '../../../../ui/format.ts';
import type { Linked } from '../../words.tsx';

export const UPDATE_DESCRIPTION =
  'Gives the members of a set another user group, a purge date or other values, each with its condition.';

export const UPDATE_SEARCH_WORDS = 'job group ok to purge';

/** Why the next page can't be opened, or the job not submitted. */
export const updateMissing = {
  field: 'Tick a field: without one the job changes nothing.',
  value: (label: string) => `${label} is ticked but has no value.`,
  noCheck: 'This set can’t be checked.',
  checking: 'The set is being checked.',
  notApprovedForGroup: 'Members who aren’t approved can’t go into this group.',
  notApproved: 'Members who aren’t approved can’t go.',
  nobodyChanges: 'No member would change: there is nothing to submit.',
} as const;

export const parametersWords = {
  table: 'Task parameters',
  field: 'Field',
  newValue: 'New value',
  condition: 'Condition',
  newValueOf: (label: string) => `New ${label.toLowerCase()}`,
  conditionOf: (label: string) => `Condition of ${label.toLowerCase()}`,
  about: 'the condition',
  source: 'Alma’s “Update/Notify Users”',
  help: 'Unconditionally: every member gets the new value, whatever the old one. Alma’s job has a condition for seven of its fields; this is the one whose effect is published.',
  aboutGroup: 'what a new user group does',
  groupHelp:
    'Each change enters the user’s history: field, old value, new value, who, when. The change erases the original group from Alma’s later statistics, so a reversal set is kept for every original group. Purge User Records then takes the new group. A user who comes back may stay in it: compare a fresh export just before the purge.',
  /** Of those that need it. */
  fieldHelp: {
    purge_date: {
      about: 'what a purge date does',
      text: 'Users without a purge date are never taken by Purge User Records: giving them one is the first step where a library has none. A day well in the past makes all readings of the day bound agree. Alma’s job takes dates in the past, although its edit form refuses them.',
    },
  } as Readonly<Partial<Record<ValueField, { readonly about: string; readonly text: string }>>>,
  nothingElse:
    'Nothing else is ticked: no letter or notification goes to anybody, and no account is turned from external to internal or back. Leave those fields unticked in Alma, too.',
  nameNotCode: 'Reports show a group’s name; in Alma’s API the value is the group’s code.',
} as const;

/** Each ticked field, the group first. */
export function givenBy({
  userGroup,
  fields = [],
}: UpdateParameters): { readonly field: UpdatedField; readonly value: string }[] {
  return [
    ...(userGroup === null ? [] : [{ field: GROUP_FIELD.field, value: userGroup }]),
    ...fields,
  ];
}

export function shownValue(field: UpdatedField, value: string): string {
  return field !== GROUP_FIELD.field && isDayField(field) ? formatDate(value) : value;
}

/** `the user group OK to Purge and the purge date 1 Jan 1994` */
export function whatTheyGet(parameters: UpdateParameters): ReactNode {
  return givenBy(parameters).map(({ field, value }, n, all) => (
    <Fragment key={field}>
      {n > 0 && (n === all.length - 1 ? ' and ' : ', ')}
      {IN_SENTENCE[field]} <strong>{shownValue(field, value)}</strong>
    </Fragment>
  ));
}

const IN_SENTENCE: Readonly<Record<UpdatedField, string>> = {
  user_group: 'the user group',
  purge_date: 'the purge date',
  expiry_date: 'the expiry date',
  status: 'the status',
  user_title: 'the title',
  job_description: 'the job description',
  campus: 'the campus',
  cataloger_level: 'the cataloger level',
};

export const updateWarnings = {
  users: {
    external: {
      text: (users: number, link: Linked) => (
        <>
          {link(countOf(users, 'user'))} {externalAccountsStay(users)}
        </>
      ),
      title: 'External accounts whose group would stay',
    },
    protected: {
      text: (users: number, link: Linked) => (
        <>
          {link(countOf(users, 'user'))} {areProtected(users)}
        </>
      ),
      title: 'Protected users whom this job would change',
    },
  },
} as const;

/** What leads back from the job, before it is submitted. */
export const kitWords = {
  title: 'Reversal kit',
  holds: ({ files }: ReversalSummary) =>
    `A folder with what leads back: ${countOf(files, 'set file')}, one for each original value; a job sheet that says what to enter in Alma now, and what puts each value back; and a table of counts by original group, category and expiry year.`,
  perField: 'Original values',
  ofField: ({ field, values, none }: ReversalSummary['fields'][number]) => {
    const { label } = updateField(field);
    const told = values === 0 ? [] : [countOf(values, 'original value')];
    const blank =
      none === 0 ? [] : [`${countOf(none, 'user')} with none, which no job can put back`];
    return `${label}: ${[...told, ...blank].join('; ')}`;
  },
  many: 'That is many to put back by hand: each set file is a set in Alma and a run of the job.',
  save: 'Save reversal kit…',
  saveAgain: 'Save it again…',
  saved: 'Saved for these users and values.',
  stale: 'Saved, but since then users or values have changed.',
  notSaved: 'Not saved yet.',
  groupIsLost:
    'Once Alma has changed the group, its statistics no longer know the original one: save the kit before you submit.',
  exported: (job: string) => `reversal kit of ${job}`,
  written: (folder: string, identifiers: number) =>
    `${folder} was written: ${countOf(identifiers, 'identifier')} in its set files.`,
} as const;

/** More runs than somebody does in an afternoon. */
export const MANY_SET_FILES = 30;

export const updateReviewWords = {
  whatSubmitDoes:
    'Submit takes a picture of this page and keeps it with the job, then asks once more. Only this workspace changes: enter the same settings in Alma’s own job when you are done here.',
  outcome: (
    changed: number,
    linkChanged: Linked,
    what: ReactNode,
    leftAlone: number,
    linkLeftAlone: Linked,
  ) => (
    <>
      {linkChanged(countOf(changed, 'user'))} would get {what};{' '}
      {linkLeftAlone(formatCount(leftAlone))} would be left alone: nothing to change, purged, or
      known from an exclusion list alone.
    </>
  ),
  perField: 'By field',
  getsField: (label: string, value: string, users: number, link: Linked) => (
    <>
      {label} {value}: {link(countOf(users, 'user'))}
    </>
  ),
  getsTitle: (label: string, set: string) => `Members of ${set} with another value: ${label}`,
  changedTitle: (set: string) => `Members of ${set} that the job would change`,
  leftAloneTitle: (set: string) => `Members of ${set} that the job would leave alone`,
} as const;

export const confirmUpdateWords = {
  title: 'Submit this job?',
  happens: (changed: number, set: string, parameters: UpdateParameters) => (
    <>
      <strong>{countOf(changed, 'user')}</strong> of the set {set} {changed === 1 ? 'gets' : 'get'}{' '}
      {whatTheyGet(parameters)}, whatever {changed === 1 ? 'this user has' : 'they have'} now.
    </>
  ),
  leftAlone: (members: number) =>
    `${countOf(members, 'member')} of the set ${members === 1 ? 'is' : 'are'} left alone.`,
  reversal: 'For every original value a reversal set is kept, unless a field had too many of them.',
  noKit: 'No reversal kit was saved for these users and values.',
  noAbort:
    'The job can’t be aborted. It changes this workspace only; Alma isn’t touched. The picture of the settings was taken and is kept with the job.',
  flags: 'Flags among them:',
  flagsHelp: 'The purge doesn’t look at these.',
  outdated:
    'This workspace has changed since the picture was taken: this number is no longer true.',
  outdatedTodo: 'Cancel, look at the new number, and submit again.',
  confirm: (users: number, parameters: UpdateParameters) =>
    `${isMoveAlone(parameters) ? 'Move' : 'Update'} ${countOf(users, 'user')}`,
} as const;
