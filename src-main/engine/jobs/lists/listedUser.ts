/**
 * A user of a job's list as the row that the database gives, by position: a list of a million makes no object for each.
 * Reads only; what stands in it is frozen with the job (frozenFacts.ts), but for names.
 */
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import { lotReader, type ReadableDb } from '../../db/db.ts';
import { FACTS_JOIN, FACTS_SQL } from '../frozenFacts.ts';
import { jobUserCondition } from '../jobUsers.ts';

/** Positions in a ListedUser. */
export const AT = {
  userNo: 0,
  key: 1,
  identifier: 2,
  lastName: 3,
  firstName: 4,
  outcome: 5,
  reasons: 6,
  unknown: 7,
  waived: 8,
  unapproved: 9,
  formerGroup: 10,
  newGroup: 11,
  frozen: 12,
  decidedIn: 13,
  membership: 14,
  originalGroup: 15,
  recordType: 16,
  expiryDate: 17,
  purgeDate: 18,
  loans: 19,
  balance: 20,
  transferred: 21,
  /** What the job changed, as JSON: field, old and new value of each; null where nobody asks. */
  changes: 22,
} as const;

export type ListedUser = readonly (string | number | null)[];

const SELECT = `SELECT j.user_no, u.identifier_key, u.primary_identifier, u.last_name, u.first_name, j.outcome, j.reasons,
  j.unknown, j.waived, j.unapproved`;
const MOVE_OF_JOB = `FROM history h WHERE h.user_no = j.user_no AND h.job_id = j.job_id AND h.field = 'user_group'`;
const MOVED = `(SELECT h.old_value ${MOVE_OF_JOB}), (SELECT h.new_value ${MOVE_OF_JOB})`;
const NOT_MOVED = 'NULL, NULL';
const CHANGES = `(SELECT json_group_array(json_array(h.field, h.old_value, h.new_value)) FROM history h
  WHERE h.user_no = j.user_no AND h.job_id = j.job_id)`;

/**
 * A page of them by number.
 * @param asked with the groups between which the job moved them, and with everything that it changed
 */
export function pageOfListed(
  db: ReadableDb,
  jobId: number,
  filter: JobUserFilter,
  asked: { readonly moves: boolean; readonly changes: boolean },
): (afterUserNo: number, limit: number) => ListedUser[] {
  const { sql, values } = jobUserCondition(jobId, filter);
  const read = lotReader<ListedUser>(
    db,
    Object.keys(AT).length,
    `${SELECT}, ${asked.moves ? MOVED : NOT_MOVED}, ${FACTS_SQL}, ${asked.changes ? CHANGES : 'NULL'}
     FROM job_user j CROSS JOIN user u ON u.user_no = j.user_no ${FACTS_JOIN}
     WHERE ${sql} AND j.user_no > ? ORDER BY j.user_no LIMIT ?`,
  );
  return (afterUserNo, limit) => read(...values, afterUserNo, limit);
}
