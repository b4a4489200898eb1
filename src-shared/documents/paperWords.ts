/** What only paper says of a document: the names of its parts, its pages, and what doesn't stand on it. Pure. */
import type { Say } from '../domain/said.ts';
import type { RowsAre } from './document.ts';

function rowsText(count: number, are: RowsAre, say: Say): string {
  if (are === 'users') return say.users(count);
  return `${say.count(count)} ${count === 1 ? 'entry' : 'entries'}`;
}

export const PAPER_WORDS = {
  summary: 'Summary',
  details: 'Details',
  lists: { users: 'Lists of users', entries: 'List of entries' },
  page: 'Page',
  of: 'of',
  /** Behind the note of a section: where it comes from. */
  source: (source: string) => `Source: ${source}.`,
  notStated: 'Not stated',
  columns: (printed: number, all: number) =>
    `Here are ${printed} of its ${all} columns; the workbook has all.`,
  none: { users: 'Nobody.', entries: 'None.' },
  /** Above a list: who stands in it, and how many, unless it says so itself. */
  about: (about: string, count: number, are: RowsAre, say: Say) => {
    const rows = rowsText(count, are, say);
    return about.endsWith(rows) ? `${about}.` : `${about} ${rows}.`;
  },
  cut: (shown: number, rows: number, are: RowsAre, say: Say) =>
    `The first ${say.count(shown)} of ${rowsText(rows, are, say)} are printed here. The workbook of this report holds all ${say.count(rows)}.`,
  /** Below a list that was cut, where somebody may look for the rest. */
  cutEnd: (left: number, are: RowsAre, say: Say) =>
    `${rowsText(left, are, say)} more ${left === 1 ? 'is' : 'are'} in the workbook of this report.`,
  /** In the last row of a table that is cut short; what the rows are, its heading says. */
  otherRows: (rows: number, say: Say) =>
    `${say.count(rows)} more ${rows === 1 ? 'stands' : 'stand'} in the details`,
  logo: 'Logo of the institution',
  signedHere: 'Signed in Purge Desk',
  tick: 'To tick',
  toSign: 'Name, date, signature',
} as const;
