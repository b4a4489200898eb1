/**
 * What ticked fields with one value do to a lot of users, and other values that follow what a job does: the user's own row
 * changes, and their history remembers what they had.
 */
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { GROUP_FIELD, UNCONDITIONALLY } from '#shared/jobKinds/updateFields.ts';
import type { UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import { lotReader, prepared, type Value, value, type WritableDb } from '../../../db/db.ts';
import { changerOf } from '../../../replica/changeUsers.ts';
import { fieldSql, groupJoin, storedSql } from '../../../replica/fieldColumns.ts';
import { ensureGroup } from '../../../replica/groups.ts';
import type { StoredJob } from '../../jobRows.ts';

/** Those of the users who have another value get this one. Must run inside a transaction. */
export type GiveValue = (users: readonly number[], stored: Value, shown: string | null) => void;

/** @param field as users hold it: the group by its number, and in the history by its name */
function valueGiver(db: WritableDb, job: StoredJob, field: UserFieldName): GiveValue {
  const remember = prepared(
    db,
    `INSERT INTO history (user_no, job_id, at, by, field, old_value, new_value)
     SELECT u.user_no, ?, ?, ?, '${field}', ${fieldSql(field)}, ?
     FROM json_each(?) m CROSS JOIN user u ON u.user_no = m.value ${groupJoin()}
     WHERE ${storedSql(field, 'u')} IS NOT ?`,
  );
  const give = changerOf(db, field);
  return (users, stored, shown) => {
    if (users.length === 0) return;
    remember.run(job.job_id, Date.now(), job.user, shown, JSON.stringify(users), stored);
    give(users, stored);
  };
}

/** Enters a change that isn't one of a value of the catalogue. Must run inside a transaction. */
export function rememberer(db: WritableDb, job: StoredJob, field: string) {
  const remember = prepared(
    db,
    `INSERT INTO history (user_no, job_id, at, by, field, old_value, new_value)
     SELECT value, ?, ?, ?, ?, ?, ? FROM json_each(?)`,
  );
  return (users: readonly number[], before: string | null, after: string | null) => {
    if (users.length === 0) return;
    remember.run(job.job_id, Date.now(), job.user, field, before, after, JSON.stringify(users));
  };
}

/** Gives each user what becomes of the value that they have; those of whom it becomes the same go together. */
export function valueTurner(db: WritableDb, job: StoredJob, field: UserFieldName) {
  const give = valueGiver(db, job, field);
  const read = lotReader<[userNo: number, now: Value]>(
    db,
    2,
    `SELECT u.user_no, ${storedSql(field, 'u')} FROM json_each(?) m CROSS JOIN user u ON u.user_no = m.value`,
  );
  return (users: readonly number[], turn: (now: Value, userNo: number) => Value): void => {
    const lots = new Map<Value, number[]>();
    for (const [userNo, now] of read(JSON.stringify(users))) {
      const next = turn(now, userNo);
      if (next === now) continue;
      const lot = lots.get(next);
      if (lot) lot.push(userNo);
      else lots.set(next, [userNo]);
    }
    for (const [next, alike] of lots) give(alike, next, next === null ? null : String(next));
  };
}

export interface ValueStep {
  readonly field: UserFieldName;
  /** As users hold it. */
  readonly stored: Value;
  readonly change: (users: readonly number[]) => void;
}

/** Each ticked field with one value, the group first; those under a condition that nobody knows change nobody here. */
export function valueSteps(
  db: WritableDb,
  job: StoredJob,
  { userGroup, condition, fields = [] }: UpdateParameters,
): ValueStep[] {
  const told = [
    ...(userGroup === null ? [] : [{ field: GROUP_FIELD.field, value: userGroup, condition }]),
    ...fields,
  ].filter((each) => each.condition === UNCONDITIONALLY);
  return told.map(({ field, value: text }) => {
    const isGroup = field === GROUP_FIELD.field;
    const stored = isGroup ? ensureGroup(db, text) : text;
    const shown = isGroup
      ? value<string>(db, 'SELECT name FROM user_group WHERE group_no = ?', stored)
      : text;
    const give = valueGiver(db, job, field);
    return { field, stored, change: (users) => give(users, stored, shown) };
  });
}
