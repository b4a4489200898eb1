/**
 * The boundary inspector: candidates for whom the three readings of the day bound differ, and numbers of days
 * with which they agree. The rule is domain/dayBound.ts; asked once per distinct purge date. Changes nothing.
 */
import type { BoundaryReport } from '#shared/contract/shapes/review.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import {
  dayBounds,
  daysThatAgree,
  isBoundary,
  passesDayBound,
  type READINGS,
} from '#shared/domain/dayBound.ts';
import { flagContext, readSettings } from '../replica/settings.ts';
import { BLANK, dateText, type UserColumns } from '../replica/userColumns.ts';
import { eachCandidate, groupNaming } from './candidates.ts';

/** How many numbers of days are shown beside the planned one. */
const DAYS_SHOWN = 15;
/** The longest that Alma's form and ours take. */
const MOST_DAYS = 36_500;

export function boundaryReport(columns: UserColumns): BoundaryReport {
  const settings = readSettings(columns.db);
  const { days, reading } = settings;
  const { runDate, bounds } = flagContext(settings);
  const purge = columns.column('purge_date').values;
  const usersByDate = countByDate(columns, purge);
  const total = (holds: (date: IsoDate) => boolean) => {
    let users = 0;
    for (const [date, count] of usersByDate) if (holds(date)) users += count;
    return users;
  };
  const flipping = (number: number) => {
    const each = dayBounds(reading, runDate, number);
    return total((date) => isBoundary(date, each));
  };
  const takenBy = (each: (typeof READINGS)[number]) => {
    const taken = dayBounds(each, runDate, days);
    return total((date) => passesDayBound(date, taken));
  };
  const agreesWith = daysThatAgree(new Set(usersByDate.keys()), runDate, days);
  return {
    runDate,
    days,
    reading,
    users: total((date) => isBoundary(date, bounds)),
    byReading: {
      strict: takenBy('strict'),
      inclusive: takenBy('inclusive'),
      carli: takenBy('carli'),
    },
    groups: countGroups(columns, (userNo) => {
      const date = purge[userNo]!;
      return date !== BLANK && isBoundary(dateText(date), bounds);
    }),
    agreesWith: agreesWith !== null && agreesWith <= MOST_DAYS ? agreesWith : null,
    byDays: Array.from({ length: DAYS_SHOWN }, (_, n) => days + n)
      .filter((number) => number <= MOST_DAYS)
      .map((number) => ({ days: number, users: flipping(number) })),
  };
}

/** Candidates with a purge date, by that date. */
function countByDate(columns: UserColumns, purge: Float64Array): Map<IsoDate, number> {
  const counts = new Map<number, number>();
  for (const userNo of eachCandidate(columns)) {
    const date = purge[userNo]!;
    if (date !== BLANK) counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  return new Map([...counts].map(([date, users]) => [dateText(date), users]));
}

/** Most users first, as where groups are chosen. */
function countGroups(columns: UserColumns, holds: (userNo: number) => boolean) {
  const group = columns.column('user_group').values;
  const counts = new Map<number, number>();
  for (const userNo of eachCandidate(columns))
    if (holds(userNo)) counts.set(group[userNo]!, (counts.get(group[userNo]!) ?? 0) + 1);
  const nameOf = groupNaming(columns.db);
  return [...counts]
    .map(([groupNo, users]) => ({ value: nameOf(groupNo), users }))
    .sort((a, b) => b.users - a.users || ((a.value ?? '') < (b.value ?? '') ? -1 : 1));
}
