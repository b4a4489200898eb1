/**
 * Enters a checked file whose rows are lines: they stay with the file, and stand for its users from now on. Users whom
 * nobody has described are made, so that their lines are found when somebody does. Must never change a fact of a user.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { WritableDb } from '../../db/db.ts';
import { LinesComparison, type NamedUser, userOfRows } from '../compare/compareLines.ts';
import { usersLeftOut } from '../compare/leftOut.ts';
import { linesToldBy } from '../rows/fileLines.ts';
import type { StoredImport } from '../rows/importFile.ts';
import { linePiecesOf } from '../rows/linePieces.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { chunksOf } from '../rows/rowStore.ts';
import type { StoredRow } from '../rows/storedRow.ts';
import { NewUsers } from './commitStatements.ts';
import type { CommitProgress, Committed } from './committed.ts';
import { markCommitted } from './markCommitted.ts';

/** Known from the file alone. */
const MEMBERSHIP = { described: false, candidate: false } as const;

/** @param coversAll users whom it leaves out have none of what it tells */
export function commitLines(
  db: WritableDb,
  file: StoredImport,
  coversAll: boolean,
  onProgress: CommitProgress,
): Committed {
  const comparison = new LinesComparison(db, file);
  const userOf = userOfRows(db, file.identifier_count);
  const made = new NewUsers(db, file.import_id, MEMBERSHIP, []);
  const lastBefore = made.lastNo;
  const numbers = new Map<string, number>();
  const pieces = linePiecesOf(db, file.import_id, linesToldBy(file));
  const named = new UserBitmap();
  const newUsers = new UserBitmap();
  const enter = (row: StoredRow, user: NamedUser): number => {
    if (user.userNo > 0) return user.userNo;
    const known = numbers.get(user.key);
    if (known !== undefined) return known;
    const userNo = made.add([user.key, row[2], row[0], row[1], 0, null]);
    numbers.set(user.key, userNo);
    newUsers.add(userNo);
    return userNo;
  };
  let done = 0;
  for (const chunk of chunksOf(db, file.import_id)) {
    for (const row of chunk) {
      if (row[1] & ROW_ISSUES.setAside) continue;
      const user = userOf(row);
      comparison.add(row[0], user);
      const userNo = enter(row, user);
      named.add(userNo);
      for (const each of pieces) each.add(userNo, row);
    }
    // Of its identifiers, as many as of its rows.
    done += chunk.length;
    onProgress(Math.round((done / Math.max(1, file.row_count)) * file.identifier_count));
  }
  made.flush();
  for (const each of pieces) each.flush();
  const diff = comparison.finish(db, file.import_id);
  const left = new UserBitmap();
  const covered = coversAll ? usersLeftOut(db, named) : null;
  markCommitted(db, file.import_id, { diff, named, newUsers, left, covered });
  return { named, returned: new UserBitmap(), cameBack: new UserBitmap(), lastBefore };
}
