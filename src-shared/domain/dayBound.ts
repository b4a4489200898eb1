/**
 * The day bound of Purge User Records: which purge dates a run takes, in the three readings that
 * Alma's public texts give (docs/domain.md, section 3). Pure; every preview, job and flag asks here.
 */
import { type IsoDate, minusDays } from './calendar.ts';

export const READINGS = ['strict', 'inclusive', 'carli'] as const;
export type Reading = (typeof READINGS)[number];

export interface ReadingWords {
  /** As librarians say it. */
  readonly name: string;
  /** The same within a sentence: `purge dates before the day`. */
  readonly inSentence: string;
  /** What the sources are called by, for help, reports and the command line. */
  readonly term: string;
  readonly rule: string;
  readonly source: string;
}

/** Shown wherever a reading can be chosen or is reported. *The day* is the run date minus the number of days. */
export const READING_TEXTS: Readonly<Record<Reading, ReadingWords>> = {
  strict: {
    name: 'Before the day',
    inSentence: 'before the day',
    term: 'strict',
    rule: 'The purge date is before the run date minus the number of days.',
    source:
      'the example in Alma’s “Purging Users” (20 Dec 2013 with 10 days takes dates before 10 Dec)',
  },
  inclusive: {
    name: 'On or before the day',
    inSentence: 'on or before the day',
    term: 'inclusive',
    rule: 'The purge date is on or before the run date minus the number of days.',
    source: 'the default text in Alma’s “Purging Users”',
  },
  carli: {
    name: 'As CARLI describes it',
    inSentence: 'as CARLI describes it',
    term: 'CARLI',
    rule: 'With 0 days, the purge date is before the run date; otherwise it is on or before the run date minus the number of days.',
    source: 'CARLI’s “Alma User Purge”',
  },
};

/** For reports: `Before the day (strict): The purge date is ...`. */
export function readingText(reading: Reading): string {
  const { name, term, rule } = READING_TEXTS[reading];
  return `${name} (${term}): ${rule}`;
}

/**
 * The last purge date that a run takes; a user is taken when its purge date is on or before it.
 * @param days whole number of days after the purge date; blank in Alma's form counts as 0
 */
export function lastPurgeDateTaken(reading: Reading, runDate: IsoDate, days: number): IsoDate {
  const bound = minusDays(runDate, days);
  const leavesBoundOut = reading === 'strict' || (reading === 'carli' && days === 0);
  return leavesBoundOut ? minusDays(bound, 1) : bound;
}

/** The day bounds of one run: the reading that decides, and the span in which the three differ. */
export interface DayBounds {
  /** Last purge date taken by the chosen reading. */
  readonly last: IsoDate;
  /** Last purge date that all three readings take. */
  readonly certainLast: IsoDate;
  /** Last purge date that any of the three readings takes. */
  readonly possibleLast: IsoDate;
}

export function dayBounds(reading: Reading, runDate: IsoDate, days: number): DayBounds {
  const all = READINGS.map((each) => lastPurgeDateTaken(each, runDate, days)).sort();
  return {
    last: lastPurgeDateTaken(reading, runDate, days),
    certainLast: all[0]!,
    possibleLast: all[all.length - 1]!,
  };
}

/** Users without a purge date are never taken. */
export function passesDayBound(purgeDate: IsoDate | null, bounds: DayBounds): boolean {
  return purgeDate !== null && purgeDate <= bounds.last;
}

/** A boundary user: the three readings don't agree on whether its purge date has come. */
export function isBoundary(purgeDate: IsoDate | null, bounds: DayBounds): boolean {
  return purgeDate !== null && purgeDate > bounds.certainLast && purgeDate <= bounds.possibleLast;
}

/**
 * The smallest number of days, from `from` on, with which the three readings agree about everybody; null when
 * none up to the longest that Alma's form takes does.
 * @param purgeDates the purge dates that users have
 */
export function daysThatAgree(
  purgeDates: ReadonlySet<IsoDate>,
  runDate: IsoDate,
  from: number,
): number | null {
  // The readings differ about the bound itself alone, so the first day that nobody's purge date is will do.
  const most = from + purgeDates.size;
  for (let days = from; days <= most; days++)
    if (!purgeDates.has(minusDays(runDate, days))) return days;
  return null;
}
