/**
 * What jobs did to whom: the users of a job by outcome and reason, page by page, counted, or one after another for
 * exports. Reads only; the kinds' own work stores them.
 */
import type { JobUser } from '#shared/contract/shapes/jobs.ts';
import { reasonBit, reasonsOf } from '#shared/domain/purgeRules.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import type { JobOutcome } from '#shared/jobKinds/jobKinds.ts';
import { all, prepared, type ReadableDb, type Value, value } from '../db/db.ts';
import { isStaffConfirmed } from '../replica/reviewStates.ts';
import { readRevision } from '../replica/revision.ts';
import { identifiersOf } from '../replica/userRows.ts';
import { lackOfNumber } from './approvals.ts';
import {
  FACTS_JOIN,
  FACTS_SQL,
  FrozenDecisions,
  factsOfRow,
  type StoredFacts,
} from './frozenFacts.ts';
import { getKeptJob } from './jobRows.ts';

interface StoredJobUser extends StoredFacts {
  readonly user_no: number;
  readonly primary_identifier: string;
  readonly last_name: string | null;
  readonly first_name: string | null;
  readonly outcome: JobOutcome;
  readonly reasons: number;
  readonly unknown: number;
  readonly waived: number;
  readonly unapproved: number;
}

const USERS_SQL = `SELECT u.user_no, u.primary_identifier, u.last_name, u.first_name, j.outcome, j.reasons,
  j.unknown, j.waived, j.unapproved, ${FACTS_SQL}`;

interface KeptNumbers {
  readonly key: string;
  readonly userNos: Int32Array;
}

/** User numbers of the list last asked for, per connection: any page of it then costs the same. */
const keptNumbers = new WeakMap<ReadableDb, KeptNumbers>();

function jobUserNos(db: ReadableDb, jobId: number, filter: JobUserFilter): Int32Array {
  const key = JSON.stringify([jobId, filter, readRevision(db), getKeptJob(db, jobId).done]);
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
): { total: number; rows: JobUser[] } {
  const userNos = jobUserNos(db, jobId, filter);
  const rows = all<StoredJobUser>(
    db,
    `${USERS_SQL} FROM json_each(?) n JOIN job_user j ON j.job_id = ? AND j.user_no = n.value JOIN user u ON u.user_no = j.user_no
       ${FACTS_JOIN} ORDER BY j.user_no`,
    JSON.stringify(Array.from(userNos.subarray(offset, offset + limit))),
    jobId,
  );
  const decisions = new FrozenDecisions(db, jobId);
  return { total: userNos.length, rows: rows.map((row) => toJobUser(row, decisions)) };
}

/** The identifiers of a job's users, as their files have them. */
export function* eachJobIdentifier(
  db: ReadableDb,
  jobId: number,
  filter: JobUserFilter,
): Generator<string> {
  yield* identifiersOf(db, jobUserNos(db, jobId, filter));
}

/** How many users of a job are meant. */
export function countJobUsers(db: ReadableDb, jobId: number, filter: JobUserFilter): number {
  const { sql, values } = jobUserCondition(jobId, filter);
  return value<number>(db, `SELECT count(*) FROM job_user j WHERE ${sql}`, ...values);
}

/**
 * Where parts of such a list begin.
 * @returns for each part of so many users the number of the user before it; the last part may be shorter
 */
export function jobUserStarts(
  db: ReadableDb,
  jobId: number,
  filter: JobUserFilter,
  users: number,
): number[] {
  const { sql, values } = jobUserCondition(jobId, filter);
  const lastOfPart = prepared(
    db,
    `SELECT j.user_no FROM job_user j WHERE ${sql} AND j.user_no > ? ORDER BY j.user_no LIMIT 1 OFFSET ?`,
  ).pluck();
  const starts: number[] = [];
  for (let before: number | undefined = 0; before !== undefined; ) {
    starts.push(before);
    before = lastOfPart.get(...values, before, users - 1) as number | undefined;
  }
  return starts;
}

/** The same for each of some filters, in one walk through the job's users. */
export function countEach(
  db: ReadableDb,
  jobId: number,
  filters: readonly JobUserFilter[],
): number[] {
  if (filters.length === 0) return [];
  const conditions = filters.map((filter) => jobUserCondition(jobId, filter));
  const counts = conditions.map(({ sql }) => `count(*) FILTER (WHERE ${sql})`).join(', ');
  return prepared(db, `SELECT ${counts} FROM job_user j WHERE j.job_id = ?`)
    .raw(true)
    .get(...conditions.flatMap(({ values }) => values), jobId) as number[];
}

/** Over `job_user j`. */
export function jobUserCondition(
  jobId: number,
  filter: JobUserFilter,
): { sql: string; values: Value[] } {
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

function toJobUser(row: StoredJobUser, decisions: FrozenDecisions): JobUser {
  const step = decisions.of(row.user_no, row.decided_in);
  return {
    userNo: row.user_no,
    primary_identifier: row.primary_identifier,
    last_name: row.last_name,
    first_name: row.first_name,
    ...factsOfRow(row),
    waived: row.waived,
    decision: step?.decision ?? 'undecided',
    reason: step?.reason ?? null,
    note: step?.note ?? '',
    decidedBy: step?.by ?? null,
    decidedAt: step?.at ?? null,
    outcome: row.outcome,
    reasons: reasonsOf(row.reasons),
    unknown: reasonsOf(row.unknown),
    unapproved: lackOfNumber(row.unapproved) ?? null,
    staffConfirmed: isStaffConfirmed(step),
  };
}
