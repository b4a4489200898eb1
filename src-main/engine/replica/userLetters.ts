/** Letters that were written to users: copies, as Alma keeps them among a user's attachments. */
import type { UserLetter } from '#shared/contract/shapes/users.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';

/** Newest first. */
export function lettersOf(db: ReadableDb, userNo: number): UserLetter[] {
  return all<UserLetter>(
    db,
    `SELECT letter_id AS letterId, at, by, file_name AS fileName, text FROM user_letter
     WHERE user_no = ? ORDER BY letter_id DESC`,
    userNo,
  );
}

/** How many were written to these users. */
export function countLetters(db: ReadableDb, users: UserBitmap): number {
  const writtenTo = prepared(db, 'SELECT user_no FROM user_letter').pluck().all() as number[];
  return writtenTo.filter((userNo) => users.has(userNo)).length;
}

/**
 * @param letter its text is null where only a row of a list was written
 * @returns its number
 */
export function addLetter(
  db: WritableDb,
  userNo: number,
  { fileName, text }: Pick<UserLetter, 'fileName' | 'text'>,
  by: string,
): number {
  const { lastInsertRowid } = run(
    db,
    'INSERT INTO user_letter (user_no, at, by, file_name, text) VALUES (?, ?, ?, ?, ?)',
    ...[userNo, Date.now(), by, fileName, text],
  );
  return Number(lastInsertRowid);
}
