/** How many candidates have each odd date. The rule is domain/oddDates.ts. Changes nothing. */
import { ODD_DATES, type OddDate } from '#shared/domain/oddDates.ts';
import { eachOddDate } from '../replica/oddDateUsers.ts';
import { STANDING, type UserColumns } from '../replica/userColumns.ts';

export function oddDateCounts(columns: UserColumns): Record<OddDate, number> {
  const standing = columns.column('standing').values;
  const counts = ODD_DATES.map(() => 0);
  for (const [userNo, bits] of eachOddDate(columns)) {
    const asked = standing[userNo]! & (STANDING.candidate | STANDING.purged);
    if (asked !== STANDING.candidate) continue;
    for (let n = 0; n < counts.length; n++) if (bits & (1 << n)) counts[n]!++;
  }
  return Object.fromEntries(ODD_DATES.map((odd, n) => [odd, counts[n]!])) as Record<
    OddDate,
    number
  >;
}
