/**
 * A list of users as a document: who stands in it and by which filter, how they were decided, and the list itself,
 * whose rows come from who can stream them. Says of persons nothing beyond the columns that were asked for. Pure.
 */
import type { SortTerm } from '../../contract/shapes/users.ts';
import { countColumnId } from '../../details/details.ts';
import { REVIEW_FLAG_TEXTS, REVIEW_FLAGS, type ReviewFlag } from '../../domain/reviewFlags.ts';
import { extraColumnId, headingOfExtra } from '../../fields/extraColumns.ts';
import { type TrailEnd, trailEndSections } from '../auditTrail/trailEnd.ts';
import type {
  Bar,
  DocumentColumn,
  DocumentList,
  DocumentSection,
  DocumentTone,
  ReportDocument,
} from '../document.ts';
import { type Making, madeHead } from '../documentHead.ts';
import { sayIn } from '../jobReport/sayIn.ts';
import { column, textSection } from '../sections.ts';
import { count, fact, text } from '../values.ts';
import { LIST_STATES, type ListState, STATE_TEXTS } from './cellTexts.ts';
import { listColumn } from './columns.ts';
import { LIST_TITLES, LIST_WORDS, type ListOf } from './words.ts';

/** What was asked for. */
export interface AskedList {
  readonly list: ListOf;
  /** The filter in words. */
  readonly title: string;
  readonly sort: readonly SortTerm[];
  readonly columns: readonly DocumentColumn[];
}

/** How many users there are, by what they are and by flag. */
export interface ListCounts {
  readonly users: number;
  readonly states: Readonly<Record<ListState, number>>;
  readonly flags: Readonly<Record<ReviewFlag, number>>;
}

export interface ListContext extends Making {
  readonly trailEnd: TrailEnd | null;
}

/** The list of the document. */
const USER_LIST = 'users';

export function userListDocument(
  asked: AskedList,
  counts: ListCounts,
  context: ListContext,
): ReportDocument {
  const title = LIST_TITLES[asked.list];
  const list: DocumentList = {
    id: USER_LIST,
    title,
    about: LIST_WORDS.about(asked.title, counts.users, sayIn(context)),
    users: counts.users,
    columns: asked.columns,
  };
  return {
    title,
    subtitle: asked.title,
    head: madeHead(context, LIST_WORDS.made, [fact(LIST_WORDS.sorted, text(sortText(asked.sort)))]),
    summary: [
      accountSection(counts),
      ...flagSection(counts),
      readingSection(asked.columns),
      ...trailEndSections(context.trailEnd),
    ],
    details: [],
    lists: [list],
  };
}

function sortText(sort: readonly SortTerm[]): string {
  if (sort.length === 0) return LIST_WORDS.unsorted;
  return sort
    .map((term) => {
      const { heading } = listColumn(columnOf(term));
      return term.direction === 'desc' ? LIST_WORDS.descending(heading) : heading;
    })
    .join(', ');
}

function columnOf(term: SortTerm): string {
  if ('field' in term) return term.field;
  return 'lines' in term ? countColumnId(term.lines) : extraColumnId(term.extra);
}

const TONES: Readonly<Record<ListState, DocumentTone>> = {
  approved: 'approved',
  excluded: 'keep',
  undecided: 'undecided',
  purged: 'purge',
  notCandidate: 'undecided',
};

/** What nobody in the list is goes unsaid, but for decisions. */
function accountSection({ users, states }: ListCounts): DocumentSection {
  const { title, whole } = LIST_WORDS.account;
  const bars = LIST_STATES.filter(
    (state) => states[state] > 0 || (state !== 'purged' && state !== 'notCandidate'),
  ).map((state): Bar => ({ label: STATE_TEXTS[state], count: states[state], tone: TONES[state] }));
  return {
    id: 'account',
    title,
    form: 'bars',
    whole: { label: whole, count: users, tone: 'plain' },
    bars,
  };
}

function flagSection({ flags }: ListCounts): DocumentSection[] {
  const present = REVIEW_FLAGS.filter((flag) => flags[flag] > 0);
  if (present.length === 0) return [];
  const { title, flag: heading, users } = LIST_WORDS.flags;
  return [
    {
      id: 'flags',
      title,
      form: 'table',
      columns: [column('flag', heading, 'text', 40), column('users', users, 'count', 12)],
      rows: present.map((flag) => [text(REVIEW_FLAG_TEXTS[flag].label), count(flags[flag])]),
    },
  ];
}

function readingSection(columns: readonly DocumentColumn[]): DocumentSection {
  const { title, empty, moment, cut } = LIST_WORDS.reading;
  const isLong = ({ id }: DocumentColumn) =>
    id === 'notes' || id === 'decisions' || headingOfExtra(id) !== undefined;
  const lines = [empty, moment, ...(columns.some(isLong) ? [cut] : [])];
  return textSection('reading', title, lines);
}
