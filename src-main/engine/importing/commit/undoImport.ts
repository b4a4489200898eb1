/**
 * Takes a committed import, and those added after it, back out of the replica: users they made go, users
 * they changed are as before, and the files wait to be added again. Possible until a job has used them.
 * Must never touch sets and decisions: whom they lose is told to the caller.
 */

import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UndoBlock } from '#shared/refusals/importRefusals.ts';
import { forgetAllSums, forgetSums } from '../../db/checksums.ts';
import { all, get, prepared, type ReadableDb, run, value, type WritableDb } from '../../db/db.ts';
import { noteForgotten } from '../../db/pageGaps.ts';
import { Refusal } from '../../refusal.ts';
import { PRESENT_SQL } from '../../replica/membership.ts';
import {
  forgetReviewStates,
  NO_STEP,
  ReviewStates,
  ReviewStatesEditor,
} from '../../replica/reviewStates.ts';
import { getImportFile } from '../rows/importFile.ts';
import { dropLinePieces } from '../rows/linePieces.ts';

interface UndoneImport {
  import_id: number;
  file_name: string;
  set_id: number | null;
  can_undo: number;
  jobs_before: number;
  steps_before: number;
}

/** The import and what was added after it, newest first: in this order they can be taken back. */
export function importsToUndo(db: ReadableDb, importId: number): UndoneImport[] {
  getImportFile(db, importId);
  return all<UndoneImport>(
    db,
    `SELECT import_id, file_name, set_id, new_users IS NOT NULL AS can_undo, jobs_before, steps_before FROM import_file
     WHERE state = 'committed' AND imported_at >= (SELECT imported_at FROM import_file WHERE import_id = ?)
     ORDER BY imported_at DESC`,
    importId,
  );
}

/** Why it can't be taken back; null: it can. */
export function undoBlocked(db: ReadableDb, importId: number): UndoBlock | null {
  const files = importsToUndo(db, importId);
  const asked = files.at(-1);
  if (!asked) return 'not-added';
  if (files.some((file) => file.can_undo === 0)) return 'earlier-version';
  const newestJob = value<number>(db, 'SELECT coalesce(max(job_id), 0) FROM job');
  if (newestJob > asked.jobs_before) return 'job-since';
  return null;
}

/** Users known from these files alone. */
export function usersMadeBy(db: ReadableDb, files: readonly UndoneImport[]): UserBitmap {
  return files.reduce((union, { import_id }) => {
    const made = get<{ new_users: Uint8Array | null }>(
      db,
      'SELECT new_users FROM import_file WHERE import_id = ?',
      import_id,
    )?.new_users;
    return made ? union.or(UserBitmap.fromBytes(made)) : union;
  }, new UserBitmap());
}

interface Undone {
  readonly files: readonly UndoneImport[];
  /** The one that was asked for: the oldest of them. */
  readonly asked: UndoneImport;
  /** Users who are no longer there: sets, decisions and previews must let go of them. */
  readonly gone: UserBitmap;
  /** Users whose decision the files may have taken: they were decided before and aren't now. */
  readonly undecided: UserBitmap;
}

/**
 * Must run inside a transaction.
 * @throws Refusal when it can't be taken back
 */
export function undoImport(db: WritableDb, importId: number): Undone {
  const block = undoBlocked(db, importId);
  if (block) throw new Refusal('import.cannotUndo', { block });
  noteForgotten(db);
  const files = importsToUndo(db, importId);
  const gone = usersMadeBy(db, files);
  const undecided = new UserBitmap();
  for (const file of files) {
    for (const userNo of broughtBack(db, file.import_id)) undecided.add(userNo);
    takeBack(db, file.import_id);
  }
  return { files, asked: files.at(-1)!, gone, undecided };
}

/** Users whom a purge had taken before the file brought them back; nothing was decided about them since. */
function broughtBack(db: ReadableDb, importId: number): number[] {
  const users = prepared(
    db,
    'SELECT user_no FROM user_before WHERE import_id = ? AND purged_by_job IS NOT NULL',
  )
    .pluck()
    .all(importId) as number[];
  const reviewStates = new ReviewStates(db);
  return users.filter((userNo) => reviewStates.decidedIn(userNo) === NO_STEP);
}

function takeBack(db: WritableDb, importId: number): void {
  restoreUsers(db, importId);
  const bitmaps = get<{ new_users: Uint8Array; left_users: Uint8Array }>(
    db,
    'SELECT new_users, left_users FROM import_file WHERE import_id = ?',
    importId,
  )!;
  const rejoin = prepared(db, 'UPDATE user SET candidate = 1 WHERE user_no = ?');
  for (const userNo of UserBitmap.fromBytes(bitmaps.left_users)) rejoin.run(userNo);
  const remove = prepared(db, 'DELETE FROM user WHERE user_no = ?');
  const made = UserBitmap.fromBytes(bitmaps.new_users);
  for (const userNo of made) remove.run(userNo);
  forgetReviewStates(db, made);
  dropLinePieces(db, importId);
  run(db, 'DELETE FROM user_before WHERE import_id = ?', importId);
  forgetSums(db, 'user_before', importId);
  run(
    db,
    `UPDATE import_file SET state = 'checked', imported_at = NULL, set_id = NULL, diff = NULL, users = NULL, new_users = NULL,
       left_users = NULL, covered = NULL WHERE import_id = ?`,
    importId,
  );
}

const NOT_RESTORED = new Set(['user_no', 'import_id']);

function restoreUsers(db: WritableDb, importId: number): void {
  const columns = prepared(db, `SELECT name FROM pragma_table_info('user')`)
    .pluck()
    .all() as string[];
  const restored = columns.filter((name) => !NOT_RESTORED.has(name));
  run(
    db,
    `UPDATE user SET import_id = b.source_import, ${restored.map((name) => `${name} = b.${name}`).join(', ')}
     FROM user_before b WHERE b.import_id = ? AND b.user_no = user.user_no`,
    importId,
  );
  // Decisions are not the file's; flags are computed only of users who are present, and what those gain by it counts.
  const editor = new ReviewStatesEditor(db);
  for (const { user_no, flags } of all<{ user_no: number; flags: number }>(
    db,
    `SELECT user_no, b.flags FROM user_before b JOIN user u USING (user_no)
     WHERE b.import_id = ? AND NOT (${PRESENT_SQL}) ORDER BY user_no`,
    importId,
  ))
    editor.setFlags(user_no, flags);
  editor.finish();
}

/** A job has used the imports: what users were before isn't needed any more, and not kept. */
export function forgetBefore(db: WritableDb): void {
  run(db, 'DELETE FROM user_before');
  forgetAllSums(db, 'user_before');
}
