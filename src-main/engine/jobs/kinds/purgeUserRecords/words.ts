/** What a purge is called in its report, and the sets that it makes. Stored names are texts: librarians change them. */
export const PURGE_WORDS = {
  inScope: 'In scope',
  purged: 'Purged (Number finished)',
  retained: 'Retained (Number failed)',
  boundary: 'Users on the last day (boundary)',
  boundaryNotTaken: '... whom this run leaves out; Alma may take them',
  withoutApproval: 'Purged without approval',
  contacts: 'Purged Contacts',
  unknownRecordType: 'Purged users whose record type no report gives, counted as Public',
  unknownRole: 'Purged users whose roles no report gives',
  waived: 'Balances waived',
  sheets: {
    withoutApproval: 'Purged without approval',
    purged: 'Purged',
    retained: 'Retained',
    notTaken: 'Last day, not taken',
  },
  leftOut: (group: string) => `Left out of the purge: back to ${group}`,
} as const;
