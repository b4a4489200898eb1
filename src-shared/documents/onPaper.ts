/** What of a list goes on paper: a page has room for some columns, a workbook for all. Pure. */
import type { DocumentColumn } from './document.ts';

/** Characters across a page in landscape that can still be read. */
const PAGE_CHARACTERS = 172;

/** How many columns of a list a page has room for, from the first; what matters most stands first. */
export function columnsOnPaper(columns: readonly Pick<DocumentColumn, 'width'>[]): number {
  let room = PAGE_CHARACTERS;
  const none = columns.findIndex(({ width }) => {
    room -= width;
    return room < 0;
  });
  return none < 0 ? columns.length : Math.max(1, none);
}
