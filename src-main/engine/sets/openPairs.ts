/**
 * Users of a set of whom an exclusion list may speak though it names another identifier: taking the list off
 * would leave them in. Reads only; never decides about anybody.
 */
import type { SetOperator } from '#shared/domain/combineSets.ts';
import { flagBit } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { excludedUsers } from '../importing/compare/exclusionLists.ts';
import { ZeroLossKeys } from '../importing/compare/zeroLossKeys.ts';
import { Refusal } from '../refusal.ts';
import { NO_STEP, ReviewStates } from '../replica/reviewStates.ts';
import { candidatesAmong } from '../review/reviewState.ts';

const ZERO_LOSS = flagBit('zero-loss-pair');
const POSSIBLE = flagBit('possible-pair');
const SHARED = flagBit('shared-identifier');

/** Undecided members that stay in “first Not second” though the second may mean them by another spelling. */
export function openPairs(db: ReadableDb, first: UserBitmap, second: UserBitmap): UserBitmap {
  const reviewStates = new ReviewStates(db);
  const open = new UserBitmap();
  for (const userNo of first.andNot(second)) {
    const isPair = (reviewStates.flags(userNo) & (ZERO_LOSS | POSSIBLE | SHARED)) !== 0;
    if (isPair && reviewStates.decidedIn(userNo) === NO_STEP) open.add(userNo);
  }
  if (open.count === 0) return open;
  const key = prepared(db, 'SELECT identifier_key FROM user WHERE user_no = ?').pluck();
  const keyOf = (userNo: number) => String(key.get(userNo));
  const numbers = new ZeroLossKeys([...second].map(keyOf));
  // Which list a possible pair was found in isn't kept: any list in the second set may be it.
  const holdsList = excludedUsers(db).and(second).count > 0;
  for (const userNo of [...open]) {
    const flags = reviewStates.flags(userNo);
    const isMeant =
      ((flags & (POSSIBLE | SHARED)) !== 0 && holdsList) ||
      ((flags & ZERO_LOSS) !== 0 && numbers.hasOther(keyOf(userNo)));
    if (!isMeant) open.delete(userNo);
  }
  return candidatesAmong(db, open);
}

/** @throws Refusal when a combination would leave them in the result */
export function refuseOpenPairs(
  db: ReadableDb,
  first: UserBitmap,
  operator: SetOperator,
  second: UserBitmap,
): void {
  if (operator !== 'Not') return;
  const { count } = openPairs(db, first, second);
  if (count === 0) return;
  throw new Refusal('set.openPairs', { users: count });
}
