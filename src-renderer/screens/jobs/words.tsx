/**
 * Words of the Jobs screen that are the same for every kind of job: the list, the panel of one job, the frame of a new
 * one and what is said before Submit. What a kind says itself stands in its own folder, and in its shared definition.
 */
import type { ReactNode } from 'react';
import { SHOWN_STATE_TEXTS } from '#shared/domain/jobs.ts';
import { formatPercent } from '../../ui/format.ts';

/** Makes part of a sentence the way to the users it counts, wherever the sentence has it. */
export type Linked = (shown: ReactNode) => ReactNode;

/** All jobs, and the panel beside them. */
export const jobListWords = {
  title: 'Jobs',
  /** The button of the job that has the form of Alma's jobs page. */
  addJob: (title: string) => `Add Job: ${title}`,
  sideTitle: (jobId: number) => `Job ${jobId}`,
  running: (percent: number) => `${SHOWN_STATE_TEXTS.running}, ${formatPercent(percent)}`,
  looking: {
    rows: (percent: number) => `Looking through files, ${formatPercent(percent)}`,
    bytes: (percent: number) => `Searching for what was erased, ${formatPercent(percent)}`,
  },
  /** Under how many there were of them, where a job erased no user. */
  takenOut: 'rows, texts',
  /** @param why inside a sentence */
  waits: (why: string) => `Waits: ${why}`,
  columns: {
    id: 'Job ID',
    name: 'Name',
    status: 'Status',
    user: 'User',
    started: 'Time started',
    ended: 'Time ended',
    finished: 'Number finished',
    failed: 'Number failed',
    /** Read out alone. */
    actions: 'Actions',
  },
  noJobs: 'No jobs yet',
  /** @param move title of the job that moves users, @param purge of the one that purges them */
  howItGoes: (move: string, purge: string) =>
    `First ${move} moves the reviewed set into the user group OK to Purge, then ${purge} takes that group. Both run here, in this workspace, before you do the same in Alma.`,
  /** @param purge title of the job that purges a set */
  howItGoesBySet: (purge: string) =>
    `${purge} takes the reviewed set itself, and nobody is moved. It runs here, in this workspace, before you do the same in Alma.`,
  goToSets: 'Go to Sets',
} as const;

/** The two lists, and what narrows the one of jobs that have ended. */
export const jobFilterWords = {
  underWay: 'Running and waiting',
  ended: 'Completed jobs',
  filter: 'Filter completed jobs',
  kind: 'Job',
  anyKind: 'All jobs',
  state: 'Status',
  anyState: 'All statuses',
  who: 'User',
  anybody: 'All users',
  when: 'Time ended',
  /** By days back; 0: whenever. */
  periods: { '0': 'Any time', '7': 'Last 7 days', '31': 'Last month', '366': 'Last year' },
  none: 'No completed job is like that.',
  showAll: 'Show all',
} as const;

/** What can be done with a job of the list, and why not. */
export const jobActionWords = {
  /** Of the button that opens them. */
  actions: (jobId: number) => `Actions for job ${jobId}`,
  report: 'Read the report',
  /** `Purged: 412 users` */
  users: (outcome: string, users: string) => `${outcome}: ${users}`,
  again: 'New job with these settings',
  cancel: 'Cancel the job',
  notEnded: 'The job hasn’t ended.',
  nobody: 'There is nobody.',
  forgotten: 'Its people and settings were removed.',
  noForm: 'Jobs of this kind are started from what they are about.',
  noSet: 'The set that it worked on is gone.',
  begun: 'It has begun: it runs to its end.',
  hasEnded: 'It has ended.',
  replaceTitle: 'Fill the form in anew?',
  replace: (title: string) =>
    `The form of ${title} is filled in already and wasn’t submitted. It gets the settings of this job instead.`,
  replaceAction: 'Fill in anew',
  filledIn: 'The form is filled in.',
  cancelTitle: 'Cancel this job?',
  whatCancelDoes:
    'It hasn’t begun. It stays in the list as failed, changes nobody and can’t be taken up again.',
  cancelAction: 'Cancel the job',
  cancelled: 'The job was cancelled. It changed nobody.',
} as const;

/** A form that is filled in and wasn't submitted. */
export const draftWords = {
  filledIn: (title: string) => `${title} is filled in and wasn’t submitted.`,
  goOn: 'Go on',
  delete: 'Delete the draft',
  deleted: (title: string) => `Draft of ${title} deleted.`,
} as const;

/** Jobs whose people were removed. */
export const forgottenWords = {
  part: 'Older than a year',
} as const;

export const jobPanelWords = {
  readReport: 'Read the report',
  takeUp: 'Try again',
  /** Behind what was found, or couldn’t be read. */
  unproved:
    'The users are erased, but that isn’t proved. The report lists where: see to these places, then try again.',
  looking: {
    rows: 'Looking through files and names for these users',
    bytes: 'Searching everything for what was erased',
  },
  goesOn:
    'It keeps running while you work elsewhere, and can’t be cancelled any more. After an interruption it goes on where it stopped.',
  facts: {
    status: jobListWords.columns.status,
    user: jobListWords.columns.user,
    submitted: 'Submitted',
    started: jobListWords.columns.started,
    ended: jobListWords.columns.ended,
    finished: jobListWords.columns.finished,
    failed: jobListWords.columns.failed,
  },
  /** Users with one outcome. */
  usersTitle: (outcome: string, jobId: number) => `${outcome} by job ${jobId}`,
  settings: 'Settings',
  picture: 'Picture',
  pictureTaken: 'Taken at Submit; in the report',
  noPicture: 'None',
} as const;

/** Alma's page 1 of a job that is run by hand. */
export const runJobWords = {
  title: 'Run a Job',
  filter: 'Filter by name or description',
  table: 'Jobs that can be run',
  name: 'Name',
  description: 'Description',
  none: 'No job is described like that.',
  missing: 'Choose a job to go on.',
  hidden: 'The chosen job isn’t among those shown.',
} as const;

/** Alma's pages of such a job. */
export const runSteps = [
  'Choose the job',
  'Choose the set',
  'Task parameters',
  'Review and submit',
] as const;

/** For the frame of a job that was chosen on the first of them, which is a page of its own. */
export const RUN_STEPS = { steps: runSteps, settled: 1 } as const;

/** The pages of a new job, whatever its kind. */
export const wizardWords = {
  pages: 'Pages of this job',
  /** Read out before the page's name. */
  done: 'Done:',
  cancelHint: 'Throws away what was filled in',
  fromBefore: 'As you left it.',
  startOver: 'Start over',
  back: 'Back',
  next: 'Next',
  submit: 'Submit',
  jobName: 'Job name',
  job: 'Job',
  settings: 'Settings of the job',
  seal: 'Signed under seal',
  sealed: (hash: ReactNode) => <>Signed under seal {hash}</>,
} as const;

/** Why a job can't be submitted, or not yet. */
export const missingWords = {
  name: 'The job needs a name.',
  noCheck: 'This job can’t be checked.',
  checking: 'The job is being checked.',
  signatures: 'Two people have to sign the review first.',
} as const;

/** The picture of the settings could not be taken. */
export const captureWords = {
  tooLarge: 'Not all settings fit into the window, so the picture would lack some.',
  makeRoom: 'Make the window larger or the text smaller, then submit again.',
  failed: 'The picture of the settings could not be taken, so nothing was submitted.',
  tryAgain: 'Try again.',
  retry: 'Try again',
} as const;

/** How a kind of job says that users aren't approved. */
export interface UnapprovedWords {
  /** `link` makes of the number the way to these users. */
  readonly sentence: (users: number, link: Linked) => ReactNode;
  /** What they are called where they are shown. */
  readonly title: (users: number) => string;
}

/** Users of a job who aren't approved, and the ways on. */
export const unapprovedWords = {
  list: 'Not approved',
  /** @param lack why: `Excluded` */
  title: (lack: string) => `Not approved: ${lack}`,
  leaveOut: 'Leave them out',
  decide: 'Decide about them',
} as const;
