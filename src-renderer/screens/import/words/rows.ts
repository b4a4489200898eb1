/**
 * Words around the rows of a file: counts that open into rows, their table, its pages, and what is saved of them.
 */
import { countOf, formatCount } from '../../../ui/format.ts';

/** Words of counts that open into the rows behind them. */
export const rowGroupWords = {
  show: 'Show rows',
  hide: 'Hide rows',
  showOf: (title: string) => `Show rows: ${title.toLowerCase()}`,
  hideOf: (title: string) => `Hide rows: ${title.toLowerCase()}`,
  /** Within a sentence or the name of a file: `unreadable values, expiry date`. */
  named: (title: string, column?: string) =>
    (column === undefined ? title : `${title}, ${column}`).toLowerCase(),
  noNotices: 'Nothing unusual was found in this file.',
} as const;

/** Words of the table of rows. */
export const rowTableWords = {
  /** @param what is a name as within a sentence */
  label: (what: string, fileName: string) =>
    `${what[0]!.toUpperCase()}${what.slice(1)} of ${fileName}`,
  row: 'Row',
  primaryIdentifier: 'Primary identifier',
  showUser: 'Show this user',
  before: 'before:',
  now: 'now:',
  blank: 'blank',
} as const;

/** Words of the line below a table that comes a page at a time. */
export const pagerWords = {
  some: (first: number, last: number, counted: string) =>
    `${formatCount(first)} to ${formatCount(last)} of ${counted}`,
  page: (number: number) => `Page ${formatCount(number)}`,
  next: 'Next page',
  previous: 'Previous page',
} as const;

/** Words of writing rows, or the file itself, to the disk. */
export const saveWords = {
  export: 'Export',
  exportOf: (what: string) => `Export ${what}`,
  /** What the written file is called at first. */
  exportName: (file: string, what: string) => `${file} - ${what}`,
  rowsWritten: (fileName: string, rows: number) =>
    `${fileName} was written: ${countOf(rows, 'row')}.`,
  originalWritten: (fileName: string) => `${fileName} was written as it was imported.`,
} as const;
