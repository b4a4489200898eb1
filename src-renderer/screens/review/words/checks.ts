/**
 * Words of the checks as a whole: their names, what each found for the list of them, and what several of them say.
 * Pure.
 */
import type { Among } from '#shared/domain/review.ts';
import type { CheckName } from '../../../place/navigation.ts';
import { countOf, formatCount } from '../../../ui/format.ts';

export const checkTitles: Readonly<Record<CheckName, string>> = {
  boundary: 'Users on the last day',
  threshold: 'Threshold what-if',
  oddDates: 'Odd dates',
  returned: 'Returned users',
  missing: 'Missing candidates',
  register: 'Protected register',
  sampling: 'Sampling check',
};

/** Of the list of checks: two or three words for each. */
export const checkListWords = {
  label: 'Checks',
  nobodyOnLastDay: 'nobody',
  candidates: (users: number) => countOf(users, 'candidate'),
  users: (users: number) => countOf(users, 'user'),
  planned: (amount: string) => `planned ${amount}`,
  undecided: (users: number) => `${formatCount(users)} undecided`,
  rules: (rules: number) => countOf(rules, 'rule'),
  rulesToReview: (rules: number) => `${formatCount(rules)} to review`,
  noSample: 'no sample yet',
  lookedUp: (users: number, drawn: number) => `${formatCount(users)} of ${formatCount(drawn)}`,
} as const;

const among: Readonly<Record<Among, string>> = {
  'not-excluded': 'Not excluded',
  approved: 'Approved',
};

/** Among whom a check asks or draws. */
export const amongWords = { label: 'Among', among } as const;

/** Of another plan that a check leads to. */
export const planWords = {
  breaksSeal: 'The review is signed: another plan breaks the seal.',
  asBefore: 'The planned run is as it was before.',
} as const;
