/** What a move is called in its report, and the sets that it makes. Stored names are texts: librarians change them. */
export const MOVE_WORDS = {
  sheets: {
    changed: { name: 'Changed', about: 'Users whom this job moved to another user group.' },
    unchanged: { name: 'Left alone', about: 'Members of the set whom this job left as they were.' },
  },
  reversal: (group: string | null, jobId: number) =>
    `Reversal: ${group ?? 'no user group'} (job ${jobId})`,
} as const;
