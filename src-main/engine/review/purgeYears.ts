/**
 * Users by whole years between their purge date and the planned run, as bars with the purge dates that they
 * span: asked by these dates, the grid shows exactly the users of a bar. Changes nothing.
 */
import type { YearBar } from '#shared/contract/shapes/review.ts';
import { type IsoDate, minusDays } from '#shared/domain/calendar.ts';
import { FIRST_DAY, yearsBefore } from '#shared/domain/oddDates.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { flagContext, readSettings } from '../replica/settings.ts';
import { BLANK, dateNumber, dateText, type UserColumns } from '../replica/userColumns.ts';

const IN_FUTURE = -1;
/** 10,000 in numbers like 20261121. */
const YEAR = 10_000;

/** Bars that have users, the latest purge dates first; those without a date last. */
export function purgeYears(columns: UserColumns, users: UserBitmap): YearBar[] {
  const { runDate } = flagContext(readSettings(columns.db));
  const run = dateNumber(runDate);
  const purge = columns.column('purge_date').values;
  const counts = new Map<number, number>();
  let dateless = 0;
  let latest = 0;
  for (const userNo of users) {
    const date = purge[userNo]!;
    if (date === BLANK) {
      dateless++;
      continue;
    }
    latest = Math.max(latest, date);
    const years = date > run ? IN_FUTURE : Math.floor((run - date) / YEAR);
    counts.set(years, (counts.get(years) ?? 0) + 1);
  }
  const bars = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([years, count]): YearBar => {
      if (years !== IN_FUTURE) return { years, ...spanOf(runDate, years), users: count };
      return { years, from: minusDays(runDate, -1), to: dateText(latest), users: count };
    });
  return dateless === 0 ? bars : [...bars, { years: null, from: null, to: null, users: dateless }];
}

/** Purge dates from which so many whole years have passed. */
function spanOf(runDate: IsoDate, years: number): { from: IsoDate; to: IsoDate } {
  const before = yearsBefore(runDate, years + 1);
  return {
    from: before < FIRST_DAY ? FIRST_DAY : minusDays(before, -1),
    to: yearsBefore(runDate, years),
  };
}
