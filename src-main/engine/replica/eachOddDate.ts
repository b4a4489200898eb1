/**
 * Odd dates of all present users, over columns in memory: one look per distinct pair of dates. The rule is
 * domain/oddDates.ts.
 */
import { oddDates } from '#shared/domain/oddDates.ts';
import { MEMBERSHIP } from './membership.ts';
import { flagContext, readSettings } from './settings.ts';
import { BLANK, dateText, type UserColumns } from './userColumns.ts';

/** Users with odd dates, ascending, with the bits of oddDates(). */
export function* eachOddDate(columns: UserColumns): Generator<[userNo: number, bits: number]> {
  const { runDate } = flagContext(readSettings(columns.db));
  const membership = columns.column('membership').values;
  const expiry = columns.column('expiry_date').values;
  const purge = columns.column('purge_date').values;
  const known = new Map<number, Map<number, number>>();
  for (let userNo = 1; userNo < membership.length; userNo++) {
    if ((membership[userNo]! & MEMBERSHIP.described) === 0) continue;
    const ofExpiry = known.get(expiry[userNo]!) ?? new Map<number, number>();
    known.set(expiry[userNo]!, ofExpiry);
    let bits = ofExpiry.get(purge[userNo]!);
    if (bits === undefined) {
      bits = oddDates(textOf(expiry[userNo]!), textOf(purge[userNo]!), runDate);
      ofExpiry.set(purge[userNo]!, bits);
    }
    if (bits !== 0) yield [userNo, bits];
  }
}

function textOf(date: number): string | null {
  return date === BLANK ? null : dateText(date);
}
