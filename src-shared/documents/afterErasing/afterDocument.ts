/** What an erasure left to be done as a document: a list each for users, for what is off, and for copies. Pure. */
import type { AfterItem } from '../../contract/shapes/erasures.ts';
import type { AfterList } from '../../domain/afterErasing.ts';
import type { Say } from '../../domain/said.ts';
import type { DocumentColumn, ListRow, ReportDocument } from '../document.ts';
import { type Making, madeHead } from '../documentHead.ts';
import { column, factSection } from '../sections.ts';
import { code, count, fact, instant } from '../values.ts';
import { AFTER_TEXTS, LIST_TEXTS, AFTER_WORDS as WORDS } from './words.ts';

const SORT: DocumentColumn = column('sort', WORDS.sort, 'text', 28);
const TODO: DocumentColumn = column('todo', WORDS.todo, 'text', 70);
const DONE: readonly DocumentColumn[] = [
  column('doneAt', WORDS.doneAt, 'instant', 20),
  column('doneBy', WORDS.doneBy, 'text', 24),
];
const COLUMNS: Readonly<Record<AfterList, readonly DocumentColumn[]>> = {
  links: [
    SORT,
    column('identifier', WORDS.identifier, 'code', 24),
    column('name', WORDS.name, 'text', 30),
    TODO,
    ...DONE,
  ],
  off: [SORT, column('name', WORDS.name, 'text', 40), TODO, ...DONE],
  copies: [
    SORT,
    column('place', WORDS.place, 'text', 60),
    column('at', WORDS.at, 'instant', 20),
    column('isThere', WORDS.isThere, 'text', 12),
    TODO,
    ...DONE,
  ],
};

interface Asked {
  readonly jobId: number;
  readonly requestId: string;
  readonly erasedAt: number;
}

/** @param counts of its lists, in their order */
export function afterDocument(
  { jobId, requestId, erasedAt }: Asked,
  counts: readonly (readonly [AfterList, number])[],
  making: Making,
): ReportDocument {
  return {
    title: WORDS.title,
    subtitle: WORDS.request(requestId),
    head: madeHead(making, WORDS.made),
    summary: [
      factSection('left', WORDS.left, [
        fact(WORDS.requestId, code(requestId)),
        fact(WORDS.erasedAt, instant(erasedAt)),
        fact(WORDS.job, count(jobId)),
        ...counts.map(([list, items]) => fact(LIST_TEXTS[list].title, count(items))),
      ]),
    ],
    details: [],
    lists: counts.map(([list, items]) => ({
      ...{ id: list, ...LIST_TEXTS[list], users: items },
      columns: COLUMNS[list],
    })),
  };
}

/** One of its rows, as the columns of that list are. */
export function afterRow(list: AfterList, item: AfterItem, say: Say): ListRow {
  const { what, users, name, identifier, at, isThere, doneAt, doneBy } = item;
  const { sort, todo } = AFTER_TEXTS[what];
  const rest = [todo(users, say), doneAt, doneBy];
  if (list === 'links') return [sort, identifier, name ?? WORDS.gone, ...rest];
  if (list === 'off') return [sort, name, ...rest];
  const there = isThere === null ? WORDS.notKnown : isThere ? WORDS.there : WORDS.notThere;
  return [sort, name, at, what === 'exported' ? there : null, ...rest];
}
