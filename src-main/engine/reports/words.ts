/**
 * All fixed words of the workbooks that reports are: names of sheets, headings, labels. The same on every computer: a
 * report may be read on another. What a kind of job says stands in its own folder.
 */
export const VALUE_WORDS = { yes: 'Yes', no: 'No' } as const;

/** Of the workbook that any document becomes. */
export const DOCUMENT_WORDS = {
  summarySheet: 'Summary',
  detailSheet: 'Details',
  detailTitle: 'Details',
  logo: 'Logo of the institution',
  foot: (title: string, subtitle: string) => `${title} · ${subtitle}`,
  partOf: (title: string, part: number) => `${title} (${part})`,
  printedOf: (about: string, printed: number, columns: number) =>
    `${about} Printed: ${printed} of ${columns} columns.`,
  part: (label: string) => `– ${label}`,
  /** An empty box. */
  tick: '☐',
  lineToSign: 'Name, date:  _______________________________',
} as const;

/** Rows of an import, and its errors. */
export const ROW_WORDS = {
  sheet: 'Rows',
  from: (fileName: string) => `From ${fileName}`,
  errors: ['Row', 'Column', 'Value', 'Problem and what to do', 'The row in the file'],
  row: 'Row',
  primaryIdentifier: 'Primary identifier',
  before: (heading: string) => `${heading}, before`,
} as const;

export const JOB_WORDS = {
  eventsSheet: 'Events by user',
  /** Behind what a list is about, of a job of an earlier version. */
  notFrozen: (about: string) =>
    `${about} Group, dates and decision are as the workspace has them now: the job is from an earlier version.`,
  eventHeadings: ['Job event', 'Primary identifier'],
} as const;

/** The list from which a word processor makes letters. */
export const LETTER_WORDS = { why: 'Why', date: 'Date' } as const;

/** The list of what the desk has to do to fines and fees in Alma, behind who it is. */
export const FEE_WORK_WORDS = [
  'What to do',
  'Fine/fee type',
  'Title',
  'Barcode',
  'Amount',
  'Reason',
  'Comment',
  'Decided by',
  'Decided at',
] as const;
