/**
 * Lists of staff: whom they name has a staff role, and whoever else no report tells a role of has none. They
 * speak for all users who are there, and for those who come later in files without a role column; a report with
 * one wins for its users. Must never make anybody "without a role" whom a list may mean by another spelling.
 */
import type { StaffList } from '#shared/contract/shapes/imports.ts';
import {
  isOddKey,
  looseKeys,
  NearIdentifiers,
  shortenedByDigits,
} from '#shared/domain/nearIdentifiers.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, prepared, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';
import { PRESENT_SQL } from '../../replica/membership.ts';
import { addDoubtful } from './nearMisses.ts';
import { ZeroLossKeys } from './zeroLossKeys.ts';

/** Newest first. */
export function staffLists(db: ReadableDb): StaffList[] {
  return all<StaffList>(
    db,
    `SELECT import_id AS importId, file_name AS fileName, imported_at AS addedAt, coalesce(imported_by, '') AS addedBy
     FROM import_file WHERE state = 'committed' AND kind = 'staff' ORDER BY imported_at DESC`,
  );
}

/** Users of whom no report tells a role. */
const UNTOLD_SQL = `${PRESENT_SQL} AND u.staff_role IS NULL`;

/** How many users a list would say have no staff role, and how many of those it names. */
export function usersWithoutRole(db: ReadableDb): UserBitmap {
  return UserBitmap.of(
    prepared(db, `SELECT user_no FROM user u WHERE ${UNTOLD_SQL}`).pluck().all() as number[],
  );
}

/**
 * A list is added: its users have a role, all others of whom none is told have none.
 * @param named users of the list
 * @param before keeps what a user was
 */
export function applyStaffList(
  db: WritableDb,
  named: UserBitmap,
  before: (userNo: number) => void,
): void {
  const role = prepared(db, 'SELECT staff_role FROM user WHERE user_no = ?').pluck();
  const setRole = prepared(db, 'UPDATE user SET staff_role = ? WHERE user_no = ?');
  for (const userNo of named) {
    if (role.get(userNo) === 1) continue;
    before(userNo);
    setRole.run(1, userNo);
  }
  const others = usersWithoutRole(db).andNot(named);
  for (const userNo of withoutDoubtful(db, others, namedByAll(db).or(named))) {
    before(userNo);
    setRole.run(0, userNo);
  }
}

/** Users who came with a file without a role column: lists that were added before speak for them, too. */
export function applyStaffLists(db: WritableDb, users: UserBitmap): void {
  if (staffLists(db).length === 0) return;
  const named = namedByAll(db);
  const setRole = prepared(
    db,
    'UPDATE user SET staff_role = 0 WHERE user_no = ? AND staff_role IS NULL',
  );
  for (const userNo of withoutDoubtful(db, users.andNot(named), named)) setRole.run(userNo);
}

function namedByAll(db: ReadableDb): UserBitmap {
  return all<{ users: Uint8Array }>(
    db,
    `SELECT users FROM import_file WHERE state = 'committed' AND kind = 'staff'`,
  ).reduce((union, { users }) => union.or(storedUsers(db, users)), new UserBitmap());
}

/** Without those whom a list may mean though it spells them otherwise: their role stays unknown. */
function* withoutDoubtful(db: ReadableDb, users: UserBitmap, named: UserBitmap): Generator<number> {
  const keyOf = prepared(db, 'SELECT identifier_key FROM user WHERE user_no = ?').pluck();
  const keys = new Set([...named].map((userNo) => String(keyOf.get(userNo))));
  const numbers = new ZeroLossKeys(keys);
  const near = new NearIdentifiers();
  for (const key of keys) {
    const lost = shortenedByDigits(key) !== undefined;
    if (lost || isOddKey(key)) addDoubtful(near, key, lost);
  }
  for (const userNo of users) {
    const key = String(keyOf.get(userNo));
    if (numbers.hasOther(key) || near.mayMean(key)) continue;
    if (isOddKey(key) && [...looseKeys(key)].some((loose) => keys.has(loose))) continue;
    yield userNo;
  }
}

/**
 * Staff of whom the file tells another role than before. Among those who are approved they are the ones whose
 * identifier was typed: that was about the role they had then.
 */
export function staffOtherwise(db: ReadableDb, importId: number): UserBitmap {
  return UserBitmap.of(
    prepared(
      db,
      `SELECT u.user_no FROM user_before b JOIN user u ON u.user_no = b.user_no
       WHERE b.import_id = ? AND u.staff_role IS NOT b.staff_role AND u.staff_role IS NOT 0`,
    )
      .pluck()
      .all(importId) as number[],
  );
}

/** Who added a file. */
export function noteImporter(db: WritableDb, importId: number, by: string): void {
  run(db, 'UPDATE import_file SET imported_by = ? WHERE import_id = ?', by, importId);
}
