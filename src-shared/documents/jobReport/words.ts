/**
 * All fixed words of a job report, on screen, in the workbook, in the PDF and on paper. What a kind of job says of
 * itself (settings, events, outcomes) stands with the kind. Plain words: whoever reads it may have no Alma at hand.
 */
import type { ErasedPicture, Override, RuntimeVersions } from '../../contract/shapes/jobReport.ts';
import type { JobSummary } from '../../contract/shapes/jobs.ts';
import type { Among } from '../../domain/review.ts';
import type { Say } from '../../domain/said.ts';
import type { SealedPart } from '../../domain/signOff.ts';
import { SEALED_PART_NAMES } from '../../refusals/jobRefusals.ts';

export const HEAD_WORDS = {
  title: (kind: string) => `${kind}: job report`,
} as const;

type EndedEarly = Pick<JobSummary, 'failure' | 'done' | 'total'>;

/** A job that was cancelled began nothing; one that erases has changed people before it reaches the first. */
const SAY_WHAT_STANDS: ReadonlySet<string> = new Set(['job.cancelled', 'cleanup.stopped']);

export const ALARM_WORDS = {
  title: 'Exceptions',
  failed: 'This job failed.',
  /** What remains of it; undefined where its reason says that already. */
  stands: ({ failure, done, total }: EndedEarly, say: Say) => {
    if (failure && SAY_WHAT_STANDS.has(failure.code)) return undefined;
    return done === 0
      ? 'It changed nobody.'
      : `It had reached ${say.count(done)} of ${say.users(total)} by then; what it did with them stands and is told here.`;
  },
  withoutApproval: (users: number, say: Say) =>
    `${say.users(users)} ${users === 1 ? 'was' : 'were'} purged without approval.`,
  reason: (reason: string) => `Reason: ${reason}`,
  contacts: (users: number, say: Say) =>
    `${say.count(users)} ${users === 1 ? 'Contact was' : 'Contacts were'} purged.`,
  contactsStay: 'Contacts are vendors’: Alma’s documentation says that they should not be deleted.',
  unsigned: 'This is an unsigned rehearsal, made on the command line. Nobody signs it.',
} as const;

export const DONE_WORDS = {
  title: 'What was done',
  job: 'Job',
  name: 'Job name',
  jobId: 'Job ID',
  by: 'Submitted by',
  submitted: 'Submitted',
  started: 'Time started',
  ended: 'Time ended',
} as const;

export const SETTINGS_WORDS = { title: 'Settings' } as const;

export const ACCOUNT_WORDS = {
  title: 'The review',
  candidates: 'Candidates',
  excluded: 'Excluded',
  noReason: 'Without a reason',
  otherReasons: (reasons: number, say: Say) =>
    `${say.count(reasons)} other ${reasons === 1 ? 'reason' : 'reasons'}`,
  undecided: 'Undecided',
  approved: 'Approved',
  notDue: 'Not yet due',
  withoutPurgeDate: 'Without a purge date',
  /** @param ofSet the job works on a set */
  outside: (ofSet: boolean) => `Outside this job’s ${ofSet ? 'set' : 'group'} or record type`,
} as const;

export const RUN_WORDS = {
  title: 'What happened',
  nonAffiliated: 'Kept as non-affiliated researchers',
  researcherUnknown: 'Not known whether they are researchers',
  /** `1,934 users in scope` is the whole; the kind says of what. */
  whole: (whole: string) => `Users ${whole}`,
  notReached: 'Not reached',
  byOutcome: (outcome: string, jobId: number) => `${outcome} by job ${jobId}`,
} as const;

export const TOLD_WORDS = {
  title: 'Money, last day, and what isn’t known',
  waived: 'Balances waived',
  waivedTitle: (jobId: number) => `Purged by job ${jobId} with a balance`,
  boundary: 'Users on the last day (boundary)',
  boundaryNote: 'Published texts disagree whether Alma takes them.',
  boundaryTitle: (jobId: number) => `Users on the last day of job ${jobId}`,
  notTaken: 'Of them left out by this run',
  notTakenNote: 'Alma may take them all the same.',
  notTakenTitle: 'Users on the last day whom this run left out',
  unknownRecordType: 'Purged users whose record type no report gives',
  unknownRecordTypeNote: 'They counted as Public.',
  unknownRole: 'Purged users whose roles no report gives',
  uncovered: 'Reasons for which Alma retains users that reports leave open',
  uncoveredOf: (rules: number, all: number, say: Say) => `${say.count(rules)} of ${say.count(all)}`,
  uncoveredNote: 'For all or some of the purged: Alma may retain more users than this run did.',
} as const;

export const CHANGE_WORDS = {
  title: 'What was changed',
  field: 'Field',
  original: 'Original value',
  given: 'New value',
  users: 'Users',
  none: 'None',
  yes: 'Yes',
  no: 'No',
  others: (values: number, say: Say) => `${say.count(values)} other values`,
  differing: 'Others',
  maybe: 'Not changed here: only Alma knows whom its condition takes; these at most',
} as const;

export const UNCOVERED_WORDS = {
  title: 'What reports leave open',
  help: {
    about: 'what no report covers',
    text: 'No imported report says anything about these rules for this many of the users purged. Unknown is not No.',
    source: 'this program’s decision',
  },
  rule: 'Alma retains users with',
  users: 'Purged users of whom no report tells it',
  of: (reason: string) => `Purged, and no report covered: ${reason}`,
} as const;

export const EVENT_WORDS = {
  title: 'Job events',
  help: {
    about: 'job events',
    text: 'One line for each reason, with the users it concerns. A user with more than one reason is counted in each of them.',
    source: 'Alma’s job report',
  },
  severity: 'Severity',
  severities: { info: 'Information', warning: 'Warning' },
  event: 'Event',
  users: 'Users',
  none: 'This job has no events.',
  of: (jobId: number, event: string) => `Job ${jobId}: ${event}`,
} as const;

export const CAPTURE_WORDS = {
  title: 'Picture of the settings',
  none: 'No picture was taken: this job was not submitted from the screen.',
  alt: (jobId: number) => `The page with the settings of job ${jobId}, as it was at Submit`,
  taken: 'Taken',
  size: 'Size in pixels',
  sizeOf: (width: number, height: number, say: Say) => `${say.count(width)} × ${say.count(height)}`,
  hash: 'SHA-256',
  erased: 'Erased',
  hashBefore: 'SHA-256 before',
  blanked: ({ places, byJob }: ErasedPicture, say: Say) =>
    `${places === 1 ? 'One place' : `${say.count(places)} places`} where users stood who were erased by job ${byJob}; the picture was written anew.`,
  deleted: ({ byJob, sha256 }: ErasedPicture) =>
    `The picture was deleted when job ${byJob} erased users whom it may have shown. Its SHA-256 was ${sha256}.`,
} as const;

export const REVIEW_WORDS = {
  title: 'Review at submission',
  help: {
    about: 'the review in a report',
    text: 'Who had signed the review, whether the seal held, and what the sampling checks had found when this job was submitted. What happened later doesn’t change it.',
    source: 'this program’s record',
  },
  notKept: 'This job is from an earlier version, which kept nothing of the review.',
  signedBy: 'Signed by',
  nobody: 'Nobody had signed the review',
  signatures: ['First signature', 'Second signature'],
  missing: 'Missing',
  signedCounts: 'As it was signed',
  counts: (
    counts: { approved: number; excluded: number; undecided: number; staffConfirmed: number },
    say: Say,
  ) => {
    const { approved, excluded, undecided, staffConfirmed } = counts;
    const sum = `${say.users(approved)} approved, ${say.count(excluded)} excluded, ${say.count(undecided)} undecided`;
    return staffConfirmed === 0
      ? sum
      : `${sum}; ${say.count(staffConfirmed)} approved although staff`;
  },
  seal: 'Seal',
  held: 'Held',
  broken: (parts: readonly SealedPart[]) =>
    `Broken: ${parts.map((part) => SEALED_PART_NAMES[part]).join(' and ')} had changed since it was signed`,
  hash: 'Seal (SHA-256)',
  stepsSince: 'Decisions made or undone after it was signed',
  register: 'Protected register',
  rules: (rules: number, say: Say) => `${say.count(rules)} ${rules === 1 ? 'rule' : 'rules'}`,
  left: 'No longer in the candidates file, left alone',
  nobodyUnapproved: 'Nobody whom the job concerned',
  unapproved: 'Not approved',
  staffRoles: 'Staff roles by a list',
  staffRolesNote: (by: string) =>
    `Added by ${by}; all others whose role no report gives count as having no staff role.`,
} as const;

export const OVERRIDE_WORDS = {
  title: 'Overrides',
  help: {
    about: 'overrides',
    text: 'Where somebody decided against what the program proposed or held back: with their number, and the reason that was given.',
    source: 'this program’s decision',
  },
  none: 'No rule was switched off, no staff was approved, nothing held back was released.',
  notKept: 'This job is from an earlier version, which kept nothing of overrides.',
  what: 'What',
  users: 'Users',
  reason: 'Reason',
  texts: {
    'rule-off': 'Rule of the review switched off',
    'staff-confirmed': 'Approved although staff or of unknown role, one by one',
    'held-back-named': 'Approved although held back, one by one or by name',
    'without-approval': 'The job went on though users weren’t approved',
  } satisfies Readonly<Record<Override['what'], string>>,
  noReason: 'No reason was given',
  of: (what: string, flag: string) => `${what}: ${flag}`,
} as const;

export const SAMPLE_WORDS = {
  title: 'Sampling check',
  none: 'No sample was drawn.',
  headings: {
    drawn: 'Drawn',
    by: 'By',
    among: 'Among',
    perGroup: 'Per group',
    drawnFrom: 'Drawn from',
    users: 'Users',
    open: 'Not looked up',
    seed: 'Seed',
  },
  among: {
    approved: 'Approved users',
    'not-excluded': 'Users who are not excluded',
  } satisfies Readonly<Record<Among, string>>,
} as const;

export const SOURCE_WORDS = {
  title: 'Where the data came from',
  none: 'This job is from an earlier version, which didn’t keep its files with it.',
  /** @param kind what the file is */
  coversAll: (kind: string) => `${kind} of everybody: users who aren’t in it have none`,
  file: 'File',
  kind: 'What it is',
  rows: 'Rows',
  dataDate: 'Data date',
  added: 'Added',
  by: 'By',
  hash: 'SHA-256',
} as const;

/** Of a workspace whose place a snapshot had taken before the job. */
export const RESTORED_WORDS = {
  title: 'The workspace was restored before this job',
  help: {
    about: 'restoring',
    text: 'A snapshot that was kept of the workspace took its place: what was done between the two moments isn’t in it, nor in this report.',
    source: 'this program',
  },
  restored: 'Restored',
  by: 'By',
  madeAt: 'As it was on',
  before: 'Before',
  beforeUpdate: 'an update of the workspace',
  beforeRestoring: 'another restoration',
} as const;

export const RESTORED_SINCE_WORDS = {
  title: 'Restored after this job',
  help: {
    about: 'restored users',
    text: 'User cleanup puts users back whom a job here has deleted, so that a purge can be rehearsed again. Alma can’t: whom its own purge has taken is gone.',
    source: 'this program',
  },
  job: 'Job ID',
  at: 'Restored',
  by: 'By',
  users: 'Users',
} as const;

export const RESTORED_FROM_WORDS = {
  title: 'Who had deleted them',
  job: 'Job ID',
  users: 'Users',
} as const;

export const SIGNATURE_WORDS = {
  title: 'Signatures',
  first: 'First signature of the review',
  second: 'Second signature of the review',
  seen: 'Seen by the director',
} as const;

export const VERSION_WORDS = {
  title: 'Made with',
  program: 'Purge Desk',
  rules: 'Version of the purge rules',
  runtime: 'Runs in',
  parts: ({ electron, node, sqlite }: RuntimeVersions) =>
    [electron && `Electron ${electron}`, `Node.js ${node}`, `SQLite ${sqlite}`]
      .filter(Boolean)
      .join(' · '),
  unknown: 'From an earlier version, which didn’t keep it',
  facts: 'What lists say of users',
  notFrozen: 'As the workspace has it now',
  notFrozenNote:
    'The job is from an earlier version, which didn’t keep what was known when it ran.',
  rehearsal:
    'This report is about a rehearsal on a copy of the data. What Alma itself did stands in Alma’s own job report.',
} as const;
