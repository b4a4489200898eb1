/**
 * Of a file that counts: users of whom it tells each field, and those of whom it tells none. Must never say of a user
 * of whom something couldn't be read that they have nothing.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { prepared, type WritableDb } from '../../db/db.ts';
import { PRESENT_SQL } from '../../replica/membership.ts';
import { entryChunks } from '../rows/entries.ts';
import { usersOf } from '../rows/filesOfLines.ts';
import { filesOfNewerData, tells } from '../rows/filesTelling.ts';
import type { StoredImport } from '../rows/importFile.ts';
import { unreadableCounts } from '../rows/rowIssues.ts';
import type { CellValue } from '../rows/storedRow.ts';

export class CountedUsers {
  readonly #told: readonly UserFieldName[];
  /** By field, in the order of the told ones. */
  readonly #users: readonly UserBitmap[];
  readonly #untold = new UserBitmap();

  constructor(told: readonly UserFieldName[]) {
    this.#told = told;
    this.#users = told.map(() => new UserBitmap());
  }

  add(userNo: number, facts: readonly CellValue[]): void {
    let tells = false;
    for (const [n, users] of this.#users.entries()) {
      if (facts[n] === null) continue;
      users.add(userNo);
      tells = true;
    }
    if (!tells) this.#untold.add(userNo);
  }

  /**
   * A report that covers everybody says of those of whom it doesn't tell a field that they have none:
   * of each sort of items that it tells about at all. What couldn't be read in it stays unknown, and what a file of
   * newer data tells stays as it is.
   * @param covered whom it names, and whom it leaves out without a doubt
   * @param before keeps what a user was
   */
  clearAbsent(
    db: WritableDb,
    file: StoredImport,
    covered: UserBitmap,
    before: (userNo: number) => void,
  ): void {
    for (const [n, column] of this.#told.entries()) {
      const users = this.#users[n]!;
      if (users.count === 0) continue;
      const clear = clearStatement(db, column);
      const some = haveSome(db, column).and(covered).andNot(users).andNot(this.#untold);
      for (const userNo of some.andNot(toldByNewer(db, file, column, some))) {
        before(userNo);
        clear.run(userNo);
      }
    }
  }
}

/** Those of the users of whom a file of newer data tells the field. */
function toldByNewer(
  db: WritableDb,
  file: StoredImport,
  column: UserFieldName,
  users: UserBitmap,
): UserBitmap {
  const told = new UserBitmap();
  const find = prepared(db, 'SELECT user_no FROM user WHERE identifier_key = ?').pluck();
  for (const { file: newer, factReader } of filesOfNewerData(db, file, column)) {
    if (usersOf(db, newer).and(users).count === 0) continue;
    const place = factReader.told.indexOf(column);
    for (const entries of entryChunks(db, newer.import_id, factReader)) {
      for (const { key, facts, issues } of entries) {
        if (!tells(facts[place], issues)) continue;
        const userNo = find.get(key) as number | undefined;
        if (userNo !== undefined) told.add(userNo);
      }
    }
  }
  return told;
}

function haveSome(db: WritableDb, column: UserFieldName): UserBitmap {
  const unread = unreadableCounts([column]);
  const some = prepared(
    db,
    `SELECT user_no FROM user u WHERE ${PRESENT_SQL} AND (${column} IS NOT 0 OR notes & ${unread} <> 0)`,
  ).pluck();
  return UserBitmap.of(some.all() as number[]);
}

function clearStatement(db: WritableDb, column: UserFieldName) {
  const kept = ~unreadableCounts([column]);
  return prepared(db, `UPDATE user SET ${column} = 0, notes = notes & ${kept} WHERE user_no = ?`);
}
