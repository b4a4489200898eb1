/**
 * Table module of job: listing jobs, and finding those that wait, were interrupted or run now. Submitting is
 * submitJob.ts, running runJob.ts, what happened to whom jobUsers.ts.
 */
import { z } from 'zod';
import { erasureOfJob } from '#shared/contract/shapes/certificate.ts';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { forgottenJob, type JobSummary, jobSetting } from '#shared/contract/shapes/jobs.ts';
import { JOB_STATES } from '#shared/domain/jobs.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { refusal } from '#shared/domain/valueShapes.ts';
import { eraseUsers } from '#shared/jobKinds/eraseUsers.ts';
import type { JobAbout, JobSetting } from '#shared/jobKinds/jobKind.ts';
import { JOB_KINDS, jobKind, jobKindsThat, storedParameters } from '#shared/jobKinds/jobKinds.ts';
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import { forgetSums } from '../db/checksums.ts';
import { all, get, prepared, type ReadableDb, run, value, type WritableDb } from '../db/db.ts';
import { oneOf, parseStored, type StoredAt } from '../db/storedValue.ts';
import { Refusal } from '../refusal.ts';
import { dropErasingTexts } from '../replica/erasingTexts.ts';
import { bumpRevision } from '../replica/revision.ts';

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
  /** Null for jobs of earlier versions. */
  readonly submitted_for: Uint8Array | null;
  readonly excepted: Uint8Array | null;
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
  readonly message_read_at: number | null;
  /** As JSON. */
  readonly failure: string | null;
  /** As JSON; null: all of it is kept. */
  readonly forgotten: string | null;
  /** How far the proof of an erasing is. */
  readonly proving: number;
}

/** SQL of a job that waits, was interrupted or runs. */
const UNFINISHED = `WHERE state IN ('pending', 'running')`;

const SUMMARY = `j.*, EXISTS (SELECT 1 FROM job_capture c WHERE c.job_id = j.job_id) AS has_capture,
  (SELECT json_object('sha256', sha256, 'findings', certificate ->> '$.search.findings',
     'notRead', certificate ->> '$.search.notRead', 'takenOut', certificate -> '$.takenOut') FROM certificate c WHERE c.job_id = j.job_id) AS certified`;

interface ListedJob extends StoredJob {
  readonly has_capture: number;
  readonly certified: string | null;
}

/** Newest first, as on Alma's jobs page. */
export function listJobs(db: ReadableDb): JobSummary[] {
  return all<ListedJob>(db, `SELECT ${SUMMARY} FROM job j ORDER BY j.job_id DESC`).map(toSummary);
}

export function getJob(db: ReadableDb, jobId: number): StoredJob {
  const job = get<StoredJob>(db, 'SELECT * FROM job WHERE job_id = ?', jobId);
  if (!job) throw new Refusal('job.gone');
  return checked(job);
}

/** Of any job, whatever else of it can't be read. */
export function nameOfJob(db: ReadableDb, jobId: number): string {
  return value<string>(db, 'SELECT name FROM job WHERE job_id = ?', jobId);
}

/** Of any job, whatever else of it can't be read. */
export function submitterOf(db: ReadableDb, jobId: number): string {
  return value<string>(db, 'SELECT user FROM job WHERE job_id = ?', jobId);
}

/** The same, of a job that has its people still. @throws Refusal where they were removed */
export function getKeptJob(db: ReadableDb, jobId: number): StoredJob {
  const job = getJob(db, jobId);
  if (job.forgotten !== null) throw new Refusal('job.forgotten');
  return job;
}

export function isForgotten(db: ReadableDb, jobId: number): boolean {
  return (
    get(db, 'SELECT 1 FROM job WHERE job_id = ? AND forgotten IS NOT NULL', jobId) !== undefined
  );
}

/** Undefined when there is no such job. */
export function knownJobName(db: ReadableDb, jobId: number): string | undefined {
  return get<{ name: string }>(db, 'SELECT name FROM job WHERE job_id = ?', jobId)?.name;
}

/** Of any job that has ended, whatever else of it can't be read. */
export function endOfJob(
  db: ReadableDb,
  jobId: number,
): Pick<StoredJob, 'state' | 'finished' | 'failed'> {
  return get(db, 'SELECT state, finished, failed FROM job WHERE job_id = ?', jobId)!;
}

export const jobAt = (jobId: number): StoredAt => ({ table: 'job', row: jobId });

/** What it was told, as it stood when it was submitted. @throws Refusal for what its kind doesn't know */
export function parametersOf(job: Pick<StoredJob, 'job_id' | 'kind' | 'parameters'>) {
  return parseStored(storedParameters(job.kind), job.parameters, jobAt(job.job_id));
}

/** Nobody asks a kind or a state that there isn't. */
function checked<Job extends StoredJob>(job: Job): Job {
  oneOf(JOB_KINDS, job.kind, jobAt(job.job_id));
  oneOf(JOB_STATES, job.state, jobAt(job.job_id));
  return job;
}

export function jobSummary(db: ReadableDb, jobId: number): JobSummary {
  getJob(db, jobId);
  return toSummary(get<ListedJob>(db, `SELECT ${SUMMARY} FROM job j WHERE j.job_id = ?`, jobId)!);
}

/** Somebody has looked at the report of a job that has ended, and so knows that it has; the first look counts. */
export function markRead(db: WritableDb, jobId: number): void {
  run(
    db,
    `UPDATE job SET read_at = coalesce(read_at, ?), message_read_at = coalesce(message_read_at, ?)
     WHERE job_id = ? AND state IN ('completed', 'failed')`,
    Date.now(),
    Date.now(),
    jobId,
  );
}

/** Messages that jobs have ended were read, or weren't; of a job that has not ended there is none to mark. */
export function markMessages(db: WritableDb, jobIds: readonly number[], read: boolean): void {
  run(
    db,
    `UPDATE job SET message_read_at = ?
     WHERE job_id IN (SELECT value FROM json_each(?)) AND state IN ('completed', 'failed')`,
    read ? Date.now() : null,
    JSON.stringify(jobIds),
  );
}

/** Messages in the inbox that nobody has read: of jobs for which Alma writes an e-mail, and of all that have failed. */
export function countUnread(db: ReadableDb): number {
  return value<number>(
    db,
    `SELECT count(*) FROM job WHERE message_read_at IS NULL AND forgotten IS NULL AND
       (state = 'failed' OR state = 'completed' AND kind IN (SELECT value FROM json_each(?)))`,
    JSON.stringify(jobKindsThat(({ mailed }) => mailed)),
  );
}

/** The same of one job: whether there is a message, and was read. */
function messageOf({ kind, state, message_read_at, forgotten }: StoredJob): JobSummary['message'] {
  if (forgotten !== null) return null;
  const isTold = state === 'failed' || (state === 'completed' && jobKind(kind).mailed);
  if (!isTold) return null;
  return message_read_at === null ? 'unread' : 'read';
}

/** How far the proof of an erasing is: from 1 on it is searched for those whom it has erased. */
export function setProving(db: WritableDb, jobId: number, proving: number): void {
  run(db, 'UPDATE job SET proving = ? WHERE job_id = ?', proving, jobId);
}

/** It can't run, or no further. What its batches did stands; by what it sought people goes, unless it is taken up again. */
export function failJob(db: WritableDb, jobId: number, failure: SentRefusal): void {
  run(
    db,
    `UPDATE job SET state = 'failed', failure = ?, ended_at = ? WHERE job_id = ?`,
    JSON.stringify(failure),
    Date.now(),
    jobId,
  );
  if (failure.code !== STOPPED_BY) dropErasingTexts(db, jobId);
  bumpRevision(db, 'nobody');
}

const STOPPED_BY = 'cleanup.stopped';
/** SQL of a job that has failed in the middle of what can't be left so. */
const STOPPED = `state = 'failed' AND failure ->> 'code' = '${STOPPED_BY}'`;

/** Jobs that are to be taken up again, oldest first. */
export function stoppedJobs(db: ReadableDb): number[] {
  return prepared(db, `SELECT job_id FROM job WHERE ${STOPPED} ORDER BY job_id`)
    .pluck()
    .all() as number[];
}

/**
 * It goes on where it stopped. Must run inside a transaction.
 * @throws Refusal for a job that isn't to be taken up
 */
export function takeUp(db: WritableDb, jobId: number): void {
  const { changes } = run(
    db,
    `UPDATE job SET state = 'running', failure = NULL, ended_at = NULL WHERE job_id = ? AND ${STOPPED}`,
    jobId,
  );
  if (changes === 0 && !proveAgain(db, jobId)) throw new Refusal('job.notStopped');
  forgetSums(db, 'job', jobId);
  bumpRevision(db, 'nobody');
}

/** An erasing that something was left of is done once more, all of it, and proved. @returns false: it is proved, or none */
function proveAgain(db: WritableDb, jobId: number): boolean {
  const { changes } = run(
    db,
    `UPDATE job SET state = 'running', ended_at = NULL, proving = -1
     WHERE job_id = ? AND state = 'completed' AND EXISTS (SELECT 1 FROM certificate c WHERE c.job_id = job.job_id
       AND (c.certificate ->> '$.search.findings' > 0 OR c.certificate ->> '$.search.notRead' > 0))`,
    jobId,
  );
  return changes > 0;
}

/** What follows from its end couldn't be worked out: it is owed, and no job runs before it. Inside a transaction. */
export function owe(db: WritableDb, jobId: number): void {
  run(db, 'UPDATE job SET owes = 1 WHERE job_id = ?', jobId);
}

/** Jobs from whose end something is still to follow, oldest first. */
export function owingJobs(db: ReadableDb): number[] {
  return prepared(db, 'SELECT job_id FROM job WHERE owes = 1 ORDER BY job_id')
    .pluck()
    .all() as number[];
}

/** Must run inside the transaction of what follows. */
export function settleDebt(db: WritableDb, jobId: number): void {
  run(db, 'UPDATE job SET owes = 0 WHERE job_id = ?', jobId);
  forgetSums(db, 'job', jobId);
}

/**
 * Ends a job that waits: it has failed, and whoever cancelled it needs no message. Must run inside a transaction.
 * @throws Refusal once it has begun
 */
export function cancelJob(db: WritableDb, jobId: number, by: string): void {
  if (getJob(db, jobId).state !== 'pending') throw new Refusal('job.begun');
  failJob(db, jobId, { code: 'job.cancelled', values: { by } });
  markMessages(db, [jobId], true);
}

/** Whether it waits, was interrupted or runs. */
export function isUnfinished(db: ReadableDb, jobId: number): boolean {
  return get(db, `SELECT 1 FROM job ${UNFINISHED} AND job_id = ?`, jobId) !== undefined;
}

/** Whether it waits, and has not begun. */
export function isPending(db: ReadableDb, jobId: number): boolean {
  const sql = `SELECT 1 FROM job WHERE state = 'pending' AND job_id = ?`;
  return get(db, sql, jobId) !== undefined;
}

/** What tells a job that has ended from all others, in this workspace and in a snapshot of it. */
export function endedJobs(db: ReadableDb): string[] {
  return prepared(
    db,
    `SELECT job_id || ' ' || ended_at FROM job WHERE state IN ('completed', 'failed')`,
  )
    .pluck()
    .all() as string[];
}

/** In the copy of a snapshot: what waited in it doesn't run by itself. Nothing to do in a version that knew no failed jobs. */
export function takeBackWaiting(db: WritableDb): void {
  const failing = `SELECT 1 FROM pragma_table_info('job') WHERE name = 'failure'`;
  if (get(db, failing) === undefined) return;
  const waiting = prepared(db, `SELECT job_id FROM job WHERE state = 'pending'`).pluck().all();
  for (const jobId of waiting as number[]) {
    failJob(db, jobId, { code: 'snapshot.jobTakenBack' });
    dropErasingTexts(db, jobId);
  }
}

/** How many users these jobs are for. */
export function memberCount(db: ReadableDb, jobIds: readonly number[]): number {
  return jobIds.reduce((sum, jobId) => {
    const { members } = getJob(db, jobId);
    return sum + (members === null ? 0 : UserBitmap.fromBytes(members).count);
  }, 0);
}

/** Users whom jobs have reached, all together: grows with each batch, between two revisions as well. */
export function usersDone(db: ReadableDb): number {
  return value<number>(db, 'SELECT coalesce(sum(done), 0) FROM job');
}

/** Jobs that wait or were interrupted, in the order in which they were submitted. */
export function unfinishedJobs(db: ReadableDb): number[] {
  return prepared(db, `SELECT job_id FROM job ${UNFINISHED} ORDER BY job_id`)
    .pluck()
    .all() as number[];
}

/** The job that erases everybody's data, if one waits or runs. */
export function erasingEverybody(db: ReadableDb): number | undefined {
  return get<{ job_id: number }>(
    db,
    `SELECT job_id FROM job ${UNFINISHED} AND json_extract(parameters, '$.everybody')`,
  )?.job_id;
}

/** Whether a job that has not ended works on this set. */
export function worksOnSet(db: ReadableDb, setId: number): boolean {
  return (
    get(
      db,
      `SELECT 1 FROM job ${UNFINISHED} AND json_extract(parameters, '$.setId') = ?`,
      setId,
    ) !== undefined
  );
}

/** Whether there is any of these kinds. */
export function hasJobOf(db: ReadableDb, kinds: readonly string[]): boolean {
  const sql = 'SELECT 1 FROM job WHERE kind IN (SELECT value FROM json_each(?)) LIMIT 1';
  return get(db, sql, JSON.stringify(kinds)) !== undefined;
}

export function countJobs(db: ReadableDb): number {
  return value<number>(db, 'SELECT count(*) FROM job');
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

function toSummary(row: ListedJob): JobSummary {
  const job = checked(row);
  return {
    jobId: row.job_id,
    kind: row.kind,
    name: row.name,
    ...aboutOf(job),
    state: row.state,
    failure: row.failure === null ? null : parseStored(refusal, row.failure, jobAt(row.job_id)),
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
    message: messageOf(job),
    forgotten: forgottenOf(job),
    erasure: erasureOf(row),
  };
}

/** Null: it erases nobody. What can't be read of it is as if nobody had told it; `verify` says so of a certificate. */
function erasureOf(row: ListedJob): JobSummary['erasure'] {
  const { requestId, due } = toldOf(row);
  if (row.kind !== eraseUsers.kind || typeof requestId !== 'string') return null;
  const { shape } = erasureOfJob;
  const certified = shape.certificate.safeParse(JSON.parse(row.certified ?? 'null'));
  return {
    requestId,
    due: shape.due.safeParse(due).data ?? null,
    certificate: certified.data ?? null,
  };
}

function forgottenOf({ job_id, forgotten }: StoredJob): JobSummary['forgotten'] {
  return forgotten === null ? null : parseStored(forgottenJob, forgotten, jobAt(job_id));
}

/** Everything that was chosen, as it was shown at Submit. */
export function storedSettings(job: Pick<StoredJob, 'job_id' | 'settings'>): JobSetting[] {
  return parseStored(z.array(jobSetting), job.settings, jobAt(job.job_id));
}

/** What it was told; empty where that isn't what parameters are. */
export function toldOf({ job_id, parameters }: StoredJob): Readonly<Record<string, unknown>> {
  try {
    return parseStored(z.record(z.string(), z.unknown()), parameters, jobAt(job_id));
  } catch {
    return {};
  }
}

/** A job that can't run because of what it was told is listed all the same. */
function aboutOf(row: StoredJob): JobAbout {
  const { setId, userGroup } = jobKind(row.kind).about(toldOf(row));
  return {
    setId: typeof setId === 'number' ? setId : null,
    userGroup: typeof userGroup === 'string' ? userGroup : null,
  };
}
