/** Words of exports, wherever they are asked for: how far they are, and how they ended. */
import { countOf, formatCount } from '../format.ts';

export const exportWords = {
  doneTitle: 'Export completed',
  failedTitle: 'Export failed',
  cancelled: (fileName: string) => `The export of ${fileName} was cancelled. Nothing was written.`,
  /** Before the sentence that says what went wrong. */
  about: (fileName: string) => `${fileName}:`,
  exporting: (title: string) => `Exporting ${title}`,
  printing: (title: string) => `Preparing to print ${title}`,
  waits: (title: string) => `Waiting to export ${title}`,
  waiting: (exports: number) => `${formatCount(exports)} waiting`,
  rows: (done: number, total: number) => `${formatCount(done)} of ${countOf(total, 'row')}`,
  cancel: (title: string) => `Cancel the export of ${title}`,
  cancelling: 'Cancelling',
  /** Behind the rows: a document is laid out as a whole. */
  makingPages: 'making the pages',
  andSo: (rate: string, left: string) => `, ${rate}, ${left}`,
} as const;
