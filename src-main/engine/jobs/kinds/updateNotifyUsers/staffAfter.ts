/**
 * Whether users have a staff role once a job has taken their last one that is known. What a job gave goes back to what was
 * before it; else it is No where all roles of the user are told, and unknown where they may have another. Reads only.
 */
import { prepared, type ReadableDb } from '../../../db/db.ts';
import { jobsBeforeFile } from '../../../importing/rows/importFile.ts';
import { usersWithAllRoles } from '../../../importing/show/linesMeant.ts';

/** @returns 0: they have none; null: nobody knows */
export function staffAfter(db: ReadableDb): (userNo: number) => 0 | null {
  const whole = usersWithAllRoles(db);
  const lastChange = prepared(
    db,
    `SELECT h.old_value, h.new_value, h.job_id, u.import_id FROM user u LEFT JOIN history h ON h.user_no = u.user_no
       AND h.field = 'staff_role' WHERE u.user_no = ? ORDER BY h.history_id DESC LIMIT 1`,
  ).raw(true);
  const jobsBefore = jobsBeforeFile(db);
  return (userNo) => {
    const [before, given, jobId, importId] = lastChange.get(userNo) as LastChange;
    // No file has described them since the job made staff of them.
    if (given === '1' && jobId > jobsBefore(importId)) return before === null ? null : 0;
    return whole.has(userNo) ? 0 : null;
  };
}

type LastChange = [before: string | null, given: string | null, jobId: number, importId: number];
