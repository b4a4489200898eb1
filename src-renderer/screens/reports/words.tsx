/**
 * All words of the Reports screen, each sentence whole in one place. Job kinds name their outcomes and events
 * themselves (src-shared/jobKinds); the engine writes the same report as a workbook. Never asks the engine.
 */
import type { ReactNode } from 'react';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { FINDING_TEXTS } from '#shared/domain/review.ts';
import { countOf, formatCount } from '../../ui/format.ts';
import { formatBytes } from '../../ui/words/components.tsx';
import { lacksText, usersIn } from '../../ui/words/lacks.ts';
import { brokenParts } from '../../ui/words/seal.tsx';

/** Of the screen itself and the list of jobs. */
export const reportsWords = {
  title: 'Reports',
  export: 'Export XLSX',
  none: 'No reports yet',
  running: 'A job is running. Its report appears here when it is completed.',
  whatComes:
    'Each completed job leaves a report here: settings with their picture, job events, and every user it purged, retained or changed.',
  goToJobs: 'Go to Jobs',
  completedJobs: 'Completed jobs',
  jobAt: (jobId: number, endedAt: ReactNode) => (
    <>
      Job {jobId} · {endedAt}
    </>
  ),
  /** `3,867 purged, 211 retained`: each with what its kind of job calls the outcome. */
  outcomes: (outcomes: readonly { readonly users: number; readonly word: string }[]) =>
    outcomes.map(({ users, word }) => `${formatCount(users)} ${word.toLowerCase()}`).join(', '),
} as const;

/** Of the files that are written from a report. */
export const exportWords = {
  /** `Purge User Records - job 2 - 2026-11-21 - report`; a file's name can't hold a slash. */
  reportName: (job: NamedJob) => `${fileBase(job)} - report`,
  captureName: (job: NamedJob) => `${fileBase(job)} - settings`,
  reportWritten: (file: string, users: number) =>
    `${file} was written: settings, job events and ${countOf(users, 'user')}.`,
  captureWritten: (file: string) => `${file} was written.`,
} as const;

interface NamedJob {
  readonly kind: string;
  readonly jobId: number;
  readonly date: string;
}

function fileBase({ kind, jobId, date }: NamedJob): string {
  return `${kind.replace('/', '-')} - job ${jobId} - ${date}`;
}

interface JobFacts {
  readonly kind: string;
  readonly jobId: number;
  readonly startedAt: ReactNode;
  readonly endedAt: ReactNode;
  readonly user: string;
}

/** Of one report: its heading, its tabs, its users. */
export const reportWords = {
  title: (name: string) => `Report of ${name}`,
  chooseJob: 'Report of the job',
  job: (name: string, jobId: number) => `${name} (job ${jobId})`,
  facts: ({ kind, jobId, startedAt, endedAt, user }: JobFacts) => (
    <>
      {kind} · job {jobId} · {startedAt} to {endedAt} · {user}
    </>
  ),
  summary: 'Summary',
  /** `Purged by job 2`. */
  outcomeOf: (outcome: string, jobId: number) => `${outcome} by job ${jobId}`,
  users: (users: number) => countOf(users, 'user'),
  nobody: 'Nobody',
  reason: 'Reason',
  allReasons: 'All reasons',
  pages: {
    first: 'First page',
    previous: 'Previous page',
    next: 'Next page',
    last: 'Last page',
  },
  identifier: 'Primary identifier',
  name: 'Name',
  userGroup: 'User group',
  purgeDate: 'Purge date',
  reasons: 'Reasons',
} as const;

/** Of the summary: counts, events, settings. */
export const summaryWords = {
  /** `9 users in scope`: the kind of job says of what they are the whole. */
  whole: (users: number, whole: string) => `${countOf(users, 'user')} ${whole}`,
  events: 'Job events',
  aboutEvents: 'job events',
  eventsHelp:
    'One line for each reason, with the users it concerns. A user with more than one reason is counted in each of them.',
  eventsSource: 'Alma’s job report',
  event: 'Event',
  users: 'Users',
  warning: 'Warning:',
  information: 'Information:',
  eventOf: (jobId: number, event: string) => `Job ${jobId}: ${event}`,
  noEvents: 'This job has no events.',
  settings: 'Settings',
  settingsTable: 'Settings of the job',
} as const;

/** Of the picture of the settings. */
export const captureWords = {
  title: 'Picture of the settings',
  none: 'No picture was taken: this job was not submitted from the screen.',
  alt: (jobId: number) => `The page with the settings of job ${jobId}, as it was at Submit`,
  enlarge: 'Enlarge the picture',
  enlarged: (jobId: number) => `Settings of job ${jobId} as shown at Submit`,
  save: 'Save picture',
  taken: 'Taken',
  size: 'Size',
  sizeOf: ({ width, height, bytes }: { width: number; height: number; bytes: number }) =>
    `${formatCount(width)} × ${formatCount(height)} pixels, ${formatBytes(bytes)}`,
  hash: 'SHA-256',
} as const;

/** Of the review as it stood when the job was submitted. */
export const reviewWords = {
  title: 'Review at submission',
  table: 'The review at submission',
  about: 'the review in a report',
  help: 'Who had signed the review, whether the seal held, and what the sampling checks had found when this job was submitted. What happened later doesn’t change it.',
  source: 'this program’s record',
  notKept: 'This job is from an earlier version, which kept nothing of the review.',
  rehearsal: 'Rehearsal',
  unsigned: 'Unsigned: made on the command line, where nobody signs.',
  signOff: 'Sign-off',
  nobodySigned: 'Nobody had signed the review.',
  signatures: ['First signature', 'Second signature'],
  signature: (name: string, at: ReactNode) => (
    <>
      {name}, {at}
    </>
  ),
  signed: 'Signed',
  signedCounts: ({ approved, excluded, undecided, staffConfirmed }: Seal['counts']) => {
    const counts = `${countOf(approved, 'user')} approved, ${formatCount(excluded)} excluded, ${formatCount(undecided)} undecided`;
    return staffConfirmed === 0
      ? counts
      : `${counts}; ${formatCount(staffConfirmed)} approved although staff`;
  },
  seal: 'Seal',
  theSeal: 'the seal',
  broken: (seal: Seal) => `Broken: ${brokenParts(seal)} had changed since it was signed`,
  heldByTwo: 'Held, with two signatures',
  heldByOne: 'Held, with one signature',
  notApproved: 'Not approved',
  unapproved: (unapproved: NonNullable<JobReport['review']>['unapproved']) =>
    unapproved.length === 0
      ? 'Nobody whom the job concerned.'
      : `${countOf(usersIn(unapproved), 'user')} whom the job concerned: ${lacksText(unapproved)}.`,
  left: 'No longer candidates',
  leftAlone: (users: number) =>
    users === 1
      ? `${countOf(users, 'user')} was left alone: the newest candidates file no longer names them.`
      : `${countOf(users, 'user')} were left alone: the newest candidates file no longer names them.`,
  ruleOff: 'Rule switched off',
  ruleAndReason: (rule: string, reason: string) => `${rule}: ${reason}`,
  sampling: 'Sampling check',
  noSample: 'No sample was drawn.',
  sample: (sample: SampleSummary, at: ReactNode) => (
    <>
      {countOf(sample.users, 'user')} drawn on {at} by {sample.by}: {findingsText(sample)}
    </>
  ),
  register: 'Protected register',
  rules: (rules: number) => countOf(rules, 'rule'),
  staffRoles: 'Staff roles by a list',
  staffList: (file: string, at: ReactNode, by: string) => (
    <>
      {file}, added {at} by {by}; all others whose role no report gives count as having no staff
      role
    </>
  ),
} as const;

/** `11 as reported, 1 differs, 28 not looked up`. */
function findingsText({ findings }: SampleSummary): string {
  const parts = (['as-reported', 'differs', 'not-in-alma'] as const)
    .filter((finding) => findings[finding] > 0)
    .map((finding) => `${formatCount(findings[finding])} ${lowerFirst(FINDING_TEXTS[finding])}`);
  if (findings.open > 0) parts.push(`${formatCount(findings.open)} not looked up`);
  return parts.join(', ');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
