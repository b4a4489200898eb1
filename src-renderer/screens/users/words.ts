/** All words of the Users screen. The list itself and its actions have theirs in deciding, grid and users. */

export const usersWords = {
  title: 'Users',
  /** The users behind a number of another screen, which has no title for them. */
  behindTitle: 'Users behind a number',
  recordTypes: 'Record type',
  tabs: { Staff: 'Staff', Public: 'Public', Contact: 'Contact', All: 'All' },
  publicHint: 'Public, and users whose record type no report tells: a purge takes them as Public.',
  membership: 'In this workspace',
  everybody: 'Everybody',
  memberships: {
    candidate: 'Candidates',
    deleted: 'Purged',
    identifierOnly: 'On lists only',
  },
  none: 'No users yet',
  whoComes:
    'Everybody named in an imported file is listed here: candidates, those on exclusion lists and those purged.',
  importFiles: 'Import files',
  nobodyMatches: 'Nobody matches',
  nobodyMatchesWhy: 'No user matches these filters.',
  clearFilters: 'Clear all filters',
  nobodyHere: 'Nobody here',
  nobodyHereWhy: 'There are no users here at the moment.',
} as const;

/** Of making a set of users on this screen. */
export const makeSetWords = {
  allMatching: 'All that match',
  selected: 'The selected users',
} as const;
