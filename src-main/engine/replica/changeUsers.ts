/**
 * What jobs do to users who are there: another group, another balance, and gone. Files change users in
 * importing/commit, a whole row at a time. Flags and columns in memory follow by what the job says that it changed.
 */
import { run, type WritableDb } from '../db/db.ts';

/** Gives users this group. Must run inside a transaction. */
export function moveInto(db: WritableDb, users: readonly number[], groupNo: number): void {
  run(db, `UPDATE user SET group_no = ? WHERE ${AMONG}`, groupNo, JSON.stringify(users));
}

/** What a user owes, in the rehearsal. Must run inside a transaction. */
export function setBalance(db: WritableDb, userNo: number, balance: number): void {
  run(db, 'UPDATE user SET balance = ? WHERE user_no = ?', balance, userNo);
}

/** A purge has taken them. Must run inside a transaction. */
export function markPurged(db: WritableDb, users: readonly number[], jobId: number): void {
  run(db, `UPDATE user SET purged_by_job = ? WHERE ${AMONG}`, jobId, JSON.stringify(users));
}

/** One statement for all of a batch takes half as long as one for each. */
const AMONG = 'user_no IN (SELECT value FROM json_each(?))';
