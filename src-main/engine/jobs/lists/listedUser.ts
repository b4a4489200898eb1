/**
 * A user of a job's list as the row that the database gives, by position: a list of a million makes no object for each.
 * Reads only; what stands in it is frozen with the job (frozenFacts.ts), but for names.
 */
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import { lotReader, type ReadableDb } from '../../db/db.ts';
import { FACT_SQL, FACTS_JOIN } from '../frozenFacts.ts';
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

export type ListedFact = keyof typeof AT;

export type ListedUser = readonly (string | number | null)[];

const MOVE_OF_JOB = `FROM history h WHERE h.user_no = j.user_no AND h.job_id = j.job_id AND h.field = 'user_group'`;

/** In the order of AT. */
const SQL: Readonly<Record<ListedFact, string>> = {
  userNo: 'j.user_no',
  key: 'u.identifier_key',
  identifier: 'u.primary_identifier',
  lastName: 'u.last_name',
  firstName: 'u.first_name',
  outcome: 'j.outcome',
  reasons: 'j.reasons',
  unknown: 'j.unknown',
  waived: 'j.waived',
  unapproved: 'j.unapproved',
  formerGroup: `(SELECT h.old_value ${MOVE_OF_JOB})`,
  newGroup: `(SELECT h.new_value ${MOVE_OF_JOB})`,
  frozen: FACT_SQL.frozen,
  decidedIn: FACT_SQL.decided_in,
  membership: FACT_SQL.membership,
  originalGroup: FACT_SQL.user_group,
  recordType: FACT_SQL.record_type,
  expiryDate: FACT_SQL.expiry_date,
  purgeDate: FACT_SQL.purge_date,
  loans: FACT_SQL.loans,
  balance: FACT_SQL.balance,
  transferred: FACT_SQL.transferred,
  changes: `(SELECT json_group_array(json_array(h.field, h.old_value, h.new_value)) FROM history h
    WHERE h.user_no = j.user_no AND h.job_id = j.job_id)`,
};

/**
 * A page of them by number.
 * @param asked what stands in them, besides their numbers; all else is null: reading it is most of the time
 */
export function pageOfListed(
  db: ReadableDb,
  jobId: number,
  filter: JobUserFilter,
  asked: ReadonlySet<ListedFact>,
): (afterUserNo: number, limit: number) => ListedUser[] {
  const { sql, values } = jobUserCondition(jobId, filter);
  const columns = Object.entries(SQL).map(([fact, each]) =>
    fact === 'userNo' || asked.has(fact as ListedFact) ? each : 'NULL',
  );
  const read = lotReader<ListedUser>(
    db,
    columns.length,
    `SELECT ${columns.join(', ')} FROM job_user j CROSS JOIN user u ON u.user_no = j.user_no ${FACTS_JOIN}
     WHERE ${sql} AND j.user_no > ? ORDER BY j.user_no LIMIT ?`,
  );
  return (afterUserNo, limit) => read(...values, afterUserNo, limit);
}
