/**
 * The two things that a job does to users who are there: another group, and gone. Files change users in
 * importing/commit, a whole row at a time. Flags and columns in memory follow by what the job says that it changed.
 */
import { prepared, type WritableDb } from '../db/db.ts';

/** Gives users this group. Must run inside a transaction. */
export function userMover(db: WritableDb): (userNo: number, groupNo: number) => void {
  const move = prepared(db, 'UPDATE user SET group_no = ? WHERE user_no = ?');
  return (userNo, groupNo) => void move.run(groupNo, userNo);
}

/** A purge has taken them. Must run inside a transaction. */
export function userPurger(db: WritableDb): (userNo: number, jobId: number) => void {
  const purge = prepared(db, 'UPDATE user SET purged_by_job = ? WHERE user_no = ?');
  return (userNo, jobId) => void purge.run(jobId, userNo);
}
