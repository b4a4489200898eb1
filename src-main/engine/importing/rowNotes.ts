/** Bits of a stored row's notes and of `user.notes`. Append only. */
export const ROW_NOTES = {
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
} as const;
