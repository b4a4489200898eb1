/**
 * The sheet “Review” of a job report: who signed what, whether the seal held, what sampling found, how many rules
 * protected users; all as it was when the job was submitted.
 */
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { UNAPPROVED_TEXTS } from '#shared/domain/approval.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import type { JobReview } from '../jobs/jobRows.ts';
import type { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import type { ReportFormat } from './reportFormat.ts';
import { REVIEW_WORDS as WORDS } from './words.ts';

type Row = readonly (readonly [label: string, value: string | number])[];

const WIDTHS = [40, 30, 28, 12, 12, 10, 14, 10, 14, 14, 36];

export function writeJobReview(
  workbook: WorkbookWriter,
  { seal, samples, protectedRules, unapproved, left, rulesOff, unsigned, staffLists }: JobReview,
  format: ReportFormat,
): void {
  const sheet = workbook.addSheet(WORDS.sheet, {
    columns: WIDTHS.map((width) => ({ width })),
    landscape: true,
  });
  sheet.addRow([WORDS.title], { style: 'title' });
  const section = (heading: string, rows: Row) => {
    sheet.addRow([]);
    sheet.addRow([heading], { style: 'heading' });
    for (const row of rows) sheet.addRow(row);
  };
  section(WORDS.signOff, seal ? sealRows(seal, format) : [[WORDS.signedBy, WORDS.nobody]]);
  if (unsigned) sheet.addRow([WORDS.onCommandLine, WORDS.unsigned]);
  if (seal) section(WORDS.asSigned, countRows(seal));
  section(WORDS.sampling, samples.length === 0 ? [[WORDS.samplesDrawn, 0]] : []);
  if (samples.length > 0) {
    sheet.addRow(WORDS.sampleHeadings, { style: 'label' });
    for (const sample of samples) sheet.addRow(sampleRow(sample, format));
  }
  section(WORDS.register, [[WORDS.rules, protectedRules]]);
  section(WORDS.notApproved, [
    ...unapproved.map(({ kind, users }) => [UNAPPROVED_TEXTS[kind].label, users] as const),
    [WORDS.left, left],
  ]);
  section(
    WORDS.rulesOff,
    rulesOff.length > 0
      ? rulesOff.map(({ rule, reason }) => [REVIEW_FLAG_TEXTS[rule].label, reason] as const)
      : [[WORDS.none, '']],
  );
  if (staffLists.length > 0)
    section(
      WORDS.staffLists,
      staffLists.map(
        ({ fileName, addedAt, addedBy }) =>
          [fileName, WORDS.staffListAdded(format.instant(addedAt), addedBy)] as const,
      ),
    );
}

function sealRows(seal: Seal, format: ReportFormat): Row {
  return [
    ...seal.signatures.map(
      ({ name, at }, n) =>
        [WORDS.signatures[n] ?? '', WORDS.signature(name, format.instant(at))] as const,
    ),
    ...(seal.signatures.length < 2 ? [[WORDS.signatures[1], WORDS.missing] as const] : []),
    [WORDS.sealHash, seal.seal],
    [WORDS.seal, seal.broken.length === 0 ? WORDS.sealHeld : WORDS.sealBroken(seal.broken)],
    [WORDS.stepsSince, seal.stepsSince],
  ];
}

function countRows({ counts }: Seal): Row {
  return [
    [WORDS.candidates, counts.candidates],
    [WORDS.undecided, counts.undecided],
    [WORDS.excluded, counts.excluded],
    [WORDS.approved, counts.approved],
    [WORDS.staffConfirmed, counts.staffConfirmed],
  ];
}

function sampleRow(sample: SampleSummary, format: ReportFormat): (string | number)[] {
  const { findings } = sample;
  return [
    format.instant(sample.at),
    sample.by,
    WORDS.among[sample.among],
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
