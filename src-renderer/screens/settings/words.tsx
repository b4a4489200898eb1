/**
 * All words of Settings, section by section, each sentence whole in one place. Never asks the engine and holds no state.
 */

import type { ReactNode } from 'react';
import { I_SHARE } from '#shared/domain/jobs.ts';
import type { Paper } from '#shared/domain/papers.ts';
import { PROTECTED_KIND_TEXTS, type ProtectedKind } from '#shared/domain/protectedRegister.ts';
import { NOTHING_AGAINST } from '#shared/domain/review.ts';
import { purgeUserRecords } from '#shared/jobKinds/purgeUserRecords.ts';
import { purgeUsers } from '#shared/jobKinds/purgeUsers.ts';
import type { SettingsSection } from '../../place/navigation.ts';
import { countOf, formatCount, formatPercent } from '../../ui/format.ts';
import { formatBytes } from '../../ui/words/components.tsx';
import { snapshotWords } from '../../ui/words/snapshots.tsx';

export const settingsWords = {
  title: 'Settings',
  saved: 'Saved in this workspace.',
  savedAsYouGo: 'Changes are saved as you make them.',
  sections: 'Sections of Settings',
} as const;

const regionNames = new Intl.DisplayNames('en', { type: 'region' });

/** Of what stands at the head of reports. */
export const institutionWords = {
  title: 'Institution',
  about:
    'What reports say of the library, how its Alma is set up, and whose clocks this workspace goes by.',
  name: 'Name of the institution',
  period: 'Period',
  periodExample: 'Fall 2026',
  preparedBy: 'Prepared by',
  paper: 'Paper of reports',
  usualPaper: (paper: Paper, region: string | undefined) =>
    region === undefined
      ? `A new workspace begins with ${paper}: this computer names no region.`
      : `A new workspace begins with ${paper}, which is usual in this computer’s region (${regionNames.of(region) ?? region}).`,
  logo: 'Logo',
  logoMeaning:
    'Stands at the head of reports. PNG or JPEG, at most 1 MB; it is kept in this workspace.',
  logoAlt: 'The logo of the institution',
  chooseLogo: 'Choose a logo',
  replaceLogo: 'Choose another',
  removeLogo: 'Remove the logo',
  logoTaken: (width: number, height: number) =>
    `The logo was added: ${formatCount(width)} × ${formatCount(height)} pixels.`,
  logoRemoved: 'The logo was removed.',
} as const;

/** Of the name and the currency. */
export const youWords = {
  title: 'You',
  about: 'Recorded with every decision and job in this workspace.',
  name: 'Your name',
} as const;

/** Of the review: its group, rules and signatures. */
export const reviewWords = {
  title: 'Review',
  about: 'Where the reviewed users go, and when two people sign.',
  group: 'Group for reviewed users',
  groupHelp: {
    about: 'the group for reviewed users',
    text: 'Update/Notify Users moves the reviewed set into this user group, and Purge User Records takes only users of this group. The name must be the same as in Alma. Changing a user’s group erases the original group from later statistics.',
    source: 'CARLI’s steps for the purge; Update/Notify Users in Alma',
  },
  groupMissing: 'Type the name of a user group.',
  rules: 'Suggestions by rule',
  rulesAbout:
    'Apply rules suggests to exclude users with these flags. Switch one off only with a reason.',
  switchOff: 'Switch off',
  switchOffRule: (rule: string) => `Switch off: ${rule}`,
  second: 'Second signature',
  secondHelp: {
    about: 'the second signature',
    text: 'Two different people sign the review before a purge of more approved users than this. Staff approved one by one need both signatures in a purge of any size, even with “Never for size”.',
    source: 'this program’s caution',
  },
  above: 'Above a number',
  never: 'Never for size',
  aboveNumber: 'Second signature above this many approved users',
  aboveMeaning: 'A purge of more approved users than this needs the signatures of two people.',
  neverMeaning: 'A purge of any size needs no signature, unless staff were approved one by one.',
} as const;

/** Of new sets. */
export const setsWords = {
  title: 'Sets',
  about: 'What new sets are, unless you say otherwise for one of them.',
  private: 'New sets are private',
  privateMeaning:
    'In Alma, only its creator sees a private set. CARLI’s steps say No, so that colleagues can use it.',
} as const;

/** Of the protected register. */
export const registerWords = {
  title: 'Protected register',
  about: 'Who is never approved, from one cycle to the next. The register always wins.',
  what: 'Users named by a rule are flagged and can’t be approved; a purge job that would take one of them is refused.',
  help: {
    about: 'the protected register',
    text: `Linked users of other institutions have the group ${I_SHARE}: never purge them. Rules ignore case and outer spaces, and also hold for files that are imported later. Give a rule a review date to be asked whether it is still needed.`,
    source: 'CARLI’s “Alma User Purge” for I-Share; the other rules are yours',
  },
  add: 'Add a rule',
  table: 'Rules of the protected register',
  rule: 'Rule',
  reviewOn: 'Review on',
  noDate: 'No date',
  due: 'Due',
  candidates: 'Candidates',
  protectedBy: (rule: string) => `Protected by ${rule}`,
  none: `No rules yet: nobody is protected. Add one for each user group, identifier or name that must stay in Alma, ${I_SHARE} first of all.`,
  change: 'Change the rule',
  changeRule: (rule: string) => `Change ${rule}`,
  remove: 'Remove the rule: users it names can be approved again',
  removeRule: (rule: string) => `Remove ${rule}`,
  protects: (rule: string, candidates: number, noLongerApproved: number) => {
    const now = `The ${rule} protects ${countOf(candidates, 'candidate')}.`;
    if (noLongerApproved <= 0) return now;
    return noLongerApproved === 1
      ? `${now} ${countOf(noLongerApproved, 'approved user')} is undecided again.`
      : `${now} ${countOf(noLongerApproved, 'approved user')} are undecided again.`;
  },
  removed: (rule: string, candidates: number) =>
    candidates === 0
      ? `The ${rule} is no longer protected.`
      : `The ${rule} is no longer protected. ${countOf(candidates, 'candidate')} can be approved again, unless another rule names them.`,
} as const;

/** A rule within a sentence: `user group I-Share`. */
export function ruleText(kind: ProtectedKind, value: string): string {
  return `${PROTECTED_KIND_TEXTS[kind].label.toLowerCase()} ${value}`;
}

/** Of adding or changing a rule of the register. */
export const ruleWords = {
  addTitle: 'Add a rule to the protected register',
  changeTitle: 'Change the rule',
  kind: 'Kind',
  chooseGroup: 'Choose a group, or type its name',
  example: (kind: Exclude<ProtectedKind, 'group'>) => `Such as ${EXAMPLES[kind]}`,
  note: 'Note (optional)',
  noteMeaning: 'Why they stay; shown with each user whom the rule names.',
  reviewOn: 'Review on (optional)',
  reviewOnMeaning: 'When somebody should check whether the rule is still needed.',
  add: 'Add the rule',
  change: 'Change the rule',
  typeIt: 'Type it to see whom it protects.',
  protectsNobody: 'No candidate so far. It also holds for files imported later.',
  protects: (candidates: number) =>
    candidates === 1
      ? `Protects ${countOf(candidates, 'candidate')} now. If approved, they become undecided again.`
      : `Protects ${countOf(candidates, 'candidate')} now. Those approved become undecided again.`,
} as const;

const EXAMPLES: Readonly<Record<Exclude<ProtectedKind, 'group'>, string>> = {
  identifier: '00123456',
  prefix: 'VENDOR-',
  pattern: 'test??-####',
  name: 'Dummy*, or Library, Test',
};

/** Of the reasons offered for decisions. */
export const reasonWords = {
  title: 'Reasons',
  about:
    'Offered for each decision, the first nine by their digit. Decisions already made keep their words.',
  excluding: {
    label: 'For excluding',
    about: 'Why a user stays in Alma. Excluding always needs a reason, so one stays in the list.',
    add: 'New reason for excluding',
  },
  approving: {
    label: 'For approving',
    about: `Why somebody with a flag may go after all. Needed for staff; for others without one, “${NOTHING_AGAINST}” is recorded.`,
    add: 'New reason for approving',
  },
  reason: (place: number) => `Reason ${formatCount(place)}`,
  another: 'Another reason',
  addButton: 'Add',
  taken: 'The list has this reason already.',
  moveUp: (reason: string) => `Move “${reason}” up`,
  moveDown: (reason: string) => `Move “${reason}” down`,
  remove: (reason: string) => `Remove “${reason}”`,
  moved: (reason: string, place: number, of: number) =>
    `${reason} is now ${formatCount(place)} of ${formatCount(of)}.`,
  removed: (reason: string) => `The reason “${reason}” was removed from the list.`,
  added: (reason: string) => `${reason} was added.`,
} as const;

export const keepWordsWords = {
  title: 'Words that mean keep',
  about:
    'Users with one of these in a note, or in a block in force, get a review flag and are held back until somebody decides. Reports of notes and blocks tell them.',
  label: 'Words',
  hint: 'Press Enter after each. Case, accents and punctuation make no difference, and a word finds its longer forms: donor finds donors.',
  more: 'Add words in',
  addIn: (language: string) => `Add words in ${language}`,
} as const;

/** Of Update/Notify Users. */
export const conditionWords = {
  title: 'Update/Notify Users',
  about:
    'Alma offers a condition for seven fields of this job. Name here those that your Alma has besides Unconditionally. Fields under one of them change nobody in this workspace: only Alma knows whom it takes.',
  label: 'Further conditions',
  hint: 'Press Enter after each, word for word as on Alma’s page.',
} as const;

/** Of the planned purge. */
export const plannedRunWords = {
  title: 'Planned run',
  about: 'Flags about dates are for this run, and new jobs start from it.',
  runDate: 'Run date',
  today: 'Today',
  onDate: 'On a date',
  movingOn: (date: ReactNode) => <>{date}, moving on each day</>,
  active: 'Recent activity',
  activeWithin: 'Within months',
  activeNever: 'Not looked at',
  activeMonths: 'Months of recent activity',
  activeMeaning:
    'Users whose last patron activity date is so many months before the run date, or later, get a review flag. A user without that date may be active all the same.',
  days: 'Number of days after purge date',
  daysHelp: {
    about: 'the number of days',
    text: 'Users are taken when this many days have passed since their purge date. Blank in Alma means 0. With 0 the published texts disagree about users whose purge date is today, so 1 or more is advised.',
    source: 'Alma’s “Purging Users”',
  },
  recordType: 'User record type',
  recordTypeHelp: {
    about: 'the planned record type',
    text: 'Alma’s default is Public. A user group can be chosen for Staff and Public only; with All or Contact the purge takes every group.',
    source: 'Alma’s “Purging Users”',
  },
  takesUpTo: (last: ReactNode) => <>The planned run takes purge dates up to {last}.</>,
  threshold: 'Waive threshold',
  thresholdHelp: {
    about: 'the waive threshold',
    text: 'Users who owe more than this are retained; what purged users owe up to it is recorded as waived. 1 or more is advised. Which balance counts is asked below.',
    source: 'Alma’s “Purging Users”',
  },
} as const;

/** Which job purges, and what Alma asks for a purge of a set. */
export const setPurgeWords = {
  route: 'Which of Alma’s jobs purges',
  routes: {
    group: `${purgeUserRecords.title}, by group`,
    set: `${purgeUsers.title}, on a set`,
  },
  routeMeaning:
    'By group, Update/Notify Users first moves the reviewed set into the group. On a set, Alma’s job takes the reviewed set itself, and nobody is moved. What is chosen here is part of what two people sign.',
  parameters: `What Alma asks besides for ${purgeUsers.title}`,
  parametersNotice:
    'No public text tells the parameters of this job. Write down here what you see in Alma: it is printed in the preview, on the report and on its sheets, is part of what two people sign, and decides nothing here.',
  label: 'As it is called in Alma',
  value: 'What is chosen there',
  add: 'Add',
  added: (label: string) => `${label} was added.`,
  remove: (label: string) => `Remove ${label}`,
  removed: (label: string) => `${label} was removed.`,
} as const;

/** Of the saved import profiles. */
export const profileWords = {
  title: 'Import profiles',
  about: 'How files with certain headings are read. Save them on the Import screen.',
  name: 'Name',
  kind: 'Kind',
  headings: 'Headings',
  none: 'None yet. When you correct how a file is read, you can save that as a profile under “How it is read” on its card. It is offered for the next file with the same headings.',
  delete: 'Delete',
  deleteProfile: (name: string) => `Delete the profile ${name}`,
  deleted: (name: string) => `The profile ${name} was deleted.`,
} as const;

/** Of how the program looks. */
export const computerWords = {
  title: 'This computer',
  about:
    'How the program looks on this computer, and what it tells while you work in other programs. Others have their own settings.',
  appearance: 'Appearance',
  schemes: { auto: 'Same as the system', light: 'Light', dark: 'Dark' },
  textSize: 'Text size',
  percent: (size: number) => formatPercent(size * 100),
  compactRows: 'Compact rows in lists of users',
  notifications: 'Notifications when a job or an export has ended',
  notificationsHold:
    'Shown by the system while this window is not in front. They say the kind of job, its counts and the name of the workspace, or the name of the file, and nothing else of any user.',
} as const;

/** Of the day on which the personal data is due. */
export const retentionSectionWords = {
  title: 'Retention',
  about:
    'When the personal data in this workspace is due to be erased. You are told 30 days and 7 days before; from that day on the workspace can only be read.',
  rule: 'Due',
  byDays: 'By days',
  fixed: 'On a day',
  days: 'Days after the last job',
  daysMeaning:
    'Or after the last file, as long as no job has run. Jobs that erase users don’t count.',
  day: 'Day on which it is due',
  dayMeaning: 'Jobs that are run until then don’t move it.',
  dueOn: (day: ReactNode) => (
    <>
      Due on <strong>{day}</strong>.
    </>
  ),
  none: 'Nobody is in this workspace: nothing is due.',
  postponed: (times: number, until: ReactNode, by: string, reason: string) => (
    <>
      Postponed {times > 1 && `${formatCount(times)} times, last `}until {until} by {by}: “{reason}”
    </>
  ),
} as const;

/** Of where the data is, and erasing it. */
export const privacyWords = {
  cleanupSelects: 'User cleanup selects at once',
  cleanupSelectsMeaning:
    'So many deleted users are selected by “Select first …”, in the order in which they are listed.',
  title: 'Data and privacy',
  about: 'What is kept, where, and how to erase it.',
  where: (file: ReactNode) => (
    <>
      Everything is in one file, {file}, where you saved it: imported rows, review decisions, sets,
      jobs, reports and captures. The files you import are only read; a copy of each is kept as long
      as you say here. Exports and copies go where you save them. The program’s own log holds names
      of operations, durations and counts, never anything about a person.
    </>
  ),
  snapshots: (folder: ReactNode, snapshots: number, bytes: number) =>
    snapshots === 0 ? (
      <>No snapshot of it is kept now; those that will be lie beside it, in the folder {folder}.</>
    ) : (
      <>
        Beside it, in the folder {folder}, {snapshots === 1 ? 'is' : 'are'}{' '}
        {countOf(snapshots, 'snapshot')} of it ({formatBytes(bytes)}), with everybody who was in it
        then. Erasing the workspace erases {snapshots === 1 ? 'it' : 'them'}, too.
      </>
    ),
  offline:
    'Nothing leaves this computer. The program has no account, never asks for an Alma password and blocks every network request, its own included.',
  keep: 'Keep imported files',
  keepHelp: {
    about: 'keeping imported files',
    text: 'A kept file can be saved again from its page, byte for byte, to prove what was imported. The rows that were read stay in the workspace either way.',
  },
  keepMeaning:
    'The whole files, with every column about every user, stay inside the workspace. When they are older you are asked whether to delete them. Keep them no longer than your library’s rules allow.',
  notAtAll: 'Not at all',
  days: (days: number) => countOf(days, 'day'),
  always: 'As long as the workspace',
  saveCopy: 'Save a copy',
  erase: 'Erase workspace',
  versions: ({ version, electron, sqlite }: Record<'version' | 'electron' | 'sqlite', string>) =>
    `Purge Desk ${version} · Electron ${electron} · SQLite ${sqlite}`,
} as const;

/** In the order in which they stand on the screen. */
export const SECTION_TITLES: Readonly<Record<SettingsSection, string>> = {
  institution: institutionWords.title,
  you: youWords.title,
  review: reviewWords.title,
  sets: setsWords.title,
  register: registerWords.title,
  keepWords: keepWordsWords.title,
  reasons: reasonWords.title,
  plannedRun: plannedRunWords.title,
  conditions: conditionWords.title,
  profiles: profileWords.title,
  snapshots: snapshotWords.title,
  retention: retentionSectionWords.title,
  computer: computerWords.title,
  privacy: privacyWords.title,
};
