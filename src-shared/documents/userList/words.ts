/** All fixed words of a list of users as a document: on its first page, above its rows. Plain words. */
import type { Say } from '../../domain/said.ts';

/** Lists by the screens that show them. */
export const LIST_TITLES = { review: 'Review list', users: 'Users' } as const;
export type ListOf = keyof typeof LIST_TITLES;

export const LIST_WORDS = {
  made: 'List made',
  sorted: 'Sorted by',
  descending: (heading: string) => `${heading} (descending)`,
  unsorted: 'The order in which users were imported',
  account: { title: 'Decisions', whole: 'Users in this list' },
  flags: {
    title: 'Review flags among these users',
    flag: 'Flag',
    users: 'Users',
  },
  reading: {
    title: 'How to read the list',
    empty: 'An empty cell means that no report says it: it is neither zero nor No.',
    moment: 'The list shows the workspace as it was when the list was made.',
    cut: 'A spreadsheet cell holds at most 32,767 characters; a longer text ends with “…”.',
  },
  /** Above the rows. */
  about: (filter: string, users: number, say: Say) => `${filter}: ${say.users(users)}`,
} as const;
