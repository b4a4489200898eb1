/** How many candidates have each odd date. The rule is domain/oddDates.ts. Changes nothing. */
import { ODD_DATES, type OddDate } from '#shared/domain/oddDates.ts';
import { eachOddDate } from '../replica/eachOddDate.ts';
import { isCandidate } from '../replica/membership.ts';
import type { UserColumns } from '../replica/userColumns.ts';

export function oddDateCounts(columns: UserColumns): Record<OddDate, number> {
  const membership = columns.column('membership').values;
  const counts = ODD_DATES.map(() => 0);
  for (const [userNo, bits] of eachOddDate(columns)) {
    if (!isCandidate(membership[userNo]!)) continue;
    for (let n = 0; n < counts.length; n++) if (bits & (1 << n)) counts[n]!++;
  }
  return Object.fromEntries(ODD_DATES.map((odd, n) => [odd, counts[n]!])) as Record<
    OddDate,
    number
  >;
}
