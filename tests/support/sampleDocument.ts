/**
 * A document with every form of section and lists as long as asked for: the report of a purge, in the words of real
 * ones, of people who don't exist. `hostile` puts what looks like markup, a formula or a rule of style into every value.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { Institution } from '#shared/contract/shapes/settings.ts';
import type { DocumentColumn, DocumentList, ListRow } from '#shared/documents/document.ts';
import { jobReportDocument } from '#shared/documents/jobReport/jobReportDocument.ts';
import { systemFormat } from '#shared/domain/systemFormat.ts';
import type { DocumentSource, Picture } from '../../src-main/engine/reports/source.ts';
import { oneOf, randomNumbers } from './seed.ts';

const AT = Date.UTC(2026, 10, 27, 14, 5);
const MINUTE = 60_000;
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const INSTITUTION: Institution = {
  name: 'Samplefield University Library',
  period: 'Fall 2026',
  preparedBy: 'Rosalind Okafor-Lindqvist',
  timeZone: 'America/Chicago',
  deletePolicy: 3,
  paper: 'A4',
};

const SOURCES = [
  ['Users with Purge Dates of Current Date or Earlier.xlsx', 'candidates', 3274],
  ['PIDs for users with loans or fines at other i-share libraries SPL.xlsx', 'exclusions', 412],
  ['Keep - library staff and retirees.xlsx', 'exclusions', 96],
  ['Users with a staff role.csv', 'staff', 148],
] as const;

export const sampleReport = (): JobReport => ({
  jobId: 7,
  kind: 'purge-user-records',
  name: 'Purge OK to Purge, fall 2026',
  setId: null,
  userGroup: 'OK to Purge',
  state: 'completed',
  user: 'Rosalind Okafor-Lindqvist',
  submittedAt: AT,
  startedAt: AT + MINUTE,
  endedAt: AT + 3 * MINUTE,
  total: 1934,
  done: 1934,
  finished: 1835,
  failed: 99,
  failure: null,
  hasCapture: true,
  read: true,
  message: 'read',
  forgotten: null,
  erasure: null,
  certificate: null,
  settings: [
    { label: 'User group', value: 'OK to Purge' },
    { label: 'Record type', value: 'Public' },
    { label: 'Number of days after the purge date', value: '0' },
    { label: 'Waive threshold', value: '$5.00' },
    { label: 'Delete users with transferred fines/fees', value: 'No' },
    { label: 'Reading of the day bound', value: 'Purge date before the day of the run' },
  ],
  restorations: [],
  parameters: { userGroup: 'OK to Purge', recordType: 'Public', days: 0, waiveThreshold: 500 },
  events: [
    {
      code: 'outstanding-loans',
      severity: 'warning',
      users: 41,
      filter: { reason: 'outstanding-loans' },
    },
    { code: 'fines-fees', severity: 'warning', users: 52, filter: { reason: 'fines-fees' } },
    { code: 'locked-records', severity: 'warning', users: 6, filter: { reason: 'locked-records' } },
  ],
  capture: { takenAt: AT, sha256: HASH, width: 1360, height: 860, bytes: 190_000 },
  boundary: 23,
  boundaryNotTaken: 11,
  waived: 41250,
  purgedWithoutApproval: 4,
  withoutApproval: 'The chair of the working group agreed by telephone on 26 November.',
  restoredFrom: [],
  restoredSince: [],
  pictureErased: [],
  changes: [],
  told: { contacts: 0, unknownRecordType: 12, unknownRole: 0 },
  unknown: [
    { reason: 'purchase-requests', users: 1835 },
    { reason: 'resource-sharing', users: 1835 },
  ],
  excluded: 604,
  review: {
    seal: {
      signOffId: 1,
      signatures: [
        { name: 'Rosalind Okafor-Lindqvist', at: AT - 60 * MINUTE },
        { name: 'Teodor Brandstätter', at: AT - 20 * MINUTE },
      ],
      seal: HASH,
      counts: { candidates: 3274, undecided: 0, excluded: 604, approved: 2670, staffConfirmed: 2 },
      broken: [],
      stepsSince: 0,
    },
    samples: [],
    protectedRules: 4,
    unsigned: false,
    unapproved: [{ kind: 'undecided', users: 4 }],
    left: 2,
    rulesOff: [],
    staffLists: [],
    account: {
      candidates: 3274,
      undecided: 0,
      excluded: 604,
      approved: 2670,
      excludedBy: [
        { reason: 'Loans or fines at another library', users: 312 },
        { reason: 'Library staff or retiree', users: 96 },
        { reason: 'Still active in the department', users: 71 },
        { reason: 'Fines above the threshold', users: 64 },
        { reason: 'Expected to return next term', users: 40 },
        { reason: 'Data to be checked first', users: 12 },
        { reason: null, users: 9 },
      ],
      approvedNotDue: 688,
      approvedWithoutPurgeDate: 31,
      approvedOutside: 17,
    },
    sources: SOURCES.map(([fileName, kind, rows], n) => ({
      importId: n + 1,
      kind: kind as never,
      fileName,
      sha256: HASH,
      rows,
      dataDate: '2026-11-25',
      addedAt: AT - 3000 * MINUTE,
      coversAll: false,
      addedBy: 'Rosalind Okafor-Lindqvist',
    })),
    versions: {
      program: '0.1.0',
      rules: '2026-11',
      runtime: { electron: '45.5.0', node: '24.18.0', sqlite: '3.54.1' },
    },
    overrides: [
      { what: 'without-approval', flag: null, users: 4, reason: 'Agreed by telephone' },
      { what: 'staff-confirmed', flag: null, users: 2, reason: null },
    ],
  },
});

export const LIST_COLUMNS: readonly DocumentColumn[] = [
  { id: 'identifier', heading: 'Primary identifier', is: 'code', width: 16 },
  { id: 'last', heading: 'Last name', is: 'text', width: 14 },
  { id: 'first', heading: 'First name', is: 'text', width: 14 },
  { id: 'group', heading: 'Original group', is: 'text', width: 16 },
  { id: 'type', heading: 'Record type', is: 'text', width: 9 },
  { id: 'expiry', heading: 'Expiry date', is: 'date', width: 13 },
  { id: 'purge', heading: 'Purge date', is: 'date', width: 13 },
  { id: 'decision', heading: 'Decision', is: 'text', width: 10 },
  { id: 'reason', heading: 'Reason', is: 'text', width: 18 },
  { id: 'by', heading: 'Decided by', is: 'text', width: 16 },
  { id: 'at', heading: 'Decided', is: 'instant', width: 17 },
  { id: 'loans', heading: 'Loans', is: 'count', width: 6 },
  { id: 'balance', heading: 'Balance', is: 'amount', width: 10 },
  { id: 'source', heading: 'File and row', is: 'text', width: 24 },
];

const LAST = [
  'Abernathy',
  'Brandstätter',
  'Čapková',
  'Dąbrowski',
  'Okonkwo',
  'Παπαδόπουλος',
  'Øster',
];
const FIRST = ['Ada', 'Björn', 'Chidi', 'Dorothea', 'Елена', 'Farida', 'Guðrún', 'Hồng'];
const GROUPS = ['Undergraduate', 'Graduate', 'Faculty', 'Community borrower'];

function* people(users: number): Generator<ListRow> {
  const draw = randomNumbers(7);
  for (let n = 0; n < users; n++) {
    yield [
      `0${String(draw(1_000_000_000)).padStart(9, '0')}`,
      oneOf(LAST, draw),
      oneOf(FIRST, draw),
      oneOf(GROUPS, draw),
      'Public',
      `2024-0${1 + draw(9)}-1${draw(10)}`,
      `2026-0${1 + draw(9)}-2${draw(9)}`,
      'Approved',
      draw(3) === 0 ? 'Data checked by the department' : null,
      'Rosalind Okafor-Lindqvist',
      AT - draw(9000) * MINUTE,
      draw(4),
      draw(10) === 0 ? draw(50_000) : 0,
      `Users with Purge Dates.xlsx, row ${n + 6}`,
    ];
  }
}

/** What no medium may take for anything but text. */
export const HOSTILE = [
  '<b>bold</b>',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://example.org","x")',
  '"} @page { size: 1in } </style><h1>"',
  'https://example.org/',
  '<a href="javascript:alert(1)">link</a>',
  '&lt;&amp;',
  "-1+1 @x 'quoted'",
] as const;

export interface Sample {
  readonly report?: Partial<JobReport>;
  readonly institution?: Partial<Institution>;
  readonly lists?: readonly {
    readonly id: string;
    readonly title: string;
    readonly users: number;
  }[];
  readonly locales?: readonly string[];
  readonly rows?: (listId: string) => Iterable<ListRow>;
  readonly logo?: Picture;
}

export function sampleSource({
  report,
  institution,
  lists,
  locales,
  rows,
  logo,
}: Sample = {}): DocumentSource {
  const of = { ...INSTITUTION, ...institution };
  const format = { system: systemFormat(locales ?? ['en-US'], of.timeZone), currency: 'USD' };
  const all: DocumentList[] = (
    lists ?? [
      { id: 'purged', title: 'Purged users', users: 90 },
      { id: 'retained', title: 'Retained users', users: 12 },
      { id: 'excluded', title: 'Excluded users', users: 0 },
    ]
  ).map((list) => ({
    ...list,
    about:
      'Users of the group OK to Purge whom this job concerned, each with what was known of them then.',
    columns: LIST_COLUMNS,
  }));
  return {
    document: jobReportDocument(
      { ...sampleReport(), ...report },
      { ...format, institution: of },
      all,
    ),
    format,
    timeZone: of.timeZone ?? 'UTC',
    paper: of.paper,
    rows: rows ?? ((id) => people(all.find((list) => list.id === id)?.users ?? 0)),
    capture: picture,
    logo: () => logo ?? null,
  };
}

/** Of the size of a window. */
export function picture(): Picture {
  const png = readFileSync(join(import.meta.dirname, '../../docs/screenshots/review.png'));
  return { png, width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
