/** Words that the pages of Purge Users on a set have of their own. */

export const SET_PURGE_DESCRIPTION =
  'Deletes the members of a set whose purge date has come, whatever their user group. Alma has this job since November 2025.';

export const SET_PURGE_SEARCH_WORDS = 'job delete set';

export const setPurgeFormWords = {
  title: 'Settings of the purge',
  members: (count: string) => `${count} in the set`,
  another: 'Choose another set',
} as const;

/** What Alma's form asks besides. */
export const almasParametersWords = {
  title: 'What Alma asks besides',
  notice:
    'No public text tells the parameters of this job. Those above follow the rules of Purge User Records; what you see in Alma besides can be written down in Settings. It decides nothing here and is printed with each job.',
  nothing: 'Nothing has been written down yet.',
  toSettings: 'Open Settings',
} as const;
