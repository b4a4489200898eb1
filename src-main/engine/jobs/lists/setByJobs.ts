/**
 * Which values of a job's users were given by an earlier job: no row of a file told them. Groups aren't asked: a list
 * names the group that a user had before jobs moved them. Reads only.
 */
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { get, lotReader, type ReadableDb } from '../../db/db.ts';
import { AT, type ListedUser } from './listedUser.ts';

/** The job that gave a user this value; undefined: none did. */
export type SetBy = (userNo: number, field: UserFieldName, value: string) => number | undefined;

/** Asked of a page of users, ascending; undefined: no job before this one has given any value. */
export function setByJobs(
  db: ReadableDb,
  jobId: number,
): ((users: readonly ListedUser[]) => SetBy) | undefined {
  // Of one whose settings are gone nobody knows whether it gave any.
  const giving = `SELECT 1 FROM job WHERE job_id < ?
    AND (parameters ->> '$.fields' IS NOT NULL OR forgotten IS NOT NULL)`;
  if (get(db, giving, jobId) === undefined) return undefined;
  const read = lotReader<[userNo: number, field: string, value: string, jobId: number]>(
    db,
    4,
    `SELECT h.user_no, h.field, h.new_value, h.job_id FROM json_each(?) u
       CROSS JOIN history h ON h.user_no = u.value
     WHERE h.job_id < ? AND h.field <> 'user_group' ORDER BY h.history_id`,
  );
  return (users) => {
    const newest = new Map<string, { readonly value: string; readonly jobId: number }>();
    const asked = JSON.stringify(users.map((user) => user[AT.userNo]));
    for (const [userNo, field, value, by] of read(asked, jobId))
      newest.set(`${userNo} ${field}`, { value, jobId: by });
    return (userNo, field, value) => {
      const change = newest.get(`${userNo} ${field}`);
      return change?.value === value ? change.jobId : undefined;
    };
  };
}
