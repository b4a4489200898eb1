/**
 * Words of the pages of Update/Notify Users. What its settings are called, and what became of its users, is said in the
 * definition of the job.
 */
import { Fragment, type ReactNode } from 'react';
import type { ReversalSummary } from '#shared/contract/shapes/jobs.ts';
import {
  GROUP_FIELD,
  isLineField,
  isToldField,
  kindOfChange,
  labelOfChange,
  severalField,
  type TickedField,
  type ToldField,
} from '#shared/jobKinds/updateFields.ts';
import {
  isMoveAlone,
  tickedIn,
  type UpdateParameters,
  underOtherConditions,
} from '#shared/jobKinds/updateNotifyUsers.ts';
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
  conditionOrScope: 'Condition or scope',
  scope: 'Scope',
  letterCode: 'Letter code',
  newValueOf: (label: string) => `New ${label.toLowerCase()}`,
  valueOf: (label: string) => `${label}: value`,
  scopeOf: (label: string) => `${label}: scope`,
  conditionOf: (label: string) => `Condition of ${label.toLowerCase()}`,
  about: 'the condition',
  source: 'Alma’s “Update/Notify Users”',
  help: 'Unconditionally: every member gets the new value, whatever the old one. Alma’s job has a condition for seven of its fields; this is the one whose effect is published. Others can be named in Settings: nobody here knows whom Alma would change by them, so a field under one of them changes nobody in this workspace, and fields that decide whom a purge takes can’t have one.',
  aboutInformation: 'whose information it is',
  informationHelp:
    'Alma’s form begins with it. It has neither a tick box nor a condition, and the one value that public texts name leaves it to the account type of each user: it stays as it is.',
  aboutGroup: 'what a new user group does',
  groupHelp:
    'Each change enters the user’s history: field, old value, new value, who, when. The change erases the original group from Alma’s later statistics, so a reversal set is kept for every original group. Purge User Records then takes the new group. A user who comes back may stay in it: compare a fresh export just before the purge.',
  /** Of those that need it. */
  fieldHelp: {
    purge_date: {
      about: 'what a purge date does',
      text: 'Users without a purge date are never taken by Purge User Records: giving them one is the first step where a library has none. A day well in the past makes all readings of the day bound agree. Alma’s job takes dates in the past, although its edit form refuses them.',
    },
    set_account_to: {
      about: 'what a changed account type does',
      text: 'Turning accounts from external to internal or back resets their passwords, and Alma may write to the users. A purge doesn’t need it. Here it is told, not done: reports go on saying what the account is.',
    },
    add_block: {
      about: 'a block that is given',
      text: 'Users who have this block in force are left alone. Disable block takes it back.',
    },
    disable_block: {
      about: 'a block that is disabled',
      text: 'The block stays with the user, but is no longer in force. Add block takes it back.',
    },
    add_role: {
      about: 'a role that is given',
      text: 'Any role other than Patron and Instructor makes staff of a user: they are held back from the purge until somebody approves each of them by name. Roles that need parameters, such as a circulation desk, can’t be given to many users at once.',
    },
    remove_role: {
      about: 'a role that is taken away',
      text: 'With a scope, only roles of that scope go; without one, those of every scope. Whoever loses their last known staff role has none where all of their roles were told, as Alma’s XML does, and else may have another: then it is unknown. A later report that says Yes is always believed.',
    },
    add_note: {
      about: 'a note that is given',
      text: 'No job takes notes away again: in Alma that is done by hand, user by user.',
    },
    send_notification: {
      about: 'a letter to users',
      text: 'Alma would write this letter to every user whom the job reaches. Here it is told, not written.',
    },
  } as Readonly<Partial<Record<TickedField, { readonly about: string; readonly text: string }>>>,
  nothingElse:
    'This workspace writes to nobody and changes no account: letters, notifications and account types are told of, and done by Alma’s own job alone. For a purge leave those fields unticked, here and in Alma.',
  nameNotCode:
    'Reports show names of groups, roles, blocks and the like; in Alma’s API the values are their codes.',
} as const;

/** Each ticked field in Alma’s order, with what it gives or takes. */
function givenBy(parameters: UpdateParameters): { field: TickedField; value: string }[] {
  const { userGroup, fields = [], lines = [], told = [] } = parameters;
  const all = [...fields, ...lines, ...told];
  return tickedIn(parameters).map((field) => ({
    field,
    value:
      field === GROUP_FIELD.field
        ? (userGroup ?? '')
        : (all.find((each) => each.field === field)?.value ?? ''),
  }));
}

export function shownValue(field: TickedField, value: string): string {
  return kindOfChange(field) === 'date' ? formatDate(value) : value;
}

/** How a sentence about some users goes on: with one it is another. */
interface Verbs {
  readonly get: string;
  readonly lose: string;
  readonly concern: string;
}

const OF_MANY: Verbs = { get: 'get', lose: 'lose', concern: 'are concerned' };
const OF_ONE: Verbs = { get: 'gets', lose: 'loses', concern: 'is concerned' };
const WOULD: Verbs = { ...OF_MANY, concern: 'be concerned' };

/** `get the user group OK to Purge and the note Left, and lose the role Cataloger` */
function whatHappens(parameters: UpdateParameters, verbs: Verbs): ReactNode {
  const unknown = underOtherConditions(parameters).map(({ field }) => field);
  const given = givenBy(parameters).filter(({ field }) => !unknown.some((each) => each === field));
  const told = given.filter(({ field }) => isToldField(field));
  const lost = given.filter(
    ({ field }) => isLineField(field) && severalField(field).does !== 'add',
  );
  const got = given.filter((each) => !told.includes(each) && !lost.includes(each));
  return (
    <>
      {got.length > 0 && (
        <>
          {verbs.get} {listOf(got)}
        </>
      )}
      {got.length > 0 && lost.length > 0 && ', and '}
      {lost.length > 0 && (
        <>
          {verbs.lose} {listOf(lost)}
        </>
      )}
      {got.length + lost.length === 0 && verbs.concern}
      {told.length > 0 && <> (left to Alma: {listOf(told)})</>}
    </>
  );
}

function listOf(given: ReturnType<typeof givenBy>): ReactNode {
  return given.map(({ field, value }, n) => (
    <Fragment key={field}>
      {n > 0 && (n === given.length - 1 ? ' and ' : ', ')}
      {inSentence(field)} <strong>{shownValue(field, value)}</strong>
    </Fragment>
  ));
}

/** Of those that are told of it is the label: they are done elsewhere. */
const inSentence = (field: TickedField): string =>
  isToldField(field) ? labelOfChange(field) : IN_SENTENCE[field];

/** Behind “get” or “lose”. */
const IN_SENTENCE: Readonly<Record<Exclude<TickedField, ToldField>, string>> = {
  user_group: 'the user group',
  purge_date: 'the purge date',
  expiry_date: 'the expiry date',
  status: 'the status',
  user_title: 'the title',
  job_description: 'the job description',
  campus: 'the campus',
  cataloger_level: 'the cataloger level',
  add_resource_sharing_library: 'the resource sharing library',
  remove_resource_sharing_library: 'the resource sharing library',
  add_block: 'the block',
  disable_block: 'the block',
  add_role: 'the role',
  remove_role: 'the role',
  add_note: 'the note',
  add_statistics: 'the statistical category',
  remove_statistics: 'the statistical category',
};

/** What Alma would do and this workspace doesn’t. */
const toldWarning = (what: string, title: string) => ({
  text: (users: number, link: Linked) => (
    <>
      In Alma {what} {link(countOf(users, 'user'))}. Here it is told, not done.
    </>
  ),
  title,
});

interface Warning {
  readonly text: (users: number, link: Linked, value: string) => ReactNode;
  /** Of the list of them. */
  readonly title: string;
}

type WarnedOf =
  | ToldField
  | 'external'
  | 'protected'
  | 'add_role'
  | 'remove_role'
  | 'keeping'
  | 'add_note';

const CONCERNED: Readonly<Record<WarnedOf, Warning>> = {
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
  send_notification: {
    text: (users: number, link: Linked, letter: string) => (
      <>
        In Alma the letter {letter} would go to {link(countOf(users, 'user'))}. Here nobody is
        written to.
      </>
    ),
    title: 'Users to whom Alma would write',
  },
  set_account_to: {
    text: (users: number, link: Linked, type: string) => (
      <>
        In Alma {link(countOf(users, 'account'))} would become {type.toLowerCase()}: passwords are
        reset, and Alma may write to the users. Here no account changes.
      </>
    ),
    title: 'Accounts that Alma would change',
  },
  opt_in_letters: toldWarning('more letters would go to', 'Users who would get more letters'),
  opt_out_letters: toldWarning('fewer letters would go to', 'Users who would get fewer letters'),
  disable_sms: toldWarning('text messages would change for', 'Users whose text messages change'),
  dont_generate_password: toldWarning(
    'generating passwords would change for',
    'Users whose passwords are concerned',
  ),
  export_to_cloud_idp: toldWarning(
    'the export to the cloud identity provider would change for',
    'Users whose export is concerned',
  ),
  add_role: {
    text: (users: number, link: Linked, role: string) => (
      <>
        {role} makes staff of {link(countOf(users, 'user'))}: approvals of them end, and each has to
        be approved by name.
      </>
    ),
    title: 'Users who would become staff',
  },
  remove_role: {
    text: (users: number, link: Linked, role: string) => (
      <>
        {link(countOf(users, 'user'))} with a staff role would lose {role}. Make sure that they
        don’t need it any more.
      </>
    ),
    title: 'Staff who would lose a role',
  },
  keeping: {
    text: (users: number, link: Linked) => (
      <>
        This text means keep: {link(countOf(users, 'user'))} would be held back, and approvals of
        them end.
      </>
    ),
    title: 'Users who would be held back',
  },
  add_note: {
    text: (users: number, link: Linked) => (
      <>
        No job takes notes away: in Alma the note of {link(countOf(users, 'user'))} can only be
        deleted by hand.
      </>
    ),
    title: 'Users who would get the note',
  },
};

export const updateWarnings = {
  users: CONCERNED,
  condition: (labels: readonly string[]) =>
    `${labels.join(', ')}: only Alma knows whom this condition takes. Nobody is changed here by it; in Alma any member may be.`,
} as const;

/** What leads back from the job, before it is submitted. */
export const kitWords = {
  title: 'Reversal kit',
  holds: ({ files }: ReversalSummary) =>
    `A folder with what leads back: ${countOf(files, 'set file')}, one for each original value; a job sheet that says what to enter in Alma now, and what puts each value back; and a table of counts by original group, category and expiry year.`,
  perField: 'Original values',
  ofField: ({ field, values, none }: ReversalSummary['fields'][number]) => {
    const told = values === 0 ? [] : [countOf(values, 'original value')];
    const byHand = none === 0 ? [] : [`${countOf(none, 'user')} whom no job can put back`];
    return `${labelOfChange(field)}: ${[...told, ...byHand].join('; ')}`;
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
    parameters: UpdateParameters,
    leftAlone: number,
    linkLeftAlone: Linked,
  ) => (
    <>
      {linkChanged(countOf(changed, 'user'))} would {whatHappens(parameters, WOULD)}
      {leftAlone === 0 ? (
        '.'
      ) : (
        <>
          ; {linkLeftAlone(formatCount(leftAlone))} would be left alone: nothing to change, purged,
          or known from an exclusion list alone.
        </>
      )}
    </>
  ),
  perField: 'By field',
  getsField: (label: string, value: string, users: number, link: Linked) => (
    <>
      {label} {value}: {link(countOf(users, 'user'))}
    </>
  ),
  /** Behind it. */
  isSo: (users: number, link: Linked) => (
    <>
      ; {link(formatCount(users))} {users === 1 ? 'is' : 'are'} so already
    </>
  ),
  isSoTitle: (label: string, set: string) => `Members of ${set} that are so already: ${label}`,
  getsTitle: (label: string, set: string) => `Members of ${set} with another value: ${label}`,
  changedTitle: (set: string) => `Members of ${set} that the job would change`,
  leftAloneTitle: (set: string) => `Members of ${set} that the job would leave alone`,
} as const;

export const confirmUpdateWords = {
  title: 'Submit this job?',
  happens: (changed: number, set: string, parameters: UpdateParameters) => (
    <>
      <strong>{countOf(changed, 'user')}</strong> of the set {set}{' '}
      {whatHappens(parameters, changed === 1 ? OF_ONE : OF_MANY)}, whatever{' '}
      {changed === 1 ? 'this user has' : 'they have'} now.
    </>
  ),
  leftAlone: (members: number) =>
    `${countOf(members, 'member')} of the set ${members === 1 ? 'is' : 'are'} left alone.`,
  reversal:
    'For every original value a reversal set is kept, unless a field had too many of them or no job puts it back.',
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
