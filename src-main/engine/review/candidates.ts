/**
 * Whom checks and samples of the review speak of: candidates that no purge of ours has taken, over columns in
 * memory, and the names of their groups.
 */
import type { Among } from '#shared/domain/review.ts';
import type { ReadableDb } from '../db/db.ts';
import { groupNames } from '../replica/groups.ts';
import { isCandidate } from '../replica/membership.ts';
import { BLANK, type UserColumns } from '../replica/userColumns.ts';

/** User numbers of the candidates, ascending. */
export function* eachCandidate(columns: UserColumns): Generator<number> {
  const membership = columns.column('membership').values;
  for (let userNo = 1; userNo < membership.length; userNo++)
    if (isCandidate(membership[userNo]!)) yield userNo;
}

/** Whether a candidate is meant; of anybody else it must not be asked. */
export function amongTest(columns: UserColumns, among: Among): (userNo: number) => boolean {
  const { values, texts } = columns.column('decision');
  const codes = new Set(
    (texts ?? []).flatMap((decision, code) =>
      (among === 'approved' ? decision === 'approved' : decision !== 'excluded') ? [code] : [],
    ),
  );
  return (userNo) => codes.has(values[userNo]!);
}

/** The name of a group by its number in the column `user_group`; null for none. */
export function groupNaming(db: ReadableDb): (groupNo: number) => string | null {
  const names = groupNames(db);
  return (groupNo) => (groupNo === BLANK ? null : (names.get(groupNo) ?? null));
}
