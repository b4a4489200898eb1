/** Users by user group and the calendar year in which they expired, over columns in memory. Changes nothing. */
import type { ExpiryYear } from '#shared/contract/shapes/review.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { groupNames } from '../replica/groups.ts';
import { BLANK, type UserColumns } from '../replica/userColumns.ts';

/** 10,000 in numbers like 20261121. */
const YEAR = 10_000;
/** More years than a date has. */
const YEARS = 10_000;

/** Users without an expiry date are left out. */
export function expiryYears(columns: UserColumns, users: UserBitmap): ExpiryYear[] {
  const expiry = columns.column('expiry_date').values;
  const groups = columns.column('user_group').values;
  const counts = new Map<number, number>();
  for (const userNo of users) {
    const date = expiry[userNo]!;
    if (date === BLANK) continue;
    const group = groups[userNo]!;
    // Groups are numbered from 1.
    const key = (group === BLANK ? 0 : group) * YEARS + Math.floor(date / YEAR);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const names = groupNames(columns.db);
  return [...counts].map(([key, count]) => ({
    group: names.get(Math.floor(key / YEARS)) ?? null,
    year: key % YEARS,
    users: count,
  }));
}
