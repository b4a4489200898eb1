/**
 * The table of counts of a reversal kit: whom the job changes, by what Alma's later statistics would go by if they still
 * knew it. Two lists, whose rows are numbers of users and name nobody. Pure.
 */
import type { DocumentList, ListRow, ReportDocument } from '../document.ts';
import { madeHead } from '../documentHead.ts';
import { column, factSection } from '../sections.ts';
import { count, fact, text } from '../values.ts';
import type { KitCount, ReversalKit } from './kit.ts';
import type { KitContext } from './sheetDocument.ts';
import { COUNTS_WORDS, SHEET_WORDS } from './words.ts';

const LISTS = {
  byCategory: { ...COUNTS_WORDS.byCategory, heading: COUNTS_WORDS.category },
  byStatistic: { ...COUNTS_WORDS.byStatistic, heading: COUNTS_WORDS.statistic },
} as const;
type CountsList = keyof typeof LISTS;

export function countsDocument(kit: ReversalKit, context: KitContext): ReportDocument {
  return {
    title: COUNTS_WORDS.title,
    subtitle: kit.name,
    head: madeHead(context, SHEET_WORDS.made),
    summary: [
      factSection('counted', COUNTS_WORDS.about, [
        fact(COUNTS_WORDS.changed, count(kit.changed)),
        ...Object.values(LISTS).map(({ title, about, heading }) =>
          kit.jobId !== null && heading === COUNTS_WORDS.statistic
            ? fact(title, text(about), COUNTS_WORDS.statisticsNow)
            : fact(title, text(about)),
        ),
      ]),
    ],
    details: [],
    lists: (Object.keys(LISTS) as CountsList[]).map((id) => listOf(id, kit[id])),
  };
}

function listOf(id: CountsList, counts: readonly KitCount[]): DocumentList {
  const { title, about, heading } = LISTS[id];
  return {
    id,
    title,
    about,
    users: counts.length,
    columns: [
      column('group', COUNTS_WORDS.group, 'text', 30),
      column('category', heading, 'text', 30),
      column('year', COUNTS_WORDS.year, 'text', 14),
      column('users', COUNTS_WORDS.users, 'count', 12),
    ],
  };
}

/** @param listId of one of its lists */
export function* countRows(kit: ReversalKit, listId: string): Generator<ListRow> {
  for (const { group, category, year, users } of kit[listId as CountsList])
    yield [
      group ?? COUNTS_WORDS.none,
      category ?? COUNTS_WORDS.none,
      year ?? COUNTS_WORDS.none,
      users,
    ];
}
