/**
 * Dates as they lie from today: the last 30 days, more than two years ago, this year. Pure; today is given.
 */
import { Temporal } from 'temporal-polyfill';
import type { IsoDate } from './calendar.ts';

/** `calendarMonth` and `calendarYear` are whole ones: 0 is this month or year, -1 the one before. */
export const DATE_UNITS = ['day', 'month', 'year', 'calendarMonth', 'calendarYear'] as const;
export type DateUnit = (typeof DATE_UNITS)[number];

export interface RelativeDates {
  readonly unit: DateUnit;
  /** Steps of the unit from today; absent: from ever. */
  readonly from?: number | undefined;
  /** Absent: for ever. */
  readonly to?: number | undefined;
}

/** First and last day, both included; absent where the range is open. */
export function datesWithin(
  { unit, from, to }: RelativeDates,
  today: IsoDate,
): { readonly from?: IsoDate; readonly to?: IsoDate } {
  return {
    ...(from !== undefined && { from: firstDay(Temporal.PlainDate.from(today), unit, from) }),
    ...(to !== undefined && { to: lastDay(Temporal.PlainDate.from(today), unit, to) }),
  };
}

function firstDay(today: Temporal.PlainDate, unit: DateUnit, steps: number): IsoDate {
  const day = moved(today, unit, steps);
  if (unit === 'calendarMonth') return day.with({ day: 1 }).toString();
  if (unit === 'calendarYear') return day.with({ month: 1, day: 1 }).toString();
  return day.toString();
}

function lastDay(today: Temporal.PlainDate, unit: DateUnit, steps: number): IsoDate {
  const day = moved(today, unit, steps);
  if (unit === 'calendarMonth') return day.with({ day: day.daysInMonth }).toString();
  if (unit === 'calendarYear') return day.with({ month: 12, day: 31 }).toString();
  return day.toString();
}

function moved(day: Temporal.PlainDate, unit: DateUnit, steps: number): Temporal.PlainDate {
  switch (unit) {
    case 'day':
      return day.add({ days: steps });
    case 'month':
    case 'calendarMonth':
      return day.add({ months: steps });
    case 'year':
    case 'calendarYear':
      return day.add({ years: steps });
  }
}
