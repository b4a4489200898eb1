/**
 * What jobs did to whom: the users of a job by outcome and reason, page by page, counted, or one after another for
 * exports. Reads only; the kinds' own work stores them.
 */
import type { JobUser } from '#shared/contract/shapes/jobs.ts';
import { hasEnded } from '#shared/domain/jobs.ts';
import { reasonBit, reasonsOf } from '#shared/domain/purgeRules.ts';
import { isStand, standNumber } from '#shared/domain/researchers.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import type { JobOutcome } from '#shared/jobKinds/jobKinds.ts';
import { all, prepared, type ReadableDb, type Value } from '../db/db.ts';
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
import { getJob, getKeptJob } from './jobRows.ts';

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

/** Ascending. */
export function jobUserNos(db: ReadableDb, jobId: number, filter: JobUserFilter): Int32Array {
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
  return tallyOf(db, jobId)
    .filter((alike) => isMeant(alike, filter))
    .reduce((sum, { users }) => sum + users, 0);
}

/** Users of a job who fared alike, and what was waived for them together. */
export interface AlikeUsers {
  readonly outcome: string;
  /** Bits: domain/purgeRules.ts. */
  readonly reasons: number;
  readonly unknown: number;
  readonly boundary: number;
  readonly unapproved: number;
  /** Place in domain/researchers.ts. */
  readonly researcher: number;
  readonly users: number;
  readonly waived: number;
}

interface KeptTally {
  readonly key: string;
  readonly tally: readonly AlikeUsers[];
}

/** Of the job last asked for, per connection: its report asks for a dozen numbers. */
const keptTallies = new WeakMap<ReadableDb, KeptTally>();

/** All users of a job, counted in one walk. Remembered for jobs that have ended. */
export function tallyOf(db: ReadableDb, jobId: number): readonly AlikeUsers[] {
  const { state, forgotten } = getJob(db, jobId);
  const now = [jobId, state, forgotten, readRevision(db)];
  const key = hasEnded(state) ? JSON.stringify(now) : undefined;
  const kept = keptTallies.get(db);
  if (kept && kept.key === key) return kept.tally;
  const tally = all<AlikeUsers>(
    db,
    `SELECT outcome, reasons, unknown, boundary, unapproved, researcher, count(*) AS users, sum(waived) AS waived
     FROM job_user WHERE job_id = ? GROUP BY outcome, reasons, unknown, boundary, unapproved, researcher`,
    jobId,
  );
  if (key !== undefined) keptTallies.set(db, { key, tally });
  return tally;
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
  else if (isStand(filter.reason)) {
    parts.push('j.researcher = ?');
    values.push(standNumber(filter.reason));
  } else if (filter.reason) {
    parts.push('(j.reasons & ?) <> 0');
    values.push(reasonBit(filter.reason));
  }
  return { sql: parts.join(' AND '), values };
}

/** The same condition, of users who fared alike. */
function isMeant(
  { outcome, reasons, boundary, unapproved, researcher }: AlikeUsers,
  filter: JobUserFilter,
): boolean {
  if (filter.outcome && outcome !== filter.outcome) return false;
  if (filter.reason === 'boundary') return boundary === 1;
  if (filter.reason === 'unapproved') return unapproved !== 0;
  if (isStand(filter.reason)) return researcher === standNumber(filter.reason);
  return !filter.reason || (reasons & reasonBit(filter.reason)) !== 0;
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
