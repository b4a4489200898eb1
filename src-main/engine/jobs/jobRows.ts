/**
 * Job rows: submitting, listing, what happened to whom. Table module; running is jobs/runJob.ts.
 */
import { createHash } from 'node:crypto';
import type { JobReport, JobRequest, JobSummary } from '#shared/contract/shapes.ts';
import type { JobOutcome } from '#shared/domain/jobs.ts';
import { RETAIN_REASONS, reasonsOf } from '#shared/domain/purgeRules.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import {
  all,
  get,
  prepared,
  type ReadableDb,
  run,
  transaction,
  type Value,
  value,
  type WritableDb,
} from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { reasonBit } from '../replica/criteriaSql.ts';
import { bumpRevision, readRevision } from '../replica/revision.ts';
import { isStaffConfirmed, Standings } from '../replica/standings.ts';
import { lackOfNumber } from './approvals.ts';
import { jobEvents } from './jobEvents.ts';

/** The picture of the settings as they were shown at Submit. */
export interface Capture {
  readonly png: Uint8Array;
  readonly takenAt: number;
  readonly width: number;
  readonly height: number;
}

export interface JobSetting {
  readonly label: string;
  readonly value: string;
}

/** The review as it stood when the job was submitted: the report shows this, whatever became of it. */
export type JobReview = NonNullable<JobReport['review']>;

export interface StoredJob {
  readonly job_id: number;
  readonly kind: JobSummary['kind'];
  readonly name: string;
  readonly state: JobSummary['state'];
  readonly user: string;
  readonly parameters: string;
  readonly settings: string;
  readonly submitted_at: number;
  readonly started_at: number | null;
  readonly ended_at: number | null;
  readonly members: Uint8Array | null;
  readonly total: number;
  readonly done: number;
  readonly last_user_no: number;
  readonly finished: number;
  readonly failed: number;
  /** As JSON; null for jobs of earlier versions. */
  readonly review: string | null;
  /** Why users were purged though nobody had approved them; null: only approved users went. */
  readonly without_approval: string | null;
  readonly told: string | null;
  readonly read_at: number | null;
}

/**
 * Enters the job with its capture; it will run to the end.
 * @param members whom it is for, as they are now: a logical set may find others later
 * @returns its number
 */
export function submitJob(
  db: WritableDb,
  request: JobRequest,
  settings: readonly JobSetting[],
  user: string,
  capture: Capture | null,
  review: JobReview | null = null,
  members: UserBitmap | null = null,
): number {
  return transaction(db, () => {
    const result = run(
      db,
      `INSERT INTO job (kind, name, state, user, parameters, settings, submitted_at, review, members, without_approval)
       VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?)`,
      request.kind,
      request.name,
      user,
      JSON.stringify(request.parameters),
      JSON.stringify(settings),
      Date.now(),
      review && JSON.stringify(review),
      members?.toBytes() ?? null,
      request.kind === 'purge-user-records' ? (request.withoutApproval?.reason ?? null) : null,
    );
    const jobId = Number(result.lastInsertRowid);
    if (capture) {
      run(
        db,
        'INSERT INTO job_capture (job_id, png, taken_at, sha256, width, height, settings) VALUES (?, ?, ?, ?, ?, ?, ?)',
        jobId,
        capture.png,
        capture.takenAt,
        createHash('sha256').update(capture.png).digest('hex'),
        capture.width,
        capture.height,
        JSON.stringify(request),
      );
    }
    bumpRevision(db, 'nobody');
    return jobId;
  });
}

/**
 * The same job, submitted a moment ago by the same person: a second press of Submit is no second job.
 * @returns its number
 */
export function twinOf(db: ReadableDb, request: JobRequest, user: string): number | undefined {
  const twin = get<{ job_id: number; state: string; submitted_at: number }>(
    db,
    `SELECT job_id, state, submitted_at FROM job WHERE kind = ? AND name = ? AND parameters = ? AND user = ?
       AND job_id = (SELECT max(job_id) FROM job)`,
    request.kind,
    request.name,
    JSON.stringify(request.parameters),
    user,
  );
  if (!twin) return undefined;
  const isRecent = Math.abs(Date.now() - twin.submitted_at) < SAME_MOMENT_MS;
  return twin.state !== 'completed' || isRecent ? twin.job_id : undefined;
}

const SAME_MOMENT_MS = 5000;

const SUMMARY =
  'j.*, EXISTS (SELECT 1 FROM job_capture c WHERE c.job_id = j.job_id) AS has_capture';

/** Newest first, as on Alma's jobs page. */
export function listJobs(db: ReadableDb): JobSummary[] {
  return all<StoredJob & { has_capture: number }>(
    db,
    `SELECT ${SUMMARY} FROM job j ORDER BY j.job_id DESC`,
  ).map(toSummary);
}

export function getJob(db: ReadableDb, jobId: number): StoredJob {
  const job = get<StoredJob>(db, 'SELECT * FROM job WHERE job_id = ?', jobId);
  if (!job) throw new Refusal('job.gone', 'This job is no longer there.');
  return job;
}

export function jobSummary(db: ReadableDb, jobId: number): JobSummary {
  getJob(db, jobId);
  return toSummary(
    get<StoredJob & { has_capture: number }>(
      db,
      `SELECT ${SUMMARY} FROM job j WHERE j.job_id = ?`,
      jobId,
    )!,
  );
}

/** Somebody has looked at the report of a completed job; the first look counts. */
export function markRead(db: WritableDb, jobId: number): void {
  run(
    db,
    `UPDATE job SET read_at = ? WHERE job_id = ? AND state = 'completed' AND read_at IS NULL`,
    Date.now(),
    jobId,
  );
  bumpRevision(db, 'nobody');
}

/** How many users these jobs are for. */
export function memberCount(db: ReadableDb, jobIds: readonly number[]): number {
  return jobIds.reduce((sum, jobId) => {
    const { members } = getJob(db, jobId);
    return sum + (members === null ? 0 : UserBitmap.fromBytes(members).count);
  }, 0);
}

/** Jobs that wait or were interrupted, in the order in which they were submitted. */
export function unfinishedJobs(db: ReadableDb): number[] {
  return prepared(db, `SELECT job_id FROM job WHERE state <> 'completed' ORDER BY job_id`)
    .pluck()
    .all() as number[];
}

/** Users that a running job holds; no other job may purge them meanwhile. */
export function lockedUsers(db: ReadableDb, exceptJobId: number): UserBitmap {
  const held = prepared(
    db,
    `SELECT members FROM job WHERE state = 'running' AND job_id <> ? AND members IS NOT NULL`,
  )
    .pluck()
    .all(exceptJobId) as Uint8Array[];
  return held.reduce((union, members) => union.or(UserBitmap.fromBytes(members)), new UserBitmap());
}

export interface CaptureRow {
  readonly png: Uint8Array;
  readonly taken_at: number;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly settings: string;
}

export function getCapture(db: ReadableDb, jobId: number): CaptureRow | undefined {
  return get<CaptureRow>(db, 'SELECT * FROM job_capture WHERE job_id = ?', jobId);
}

export function jobReport(db: ReadableDb, jobId: number): JobReport {
  const job = getJob(db, jobId);
  const capture = getCapture(db, jobId);
  const totals = get<
    Record<'boundary' | 'not_taken' | 'waived' | 'without_approval', number | null>
  >(
    db,
    `SELECT sum(boundary) AS boundary, sum(outcome = 'not-taken') AS not_taken,
       sum(CASE outcome WHEN 'purged' THEN waived END) AS waived,
       sum(outcome = 'purged' AND unapproved <> 0) AS without_approval FROM job_user WHERE job_id = ?`,
    jobId,
  );
  return {
    ...jobSummary(db, jobId),
    settings: JSON.parse(job.settings) as JobSetting[],
    events: jobEvents(db, job),
    capture: capture
      ? {
          takenAt: capture.taken_at,
          sha256: capture.sha256,
          width: capture.width,
          height: capture.height,
          bytes: capture.png.length,
        }
      : null,
    boundary: totals?.boundary ?? 0,
    boundaryNotTaken: totals?.not_taken ?? 0,
    waived: totals?.waived ?? 0,
    purgedWithoutApproval: totals?.without_approval ?? 0,
    withoutApproval: job.without_approval,
    told: job.told === null ? NOTHING_TOLD : (JSON.parse(job.told) as JobReport['told']),
    unknown: job.kind === 'purge-user-records' ? unknownCounts(db, jobId) : [],
    review: job.review === null ? null : { ...EARLIER_REVIEW, ...JSON.parse(job.review) },
  };
}

/** What reviews that earlier versions kept don't say. */
const EARLIER_REVIEW = { unsigned: false, unapproved: [], left: 0, rulesOff: [], staffLists: [] };
const NOTHING_TOLD = { contacts: 0, unknownRecordType: 0, unknownRole: 0 };

/** What the report tells of the users whom a purge took, counted once at its end. */
export function tellOfPurged(db: WritableDb, jobId: number): void {
  run(
    db,
    `UPDATE job SET told = (
       SELECT json_object('contacts', count(*) FILTER (WHERE u.record_type = 'Contact'),
         'unknownRecordType', count(*) FILTER (WHERE u.record_type IS NULL),
         'unknownRole', count(*) FILTER (WHERE u.staff_role IS NULL))
       FROM job_user j JOIN user u ON u.user_no = j.user_no WHERE j.job_id = job.job_id AND j.outcome = 'purged')
     WHERE job_id = ?`,
    jobId,
  );
}

function unknownCounts(db: ReadableDb, jobId: number) {
  return RETAIN_REASONS.map((reason) => ({
    reason,
    users: value<number>(
      db,
      `SELECT count(*) FROM job_user WHERE job_id = ? AND outcome = 'purged' AND (unknown & ?) <> 0`,
      jobId,
      reasonBit(reason),
    ),
  })).filter((each) => each.users > 0);
}

export interface JobUserFilter {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
}

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
  const standings = new Standings(db);
  return {
    total: userNos.length,
    rows: rows.map((row) => ({
      ...toJobUser(row),
      staffConfirmed: isStaffConfirmed(standings.stepOf(row.user_no)),
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
    const standings = new Standings(db);
    for (const [userNo, primaryIdentifier, lastName, firstName, userGroup, ...facts] of rows) {
      const [purgeDate, reasons, unapproved] = facts;
      yield {
        primaryIdentifier,
        lastName,
        firstName,
        userGroup,
        purgeDate,
        reasons: reasonsOf(reasons),
        unapproved: lackOfNumber(unapproved) ?? null,
        staffConfirmed: isStaffConfirmed(standings.stepOf(userNo)),
      };
    }
    if (rows.length < EXPORTED_AT_ONCE) return;
    last = rows.at(-1)![0];
  }
}

type ExportedUser = [
  userNo: number,
  primaryIdentifier: string,
  lastName: string | null,
  firstName: string | null,
  userGroup: string | null,
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
    primaryIdentifier: row.primary_identifier,
    lastName: row.last_name,
    firstName: row.first_name,
    userGroup: row.user_group,
    purgeDate: row.purge_date,
    outcome: row.outcome,
    reasons: reasonsOf(row.reasons),
    unapproved: lackOfNumber(row.unapproved) ?? null,
  };
}

function toSummary(row: StoredJob & { has_capture: number }): JobSummary {
  return {
    jobId: row.job_id,
    kind: row.kind,
    name: row.name,
    userGroup: (JSON.parse(row.parameters) as { userGroup: string | null }).userGroup,
    state: row.state,
    user: row.user,
    submittedAt: row.submitted_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    total: row.total,
    done: row.done,
    finished: row.finished,
    failed: row.failed,
    hasCapture: row.has_capture === 1,
    read: row.read_at !== null,
  };
}
