/**
 * What to know about rows of a file, and what becomes of them: as the librarian has said, else the more cautious.
 * Each is true of one row and of many: how many there are stands before it on the page, and behind it in a terminal.
 */
import type { OpenAnswerCode } from '../domain/openQuestions.ts';
import type { Say } from '../domain/said.ts';
import { type ImportKind, importKind } from '../importKinds/importKinds.ts';

export interface OfKind {
  readonly kind: ImportKind;
}

/** How much of the file it is, 0 to 1; null: it is rare. */
export interface Share {
  readonly share: number | null;
}

/** What was answered about such rows; null: nothing, or that they are held back. */
export interface Answered extends OfKind, Share {
  readonly answer: OpenAnswerCode | null;
}

/** An erasure, and how many rows of the file it has set aside. */
export interface ErasedBefore {
  readonly jobId: number;
  readonly requestId: string;
  readonly at: number;
  readonly rows: number;
  /** Of these, rows of which was decided that they may be entered. */
  readonly decided: number;
}

const HELD = 'These users are held back until you decide.';

const ofTheRows = ({ share }: Share, say: Say) =>
  share === null ? '' : ` That is ${say.count(Math.round(share * 100))} % of the rows.`;

const ODD =
  'An identifier holds marks that belong to none, or its cell holds more than one: an apostrophe, typographic quotation marks or dashes, commas, spaces.';
const ODD_AS_IT_IS = `${ODD} It is compared as it is.`;
const ODD_IDENTIFIER = {
  set: `${ODD} Candidates whose identifier is nearly the same are held back until you decide.`,
  review: `${ODD} Those that an exclusion list may mean are held back until you decide.`,
  roles: `${ODD} The role of users whose identifier is nearly the same stays unknown.`,
  replica: ODD_AS_IT_IS,
  lines: ODD_AS_IT_IS,
  evidence: ODD_AS_IT_IS,
} as const;

const BLANK_GROUP: Readonly<Partial<Record<OpenAnswerCode, string>>> = {
  above: 'They have the group of the row above, as you chose.',
  none: 'They have no group, as you chose.',
};
const BLANK_GROUP_OPEN =
  'Formatted exports blank out repeated values. Until somebody says what they mean, these users are held back where the register protects groups.';

/** Rows of all other files than candidates always count: whoever is meant to stay may stand there. */
function whetherTheyCount({ kind, answer }: Answered): string {
  if (importKind(kind).effect !== 'review') return 'They count like all others.';
  return answer === 'count' ? 'They count like all others, as you chose.' : HELD;
}

function whichOfTwoCells({ kind, answer }: Answered): string {
  const { counts, effect } = importKind(kind);
  if (counts) return 'What such a row tells of a user counts as unreadable.';
  if (effect === 'set') return 'All of them are kept.';
  return answer === null
    ? HELD
    : 'The cell that a spreadsheet shows is taken, as you chose; rows that stand twice are held back.';
}

function whetherDigitsAreLost({ kind, answer }: Answered): string {
  const { counts, effect } = importKind(kind);
  if (effect !== 'review' && (effect !== 'replica' || counts)) return '';
  return answer === null ? ` ${HELD}` : ' It is right as it is, as you chose.';
}

function onSwallowedLines({ kind }: OfKind): string {
  if (kind === 'exclusions') return 'Candidates whose identifier stands there are held back.';
  return importKind(kind).counts
    ? 'Anyone named in a swallowed line is held back.'
    : 'Users on swallowed lines are missing; the user on the line where it begins is held back.';
}

export const ROW_NOTICE_TEXTS = {
  'total-row': 'Rows of totals name nobody. They are set aside and not added.',
  'unusable-row': ({ kind }: OfKind) =>
    kind === 'exclusions'
      ? 'Rows that can’t be used exclude nobody. Candidates whose identifier is nearly the same are held back.'
      : 'Rows that can’t be used were left out.',
  'stray-quote': (values: OfKind) =>
    `A stray quotation mark runs cells or lines together: see the errors for the lines. ${onSwallowedLines(values)} Correct the file and choose it again.`,
  'extra-cells': ({ kind }: OfKind) =>
    `Where a row has more cells than there are headings, as when a comma is in a name or an amount without quotation marks, values may be in the wrong column.${importKind(kind).effect === 'set' ? '' : ` ${HELD}`}`,
  'broken-bytes':
    'Bytes that aren’t UTF-8, as the rest of the file is, were read as Windows-1252. Where they touch an identifier or a value that the purge depends on, users are held back.',
  'unreadable-value': (values: Share, say: Say) =>
    `A value that the purge depends on couldn’t be read. ${HELD}${ofTheRows(values, say)}`,
  'not-told':
    'A value that couldn’t be read counts as not told, as you chose. Unknown is not none: previews say for whom.',
  'unreadable-expiry': (values: Answered, say: Say) =>
    `The expiry date couldn’t be read. It counts as one in the future until you decide.${ofTheRows(values, say)}`,
  'hidden-row': (values: Answered, say: Say) =>
    `A filter or a collapsed group hides these rows in the file. ${whetherTheyCount(values)}${ofTheRows(values, say)}`,
  'struck-out': (values: Answered, say: Say) =>
    `These rows are struck out in the file. ${whetherTheyCount(values)}${ofTheRows(values, say)}`,
  'two-cells': (values: Answered, say: Say) =>
    `Two cells share one place: written twice, or invisible under a merged cell. ${whichOfTwoCells(values)}${ofTheRows(values, say)}`,
  'lost-digits': (values: Answered, say: Say) =>
    `An identifier that is a number of more than ${say.count(15)} digits, or with decimals, may have lost its last digits.${whetherDigitsAreLost(values)}${ofTheRows(values, say)}`,
  'blank-group': (values: Answered, say: Say) =>
    `These rows name no user group, though others do. ${BLANK_GROUP[values.answer ?? 'hold'] ?? BLANK_GROUP_OPEN}${ofTheRows(values, say)}`,
  'no-result': (values: Answered, say: Say) =>
    `A formula whose result is not stored in the file can’t be read. Open the file in a spreadsheet program, save it, and choose it again.${ofTheRows(values, say)}`,
  'numeric-identifier':
    'Where an identifier is a number in the file, leading zeros may be lost. It is kept as it is.',
  'number-format':
    'Numbers that a number format shows with zeros in front are taken as they are shown.',
  'odd-spaces':
    'Identifiers are compared without outer and non-breaking spaces, and written with them, as in the file.',
  'odd-identifier': ({ kind }: OfKind) =>
    kind === 'identifiers' ? ODD_AS_IT_IS : ODD_IDENTIFIER[importKind(kind).effect],
  formula:
    'Where an identifier is the result of a formula, the result in the file is taken; formulas are never run.',
  'purged-before':
    'An identifier as the last name is how Alma leaves purged users. Such rows are set aside and not added.',
  'erased-before': ({ erasures }: { erasures: readonly ErasedBefore[] }, say: Say) => {
    const decided = erasures.reduce((sum, each) => sum + each.decided, 0);
    const by = erasures
      .map(({ requestId, rows }) => `${requestId} (${say.count(rows)})`)
      .join(', ');
    const whose = `Users who were erased here for good are known again by their identifiers: by request ${by}. Their rows are set aside, nothing of them is kept, and nobody of them is added unless somebody decides that they have returned.`;
    return decided === 0
      ? whose
      : `${whose} That was decided of ${say.count(decided)}: read the file again to enter them.`;
  },
  duplicate: 'An identifier in more than one row is one user, with all its rows as evidence.',
  conflict:
    'Where rows of one identifier differ in dates or user group, the user is flagged as a conflict.',
  'case-twin': 'Identifiers that differ only in upper and lower case are the same user in Alma.',
} as const;
