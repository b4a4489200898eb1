/**
 * What jobs do to users who are there: another group or another value, another balance, and gone. Files change users in
 * importing/commit, a whole row at a time. Flags and columns in memory follow by what the job says that it changed.
 */
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { prepared, run, type Value, type WritableDb } from '../db/db.ts';
import { isOfRecord, RECORD, storedColumn, storedSql } from './fieldColumns.ts';

/**
 * A function that gives users one value of a field, as it is stored: the group's number for the group. Whoever has it
 * already is left alone. It must be called inside a transaction.
 */
export function changerOf(
  db: WritableDb,
  field: UserFieldName,
): (users: readonly number[], stored: Value) => void {
  const column = isOfRecord(field) ? RECORD : storedColumn(field);
  const given = isOfRecord(field) ? `json_set(coalesce(${RECORD}, '{}'), '$.${field}', ?)` : '?';
  const give = prepared(
    db,
    `UPDATE user SET ${column} = ${given} WHERE ${AMONG} AND ${storedSql(field)} IS NOT ?`,
  );
  return (users, stored) => void give.run(stored, JSON.stringify(users), stored);
}

/** What a user owes, in the rehearsal. Must run inside a transaction. */
export function setBalance(db: WritableDb, userNo: number, balance: number): void {
  run(db, 'UPDATE user SET balance = ? WHERE user_no = ?', balance, userNo);
}

/** A purge has taken them. Must run inside a transaction. */
export function markPurged(db: WritableDb, users: readonly number[], jobId: number): void {
  run(db, `UPDATE user SET purged_by_job = ? WHERE ${AMONG}`, jobId, JSON.stringify(users));
}

/** They are there again. Must run inside a transaction. */
export function markRestored(db: WritableDb, users: readonly number[]): void {
  run(db, `UPDATE user SET purged_by_job = NULL WHERE ${AMONG}`, JSON.stringify(users));
}

/** One statement for all of a batch takes half as long as one for each. */
const AMONG = 'user_no IN (SELECT value FROM json_each(?))';
