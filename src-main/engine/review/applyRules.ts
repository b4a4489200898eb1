/**
 * Review by rule: excludes the undecided candidates whose flags say that they should stay, as one
 * step that can be undone. Its flags tell why. Asked for, never silent.
 */
import { activeRules, byRule, flagMask } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { WritableDb } from '../db/db.ts';
import { ReviewStates } from '../replica/reviewStates.ts';
import { readSettings } from '../replica/settings.ts';
import { decide } from './decide.ts';
import { candidatesAmong } from './reviewState.ts';

/** Must run inside a transaction. @returns how many were excluded */
export function applyRules(db: WritableDb, by: string): number {
  const rules = activeRules(readSettings(db));
  const mask = flagMask(rules);
  const reviewStates = new ReviewStates(db);
  const flagged = new UserBitmap();
  for (const userNo of reviewStates.users()) {
    const { decision } = reviewStates.stepOf(userNo) ?? { decision: 'undecided' };
    if (decision === 'undecided' && (reviewStates.flags(userNo) & mask) !== 0) flagged.add(userNo);
  }
  return decide(db, candidatesAmong(db, flagged), {
    decision: 'excluded',
    ...byRule(rules),
    note: '',
    by,
  }).changed;
}
