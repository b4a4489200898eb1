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
  /** Of a file that was added. */
  asChecked:
    'Possible pairs, moves and balances are as the check found them before the file was added.',
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

/** Words of the table of errors. */
export const errorsTableWords = {
  none: 'Every row could be read.',
  label: (fileName: string) => `Errors of ${fileName}`,
  row: 'Row',
  column: 'Column',
  value: 'Value',
  blank: 'blank',
  problem: 'Problem and what to do',
  rowText: 'The row in the file',
  howToCorrect: 'To correct them, change the report or the file and choose it again.',
  /** As in `Export errors`. */
  what: 'errors',
} as const;

/** What is counted below a table that comes a page at a time. */
export interface PageWords {
  /** All are on one page. */
  readonly all: (total: number) => string;
  readonly some: (first: number, last: number, total: number) => string;
}

export const rowPages: PageWords = {
  all: (rows) => countOf(rows, 'row'),
  some: (first, last, rows) =>
    `${formatCount(first)} to ${formatCount(last)} of ${countOf(rows, 'row')}`,
};

/** @param rows how many rows have errors; one can have several */
export const errorPages = (rows: number): PageWords => ({
  all: (errors) => `${countOf(errors, 'error')} in ${countOf(rows, 'row')}.`,
  some: (first, last, errors) =>
    `${formatCount(first)} to ${formatCount(last)} of ${countOf(errors, 'error')} in ${countOf(rows, 'row')}.`,
});

/** Words of turning the pages. */
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
