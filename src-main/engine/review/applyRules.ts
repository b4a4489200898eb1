/**
 * Review by rule: excludes the undecided candidates whose flags say that they should stay, as one
 * step that can be undone. Its flags tell why. Asked for, never silent.
 */
import { EXCLUDING_FLAGS, flagMask, REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type WritableDb } from '../db/db.ts';
import { decide } from './decide.ts';
import { RULE_SQL } from './reviewCounts.ts';

/** Must run inside a transaction. @returns how many were excluded */
export function applyRules(db: WritableDb, by: string): number {
  const mask = flagMask(EXCLUDING_FLAGS);
  const users = prepared(db, `SELECT u.user_no FROM user u WHERE ${RULE_SQL}`)
    .pluck()
    .all(mask) as number[];
  return decide(db, UserBitmap.of(users), {
    decision: 'excluded',
    reason: 'By rule',
    note: `Excluded by rule: ${EXCLUDING_FLAGS.map((flag) => REVIEW_FLAG_TEXTS[flag].label.toLowerCase()).join(', ')}`,
    by,
    text: `Exclude ${users.length.toLocaleString('en-US')} ${users.length === 1 ? 'user' : 'users'} by rule`,
  }).changed;
}
