/** Words for the sets that can be made of the review: what each holds, and the name that is proposed for it. Pure. */
import type { IsoDate } from '#shared/domain/calendar.ts';

export const setChoiceWords = {
  approved: {
    label: 'Approved',
    meaning: 'the set to purge',
    name: (today: IsoDate) => `Approved for the purge ${today}`,
  },
  notExcluded: {
    label: 'Not excluded',
    meaning: 'approved and undecided, but for protected users and staff not approved',
    name: (today: IsoDate) => `Not excluded ${today}`,
  },
  excluded: {
    label: 'Excluded',
    meaning: 'who stays in Alma',
    name: (today: IsoDate) => `Excluded from the purge ${today}`,
  },
  all: {
    label: 'All candidates',
    meaning: 'whatever was decided',
    name: (today: IsoDate) => `Purge candidates ${today}`,
  },
  filtered: {
    label: 'What is filtered',
    name: (today: IsoDate) => `From the review ${today}`,
  },
  selected: {
    label: 'The selected users',
    meaning: 'as ticked in the rows',
    name: (today: IsoDate) => `Selected in the review ${today}`,
  },
} as const;
