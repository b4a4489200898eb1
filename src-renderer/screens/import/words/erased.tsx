/** Words of rows of users who were erased, and of letting them in again. */
import type { ReactNode } from 'react';
import { countOf, formatCount } from '../../../ui/format.ts';

export const erasedRowWords = {
  /** In the place of an identifier. */
  erased: (at: ReactNode, requestId: string) => (
    <>
      Erased {at} by {requestId}
    </>
  ),
  mayReturn: 'may be entered once the file is read again',
  select: (row: number) => `Row ${formatCount(row)}`,
  selectAll: 'All rows on this page',
  enter: (rows: number) =>
    rows === 0 ? 'Enter rows again…' : `Enter ${countOf(rows, 'row')} again…`,
  readAgain: 'Read the file again',
} as const;

export const returnedWords = {
  title: (rows: number) => `Enter ${countOf(rows, 'row')} of erased users`,
  what: 'Users who were purged for good are kept out of later files. Decide this only for whoever has come back and is to have a record here again.',
  asNew:
    'They come in as new users with what the file says: none of their former roles, decisions, approvals or notes. The file is read again for it; until then nothing of them is kept.',
  holds:
    'The decision is entered into the audit trail, and holds for later files, too, until they are erased again.',
  reason: 'Reason',
  reasonHint: 'Kept with the file. Name nobody.',
  typed: (rows: string) => `Type the number of rows: ${rows}`,
  missingReason: 'A reason is missing.',
  missingNumber: 'Type the number of rows.',
  decide: (rows: number) => `Enter ${countOf(rows, 'row')}`,
  /** Of a file whose rows were let in. */
  decided: (rows: number, at: ReactNode, by: string, reason: string) => (
    <>
      {countOf(rows, 'row')} of erased users may be entered: decided {at} by {by}. Reason: {reason}
    </>
  ),
  withdrawn: (rows: number, at: ReactNode, by: string) => (
    <>
      {countOf(rows, 'row')} of erased users: that they may be entered was withdrawn {at} by {by}.
    </>
  ),
  withdraw: 'Withdraw',
} as const;
