/**
 * Lists of staff: whom they mean, by whatever identifier, has a staff role, and whoever else no report tells a role of
 * has none. They speak for all users who are there, and for those who come later in files without a role column; a
 * report with one wins for its users. Must never make anybody "without a role" whom a list may mean by another spelling
 * or by an identifier that users share.
 */
import type { StaffList } from '#shared/contract/shapes/imports.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, prepared, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';
import { PRESENT_SQL } from '../../replica/membership.ts';
import { factReaderOf } from '../rows/entries.ts';
import { usersOf } from '../rows/filesOfLines.ts';
import { columnsOfFile, importFiles } from '../rows/importFile.ts';
import { withoutDoubtful } from './leftOut.ts';
import { usersSharing, withUsersMeant } from './otherIdentifiers.ts';

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

/** Whom the lists that were added mean. */
interface MeantAsStaff {
  /** By their primary identifier or another one, and the lines themselves. */
  readonly staff: UserBitmap;
  /** They share an identifier that a list names: it means one of them, and nobody knows whom. */
  readonly sharing: UserBitmap;
}

function meantBy(db: ReadableDb, lines: UserBitmap): MeantAsStaff {
  const staff = lines.or(withUsersMeant(db, lines));
  return { staff, sharing: usersSharing(db, lines).andNot(staff) };
}

/**
 * A list was added: its users have a role, all others of whom none is told have none.
 * @param lines users whom it names by their primary identifier, and its other lines
 * @param before keeps what a user was
 */
export function applyStaffList(
  db: WritableDb,
  lines: UserBitmap,
  before: (userNo: number) => void,
): void {
  const setRole = roleSetter(db, before);
  for (const userNo of meantBy(db, lines).staff) setRole(userNo, 1);
  const all = meantBy(db, linesOfAll(db));
  const others = usersWithoutRole(db).andNot(all.staff).andNot(all.sharing);
  for (const userNo of withoutDoubtful(db, others, all.staff)) setRole(userNo, 0);
}

/**
 * A file was added after lists of staff: they speak for users whom it brought without a role column, and mean whom its
 * identifiers say. Nobody who has a role loses it by that: an identifier that means nobody any more proves nothing.
 * @param brought users of whom it told for the first time, without a role
 * @param before keeps what a user was
 */
export function applyStaffLists(
  db: WritableDb,
  brought: UserBitmap,
  before: (userNo: number) => void,
): void {
  const lists = linesOfLists(db);
  if (lists.length === 0) return;
  const setRole = roleSetter(db, before);
  for (const { addedAt, lines } of lists) {
    const told = toldRoles(db, addedAt);
    for (const userNo of meantBy(db, lines).staff.andNot(told)) setRole(userNo, 1);
  }
  const all = meantBy(db, linesOfAll(db));
  const told = toldRoles(db);
  const role = prepared(db, 'SELECT staff_role FROM user WHERE user_no = ?').pluck();
  for (const userNo of all.sharing.andNot(told)) if (role.get(userNo) === 0) setRole(userNo, null);
  const others = brought.and(usersWithoutRole(db)).andNot(all.staff).andNot(all.sharing);
  for (const userNo of withoutDoubtful(db, others, all.staff)) setRole(userNo, 0);
}

/** @returns a function that changes the role of a user who has another one */
function roleSetter(db: WritableDb, before: (userNo: number) => void) {
  const role = prepared(db, 'SELECT staff_role FROM user WHERE user_no = ?').pluck();
  const set = prepared(db, 'UPDATE user SET staff_role = ? WHERE user_no = ?');
  return (userNo: number, now: 0 | 1 | null): void => {
    if (role.get(userNo) === now) return;
    before(userNo);
    set.run(now, userNo);
  };
}

/** Of each list that was added whom it means, and how many jobs had been submitted by then. */
export function staffByLists(
  db: ReadableDb,
): { addedAt: number; jobsBefore: number; staff: UserBitmap }[] {
  return importFiles(db, `state = 'committed' AND kind = 'staff'`).map((file) => ({
    addedAt: file.imported_at ?? 0,
    jobsBefore: file.jobs_before,
    staff: meantBy(db, usersOf(db, file)).staff,
  }));
}

/** Of each list the users whom it names by their primary identifier, and its other lines. */
function linesOfLists(db: ReadableDb): { addedAt: number; lines: UserBitmap }[] {
  return all<{ addedAt: number; users: Uint8Array }>(
    db,
    `SELECT imported_at AS addedAt, users FROM import_file WHERE state = 'committed' AND kind = 'staff'`,
  ).map(({ addedAt, users }) => ({ addedAt, lines: storedUsers(db, users) }));
}

function linesOfAll(db: ReadableDb): UserBitmap {
  return linesOfLists(db).reduce((union, { lines }) => union.or(lines), new UserBitmap());
}

/** Users of reports with a role column that were added after a moment, whatever stands in it. */
function toldRoles(db: ReadableDb, after = 0): UserBitmap {
  return importFiles(db, `state = 'committed' AND imported_at > ?`, after)
    .filter((file) => factReaderOf(file.kind, columnsOfFile(file)).told.includes('staff_role'))
    .reduce((union, file) => union.or(usersOf(db, file)), new UserBitmap());
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
