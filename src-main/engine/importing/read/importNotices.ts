/**
 * What to know about a file before it enters the replica, as far as the file says it by itself: identifier safety,
 * duplicates, conflicts (docs/domain.md, section 6, rules 2, 3 and 6), rows set aside, oddities of the file. Each with
 * its number; none changes anything.
 */
import type { RowNotice } from '#shared/contract/shapes/rowGroup.ts';
import { isRare } from '#shared/domain/openQuestions.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import type { PackageFlaws } from '../../tables/table.ts';
import type { RepeatedIdentifiers } from '../rows/entries.ts';
import type { RecognisedSheet } from './recogniseColumns.ts';
import type { RowOptions } from './rowOptions.ts';
import { rowsInQuestion } from './rowsInQuestion.ts';

export interface Notice {
  readonly code: string;
  readonly text: string;
  readonly count: number;
  /** The rows behind it, by the name of their row group; stored in workspaces under this key. */
  readonly part: string | null;
}

interface ReadSheet {
  readonly recognised: RecognisedSheet;
  /** What the librarian has said about rows in question. */
  readonly options: RowOptions;
  readonly rows: number;
  /** Some row names a user group. */
  readonly namesGroups: boolean;
  /** How many rows are behind a notice. */
  readonly count: (code: RowNotice) => number;
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

/** What the file says by itself; stored with it. */
export function importNotices(read: ReadSheet): Notice[] {
  const notices = [
    ...noticesOfReport(read),
    ...noticesOfRows(read),
    ...noticesOfIdentifiers(read),
    ...noticesOfUsers(read),
    ...noticesOfFile(read),
  ];
  return notices.filter((notice) => notice.count > 0);
}

/** Notices of rows that stand under the notice's own name. */
const rowsOf =
  ({ count }: ReadSheet) =>
  (code: RowNotice, text: string): Notice => ({ code, text, count: count(code), part: code });

/** So many rows some exports and spreadsheet programs write at most. */
const EXPORT_LIMITS: readonly number[] = [65_000, 65_001, 250_000, 500_000, 1_048_575];

function noticesOfReport(read: ReadSheet): Notice[] {
  const { recognised, count } = read;
  return [
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
  ];
}

function noticesOfRows(read: ReadSheet): Notice[] {
  const { kind } = read.recognised;
  const { counts, effect } = importKind(kind);
  const rows = rowsOf(read);
  return [
    rows('total-row', 'Rows hold totals and name nobody. They are set aside and not added.'),
    rows(
      'unusable-row',
      kind === 'exclusions'
        ? 'Rows can’t be used; nobody is excluded by them. Candidates whose identifier is nearly the same are held back.'
        : 'Rows can’t be used and were left out.',
    ),
    rows(
      'stray-quote',
      `A stray quotation mark runs cells or lines together: see the errors for the lines. ${kind === 'exclusions' ? 'Candidates whose identifier stands there are held back.' : counts ? 'Anyone named in a swallowed line is held back.' : 'Users on swallowed lines are missing; the user on the line where it begins is held back.'} Correct the file and choose it again.`,
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
    ...rowsInQuestion(kind, read.options).map(([code, text]) =>
      rows(code, `${text}${shareOf(read, code)}`),
    ),
  ];
}

function shareOf({ count, rows }: ReadSheet, code: RowNotice): string {
  if (isRare(count(code), rows)) return '';
  return ` That is ${Math.round((count(code) / Math.max(1, rows)) * 100)} % of the rows.`;
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

function noticesOfIdentifiers(read: ReadSheet): Notice[] {
  const { kind } = read.recognised;
  const { effect } = importKind(kind);
  const rows = rowsOf(read);
  return [
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
    rows('odd-identifier', kind === 'identifiers' ? ODD_AS_IT_IS : ODD_IDENTIFIER[effect]),
    rows(
      'formula',
      'Identifiers are results of formulas. The result in the file is taken; formulas are never run.',
    ),
    rows(
      'purged-before',
      'Rows have an identifier as the last name, which is how Alma leaves purged users. They are set aside and not added.',
    ),
  ];
}

function noticesOfUsers({ recognised, repeated, namesGroups }: ReadSheet): Notice[] {
  const { counts, effect } = importKind(recognised.kind);
  return [
    {
      code: 'duplicate',
      count: counts ? 0 : repeated.identifiers,
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
      count: effect === 'review' && !namesGroups ? 1 : 0,
      text: 'The file names no user groups, so the groups of the protected register protect nobody in it.',
      part: null,
    },
  ];
}

function noticesOfFile({ sheets, sheetName, hasMacros, misnamed, flaws }: ReadSheet): Notice[] {
  return [
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
}
