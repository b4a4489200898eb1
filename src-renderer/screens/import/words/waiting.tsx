/** Words of a file that waits to be added: its card, its numbers, its details, what adding it does. */
import type { ReactNode } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { SEPARATOR_LABELS, TEXT_ENCODING_LABELS } from '#shared/domain/textFormats.ts';
import { countOf, formatCount, formatDate } from '../../../ui/format.ts';
import { formatBytes } from '../../../ui/words/components.tsx';

/** The card, from reading on. */
export const pendingWords = {
  waits: 'Waits for the file before it',
  beingRead: 'Being read and checked',
  failed: 'Can’t be read',
  reading: 'Reading',
  rows: 'rows',
  cancelReading: (fileName: string) => `Cancel reading ${fileName}`,
  tryAgain: 'Try again',
  remove: 'Remove',
  discard: 'Discard',
  /** Said aloud. */
  wasRead: (fileName: string, rows: number, errors: number) =>
    `${fileName} was read: ${countOf(rows, 'row')}, ${formatCount(errors)} with errors.`,
  wasNotRead: (fileName: string) => `${fileName} can’t be read.`,
  kindOf: (fileName: string) => `Kind of ${fileName}`,
  whatKind: 'What kind of file is it?',
  noIdentifiers: 'No row of this file has a primary identifier that can be used.',
  noIdentifiersTodo: 'See the errors, correct the file, and choose it again.',
  showDetails: 'Show details',
  hideDetails: 'Hide details',
  sameAdded: (when: ReactNode, file: ReactNode) => (
    <>
      The same file was added on {when}: {file}. You can discard it, unless you mean to add it a
      second time.
    </>
  ),
} as const;

/** Where in the file the rows come from: `Sheet “Users” · headings in row 6 · 2.4 MB · data of Jun 1, 2022`. */
export function whereWords(check: ImportCheck): string {
  const { format, sheetName, headingRow, fileSize, dataDate } = check;
  const headings = headingRow > 0 ? `headings in row ${formatCount(headingRow)}` : 'no headings';
  return [
    format.type === 'workbook' ? `Sheet “${sheetName}”` : formatWords(check),
    // Elements of XML name themselves.
    ...(format.type === 'almaXml' ? [] : [headings]),
    formatBytes(fileSize),
    ...(dataDate ? [`data of ${formatDate(dataDate)}`] : []),
  ].join(' · ');
}

/** The format by the file’s contents, whatever its name ends in. */
export function formatWords({ format, columns }: ImportCheck): string {
  if (format.type === 'workbook') return 'Excel workbook';
  if (format.type === 'almaXml')
    return format.files === 0
      ? 'Alma’s XML'
      : `Alma’s XML, ${countOf(format.files, 'file')} in a ZIP`;
  const encoding = TEXT_ENCODING_LABELS[format.encoding];
  // Nothing is separated in a single column.
  return columns.length > 1
    ? `${SEPARATOR_LABELS[format.separator]}-separated text, ${encoding}`
    : `Text, ${encoding}`;
}

export interface FigureWords {
  readonly label: string;
  /** Of the button that opens what is behind the number. */
  readonly show?: (value: number) => string;
}

/** The numbers of a file that was read. */
export const figureWords = {
  rows: { label: 'Rows' },
  identifiers: { label: 'Identifiers' },
  new: { label: 'New' },
  known: { label: 'Already known' },
  changed: {
    label: 'Changed',
    show: (users) => `${formatCount(users)} changed: show`,
  },
  returned: {
    label: 'Returned',
    show: (users) => `${formatCount(users)} returned: show`,
  },
  errors: {
    label: 'Rows with errors',
    show: (rows) => `${countOf(rows, 'row')} with errors: show`,
  },
  notices: {
    label: 'Things to know',
    show: (notices) => `${countOf(notices, 'thing')} to know: show`,
  },
} as const satisfies Readonly<Record<string, FigureWords>>;

/** The tabs of a file’s details. */
export const detailWords = {
  notices: 'Things to know',
  changes: 'What changes',
  changed: 'What changed',
  rows: 'First rows',
  reading: 'How it is read',
  errors: 'Errors',
  file: 'File',
} as const;

/** Where a file’s rows come from. */
export const factWords = {
  fileName: 'File name',
  size: 'Size',
  format: 'Format',
  sheet: 'Sheet',
  headings: 'Headings',
  headingRow: (row: number) => `Row ${formatCount(row)}`,
  noHeadings: 'None that are known',
  titleRows: 'Title rows',
  noTitleRows: 'None',
  checksum: 'SHA-256',
  original: 'Original',
  kept: 'Kept in this workspace',
  notKept: 'Not kept in this workspace',
  deleted: (at: ReactNode, by: string) => (
    <>
      Deleted {at}
      {by && ` by ${by}`}
    </>
  ),
} as const;

/** Whom a file brings back, and what ends by it. */
export const returnWords = {
  show: 'Show',
  returned: (users: number, reasons: string) =>
    `${countOf(users, 'user')} ${users === 1 ? 'returns' : 'return'}: ${reasons}.`,
  noneEnds: 'No decision ends because of it.',
  ends: (users: number) =>
    users === 1
      ? 'When this file is added, the decision about 1 user ends, and they are undecided again.'
      : `When this file is added, the decisions about ${countOf(users, 'user')} end, and all of them are undecided again.`,
  needsLook: 'It says something about them that needs a look first.',
} as const;
