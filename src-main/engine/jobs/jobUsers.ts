/**
 * What jobs did to whom: the users of a job by outcome and reason, page by page, counted, or one after another for
 * exports. Reads only; the kinds' own work stores them.
 */
import { reasonBit, reasonsOf } from '#shared/domain/purgeRules.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import type { JobOutcome } from '#shared/jobKinds/jobKinds.ts';
import { all, prepared, type ReadableDb, type Value, value } from '../db/db.ts';
import { isStaffConfirmed, ReviewStates } from '../replica/reviewStates.ts';
import { readRevision } from '../replica/revision.ts';
import { lackOfNumber } from './approvals.ts';
import { getJob } from './jobRows.ts';

interface StoredJobUser {
  readonly user_no: number;
  readonly primary_identifier: string;
  readonly last_name: string | null;
  readonly first_name: string | null;
  readonly user_group: string | null;
  readonly purge_date: string | null;
  readonly outcome: JobOutcome;
  readonly reasons: number;
  readonly unapproved: number;
}

interface KeptNumbers {
  readonly key: string;
  readonly userNos: Int32Array;
}

/** User numbers of the list last asked for, per connection: any page of it then costs the same. */
const keptNumbers = new WeakMap<ReadableDb, KeptNumbers>();

function jobUserNos(db: ReadableDb, jobId: number, filter: JobUserFilter): Int32Array {
  const key = JSON.stringify([jobId, filter, readRevision(db), getJob(db, jobId).done]);
  const kept = keptNumbers.get(db);
  if (kept?.key === key) return kept.userNos;
  const { sql, values } = jobUserCondition(jobId, filter);
  const userNos = Int32Array.from(
    prepared(db, `SELECT j.user_no FROM job_user j WHERE ${sql} ORDER BY j.user_no`)
      .pluck()
      .all(...values) as number[],
  );
  keptNumbers.set(db, { key, userNos });
  return userNos;
}

export function jobUsers(
  db: ReadableDb,
  jobId: number,
  filter: JobUserFilter,
  offset: number,
  limit: number,
) {
  const userNos = jobUserNos(db, jobId, filter);
  const rows = all<StoredJobUser>(
    db,
    `SELECT u.user_no, u.primary_identifier, u.last_name, u.first_name, g.name AS user_group, u.purge_date, j.outcome, j.reasons, j.unapproved
     FROM json_each(?) n JOIN job_user j ON j.job_id = ? AND j.user_no = n.value
     JOIN user u ON u.user_no = j.user_no LEFT JOIN user_group g ON g.group_no = u.group_no ORDER BY j.user_no`,
    JSON.stringify(Array.from(userNos.subarray(offset, offset + limit))),
    jobId,
  );
  const reviewStates = new ReviewStates(db);
  return {
    total: userNos.length,
    rows: rows.map((row) => ({
      ...toJobUser(row),
      staffConfirmed: isStaffConfirmed(reviewStates.stepOf(row.user_no)),
    })),
  };
}

const EXPORTED_AT_ONCE = 1000;

/** Every user of a job by outcome, in order; for exports, whose rows are as many as the job's users. */
export function* eachJobUser(db: ReadableDb, jobId: number, filter: JobUserFilter) {
  const { sql, values } = jobUserCondition(jobId, filter);
  const next = prepared(
    db,
    `SELECT j.user_no, u.primary_identifier, u.last_name, u.first_name, g.name, u.purge_date, j.reasons, j.unapproved
     FROM job_user j JOIN user u ON u.user_no = j.user_no LEFT JOIN user_group g ON g.group_no = u.group_no
     WHERE ${sql} AND j.user_no > ? ORDER BY j.user_no LIMIT ${EXPORTED_AT_ONCE}`,
  ).raw(true);
  for (let last = 0; ; ) {
    const rows = next.all(...values, last) as ExportedUser[];
    const reviewStates = new ReviewStates(db);
    for (const [userNo, identifier, lastName, firstName, group, ...facts] of rows) {
      const [purgeDate, reasons, unapproved] = facts;
      yield {
        primary_identifier: identifier,
        last_name: lastName,
        first_name: firstName,
        user_group: group,
        purge_date: purgeDate,
        reasons: reasonsOf(reasons),
        unapproved: lackOfNumber(unapproved) ?? null,
        staffConfirmed: isStaffConfirmed(reviewStates.stepOf(userNo)),
      };
    }
    if (rows.length < EXPORTED_AT_ONCE) return;
    last = rows.at(-1)![0];
  }
}

type ExportedUser = [
  userNo: number,
  identifier: string,
  lastName: string | null,
  firstName: string | null,
  group: string | null,
  purgeDate: string | null,
  reasons: number,
  unapproved: number,
];

/** The identifiers of the same, as their files have them. */
export function* eachJobIdentifier(
  db: ReadableDb,
  jobId: number,
  filter: JobUserFilter,
): Generator<string> {
  const find = prepared(db, 'SELECT primary_identifier FROM user WHERE user_no = ?').pluck();
  for (const userNo of jobUserNos(db, jobId, filter)) yield find.get(userNo) as string;
}

/** How many users of a job are meant. */
export function countJobUsers(db: ReadableDb, jobId: number, filter: JobUserFilter): number {
  const { sql, values } = jobUserCondition(jobId, filter);
  return value<number>(db, `SELECT count(*) FROM job_user j WHERE ${sql}`, ...values);
}

function jobUserCondition(jobId: number, filter: JobUserFilter): { sql: string; values: Value[] } {
  const parts = ['j.job_id = ?'];
  const values: Value[] = [jobId];
  if (filter.outcome) {
    parts.push('j.outcome = ?');
    values.push(filter.outcome);
  }
  if (filter.reason === 'boundary') parts.push('j.boundary = 1');
  else if (filter.reason === 'unapproved') parts.push('j.unapproved <> 0');
  else if (filter.reason) {
    parts.push('(j.reasons & ?) <> 0');
    values.push(reasonBit(filter.reason));
  }
  return { sql: parts.join(' AND '), values };
}

function toJobUser(row: StoredJobUser) {
  return {
    userNo: row.user_no,
    primary_identifier: row.primary_identifier,
    last_name: row.last_name,
    first_name: row.first_name,
    user_group: row.user_group,
    purge_date: row.purge_date,
    outcome: row.outcome,
    reasons: reasonsOf(row.reasons),
    unapproved: lackOfNumber(row.unapproved) ?? null,
  };
}
