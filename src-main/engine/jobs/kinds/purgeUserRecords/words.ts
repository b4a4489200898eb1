/** What a purge is called in its report, and the sets that it makes. Stored names are texts: librarians change them. */
export const PURGE_WORDS = {
  sheets: {
    withoutApproval: 'Purged without approval',
    purged: 'Purged',
    retained: 'Retained',
    notTaken: 'Last day, not taken',
  },
  leftOut: (group: string) => `Left out of the purge: back to ${group}`,
} as const;
