/**
 * How users stand in the review: read and written here alone. Nobody comes into approval, by whatever way,
 * whom the protected register names or the staff lock holds. Called by decide.ts and decisionSteps.ts.
 */
import { type Decision, isStaffLocked } from '#shared/domain/review.ts';
import { flagBit } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb, type WritableDb } from '../db/db.ts';

/** How a user stands. */
export interface Standing {
  readonly decision: Decision;
  readonly reason: string | null;
  readonly staffConfirmed: number;
  readonly decidedIn: number | null;
}

/** Bit of the flag that bars from approval. */
export const PROTECTED = flagBit('protected');

/** The role column as it is stored; null: no report says. */
export function roleOf(stored: number | null): boolean | null {
  return stored === null ? null : stored === 1;
}

export interface StandingUser {
  readonly userNo: number;
  readonly now: Standing;
  readonly staffRole: boolean | null;
  readonly flags: number;
}

type StandingRow = [
  userNo: number,
  decision: Decision,
  reason: string | null,
  staffConfirmed: number,
  decidedIn: number | null,
  staffRole: number | null,
  flags: number,
];

const STANDING =
  'user_no, decision, decision_reason, staff_confirmed, decided_in, staff_role, flags';
/** One read of so many: quicker than one by one, and small. */
const USERS_AT_ONCE = 5000;
/** From so many on, the table is read through rather than looked up user by user. */
const READ_THROUGH = 2000;

/** Users who are no longer there are left out: a file that had brought them was just taken back. */
export function* eachStanding(db: ReadableDb, users: UserBitmap): Generator<StandingUser> {
  if (users.count < READ_THROUGH) {
    const one = prepared(db, `SELECT ${STANDING} FROM user WHERE user_no = ?`).raw(true);
    for (const userNo of users) {
      const row = one.get(userNo) as StandingRow | undefined;
      if (row) yield standingOf(row);
    }
    return;
  }
  const page = prepared(
    db,
    `SELECT ${STANDING} FROM user WHERE user_no > ? ORDER BY user_no LIMIT ${USERS_AT_ONCE}`,
  ).raw(true);
  for (let last = 0; ; ) {
    const rows = page.all(last) as StandingRow[];
    for (const row of rows) if (users.has(row[0])) yield standingOf(row);
    if (rows.length < USERS_AT_ONCE) return;
    last = rows.at(-1)![0];
  }
}

function standingOf([
  userNo,
  decision,
  reason,
  staffConfirmed,
  decidedIn,
  staffRole,
  flags,
]: StandingRow): StandingUser {
  const now = { decision, reason, staffConfirmed, decidedIn };
  return { userNo, now, staffRole: roleOf(staffRole), flags };
}

const UNDECIDED: Standing = {
  decision: 'undecided',
  reason: null,
  staffConfirmed: 0,
  decidedIn: null,
};

/** Those who may not be approved are undecided instead. Must run inside a transaction. */
export function setStanding(db: WritableDb, users: UserBitmap, standing: Standing): void {
  if (standing.decision === 'approved') {
    const barred = new UserBitmap();
    for (const { userNo, staffRole, flags } of eachStanding(db, users)) {
      const locked = isStaffLocked(staffRole) && standing.staffConfirmed === 0;
      if (locked || (flags & PROTECTED) !== 0) barred.add(userNo);
    }
    write(db, users.andNot(barred), standing);
    write(db, barred, UNDECIDED);
  } else write(db, users, standing);
}

function write(db: WritableDb, users: UserBitmap, standing: Standing): void {
  const update = prepared(
    db,
    `UPDATE user SET decision = ?, decision_reason = ?, staff_confirmed = ?, decided_in = ?
     WHERE user_no BETWEEN ? AND ?`,
  );
  const { decision, reason, staffConfirmed, decidedIn } = standing;
  // Most of whom a bulk decision means follow one another: a statement for each run of them.
  for (const [first, last] of users.runs())
    update.run(decision, reason, staffConfirmed, decidedIn, first, last);
}
