/**
 * Words of Overview: the next step, the steps of the cycle and in Alma, and the charts. Each sentence is whole in one
 * place; never asks the engine and holds no state.
 */

import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { TakenOver } from '#shared/contract/shapes/settings.ts';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import type { AlmaStep } from '#shared/domain/almaSteps.ts';
import type { PurgeRoute } from '#shared/domain/plannedPurge.ts';
import { jobKind, kindOfStep } from '#shared/jobKinds/jobKinds.ts';
import { purgeTitles, stepTitle } from '../../deciding/words/cycle.ts';
import type { Linked } from '../../ui/CountLink.tsx';
import { countOf, formatCount } from '../../ui/format.ts';
import type { SealStage } from '../../ui/seal.ts';
import { brokenParts } from '../../ui/words/seal.tsx';

const UPDATE = jobKind(kindOfStep('update')).title;

export const overviewWords = {
  empty: {
    title: 'Start with the purge candidates',
    text: (
      <>
        Export <em>Users with Purge Dates of Current Date or Earlier</em> from Alma Analytics to
        XLSX or CSV and import it here, together with the lists of users to keep. You can also drop
        the files on this window.
      </>
    ),
    action: 'Import files',
  },
} as const;

const signatures: Readonly<Record<SealStage, string>> = {
  unsigned: '',
  half: `${formatCount(1)} of ${formatCount(2)} signatures`,
  sealed: countOf(2, 'signature'),
  broken: 'seal broken',
};

/** Of the list of steps; what stands behind each is short. */
export const stepWords = {
  label: 'Steps of the purge cycle',
  title: stepTitle,
  /** Heard behind the title: only done is ticked, everything else has a sign of its own. */
  states: {
    done: ', done',
    skipped: ', skipped',
    notPossible: ', not possible',
    now: ', next',
    later: ', not yet',
  },
  tips: {
    done: 'Done',
    skipped: 'Skipped: a later step was done without it',
    notPossible: 'Not possible: nobody is approved',
    now: 'Next',
    later: 'Not yet',
  },
  skipped: (text: string) => (text === '' ? 'skipped' : `skipped, ${text}`),
  notPossible: 'not possible',
  files: (files: number) => countOf(files, 'file'),
  part: (users: number, whole: number) => `${formatCount(users)} of ${formatCount(whole)}`,
  signatures,
  members: (users: number) => countOf(users, 'member'),
  changed: (users: number) => `${formatCount(users)} changed`,
  purged: (users: number) => `${formatCount(users)} purged`,
  retained: (users: number) => `${formatCount(users)} retained`,
} as const;

export const nextStepWords = { label: 'Next step' } as const;

export const importCall = {
  title: 'Import the candidates',
  action: 'Go to Import',
  text: 'No candidates file is in this workspace yet. Import the Analytics report of users whose purge date has come, and the lists of users to keep.',
} as const;

export const reviewCall = {
  title: (undecided: number) => `Review ${countOf(undecided, 'candidate')}`,
  action: 'Go to Review',
  byRule: (users: number, link: Linked) => (
    <>
      {link(countOf(users, 'user'))} would be excluded by rule: staff and unknown roles, the
      protected register, exclusion lists, activity elsewhere, accounts that haven’t expired. Apply
      the rules first, then look at what is left.
    </>
  ),
  byRuleUsers: 'Undecided candidates that the rules would exclude',
  nothingByRule:
    'The rules have nothing left to exclude. Look at what is flagged, then decide about the rest.',
} as const;

export const sampleCall = {
  title: 'Look up a sample in Alma',
  titleOpen: (open: number) => `Look up ${countOf(open, 'sampled user')}`,
  action: 'Go to the sampling check',
  text: 'No candidate is undecided. A few users of each group, drawn at random and looked up in Alma, show whether the reports can be trusted before anybody goes.',
  lookedUp: ({ users, findings: { open, differs } }: SampleSummary) => {
    const done = `${formatCount(users - open)} of the ${countOf(users, 'user')} in the sample ${users - open === 1 ? 'has' : 'have'} been looked up`;
    return differs > 0
      ? `${done}, and ${formatCount(differs)} ${differs === 1 ? 'differs' : 'differ'} from the reports.`
      : `${done}.`;
  },
} as const;

const signTitles: Readonly<Record<SealStage, string>> = {
  unsigned: 'Sign off the review',
  half: 'Have a second person sign',
  broken: 'Sign the review again',
  sealed: 'Sign off the review',
};

export const signOffCall = {
  titles: signTitles,
  broken: (seal: Seal) =>
    `The seal is broken: ${brokenParts(seal)} changed since the review was signed.`,
  twoNeeded: (why: string) => `A job needs the signatures of two people: ${why}`,
  mayBeSigned: 'The review can be signed again.',
} as const;

export const setCall = {
  title: 'Make the set of the approved users',
  action: 'Make the set',
  approved: (users: number, excluded: number, link: Linked) => (
    <>
      {link(countOf(users, 'user'))} {users === 1 ? 'is' : 'are'} approved, {formatCount(excluded)}{' '}
      excluded. Only approved users go.
    </>
  ),
  approvedUsers: 'Approved candidates',
  wrong: (set: string, why: string) => `“${set}” is not the set to purge: ${why}`,
} as const;

export const nobodyCall = {
  title: 'Nobody is approved',
  action: 'Go to Review',
  text: (candidates: number) =>
    candidates === 1
      ? 'The only candidate is excluded, so there is nobody to purge. In the review, approve who may go.'
      : `All ${countOf(candidates, 'candidate')} are excluded, so there is nobody to purge. In the review, approve who may go.`,
} as const;

export const updateCall = {
  title: (group: string) => `Move the set to ${group}`,
  action: UPDATE,
  set: ({ name, members }: SetSummary) => (
    <>
      The set <strong>{name}</strong> has {countOf(members, 'member')}.
    </>
  ),
  text: (group: string) =>
    `The job ${UPDATE} gives them the user group ${group}, which the purge then takes.`,
} as const;

export const purgeCall = {
  title: (group: string) => `Purge the users in ${group}`,
  titleOfSet: 'Purge the members of the set',
  action: (route: PurgeRoute) => purgeTitles[route],
  textOfSet: 'Nobody is moved: the job takes the reviewed set itself.',
  preview:
    'A preview shows who would be purged and who retained, and why, before anything is submitted.',
  text: (moved: number, group: string) =>
    `${countOf(moved, 'user')} ${moved === 1 ? 'was' : 'were'} moved to ${group}.`,
} as const;

export const reportCall = {
  title: 'Read the report',
  action: 'Go to the report',
  text: ({ name, finished, failed }: JobSummary) =>
    `“${name}” purged ${countOf(finished, 'user')} and retained ${countOf(failed, 'user')}. Keep the report: Alma’s own history lasts one year.`,
} as const;

/** Of what is left to do in Alma, ticked by a librarian. */
export const almaWords = {
  label: 'In Alma',
  help: {
    about: 'the steps in Alma',
    text: 'Purge Desk doesn’t talk to Alma, so you tick what was done there. Your name and the time are kept in this workspace; take a tick back by clicking it again. No job here asks for it.',
  },
  title: (step: AlmaStep, route: PurgeRoute) => ALMA_TITLES[step](route),
  doneBy: (by: string, when: string) => `${by}, ${when}`,
  skipped: 'skipped',
  notYet: 'First make the set to purge here.',
  markDone: 'Mark as done in Alma',
  ticked: (title: string) => `“${title}” is marked as done.`,
  untick: (title: string) => `“${title}” is no longer marked as done.`,
} as const;

const ALMA_TITLES: Readonly<Record<AlmaStep, (route: PurgeRoute) => string>> = {
  set: () => 'Upload the set in Alma',
  update: () => `${UPDATE} in Alma`,
  purge: (route) => `${purgeTitles[route]} in Alma`,
};

export const almaCall = {
  set: {
    title: () => 'Upload the set in Alma',
    action: 'Go to the set',
    text: (set: SetSummary | undefined) =>
      set
        ? `Export the set file of “${set.name}” and make an itemized set of it in Alma. It must have ${countOf(set.members, 'member')} there, too.`
        : 'Export the set file of the set that was moved here, and make an itemized set of it in Alma.',
  },
  update: {
    title: () => `Run ${UPDATE} in Alma`,
    action: 'See the settings',
    text: (job: JobSummary | undefined) =>
      job
        ? `Use the same settings as here, then compare Alma’s job report: ${countOf(job.finished, 'user')} changed here.`
        : 'Move the set into the group of reviewed users, then compare the numbers of Alma’s job report.',
  },
  purge: {
    title: (route: PurgeRoute) => `Run ${purgeTitles[route]} in Alma`,
    action: 'Go to the report',
    text: (job: JobSummary | undefined) =>
      job
        ? `Use the same settings as here, then compare Alma’s job report: ${formatCount(job.finished)} purged and ${formatCount(job.failed)} retained here.`
        : 'Run the purge in Alma, then compare the numbers of its job report.',
  },
} as const;

export const finishedCall = {
  title: 'The cycle is finished',
  action: 'Go to the report',
  text: 'Everything is done here and in Alma. Keep this workspace as proof; the next candidates file begins a new cycle.',
} as const;

/** Of the charts; a title names the users behind a bar. A purge takes candidates out of all but the first. */
export const decisionChart = {
  label: 'Candidates by decision',
  users: {
    undecided: 'Undecided candidates',
    excluded: 'Excluded candidates',
    approved: 'Approved candidates',
    purged: 'Purged users',
  },
} as const;

const leftBy = (what: string) => (purged: number) =>
  purged > 0 ? `Candidates not purged, by ${what}` : `Candidates by ${what}`;

export const yearChart = {
  label: leftBy('years since purge date'),
  empty: 'No candidates yet.',
  help: {
    about: 'years since the purge date',
    text: 'Whole years from the purge date to the planned run date. Candidates who have waited for many years were often missed by earlier runs, or retained: look why.',
  },
  bar: (years: number | null) => {
    if (years === null) return 'No purge date';
    if (years < 0) return 'After the planned run';
    return years === 0 ? `Less than ${countOf(1, 'year')}` : countOf(years, 'year');
  },
  users: (years: number | null) => {
    if (years === null) return 'Candidates without a purge date';
    if (years < 0) return 'Purge date after the planned run';
    return years === 0
      ? `Purge date less than ${countOf(1, 'year')} before the planned run`
      : `Purge date ${countOf(years, 'year')} before the planned run`;
  },
  oldest: (years: number) => `${countOf(years, 'year')} or more`,
  oldestUsers: (years: number) =>
    `Purge date ${countOf(years, 'year')} or more before the planned run`,
} as const;

export const flagChart = {
  label: leftBy('review flag'),
  empty: 'No candidate is flagged.',
  users: (flag: string) => `Candidates flagged “${flag}”`,
  help: {
    about: 'review flags',
    text: 'A flag says what to look at before a user may go. It never retains anybody in the purge itself. One user can have several, so the numbers add up to more than the candidates.',
  },
} as const;

/** Of settings that go on from an earlier workspace into a new one. */
export const takeOverWords = {
  from: 'Take settings from…',
  hint: 'Takes over the institution and how its Alma is set up, reasons, the protected register, words that mean keep and import profiles from an earlier workspace. Nothing about users.',
  recent: 'Recent workspaces',
  another: 'Another workspace…',
  done: ({ takenFrom, rules, profiles, answered }: TakenOver) =>
    [
      `Settings were taken over from “${takenFrom}”, with ${countOf(rules, 'rule')} of the protected register and ${countOf(profiles, 'import profile')}.`,
      ...(answered
        ? ['Before the first job you are asked whether what is set in Alma still holds.']
        : []),
    ].join(' '),
} as const;

export const groupChart = {
  label: leftBy('user group'),
  empty: 'No candidates yet.',
  users: (group: string | null) =>
    group === null ? 'Candidates without a user group' : `Candidates in ${group}`,
  others: (groups: number) => countOf(groups, 'other group'),
  othersUsers: (groups: number) => `Candidates in ${countOf(groups, 'other group')}`,
} as const;
