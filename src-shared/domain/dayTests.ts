/** Whether a day passes what a filter asks of days. Pure; today is given. */
import type { IsoDate } from './calendar.ts';
import type { DayTest } from './criteria.ts';
import { datesWithin } from './relativeDates.ts';

/** @param day null: there is none, which only a list of values can mean */
export function passesDayTest(day: IsoDate | null, test: DayTest, today: IsoDate): boolean {
  if (test.how === 'oneOf') return test.values.includes(day);
  if (day === null) return false;
  const { from = '', to } = test.how === 'within' ? datesWithin(test, today) : test;
  return day >= from && (to === undefined || day <= to);
}
