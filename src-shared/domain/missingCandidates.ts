/**
 * Users who should be purge candidates and aren't: expired long ago, and without a purge date, or with one that the
 * planned run doesn't reach. As criteria, so that lists, sets and counts mean the same users. Pure.
 */
import { type IsoDate, minusDays } from './calendar.ts';
import { allOf, CANDIDATES, type Criteria } from './criteria.ts';
import { lastPurgeDateTaken, type Reading } from './dayBound.ts';
import { yearsBefore } from './oddDates.ts';

/** Why a purge never takes them, as far as it is for their purge date. */
export const MISSING_CAUSES = ['no-purge-date', 'too-late'] as const;
export type MissingCause = (typeof MISSING_CAUSES)[number];

/** So many years of expiry can be asked for. */
export const MOST_YEARS_EXPIRED = 30;

export interface MissingAsked {
  readonly runDate: IsoDate;
  readonly days: number;
  readonly reading: Reading;
  /** They expired so many years before the planned run, or earlier. */
  readonly years: number;
  /** Absent: both. */
  readonly cause?: MissingCause | undefined;
}

/** Contacts are vendors', and whom the register protects isn't meant to go. */
const NEVER_MEANT: Criteria = {
  op: 'any',
  of: [
    CANDIDATES,
    { op: 'membership', value: 'deleted' },
    { op: 'oneOf', field: 'record_type', values: ['Contact'] },
    { op: 'hasFlag', flags: ['protected'] },
  ],
};

/** The last expiry date of those who are looked for. */
export function expiredBy({ runDate, years }: Pick<MissingAsked, 'runDate' | 'years'>): IsoDate {
  return yearsBefore(runDate, years);
}

export function missingCriteria(asked: MissingAsked): Criteria {
  const { runDate, days, reading, cause } = asked;
  const taken = lastPurgeDateTaken(reading, runDate, days);
  const causes: Readonly<Record<MissingCause, Criteria>> = {
    'no-purge-date': { op: 'blank', field: 'purge_date' },
    'too-late': { op: 'dateBetween', field: 'purge_date', from: minusDays(taken, -1) },
  };
  return allOf(
    { op: 'dateBetween', field: 'expiry_date', to: expiredBy(asked) },
    cause === undefined
      ? { op: 'any', of: MISSING_CAUSES.map((each) => causes[each]) }
      : causes[cause],
    { op: 'not', of: NEVER_MEANT },
  );
}

/** Those of one user group, or of years of expiry, among them. */
export function ofGroup(group: string | null): Criteria {
  return { op: 'oneOf', field: 'user_group', values: [group] };
}

export function expiredIn(from: number, to: number): Criteria {
  return {
    op: 'dateBetween',
    field: 'expiry_date',
    from: `${String(from).padStart(4, '0')}-01-01`,
    to: `${String(to).padStart(4, '0')}-12-31`,
  };
}
