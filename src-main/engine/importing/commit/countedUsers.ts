/**
 * Of a file that counts: users of whom it tells each field, and those of whom it tells none. Must never say of a user
 * of whom something couldn't be read that they have nothing.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { prepared, type WritableDb } from '../../db/db.ts';
import { PRESENT_SQL } from '../../replica/membership.ts';
import { factReaderOf } from '../rows/entries.ts';
import { usersOf } from '../rows/filesOfLines.ts';
import { columnsOfFile, dayOfData, importFiles, type StoredImport } from '../rows/importFile.ts';
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
      const newer = toldByNewer(db, file, column);
      for (const userNo of haveSome(db, column)) {
        if (users.has(userNo) || this.#untold.has(userNo)) continue;
        if (!covered.has(userNo) || newer.has(userNo)) continue;
        before(userNo);
        clear.run(userNo);
      }
    }
  }
}

/** Users whom a file of newer data names that tells this field. Files of one day follow each other as they are added. */
function toldByNewer(db: WritableDb, file: StoredImport, column: UserFieldName): UserBitmap {
  const dayOf = dayOfData(db);
  const day = dayOf(file);
  return importFiles(db, `state = 'committed'`)
    .filter((other) => dayOf(other) > day)
    .filter(
      ({ kind }) => importKind(kind).effect === 'review' || importKind(kind).effect === 'replica',
    )
    .filter((other) => factReaderOf(other.kind, columnsOfFile(other)).told.includes(column))
    .reduce((union, other) => union.or(usersOf(db, other)), new UserBitmap());
}

function haveSome(db: WritableDb, column: UserFieldName): number[] {
  const unread = unreadableCounts([column]);
  return prepared(
    db,
    `SELECT user_no FROM user u WHERE ${PRESENT_SQL} AND (${column} IS NOT 0 OR notes & ${unread} <> 0)`,
  )
    .pluck()
    .all() as number[];
}

function clearStatement(db: WritableDb, column: UserFieldName) {
  const kept = ~unreadableCounts([column]);
  return prepared(db, `UPDATE user SET ${column} = 0, notes = notes & ${kept} WHERE user_no = ?`);
}
