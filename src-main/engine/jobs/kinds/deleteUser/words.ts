/** What the deletion of one user is called in its report. */
export const DELETION_WORDS = {
  sheets: {
    deleted: { name: 'Deleted', about: 'The user whom this job deleted.' },
    refused: {
      name: 'Not deleted',
      about: 'The user whom this job left as they were, because something stood in the way.',
    },
  },
} as const;
