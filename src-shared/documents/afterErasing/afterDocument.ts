/** What an erasure left to be done as a document: a list each for users, for what is off, and for copies. Pure. */
import type { AfterItem } from '../../contract/shapes/erasures.ts';
import type { Institution } from '../../contract/shapes/settings.ts';
import type { AfterList } from '../../domain/afterErasing.ts';
import type { Say } from '../../domain/said.ts';
import type { DocumentColumn, ListRow, ReportDocument } from '../document.ts';
import { factIfSaid, institutionFacts, zoneFact } from '../institutionFacts.ts';
import { code, count, fact, instant, type ValueFormat } from '../values.ts';
import { AFTER_TEXTS, LIST_TEXTS, AFTER_WORDS as WORDS } from './words.ts';

const SORT: DocumentColumn = { id: 'sort', heading: WORDS.sort, is: 'text', width: 28 };
const TODO: DocumentColumn = { id: 'todo', heading: WORDS.todo, is: 'text', width: 70 };
const DONE: readonly DocumentColumn[] = [
  { id: 'doneAt', heading: WORDS.doneAt, is: 'instant', width: 20 },
  { id: 'doneBy', heading: WORDS.doneBy, is: 'text', width: 24 },
];
const COLUMNS: Readonly<Record<AfterList, readonly DocumentColumn[]>> = {
  links: [
    SORT,
    { id: 'identifier', heading: WORDS.identifier, is: 'code', width: 24 },
    { id: 'name', heading: WORDS.name, is: 'text', width: 30 },
    TODO,
    ...DONE,
  ],
  off: [SORT, { id: 'name', heading: WORDS.name, is: 'text', width: 40 }, TODO, ...DONE],
  copies: [
    SORT,
    { id: 'place', heading: WORDS.place, is: 'text', width: 60 },
    { id: 'at', heading: WORDS.at, is: 'instant', width: 20 },
    { id: 'isThere', heading: WORDS.isThere, is: 'text', width: 12 },
    TODO,
    ...DONE,
  ],
};

interface Asked {
  readonly jobId: number;
  readonly requestId: string;
  readonly erasedAt: number;
}

interface Making extends ValueFormat {
  readonly institution: Institution;
  readonly at: number;
  readonly by: string;
}

/** @param counts of its lists, in their order */
export function afterDocument(
  { jobId, requestId, erasedAt }: Asked,
  counts: readonly (readonly [AfterList, number])[],
  making: Making,
): ReportDocument {
  const { institution, at, by } = making;
  return {
    title: WORDS.title,
    subtitle: WORDS.request(requestId),
    head: [
      ...institutionFacts(institution),
      fact(WORDS.made, instant(at)),
      ...factIfSaid(WORDS.madeBy, by),
      zoneFact(making, at),
    ],
    summary: [
      {
        ...{ id: 'left', title: WORDS.left, form: 'facts' },
        facts: [
          fact(WORDS.requestId, code(requestId)),
          fact(WORDS.erasedAt, instant(erasedAt)),
          fact(WORDS.job, count(jobId)),
          ...counts.map(([list, items]) => fact(LIST_TEXTS[list].title, count(items))),
        ],
      },
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
