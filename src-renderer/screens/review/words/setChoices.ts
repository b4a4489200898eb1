/** Words for the sets that can be made of the review: what each holds. Pure. */

export const setChoiceWords = {
  approved: {
    label: 'Approved',
    meaning: 'the set to purge',
  },
  notExcluded: {
    label: 'Not excluded',
    meaning: 'approved and undecided, but for protected users and staff not approved',
  },
  excluded: {
    label: 'Excluded',
    meaning: 'who stays in Alma',
  },
  all: {
    label: 'All candidates',
    meaning: 'whatever was decided',
  },
  filtered: { label: 'What is filtered' },
  selected: {
    label: 'The selected users',
    meaning: 'as ticked in the rows',
  },
} as const;
