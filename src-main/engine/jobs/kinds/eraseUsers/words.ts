/** What an erasure is called in its report. */
export const ERASE_WORDS = {
  sheets: {
    erased: {
      name: 'Erased',
      about: 'How many users this job erased; nothing is left of who they were.',
    },
    left: {
      name: 'Left alone',
      about:
        'Users who weren’t deleted any more, or were erased before, when this job reached them.',
    },
  },
} as const;
