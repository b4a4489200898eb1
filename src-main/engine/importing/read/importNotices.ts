/**
 * What to know about a file before it enters the replica, as far as the file says it by itself: identifier safety,
 * duplicates, conflicts (docs/domain.md, section 6, rules 2, 3 and 6), rows set aside, oddities of the file. Each with
 * its number; none changes anything.
 */
import type { LeftOutColumn } from '#shared/contract/shapes/imports.ts';
import type { RowNotice } from '#shared/contract/shapes/rowGroup.ts';
import { DETAIL_KINDS, detailKind } from '#shared/details/details.ts';
import { columnLetter } from '#shared/domain/columnLetter.ts';
import { answerTo, isRare } from '#shared/domain/openQuestions.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import { columnOfHeading, importKind } from '#shared/importKinds/importKinds.ts';
import type { NoticeCode, NoticeValues } from '#shared/notices/noticeText.ts';
import type { ElementCount, PackageFlaws, XmlFindings } from '../../tables/table.ts';
import type { RepeatedIdentifiers } from '../rows/entries.ts';
import type { RecognisedSheet } from './recogniseColumns.ts';
import type { RowOptions } from './rowOptions.ts';

/** Something to know, as it is stored with the file. */
export interface Notice {
  readonly code: NoticeCode;
  readonly values?: unknown;
  /** The sentence, where an earlier version wrote it. */
  readonly earlier?: string;
  readonly count: number;
  /** Rows stand behind it. */
  readonly hasRows: boolean;
}

/** A notice with the values that its words need. */
export function notice<Code extends NoticeCode>(
  code: Code,
  count: number,
  ...[values]: NoticeValues<Code>
): Notice {
  return { code, count, hasRows: false, ...(values !== undefined && { values }) };
}

/** A notice with rows behind it. */
export function noticeOfRows<Code extends NoticeCode & RowNotice>(
  code: Code,
  count: number,
  ...values: NoticeValues<Code>
): Notice {
  return { ...notice(code, count, ...values), hasRows: true };
}

interface ReadSheet {
  readonly recognised: RecognisedSheet;
  /** Other sheets that hold, or may hold, what is never taken. */
  readonly forbiddenBeside: readonly string[];
  /** Other sheets in which somebody who was erased here may stand. */
  readonly unreadBeside: readonly string[];
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
  /** The file says itself what its columns are; none has headings. */
  readonly isDeclared: boolean;
  readonly xml: XmlFindings | undefined;
}

/** What the file says by itself; stored with it. */
export function importNotices(read: ReadSheet): Notice[] {
  const notices = [
    ...noticesOfReport(read),
    ...noticesOfRows(read),
    ...noticesOfIdentifiers(read),
    ...noticesOfUsers(read),
    ...noticesOfFile(read),
    ...noticesOfXml(read),
  ];
  return notices.filter((notice) => notice.count > 0);
}

/** Rows that are counted as they were read. */
const counted =
  ({ count }: ReadSheet) =>
  <Code extends RowNotice>(code: Code, ...values: NoticeValues<Code>): Notice =>
    noticeOfRows(code, count(code), ...values);

/** So many rows some exports and spreadsheet programs write at most. */
const EXPORT_LIMITS: readonly number[] = [65_000, 65_001, 250_000, 500_000, 1_048_575];

function noticesOfReport(read: ReadSheet): Notice[] {
  const { recognised, count, rows } = read;
  const empty = count('empty-report');
  return [
    notice('no-heading', recognised.headingRow === 0 && !read.isDeclared && !read.isEmpty ? 1 : 0),
    empty > 0 ? noticeOfRows('empty-report', empty) : notice('empty-report', read.isEmpty ? 1 : 0),
    notice('export-limit', EXPORT_LIMITS.includes(rows) ? 1 : 0, { rows }),
  ];
}

function noticesOfRows(read: ReadSheet): Notice[] {
  const { kind } = read.recognised;
  const rows = counted(read);
  return [
    rows('total-row'),
    rows('unusable-row', { kind }),
    rows('stray-quote', { kind }),
    rows('extra-cells', { kind }),
    rows('broken-bytes'),
    rows('unreadable-value', { share: shareOf(read, 'unreadable-value') }),
    rows('not-told'),
    ...IN_QUESTION.map((code) =>
      rows(code, { kind, answer: chosen(read, code), share: shareOf(read, code) }),
    ),
  ];
}

/** Rows of which a file leaves open whom or what they mean. Codes are those of the flags, where there is one. */
const IN_QUESTION = [
  'unreadable-expiry',
  'hidden-row',
  'struck-out',
  'two-cells',
  'lost-digits',
  'blank-group',
  'no-result',
] as const;

/** What was answered about them; null: nothing, or that they are held back. */
function chosen({ options }: ReadSheet, code: (typeof IN_QUESTION)[number]) {
  if (code === 'unreadable-expiry' || code === 'no-result') return null;
  const answer = answerTo(options.answers, { about: code });
  return answer === undefined || answer === 'hold' ? null : answer;
}

function shareOf({ count, rows }: ReadSheet, code: RowNotice): number | null {
  return isRare(count(code), rows) ? null : count(code) / Math.max(1, rows);
}

function noticesOfIdentifiers(read: ReadSheet): Notice[] {
  const rows = counted(read);
  return [
    rows('numeric-identifier'),
    rows('number-format'),
    rows('odd-spaces'),
    rows('odd-identifier', { kind: read.recognised.kind }),
    rows('formula'),
    rows('purged-before'),
  ];
}

function noticesOfUsers({ recognised, repeated, namesGroups }: ReadSheet): Notice[] {
  const { counts, effect } = importKind(recognised.kind);
  return [
    noticeOfRows('duplicate', counts ? 0 : repeated.identifiers),
    noticeOfRows('conflict', repeated.conflicts),
    noticeOfRows('case-twin', repeated.caseTwins),
    notice('no-groups', effect === 'review' && !namesGroups ? 1 : 0),
  ];
}

function noticesOfFile(read: ReadSheet): Notice[] {
  const { sheets, sheetName, hasMacros, misnamed, flaws, recognised } = read;
  const bytes = flaws?.trailingBytes ?? 0;
  const never = headingsLeft(recognised, 'never');
  const chosen = headingsLeft(recognised, 'chosen');
  const { forbiddenBeside: beside, unreadBeside: unread } = read;
  return [
    notice('never-taken', never.length > 0 ? 1 : 0, { headings: never }),
    notice('left-out', chosen.length, { headings: chosen, by: recognised.leftOutBy }),
    notice('needed-columns', recognised.needed.length, { headings: recognised.needed }),
    notice('never-taken-beside', beside.length, { sheets: beside }),
    notice('erased-beside', unread.length, { sheets: unread }),
    notice('macros', hasMacros ? 1 : 0),
    notice('misnamed', misnamed === undefined ? 0 : 1, { ending: misnamed ?? '' }),
    notice('no-styles', flaws?.noStyles ? 1 : 0),
    notice('leftover-sheets', flaws?.leftoverSheets ?? 0),
    notice('trailing-bytes', bytes > 0 ? 1 : 0, { bytes }),
    notice('other-sheets', sheets - 1, { sheet: sheetName }),
  ];
}

function headingsLeft({ leftOut }: RecognisedSheet, which: LeftOutColumn['why']): string[] {
  return leftOut.flatMap(({ why, position, heading }) =>
    why === which ? [heading || columnLetter(position)] : [],
  );
}

/** So many elements are named; they are told in the order in which they came. */
const NAMED_ELEMENTS = 12;

function noticesOfXml({ xml, recognised, isEmpty }: ReadSheet): Notice[] {
  if (!xml) return [];
  const { unknown, passedOver, otherFiles } = xml;
  const untold = untoldBy(recognised, xml);
  return [
    notice('not-in-file', isEmpty ? 0 : untold.length, { names: untold, more: 0 }),
    notice('unknown-elements', unknown.length, named(unknown)),
    notice('passed-over-elements', passedOver.length, named(passedOver)),
    notice('other-files', otherFiles),
  ];
}

const named = (elements: readonly ElementCount[]) => ({
  names: elements.slice(0, NAMED_ELEMENTS).map(({ path }) => path),
  more: Math.max(0, elements.length - NAMED_ELEMENTS),
});

/** What files of the kind are read for and this one has of no user: fields, then kinds of details. */
function untoldBy({ kind, columns }: RecognisedSheet, xml: XmlFindings): string[] {
  const { marks } = importKind(kind);
  const fields = columns.flatMap(({ position, heading }) => {
    const field = xml.silent.has(position) ? columnOfHeading(kind, heading) : undefined;
    const known = field === undefined ? undefined : findUserField(field);
    return known && (known.shown || marks.includes(known.name)) ? [known.label] : [];
  });
  const kinds = DETAIL_KINDS.filter((each) => xml.silentLists.has(each));
  // Roles are both.
  return [...new Set([...fields, ...kinds.map((each) => detailKind(each).label)])];
}
