/**
 * The day on which the personal data of a workspace is due (docs/decisions/0051): so many days after its last job, or after
 * its last file while there is no job, or a fixed day; later where somebody has postponed it. Pure; what is barred then is
 * the engine's business.
 */
import { Temporal } from 'temporal-polyfill';
import { type IsoDate, minusDays } from './calendar.ts';

export const RETENTION_DAYS = 365;
export const MOST_RETENTION_DAYS = 3650;
/** Notice is given from so many days before on, and again, more urgently. */
export const NOTICE_DAYS = 30;
const URGENT_DAYS = 7;
/** A postponement reaches so far from the day on which it is made. */
export const MOST_POSTPONED_DAYS = 365;

export const RETENTION_STATES = ['none', 'notice', 'urgent', 'due'] as const;
export type RetentionState = (typeof RETENTION_STATES)[number];

/** What the settings say. */
export interface RetentionRule {
  readonly days: number;
  /** A fixed day instead; null: by days. */
  readonly fixedDay: IsoDate | null;
}

/** What there is in the workspace, each as a day at the institution. */
export interface RetentionFacts {
  /** The first file whose people are still there; null: nobody is in it, and nothing is due. */
  readonly firstFile: IsoDate | null;
  readonly lastFile: IsoDate | null;
  /** Of the jobs that use people's data: those that erase it postpone nothing. */
  readonly lastJob: IsoDate | null;
  readonly postponedUntil: IsoDate | null;
  /** It came from a version that knew of no due day, on this one: so there is notice all the same. */
  readonly knownSince: IsoDate | null;
}

/** @returns null where nothing of people is in it */
export function dueDay(rule: RetentionRule, facts: RetentionFacts): IsoDate | null {
  const { firstFile, lastFile, lastJob, postponedUntil, knownSince } = facts;
  if (firstFile === null || lastFile === null) return null;
  const byDays = minusDays(lastJob ?? lastFile, -rule.days);
  // A day that was over when the data came is that of data that has gone.
  const isAhead = rule.fixedDay !== null && rule.fixedDay > firstFile;
  const wanted = isAhead ? rule.fixedDay! : byDays;
  const noticed = knownSince === null ? wanted : later(wanted, minusDays(knownSince, -NOTICE_DAYS));
  return postponedUntil === null ? noticed : later(noticed, postponedUntil);
}

const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);

/** How many days are left; negative once they are over. */
export function daysUntil(day: IsoDate, today: IsoDate): number {
  return Temporal.PlainDate.from(today).until(day, { largestUnit: 'day' }).days;
}

export function retentionState(dueOn: IsoDate | null, today: IsoDate): RetentionState {
  if (dueOn === null) return 'none';
  const left = daysUntil(dueOn, today);
  if (left <= 0) return 'due';
  if (left <= URGENT_DAYS) return 'urgent';
  return left <= NOTICE_DAYS ? 'notice' : 'none';
}

/** The days until which it can be postponed today, first and last; undefined: to none that is later. */
export function postponableDays(
  { dueOn, state }: { readonly dueOn: IsoDate | null; readonly state: RetentionState },
  today: IsoDate,
): { readonly first: IsoDate; readonly last: IsoDate } | undefined {
  if (dueOn === null) return undefined;
  const first = minusDays(state === 'due' ? today : dueOn, -1);
  const last = minusDays(today, -MOST_POSTPONED_DAYS);
  return first <= last ? { first, last } : undefined;
}
