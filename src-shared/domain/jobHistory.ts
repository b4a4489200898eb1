/**
 * How long jobs are kept with their people (docs/domain.md, section 3): one year from the day on which they ended, by
 * calendar days in the institution's time zone. Pure; what is removed then is the engine's business.
 */
import { type IsoDate, minusMonths } from './calendar.ts';

const MONTHS_KEPT = 12;

/** Jobs that ended before this day are older than a year. */
export function historyBegins(today: IsoDate): IsoDate {
  return minusMonths(today, MONTHS_KEPT);
}

/** Whether a job that ended on this day is older than a year. */
export function isPastHistory(endedOn: IsoDate, today: IsoDate): boolean {
  return endedOn < historyBegins(today);
}

/** Why a job stays with its people although it is old. */
export const STAYS_BECAUSE = ['fees', 'set', 'certificate'] as const;
/**
 * `fees`: what it did to fines/fees still counts; `set`: a logical set asks for its users; `certificate`: it is the proof of
 * an erasure, and names nobody.
 */
export type StaysBecause = (typeof STAYS_BECAUSE)[number];
