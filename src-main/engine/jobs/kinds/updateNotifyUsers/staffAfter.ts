/**
 * Whether users have a staff role once a job has taken their last one that is known. What a job gave goes back to what was
 * before it; else it is No where all roles of the user are told, and unknown where they may have another. Must never be No
 * against a report or a list of staff that is newer than what it rests on: that may be about another role. Reads only.
 */
import { prepared, type ReadableDb } from '../../../db/db.ts';
import { staffByLists } from '../../../importing/compare/staffLists.ts';
import { jobsBeforeFile } from '../../../importing/rows/importFile.ts';
import { usersWithAllRoles } from '../../../importing/show/linesMeant.ts';

/** @returns 0: they have none; null: nobody knows */
export function staffAfter(db: ReadableDb): (userNo: number) => 0 | null {
  const whole = usersWithAllRoles(db);
  const lists = staffByLists(db);
  const lastChange = prepared(
    db,
    `SELECT h.old_value, h.new_value, h.job_id, u.import_id FROM user u LEFT JOIN history h ON h.user_no = u.user_no
       AND h.field = 'staff_role' WHERE u.user_no = ? ORDER BY h.history_id DESC LIMIT 1`,
  ).raw(true);
  const jobsBefore = jobsBeforeFile(db);
  return (userNo) => {
    const [before, given, jobId, importId] = lastChange.get(userNo) as LastChange;
    const listed = lists.filter(({ staff }) => staff.has(userNo));
    // Nothing has told of them since the job made staff of them.
    if (
      given === '1' &&
      jobId > jobsBefore(importId) &&
      listed.every((list) => jobId > list.jobsBefore)
    )
      return before === null ? null : 0;
    const told = whole.find(({ standing }) => standing.has(userNo));
    if (told?.file.import_id !== importId) return null;
    return listed.every(({ addedAt }) => addedAt < (told.file.imported_at ?? 0)) ? 0 : null;
  };
}

type LastChange = [before: string | null, given: string | null, jobId: number, importId: number];
