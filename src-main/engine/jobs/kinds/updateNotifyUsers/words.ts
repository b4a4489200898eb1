/** What a move is called in its report, and the sets that it makes. Stored names are texts: librarians change them. */
export const MOVE_WORDS = {
  sheets: { changed: 'Changed', unchanged: 'Left alone' },
  reversal: (group: string | null, jobId: number) =>
    `Reversal: ${group ?? 'no user group'} (job ${jobId})`,
} as const;
