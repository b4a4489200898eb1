/** What a report says of the review behind the job, as it stood when the job was submitted. Pure. */
import type { JobReport, Override } from '../../contract/shapes/jobReport.ts';
import type { Seal } from '../../contract/shapes/signOff.ts';
import { UNAPPROVED_TEXTS } from '../../domain/approval.ts';
import { FINDING_TEXTS } from '../../domain/review.ts';
import { REVIEW_FLAG_TEXTS } from '../../domain/reviewFlags.ts';
import type { DocumentColumn, DocumentSection, Fact } from '../document.ts';
import { column, textSection } from '../sections.ts';
import { code, count, fact, instant, text, type ValueFormat } from '../values.ts';
import { sayIn } from './sayIn.ts';
import { OVERRIDE_WORDS, REVIEW_WORDS, SAMPLE_WORDS } from './words.ts';

export function reviewSection({ review }: JobReport, format: ValueFormat): DocumentSection {
  const { title, help } = REVIEW_WORDS;
  if (!review) return { id: 'review', title, help, form: 'text', lines: [REVIEW_WORDS.notKept] };
  const { unapproved, left, protectedRules } = review;
  const lacking =
    unapproved.length === 0
      ? [fact(REVIEW_WORDS.unapproved, text(REVIEW_WORDS.nobodyUnapproved))]
      : unapproved.map(({ kind, users }) => fact(UNAPPROVED_TEXTS[kind].label, count(users)));
  const facts = [
    ...sealFacts(review.seal, format),
    ...lacking,
    ...(left > 0 ? [fact(REVIEW_WORDS.left, count(left))] : []),
    fact(REVIEW_WORDS.register, text(REVIEW_WORDS.rules(protectedRules, sayIn(format)))),
    ...review.staffLists.map(({ fileName, addedBy }) =>
      fact(REVIEW_WORDS.staffRoles, text(fileName), REVIEW_WORDS.staffRolesNote(addedBy)),
    ),
  ];
  return { id: 'review', title, help, form: 'facts', facts };
}

function sealFacts(seal: Seal | null, format: ValueFormat): Fact[] {
  if (!seal) return [fact(REVIEW_WORDS.signedBy, text(REVIEW_WORDS.nobody))];
  const { signatures, counts, broken, stepsSince } = seal;
  return [
    ...REVIEW_WORDS.signatures.map((label, n) => {
      const signature = signatures[n];
      return signature
        ? fact(label, instant(signature.at), signature.name)
        : fact(label, text(REVIEW_WORDS.missing));
    }),
    fact(REVIEW_WORDS.signedCounts, text(REVIEW_WORDS.counts(counts, sayIn(format)))),
    fact(
      REVIEW_WORDS.seal,
      text(broken.length === 0 ? REVIEW_WORDS.held : REVIEW_WORDS.broken(broken)),
    ),
    fact(REVIEW_WORDS.hash, code(seal.seal)),
    ...(stepsSince > 0 ? [fact(REVIEW_WORDS.stepsSince, count(stepsSince))] : []),
  ];
}

/** Where somebody decided against what the program proposed or held back. */
export function overrideSection({ review }: JobReport): DocumentSection | undefined {
  if (!review) return undefined;
  const { title, help } = OVERRIDE_WORDS;
  const { overrides, versions } = review;
  if (versions === null)
    return { id: 'overrides', title, help, form: 'text', lines: [OVERRIDE_WORDS.notKept] };
  if (overrides.length === 0)
    return { id: 'overrides', title, help, form: 'text', lines: [OVERRIDE_WORDS.none] };
  return {
    id: 'overrides',
    title,
    help,
    form: 'table',
    columns: [
      column('what', OVERRIDE_WORDS.what, 'text', 60),
      column('users', OVERRIDE_WORDS.users, 'count', 10),
      column('reason', OVERRIDE_WORDS.reason, 'text', 50),
    ],
    rows: overrides.map((override) => [
      text(overrideText(override)),
      override.users === null ? null : count(override.users),
      text(override.reason ?? OVERRIDE_WORDS.noReason),
    ]),
  };
}

function overrideText({ what, flag }: Override): string {
  const said = OVERRIDE_WORDS.texts[what];
  return flag === null ? said : OVERRIDE_WORDS.of(said, REVIEW_FLAG_TEXTS[flag].label);
}

const { headings } = SAMPLE_WORDS;
const SAMPLE_COLUMNS: readonly DocumentColumn[] = [
  column('drawn', headings.drawn, 'instant', 20),
  column('by', headings.by, 'text', 20),
  column('among', headings.among, 'text', 24),
  column('perGroup', headings.perGroup, 'count', 10),
  column('drawnFrom', headings.drawnFrom, 'count', 12),
  column('users', headings.users, 'count', 10),
  column('asReported', FINDING_TEXTS['as-reported'], 'count', 12),
  column('differs', FINDING_TEXTS.differs, 'count', 10),
  column('notInAlma', FINDING_TEXTS['not-in-alma'], 'count', 12),
  column('open', headings.open, 'count', 14),
  column('seed', headings.seed, 'code', 24),
];

export function sampleSection({ review }: JobReport): DocumentSection | undefined {
  if (!review) return undefined;
  const { title } = SAMPLE_WORDS;
  if (review.samples.length === 0) return textSection('samples', title, [SAMPLE_WORDS.none]);
  return {
    id: 'samples',
    title,
    form: 'table',
    columns: SAMPLE_COLUMNS,
    rows: review.samples.map(({ at, by, among, perGroup, drawnFrom, users, findings, seed }) => [
      instant(at),
      text(by),
      text(SAMPLE_WORDS.among[among]),
      count(perGroup),
      count(drawnFrom),
      count(users),
      count(findings['as-reported']),
      count(findings.differs),
      count(findings['not-in-alma']),
      count(findings.open),
      code(seed),
    ]),
  };
}
