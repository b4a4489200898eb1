/**
 * Alma's delete user policies: what it keeps of users whom the purge job or the API deletes, and of those purged before
 * (Ex Libris, “Configuring User Deletion”; docs/domain.md, section 3). Deleting one user by hand goes by none of them.
 */

export const DELETE_POLICIES = [1, 2, 3, 4] as const;
export type DeletePolicy = (typeof DELETE_POLICIES)[number];

export const DELETE_POLICY_TEXTS: Readonly<
  Record<DeletePolicy, { readonly name: string; readonly meaning: string }>
> = {
  1: {
    name: 'Keep fully reportable',
    meaning: 'Their status becomes Deleted; nearly everything else stays in Alma.',
  },
  2: {
    name: 'Keep statistics',
    meaning:
      'Statistics such as the user group stay, and the primary identifier as last name; everything else goes.',
  },
  3: {
    name: 'Keep statistics and remove primary ID',
    meaning:
      'Statistics stay, and an internal ID as last name; everything else goes. Alma recommends it.',
  },
  4: { name: 'Fully remove', meaning: 'Everything goes, statistics included.' },
};
