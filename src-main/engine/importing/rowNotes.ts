/** What to remember about one row, as bits of `import_row.notes` and `user.notes`. Append only. */
export const ROW_NOTES = {
  /** The identifier cell held a number. */
  numeric: 1,
  /** ... of more than 15 digits. */
  lostDigits: 2,
  /** The identifier has outer, inner or non-breaking spaces. */
  oddSpaces: 4,
  /** A cell that the purge depends on couldn't be read. */
  unreadable: 8,
} as const;
