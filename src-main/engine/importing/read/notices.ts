/**
 * Things to know about a file before it enters the replica: identifier safety, duplicates, conflicts
 * (domain reference, section 6, rules 2, 3 and 6), rows set aside, the age of its data and what doesn't
 * fit to the other files. Each with its number; none changes anything.
 */
import { type IsoDate, minusDays } from '#shared/domain/calendar.ts';
import {
  answerTo,
  isRare,
  type OpenAnswer,
  type OpenAnswerCode,
  type OpenClass,
} from '#shared/domain/openQuestions.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import type { PackageFlaws } from '../../tables/table.ts';
import type { RepeatedIdentifiers } from '../rows/entries.ts';
import type { RecognisedSheet } from './recogniseColumns.ts';
import type { RowOptions } from './rowOptions.ts';

export interface Notice {
  readonly code: string;
  readonly text: string;
  readonly count: number;
  /** The rows behind it, by part. */
  readonly part: string | null;
}

interface ReadSheet {
  readonly recognised: RecognisedSheet;
  /** What the librarian has said about rows in question. */
  readonly options: RowOptions;
  readonly rows: number;
  /** Some row names a user group. */
  readonly namesGroups: boolean;
  /** How many rows a part has. */
  readonly count: (part: string) => number;
  readonly repeated: RepeatedIdentifiers;
  /** No row names anybody, and none is in error. */
  readonly isEmpty: boolean;
  readonly sheets: number;
  readonly sheetName: string;
  readonly hasMacros: boolean;
  readonly flaws: PackageFlaws | undefined;
  /** What the file's name says it is, when it is something else. */
  readonly misnamed: string | undefined;
}

const ODD =
  'Identifiers hold marks that belong to no identifier, or more than one identifier: an apostrophe, typographic quotation marks or dashes, commas, spaces.';
const ODD_AS_IT_IS = `${ODD} They are compared as they are.`;
const ODD_IDENTIFIER = {
  set: `${ODD} Candidates whose identifier is nearly the same are held back until you decide.`,
  review: `${ODD} Those that an exclusion list may mean are held back until you decide.`,
  roles: `${ODD} The role of users whose identifier is nearly the same stays unknown.`,
  replica: ODD_AS_IT_IS,
  evidence: ODD_AS_IT_IS,
} as const;

/** So many rows some exports and spreadsheet programs write at most. */
const EXPORT_LIMITS: readonly number[] = [65_000, 65_001, 250_000, 500_000, 1_048_575];

/** What the file says by itself; stored with it. */
export function importNotices(read: ReadSheet): Notice[] {
  const { recognised, count, repeated, sheets, sheetName, hasMacros, misnamed, flaws } = read;
  const rows = (code: string, text: string): Notice => ({
    code,
    text,
    count: count(code),
    part: code,
  });
  const { counts, effect } = importKind(recognised.kind);
  const inQuestion = rowsInQuestion(read);
  const items = counts !== undefined;
  const notices: Notice[] = [
    {
      code: 'no-heading',
      count: recognised.headingRow === 0 && !read.isEmpty ? 1 : 0,
      text: 'No heading that we know was found, so every row of the first column counts as an identifier.',
      part: null,
    },
    {
      code: 'empty-report',
      count: read.isEmpty ? Math.max(1, count('empty-report')) : count('empty-report'),
      text: 'The report is empty: it has no rows, or a sentence in their place. It names nobody.',
      part: count('empty-report') > 0 ? 'empty-report' : null,
    },
    {
      code: 'export-limit',
      count: EXPORT_LIMITS.includes(read.rows) ? 1 : 0,
      text: `The file has just ${read.rows.toLocaleString('en-US')} rows, as many as some exports write at most: the report may have been cut. Compare the number with the report in Analytics.`,
      part: null,
    },
    rows('total-row', 'Rows hold totals and name nobody. They are set aside and not added.'),
    rows(
      'unusable-row',
      recognised.kind === 'exclusions'
        ? 'Rows can’t be used; nobody is excluded by them. Candidates whose identifier is nearly the same are held back.'
        : 'Rows can’t be used and were left out.',
    ),
    rows(
      'stray-quote',
      `A stray quotation mark runs cells or lines together: see the errors for the lines. ${recognised.kind === 'exclusions' ? 'Candidates whose identifier stands there are held back.' : counts ? 'Anyone named in a swallowed line is held back.' : 'Users on swallowed lines are missing; the user on the line where it begins is held back.'} Correct the file and choose it again.`,
    ),
    rows(
      'extra-cells',
      `Rows have more cells than there are headings, as when a comma stands in a name or an amount without quotation marks, so values may stand in the wrong column.${effect === 'set' ? '' : ' These users are held back until you decide.'}`,
    ),
    rows(
      'broken-bytes',
      'Rows hold bytes that aren’t UTF-8, though the rest of the file is. They were read as Windows-1252. Where they touch an identifier or a value that the purge depends on, users are held back.',
    ),
    rows(
      'unreadable-value',
      `Rows have a value that the purge depends on and that couldn’t be read. These users are held back until you decide.${shareOf(read, 'unreadable-value')}`,
    ),
    rows(
      'not-told',
      'Rows have a value that couldn’t be read and counts as not told, as you chose. Unknown is not none: previews say for whom.',
    ),
    ...inQuestion.map(([code, text]) => rows(code, `${text}${shareOf(read, code)}`)),
    rows(
      'numeric-identifier',
      'Identifiers are numbers in the file: leading zeros may be lost. They are kept as they are.',
    ),
    rows(
      'number-format',
      'Identifiers are numbers that a number format shows with zeros in front. They are taken as they are shown.',
    ),
    rows(
      'odd-spaces',
      'Identifiers have outer or non-breaking spaces. They are compared without, and written as they are.',
    ),
    rows(
      'odd-identifier',
      recognised.kind === 'identifiers' ? ODD_AS_IT_IS : ODD_IDENTIFIER[effect],
    ),
    rows(
      'formula',
      'Identifiers are results of formulas. The result in the file is taken; formulas are never run.',
    ),
    rows(
      'purged-before',
      'Rows have an identifier as the last name, which is how Alma leaves purged users. They are set aside and not added.',
    ),
    {
      code: 'duplicate',
      count: items ? 0 : repeated.identifiers,
      text: 'Identifiers stand in more than one row. Each is one user with all its rows as evidence.',
      part: 'duplicate',
    },
    {
      code: 'conflict',
      count: repeated.conflicts,
      text: 'Repeated identifiers have different dates or user groups. They are flagged as conflicts.',
      part: 'conflict',
    },
    {
      code: 'case-twin',
      count: repeated.caseTwins,
      text: 'Repeated identifiers differ only in upper and lower case. Alma treats them as the same user.',
      part: 'case-twin',
    },
    {
      code: 'no-groups',
      count: effect === 'review' && !read.namesGroups ? 1 : 0,
      text: 'The file names no user groups, so the groups of the protected register protect nobody in it.',
      part: null,
    },
    {
      code: 'macros',
      count: hasMacros ? 1 : 0,
      text: 'The workbook holds macros. They are never run; only its cells are read.',
      part: null,
    },
    {
      code: 'misnamed',
      count: misnamed ? 1 : 0,
      text: `The name ends in ${misnamed}, but the file is something else. It was read as what it is.`,
      part: null,
    },
    {
      code: 'no-styles',
      count: flaws?.noStyles ? 1 : 0,
      text: 'The workbook’s styles are missing. Numbers in columns of dates are read as the days that spreadsheets count; zeros that a number format showed are gone.',
      part: null,
    },
    {
      code: 'leftover-sheets',
      count: flaws?.leftoverSheets ?? 0,
      text: 'The workbook names sheets that are not in it, as old macros leave them. The others were read.',
      part: null,
    },
    {
      code: 'trailing-bytes',
      count: flaws && flaws.trailingBytes > 0 ? 1 : 0,
      text: `The file goes on for ${flaws?.trailingBytes.toLocaleString('en-US')} bytes after the end of the workbook. They were not read.`,
      part: null,
    },
    {
      code: 'other-sheets',
      count: sheets - 1,
      text: `Other sheets were not read; the rows come from “${sheetName}”.`,
      part: null,
    },
  ];
  return notices.filter((notice) => notice.count > 0);
}

type RowClass = readonly [code: string, text: string];

/** Rows of which the file leaves open whom or what they mean; codes are those of the flags, where there is one. */
function rowsInQuestion({ recognised, options }: ReadSheet): RowClass[] {
  const { counts, effect } = importKind(recognised.kind);
  const review = effect === 'review';
  const holds = review || (effect === 'replica' && !counts);
  const chosen = (about: OpenClass) => {
    const answer = answerTo(options.answers, { about });
    return answer === 'hold' ? undefined : answer;
  };
  const counted = counts
    ? 'What such a row tells of a user counts as unreadable.'
    : effect === 'set'
      ? 'All of them are kept.'
      : chosen('two-cells')
        ? 'The cell that a spreadsheet shows is taken, as you chose; rows that stand twice are held back.'
        : HELD;
  return [
    [
      'unreadable-expiry',
      'The expiry date couldn’t be read. It counts as one in the future until you decide.',
    ],
    [
      'hidden-row',
      `Rows are hidden in the file, by a filter or a collapsed group. ${countWords(review, chosen('hidden-row'))}`,
    ],
    ['struck-out', `Rows are struck out. ${countWords(review, chosen('struck-out'))}`],
    [
      'two-cells',
      `Cells share their place with another one: written twice, or invisible under a merged cell. ${counted}`,
    ],
    [
      'lost-digits',
      `Identifiers are numbers of more than 15 digits, or with decimals: the last digits may be lost.${
        !holds
          ? ''
          : chosen('lost-digits')
            ? ' They are right as they stand, as you chose.'
            : ` ${HELD}`
      }`,
    ],
    [
      'blank-group',
      `Rows name no user group, though others do. ${BLANK_GROUP[(chosen('blank-group') ?? 'hold') as keyof typeof BLANK_GROUP]}`,
    ],
    [
      'no-result',
      'Cells hold a formula whose result is not stored in the file, so they can’t be read. Open the file in a spreadsheet program, save it, and choose it again.',
    ],
  ];
}

const HELD = 'These users are held back until you decide.';

/** Rows of all other files than candidates always count: whoever is meant to stay may stand there. */
function countWords(review: boolean, chosen: string | undefined): string {
  if (!review) return 'They count like all others.';
  return chosen === 'count' ? 'They count like all others, as you chose.' : HELD;
}

const BLANK_GROUP = {
  hold: 'Formatted exports blank out repeated values. Until somebody says what they mean, these users are held back where the register protects groups.',
  above: 'They have the group of the row above, as you chose.',
  none: 'They have no group, as you chose.',
} as const;

function shareOf({ count, rows }: ReadSheet, part: string): string {
  if (isRare(count(part), rows)) return '';
  return ` That is ${Math.round((count(part) / Math.max(1, rows)) * 100)} % of the rows.`;
}

/** Data older than this may no longer be true. */
const OLD_AFTER_DAYS = 7;
/** Analytics is loaded overnight: reports of one evening may show two days. */
const SAME_DAYS = 1;

export interface OtherFile {
  readonly fileName: string;
  readonly dataDate: IsoDate | null;
}

const REACHES_NOBODY =
  'Numbers differ from a candidate’s identifier only in leading zeros, so what the file says doesn’t reach the candidate. Export it again with identifiers as text.';
const NOT_IN_SET =
  'Numbers differ from a candidate’s identifier only in leading zeros, so these candidates are not in the set. Export it again with identifiers as text.';
const HELD_PAIRS = 'These candidates are held back until you decide.';
const ZERO_LOSS = {
  set: `Numbers differ from a candidate’s identifier only in leading zeros. ${HELD_PAIRS}`,
  review:
    'Numbers differ only in leading zeros from one in an exclusion list or in another report. Those that an exclusion list may mean are held back until you decide.',
  roles:
    'Numbers differ from a candidate’s identifier only in leading zeros. The role of these candidates stays unknown.',
  replica: REACHES_NOBODY,
  evidence: REACHES_NOBODY,
} as const;

const NEAR_MISSES = '(an apostrophe, typographic marks, two in one cell, lost digits)';
const NEAR_A_CANDIDATE = `Identifiers are nearly those of candidates ${NEAR_MISSES}.`;
const NEAR_A_LIST = `Identifiers are nearly the same as one in an exclusion list ${NEAR_MISSES}.`;

/** What becomes of pairs, once it was answered for all of them. */
const PAIRS_ANSWERED: Readonly<Partial<Record<OpenAnswerCode, string>>> = {
  same: 'They are the same users, as you chose: an exclusion list names them.',
  different: 'They are different users, as you chose: they are not held back for it.',
};

function zeroLossText({ kind, answers }: FileInTime): string {
  if (kind === 'identifiers') return NOT_IN_SET;
  const answered = PAIRS_ANSWERED[answerTo(answers, { about: 'zero-loss-pair' }) ?? 'hold'];
  return answered
    ? `Numbers differ only in leading zeros between an exclusion list and the candidates. ${answered}`
    : ZERO_LOSS[importKind(kind).effect];
}

function possiblePairText({ kind, answers }: FileInTime): string {
  if (kind === 'identifiers') return `${NEAR_A_CANDIDATE} These candidates are not in the set.`;
  const answered = PAIRS_ANSWERED[answerTo(answers, { about: 'possible-pair' }) ?? 'hold'];
  return importKind(kind).effect === 'set'
    ? `${NEAR_A_CANDIDATE} ${answered ?? HELD_PAIRS}`
    : `${NEAR_A_LIST} ${answered ?? 'They are held back until you decide.'}`;
}

interface FileInTime extends OtherFile {
  readonly kind: ImportKind;
  /** What the librarian has said about users whom it holds back. */
  readonly answers: readonly OpenAnswer[] | undefined;
  readonly zeroLossPairs: number;
  readonly possiblePairs: number;
  /** Users who still have the group from which a job here has moved them. */
  readonly notMovedYet: number;
}

/** What depends on the day, on the replica and on the other files; asked anew each time. */
export function passingNotices(
  file: FileInTime,
  others: readonly OtherFile[],
  today: IsoDate,
): Notice[] {
  const notices: Notice[] = [];
  const tell = (code: string, count: number, text: string, part: string | null = null) => {
    if (count > 0) notices.push({ code, count, text, part });
  };
  tell('zero-loss-pair', file.zeroLossPairs, zeroLossText(file), 'zero-loss-pair');
  tell('possible-pair', file.possiblePairs, possiblePairText(file), 'possible-pair');
  tell(
    'not-moved-yet',
    file.notMovedYet,
    'Users still have the group from which a job here moved them, so the job hasn’t run in Alma yet, or the report is older. They keep the group they have here, and their decisions.',
    'not-moved-yet',
  );
  const { dataDate } = file;
  if (dataDate !== null) {
    const old = dataDate < minusDays(today, OLD_AFTER_DAYS);
    tell(
      'old-data',
      old ? 1 : 0,
      `The data is from ${dataDate}, more than ${OLD_AFTER_DAYS} days ago. Users may have come back since; a fresh export is safer.`,
    );
    const differing = others.filter(
      (other) => other.dataDate !== null && !within(other.dataDate, dataDate, SAME_DAYS),
    );
    const named = differing.slice(0, 3).map((other) => `${other.fileName} (${other.dataDate})`);
    tell(
      'other-dates',
      differing.length,
      `Other files are from a different day than ${dataDate}: ${named.join(', ')}${differing.length > 3 ? ' …' : ''}. They may contradict this one.`,
    );
  }
  const code = libraryCode(file.fileName);
  const strangers = others.filter((other) => {
    const theirs = libraryCode(other.fileName);
    return code !== undefined && theirs !== undefined && theirs !== code;
  });
  tell(
    'other-library',
    strangers.length,
    `The name ends in the library code ${code}, others in ${[...new Set(strangers.map((other) => libraryCode(other.fileName)))].join(', ')}. Check that all are files of your library.`,
  );
  return notices;
}

function within(a: IsoDate, b: IsoDate, days: number): boolean {
  return a >= minusDays(b, days) && a <= minusDays(b, -days);
}

/** CARLI names files by a library's code of three capitals at the end, perhaps before a date or number. */
export function libraryCode(fileName: string): string | undefined {
  const name = fileName.replace(/\.[^.]+$/, '');
  return /(?:^|[\s_-])([A-Z]{3})(?:[\s_-]*[\d().-]*)$/.exec(name)?.[1];
}
