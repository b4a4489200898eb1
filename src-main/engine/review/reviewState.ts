/**
 * How users stand in the review: written here alone. Nobody comes into approval, by whatever way, whom the
 * protected register names, the staff lock holds, or a flag holds back that the approval didn't name.
 */
import { isStaffLocked } from '#shared/domain/review.ts';
import { flagBit, heldBackBits } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { get, prepared, type ReadableDb, type WritableDb } from '../db/db.ts';
import { eachPage } from '../replica/eachPage.ts';
import { CANDIDATE_SQL, PRESENT_SQL } from '../replica/membership.ts';
import {
  type DecidingStep,
  NO_STEP,
  namedOf,
  ReviewStates,
  ReviewStatesEditor,
} from '../replica/reviewStates.ts';

/** Bit of the flag that bars from approval. */
export const PROTECTED = flagBit('protected');

/** The role column as it is stored; null: no report says. */
export function roleOf(stored: number | null): boolean | null {
  return stored === null ? null : stored === 1;
}

/**
 * Users stand as the step says, and by none where it is undefined. Those who may not be approved are undecided
 * instead. Must run inside a transaction.
 */
export function setReviewState(
  db: WritableDb,
  users: UserBitmap,
  step:
    | Pick<DecidingStep, 'stepId' | 'decision' | 'confirmed' | 'named' | 'namedUsers'>
    | undefined,
): void {
  const barred = step?.decision === 'approved' ? barredAmong(db, users, step) : undefined;
  const editor = new ReviewStatesEditor(db);
  for (const userNo of users)
    editor.setDecidedIn(userNo, !step || barred?.has(userNo) ? NO_STEP : step.stepId);
  editor.finish();
}

/** Those of the users who stand by one step stand by another that says the same. Must run inside a transaction. */
export function moveReviewState(
  db: WritableDb,
  users: UserBitmap,
  stepId: number,
  newStepId: number,
): void {
  const reviewStates = new ReviewStates(db);
  const editor = new ReviewStatesEditor(db);
  for (const userNo of users)
    if (reviewStates.decidedIn(userNo) === stepId) editor.setDecidedIn(userNo, newStepId);
  editor.finish();
}

function barredAmong(
  db: ReadableDb,
  users: UserBitmap,
  step: Pick<DecidingStep, 'confirmed' | 'named' | 'namedUsers'>,
): UserBitmap {
  const barred = step.confirmed ? new UserBitmap() : staffAmong(db, users);
  const reviewStates = new ReviewStates(db);
  for (const userNo of users) {
    const flags = reviewStates.flags(userNo);
    if ((flags & PROTECTED) !== 0 || heldBackBits(flags, namedOf(step, userNo), false) !== 0)
      barred.add(userNo);
  }
  return barred;
}

/** Those of the users whom the staff lock holds: their role column says Yes or nothing. */
export function staffAmong(db: ReadableDb, users: UserBitmap): UserBitmap {
  return among(db, users, 'staff_role', (role) => isStaffLocked(roleOf(role as number | null)));
}

/** Those of the users who are candidates. */
export function candidatesAmong(db: ReadableDb, users: UserBitmap): UserBitmap {
  return among(db, users, `(${CANDIDATE_SQL})`, (candidate) => candidate === 1);
}

/** Those of the users who are described and not purged, candidates or not. */
export function presentAmong(db: ReadableDb, users: UserBitmap): UserBitmap {
  return among(db, users, `(${PRESENT_SQL})`, (present) => present === 1);
}

/** Those of the users who are still there: a file that had brought others may just have been taken back. */
export function knownAmong(db: ReadableDb, users: UserBitmap): UserBitmap {
  if (users.count >= READ_THROUGH) {
    const { count, last } = get<{ count: number; last: number }>(
      db,
      'SELECT count(*) AS count, coalesce(max(user_no), 0) AS last FROM user',
    )!;
    if (count === last) return users.andNot(UserBitmap.of(users.after(last)));
  }
  return among(db, users, '1', () => true);
}

/** From so many users on, the table is read through rather than looked up user by user. */
const READ_THROUGH = 2000;

function among(
  db: ReadableDb,
  users: UserBitmap,
  expression: string,
  fits: (value: string | number | null) => boolean,
): UserBitmap {
  const found = new UserBitmap();
  const look = (userNo: number, value: string | number | null) => {
    if (fits(value)) found.add(userNo);
  };
  if (users.count >= READ_THROUGH) {
    eachPage(db, [expression], (userNos, [values]) => {
      for (let n = 0; n < userNos.length; n++)
        if (users.has(userNos[n]!)) look(userNos[n]!, values![n]!);
    });
    return found;
  }
  const one = prepared(db, `SELECT ${expression} AS value FROM user u WHERE user_no = ?`);
  for (const userNo of users) {
    const row = one.get(userNo) as { value: string | number | null } | undefined;
    if (row) look(userNo, row.value);
  }
  return found;
}
