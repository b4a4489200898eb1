/** What only paper says of a document: the names of its parts, its pages, and what doesn't stand on it. Pure. */
import type { Say } from '../domain/said.ts';

export const PAPER_WORDS = {
  summary: 'Summary',
  details: 'Details',
  lists: 'Lists of users',
  page: 'Page',
  of: 'of',
  /** Behind the note of a section: where it comes from. */
  source: (source: string) => `Source: ${source}.`,
  notStated: 'Not stated',
  columns: (printed: number, all: number) =>
    `Here are ${printed} of its ${all} columns; the workbook has all.`,
  nobody: 'Nobody.',
  cut: (shown: number, users: number, say: Say) =>
    `The first ${say.count(shown)} of ${say.users(users)} are printed here. The workbook of this report holds all ${say.count(users)}.`,
  /** Below a list that was cut, where somebody may look for the rest. */
  cutEnd: (left: number, say: Say) =>
    `${say.users(left)} more ${left === 1 ? 'is' : 'are'} in the workbook of this report.`,
  /** In the last row of a table that is cut short; what the rows are, its heading says. */
  otherRows: (rows: number, say: Say) =>
    `${say.count(rows)} more ${rows === 1 ? 'stands' : 'stand'} in the details`,
  logo: 'Logo of the institution',
  signedHere: 'Signed in Purge Desk',
  tick: 'To tick',
  toSign: 'Name, date, signature',
} as const;
