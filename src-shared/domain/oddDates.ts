/**
 * Dates of a candidate that ask for a look: missing, in the wrong order, or hardly meant so. Pure; the
 * engine asks it for every user, screens for words. Nobody is excluded by them.
 */
import { bitsOf } from './bits.ts';
import { type IsoDate, isIsoDate } from './calendar.ts';

export const ODD_DATES = [
  'no-expiry',
  'no-purge-date',
  'purge-before-expiry',
  'expiry-in-future',
  'far-past',
  'far-future',
] as const;
export type OddDate = (typeof ODD_DATES)[number];

const BITS = bitsOf(ODD_DATES);

/** Years before and after the planned run date beyond which a date is hardly meant so. */
export const FAR_PAST_YEARS = 20;
export const FAR_FUTURE_YEARS = 20;

export const ODD_DATE_TEXTS: Readonly<
  Record<OddDate, { readonly label: string; readonly meaning: string }>
> = {
  'no-expiry': {
    label: 'No expiry date',
    meaning: 'Nothing says that the account has ended; often a dummy or service account.',
  },
  'no-purge-date': {
    label: 'No purge date',
    meaning: 'Without a purge date Alma never takes this user.',
  },
  'purge-before-expiry': {
    label: 'Purge before expiry',
    meaning: 'The purge date comes before the expiry date: the user may go while the account runs.',
  },
  'expiry-in-future': {
    label: 'Expiry in the future',
    meaning:
      'The account hasn’t expired on the planned run date. The purge job doesn’t look at that.',
  },
  'far-past': {
    label: 'Far past',
    meaning: `A date more than ${FAR_PAST_YEARS} years before the planned run; often the mark of a migration.`,
  },
  'far-future': {
    label: 'Far future',
    meaning: `A date more than ${FAR_FUTURE_YEARS} years after the planned run; often stands for “never”.`,
  },
};

/** Bit n stands for ODD_DATES[n]. */
export function oddDates(expiry: IsoDate | null, purge: IsoDate | null, runDate: IsoDate): number {
  const past = yearsFrom(runDate, -FAR_PAST_YEARS);
  const future = yearsFrom(runDate, FAR_FUTURE_YEARS);
  let bits = 0;
  if (expiry === null) bits |= BITS['no-expiry'];
  if (purge === null) bits |= BITS['no-purge-date'];
  if (expiry !== null && purge !== null && purge < expiry) bits |= BITS['purge-before-expiry'];
  if (expiry !== null && expiry > runDate) bits |= BITS['expiry-in-future'];
  if ((expiry !== null && expiry < past) || (purge !== null && purge < past))
    bits |= BITS['far-past'];
  if ((expiry !== null && expiry > future) || (purge !== null && purge > future))
    bits |= BITS['far-future'];
  return bits;
}

export function oddDateBit(odd: OddDate): number {
  return BITS[odd];
}

/** The same day so many years later, as text to compare with; 29 February need not exist. */
export function yearsFrom(date: IsoDate, years: number): IsoDate {
  return `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
}

export const FIRST_DAY: IsoDate = '0001-01-01';

/** The day from which so many years have passed; of 29 February that is the 28th where there is none. */
export function yearsBefore(date: IsoDate, years: number): IsoDate {
  const day = yearsFrom(date, -years);
  return day < FIRST_DAY || isIsoDate(day) ? day : `${day.slice(0, 8)}28`;
}
