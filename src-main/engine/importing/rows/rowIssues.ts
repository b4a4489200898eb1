/** What was wrong with a row of a file, as bits: of a stored row, and of a user's rows together (`user.notes`). */
import type { UserFieldName } from '#shared/fields/userFields.ts';

/** Append only. */
export const ROW_ISSUES = {
  /** The identifier cell held a number. */
  numeric: 1,
  /** ... of more than 15 digits, or ends in the zeros that a spreadsheet puts after the 15th. */
  lostDigits: 2,
  /** The identifier has outer, inner or non-breaking spaces. */
  oddSpaces: 4,
  /** A cell that the purge depends on couldn't be read. */
  unreadable: 8,
  /** Merged rows only: stated dates or groups differ. */
  conflict: 16,
  /** Looks like a user that was purged before (delete user policy 2): never enters the replica. */
  setAside: 32,
  /** Users only: what a report that counts says couldn't be read; the next one of its kind may tell. */
  unreadableLoans: 64,
  unreadableBalance: 128,
  unreadableAcquisitions: 256,
  /** The row is hidden, and nobody has said that hidden rows count. */
  hiddenRow: 512,
  /** The row is struck out. */
  struckOut: 1024,
  /** Names no group though other rows of the file do, and nobody has said what that means. */
  blankGroup: 2048,
  /** Two cells of the row have one reference: it isn't certain whom or what it means. */
  twoCells: 4096,
  /** The expiry date couldn't be read. */
  unreadableExpiry: 8192,
  /** The identifier holds what near misses are made of: an apostrophe, typographic marks, separators. */
  oddIdentifier: 16_384,
  /** Users only, like the three above. */
  unreadableLoansElsewhere: 32_768,
  unreadableFinesElsewhere: 65_536,
  unreadableRequests: 131_072,
  /** A value couldn't be read and counts as not told, as the librarian has said. */
  notTold: 262_144,
  /** ... of a name, on which rules of the register may depend. */
  nameNotTold: 524_288,
  /** Of somebody who is erased: nothing is left in it. */
  erased: 1_048_576,
} as const;

/** The bit of a field that is counted and couldn't be. */
const UNREADABLE_COUNT: Readonly<Partial<Record<UserFieldName, number>>> = {
  loans: ROW_ISSUES.unreadableLoans,
  balance: ROW_ISSUES.unreadableBalance,
  transferred: ROW_ISSUES.unreadableBalance,
  acquisitions: ROW_ISSUES.unreadableAcquisitions,
  loans_elsewhere: ROW_ISSUES.unreadableLoansElsewhere,
  fines_elsewhere: ROW_ISSUES.unreadableFinesElsewhere,
  purchase_requests: ROW_ISSUES.unreadableRequests,
  hold_shelf_requests: ROW_ISSUES.unreadableRequests,
};

/** The bits of those of these fields that can be counted. */
export function unreadableCounts(fields: readonly UserFieldName[]): number {
  return fields.reduce((bits, field) => bits | (UNREADABLE_COUNT[field] ?? 0), 0);
}

/** Any of them holds a user back. */
export const ANY_UNREADABLE =
  ROW_ISSUES.unreadable | unreadableCounts(Object.keys(UNREADABLE_COUNT) as UserFieldName[]);

/** What a row of candidates leaves open about whom it means: only the next file of candidates tells. */
export const ABOUT_CANDIDATES =
  ROW_ISSUES.hiddenRow | ROW_ISSUES.struckOut | ROW_ISSUES.twoCells | ROW_ISSUES.lostDigits;

/** An identifier of a list with one of these may mean somebody else than it says. */
export const MAY_MEAN_OTHERS = ROW_ISSUES.oddIdentifier | ROW_ISSUES.lostDigits;
