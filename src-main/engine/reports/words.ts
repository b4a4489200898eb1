/**
 * All fixed words of the workbooks that reports are: names of sheets, headings, labels. The same on every computer: a
 * report may be read on another. What a kind of job says stands in its own folder.
 */
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { type Among, FINDING_TEXTS } from '#shared/domain/review.ts';

export const VALUE_WORDS = { yes: 'Yes', no: 'No' } as const;

/** Rows of an import, and its errors. */
export const ROW_WORDS = {
  sheet: 'Rows',
  from: (fileName: string) => `From ${fileName}`,
  errors: ['Row', 'Column', 'Value', 'Problem and what to do', 'The row in the file'],
  row: 'Row',
  primaryIdentifier: 'Primary identifier',
  before: (heading: string) => `${heading}, before`,
} as const;

export const JOB_WORDS = {
  sheet: 'Report',
  title: (job: string) => `${job}: job report`,
  userHeadings: [
    'Primary identifier',
    'Last name',
    'First name',
    'User group',
    'Purge date',
    'Reasons',
    'Approved although staff',
    'Not approved because',
  ],
  staffConfirmed: 'Yes',
  noLongerCandidate: 'No longer in the candidates file',
  job: 'Job',
  jobId: 'Job ID',
  name: 'Name',
  status: 'Status',
  user: 'User',
  submitted: 'Submitted',
  started: 'Time started',
  ended: 'Time ended',
  unsigned: 'An unsigned rehearsal',
  onCommandLine: 'Made on the command line',
  nobodySigns: 'Nobody signs it.',
  settings: 'Settings',
  counts: 'Counts',
  events: 'Job events',
  notCovered: 'Not covered by any report (Alma may retain more)',
  capture: 'Screen capture of the settings',
  taken: 'Taken',
  sha256: 'SHA-256',
  size: 'Size in pixels',
  eventsSheet: 'Events by user',
  eventHeadings: ['Job event', 'Primary identifier'],
  captureSheet: 'Screen capture',
  captureTitle: (taken: string, sha256: string) =>
    `Settings as shown at ${taken}, SHA-256 ${sha256}`,
} as const;

const AMONG_TEXTS: Readonly<Record<Among, string>> = {
  approved: 'Approved users',
  'not-excluded': 'Users who are not excluded',
};
const SEALED_TEXTS: Readonly<Record<Seal['broken'][number], string>> = {
  inputs: 'Inputs',
  rules: 'Rules',
  decisions: 'Decisions',
};

/** The sheet about the review behind a job. */
export const REVIEW_WORDS = {
  sheet: 'Review',
  title: 'The review when the job was submitted',
  signOff: 'Sign-off',
  signedBy: 'Signed by',
  nobody: 'Nobody',
  onCommandLine: 'Made on the command line',
  unsigned: 'An unsigned rehearsal',
  asSigned: 'As it was signed',
  sampling: 'Sampling',
  samplesDrawn: 'Samples drawn',
  sampleHeadings: [
    'Drawn',
    'By',
    'Among',
    'Per group',
    'Drawn from',
    'Users',
    FINDING_TEXTS['as-reported'],
    FINDING_TEXTS.differs,
    FINDING_TEXTS['not-in-alma'],
    'Not looked up',
    'Seed',
  ],
  among: AMONG_TEXTS,
  register: 'Protected register',
  rules: 'Rules',
  notApproved: 'Users whom the job concerned and who were not approved',
  left: 'No longer in the candidates file, left alone',
  rulesOff: 'Rules that were switched off',
  none: 'None',
  staffLists: 'Staff roles by a list',
  staffListAdded: (at: string, by: string) =>
    `Added ${at} by ${by}; all others whose role no report gives count as having no staff role`,
  signatures: ['First signature', 'Second signature'],
  signature: (name: string, at: string) => `${name}, ${at}`,
  missing: 'Missing',
  sealHash: 'Seal (SHA-256)',
  seal: 'The seal',
  sealHeld: 'Held',
  sealBroken: (parts: Seal['broken']) =>
    `Was broken: ${parts.map((part) => SEALED_TEXTS[part]).join(', ')}`,
  stepsSince: 'Decisions made or undone after it was signed',
  candidates: 'Candidates',
  undecided: 'Undecided',
  excluded: 'Excluded',
  approved: 'Approved',
  staffConfirmed: 'Approved though staff, one by one',
} as const;
