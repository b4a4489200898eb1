/** Notes that librarians wrote about users. */

import type { UserNote } from '#shared/contract/shapes/users.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { bumpRevision } from './revision.ts';

/** Newest first. */
export function notesOf(db: ReadableDb, userNo: number): UserNote[] {
  return all<UserNote>(
    db,
    'SELECT note_id AS noteId, at, by, text FROM user_note WHERE user_no = ? ORDER BY note_id DESC',
    userNo,
  );
}

/** Newest first, by user; users without any are left out. */
export function notesAmong(db: ReadableDb, userNos: readonly number[]): Map<number, UserNote[]> {
  const among = new Map<number, UserNote[]>();
  const rows = all<UserNote & { userNo: number }>(
    db,
    `SELECT user_no AS userNo, note_id AS noteId, at, by, text FROM user_note
     WHERE user_no IN (SELECT value FROM json_each(?)) ORDER BY note_id DESC`,
    JSON.stringify(userNos),
  );
  for (const { userNo, ...note } of rows) {
    const known = among.get(userNo);
    if (known) known.push(note);
    else among.set(userNo, [note]);
  }
  return among;
}

/** How many there are of these users. */
export function countNotes(db: ReadableDb, users: UserBitmap): number {
  const writtenOf = prepared(db, 'SELECT user_no FROM user_note').pluck().all() as number[];
  return writtenOf.filter((userNo) => users.has(userNo)).length;
}

/** @returns the note's number */
export function addNote(db: WritableDb, userNo: number, text: string, by: string): UserNote {
  if (!get(db, 'SELECT 1 FROM user WHERE user_no = ?', userNo)) throw new Refusal('user.gone');
  const at = Date.now();
  const result = run(
    db,
    'INSERT INTO user_note (user_no, at, by, text) VALUES (?, ?, ?, ?)',
    userNo,
    at,
    by,
    text,
  );
  bumpRevision(db, UserBitmap.of([userNo]));
  return { noteId: Number(result.lastInsertRowid), at, by, text };
}

export function removeNote(db: WritableDb, noteId: number): void {
  const note = get<{ user_no: number }>(
    db,
    'SELECT user_no FROM user_note WHERE note_id = ?',
    noteId,
  );
  if (!note) throw new Refusal('note.gone');
  run(db, 'DELETE FROM user_note WHERE note_id = ?', noteId);
  bumpRevision(db, UserBitmap.of([note.user_no]));
}
