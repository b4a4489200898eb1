/** What a restoration is called in its report. */
export const RESTORE_WORDS = {
  sheets: {
    restored: { name: 'Restored', about: 'Users whom this job put back.' },
    notDeleted: {
      name: 'Not deleted any more',
      about: 'Users whom something else had brought back before this job reached them.',
    },
  },
} as const;
