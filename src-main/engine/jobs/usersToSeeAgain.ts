/**
 * Whom a job gave what an approval that stands hasn't seen: a note or block that means keep, beside those that were seen,
 * and a staff role. Reads only.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, type ReadableDb } from '../db/db.ts';
import { keepUsersOfJob } from '../importing/show/keepUsers.ts';
import { readSettings } from '../replica/settings.ts';

export function usersToSeeAgain(db: ReadableDb, jobId: number): UserBitmap {
  const keeping = keepUsersOfJob(db, jobId, readSettings(db).keepWords);
  // Most jobs give nobody a role: a million entries aren't looked through for them.
  const gives = `SELECT 1 FROM job WHERE job_id = ? AND parameters ->> '$.lines' IS NOT NULL`;
  if (get(db, gives, jobId) === undefined) return keeping;
  const staff = all<{ userNo: number }>(
    db,
    `SELECT user_no AS userNo FROM history WHERE job_id = ? AND field = 'staff_role' AND new_value = '1'`,
    jobId,
  );
  return keeping.or(UserBitmap.of(staff.map(({ userNo }) => userNo)));
}
