/**
 * The sheet “Review” of a job report: who signed what, whether the seal held, what sampling found, how many rules
 * protected users; all as it was when the job was submitted.
 */
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { UNAPPROVED_TEXTS } from '#shared/domain/approval.ts';
import { type Among, FINDING_TEXTS } from '#shared/domain/review.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import type { JobReview } from '../jobs/jobRows.ts';
import type { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import { instantText } from './instantText.ts';

type Row = readonly (readonly [label: string, value: string | number])[];

const AMONG_TEXTS: Readonly<Record<Among, string>> = {
  approved: 'Approved users',
  'not-excluded': 'Users who are not excluded',
};
const PART_TEXTS: Readonly<Record<Seal['broken'][number], string>> = {
  inputs: 'Inputs',
  rules: 'Rules',
  decisions: 'Decisions',
};
const SAMPLE_HEADINGS = [
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
];
const WIDTHS = [40, 30, 28, 12, 12, 10, 14, 10, 14, 14, 36];

export function writeJobReview(
  workbook: WorkbookWriter,
  { seal, samples, protectedRules, unapproved, left, rulesOff, unsigned, staffLists }: JobReview,
): void {
  const sheet = workbook.addSheet(
    'Review',
    WIDTHS.map((width) => ({ width })),
  );
  sheet.addRow(['The review when the job was submitted'], 'title');
  const section = (heading: string, rows: Row) => {
    sheet.addRow([]);
    sheet.addRow([heading], 'bold');
    for (const row of rows) sheet.addRow(row);
  };
  section('Sign-off', seal ? sealRows(seal) : [['Signed by', 'Nobody']]);
  if (unsigned) sheet.addRow(['Made on the command line', 'An unsigned rehearsal']);
  if (seal) section('As it was signed', countRows(seal));
  section('Sampling', samples.length === 0 ? [['Samples drawn', 0]] : []);
  if (samples.length > 0) {
    sheet.addRow(SAMPLE_HEADINGS, 'italic');
    for (const sample of samples) sheet.addRow(sampleRow(sample));
  }
  section('Protected register', [['Rules', protectedRules]]);
  section('Users whom the job concerned and who were not approved', [
    ...unapproved.map(({ kind, users }) => [UNAPPROVED_TEXTS[kind].label, users] as const),
    ['No longer in the candidates file, left alone', left],
  ]);
  section(
    'Rules that were switched off',
    rulesOff.length > 0
      ? rulesOff.map(({ rule, reason }) => [REVIEW_FLAG_TEXTS[rule].label, reason] as const)
      : [['None', '']],
  );
  if (staffLists.length > 0)
    section(
      'Staff roles by a list',
      staffLists.map(
        ({ fileName, addedAt, addedBy }) =>
          [
            fileName,
            `Added ${instantText(addedAt)} by ${addedBy}; all others whose role no report gives count as having no staff role`,
          ] as const,
      ),
    );
}

function sealRows(seal: Seal): Row {
  return [
    ...seal.signatures.map(
      ({ name, at }, n) =>
        [`${n === 0 ? 'First' : 'Second'} signature`, `${name}, ${instantText(at)}`] as const,
    ),
    ...(seal.signatures.length < 2 ? [['Second signature', 'Missing'] as const] : []),
    ['Seal (SHA-256)', seal.seal],
    [
      'The seal',
      seal.broken.length === 0
        ? 'Held'
        : `Was broken: ${seal.broken.map((part) => PART_TEXTS[part]).join(', ')}`,
    ],
    ['Decisions made or undone after it was signed', seal.stepsSince],
  ];
}

function countRows({ counts }: Seal): Row {
  return [
    ['Candidates', counts.candidates],
    ['Undecided', counts.undecided],
    ['Excluded', counts.excluded],
    ['Approved', counts.approved],
    ['Approved though staff, one by one', counts.staffConfirmed],
  ];
}

function sampleRow(sample: SampleSummary): (string | number)[] {
  const { findings } = sample;
  return [
    instantText(sample.at),
    sample.by,
    AMONG_TEXTS[sample.among],
    sample.perGroup,
    sample.drawnFrom,
    sample.users,
    findings['as-reported'],
    findings.differs,
    findings['not-in-alma'],
    findings.open,
    sample.seed,
  ];
}
