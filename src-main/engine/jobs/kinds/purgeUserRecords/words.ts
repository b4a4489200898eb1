/** What a purge is called in its report, and the sets that it makes. Stored names are texts: librarians change them. */
export const PURGE_WORDS = {
  sheets: {
    withoutApproval: {
      name: 'Purged without approval',
      about: 'Users whom this job purged although nobody had approved them.',
    },
    purged: { name: 'Purged', about: 'Users whom this job purged.' },
    nonAffiliated: {
      name: 'Non-affiliated researchers',
      about:
        'Purged users with research assets or grants: Esploro keeps their name, identifiers and e-mail addresses.',
    },
    researcherUnknown: {
      name: 'Perhaps researchers',
      about:
        'Purged users of whom no report tells whether they have research assets or grants: Esploro may keep their name, identifiers and e-mail addresses.',
    },
    retained: {
      name: 'Retained',
      about: 'Users in scope whom this job retained, with every reason and where it stands.',
    },
    excluded: {
      name: 'Excluded',
      about: 'Users who were excluded in the review, and whom this job didn’t ask.',
    },
    boundary: {
      name: 'Last day',
      about:
        'Users on the last day, for whom the published readings of the day bound differ: Alma may take them or not.',
    },
    listOnly: {
      name: 'Known from a list alone',
      about:
        'Members of the set whom no report describes: when they are due isn’t known, and Alma may take them.',
    },
  },
  leftOut: (group: string) => `Left out of the purge: back to ${group}`,
} as const;
