/**
 * History of jobs is kept one year (docs/domain.md, section 3). Which jobs are older, and removing their people when a
 * librarian has said so: what remains of each is a line with its kind, who ran it, when, both counts and hashes of its
 * settings and picture. The rows of its users go behind it (sweepForgotten.ts). Must never touch a job that hasn't ended,
 * that is younger by the institution's calendar, or on which something else still rests.
 */
import { createHash } from 'node:crypto';
import type { ForgottenJob, OldJobs } from '#shared/contract/shapes/jobs.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { historyBegins, isPastHistory, type StaysBecause } from '#shared/domain/jobHistory.ts';
import { dayOfInstant, type TimeZone, today } from '#shared/domain/timeZones.ts';
import type { JobSetting } from '#shared/jobKinds/jobKind.ts';
import { defaultJobName, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { forgetSums } from '../db/checksums.ts';
import { all, get, type ReadableDb, run, value, type WritableDb } from '../db/db.ts';
import { noteForgotten } from '../db/pageGaps.ts';
import { Refusal } from '../refusal.ts';
import { renameJobOfRestorations } from '../replica/restorations.ts';
import { institutionZone } from '../replica/settings.ts';
import { renameJobOfSteps } from '../review/decisionSteps.ts';
import { anySetAsks, renameJobOfSets } from '../sets/userSets.ts';
import { getCapture } from './captures/captures.ts';
import { getJob, type StoredJob, storedSettings, toldOf } from './jobRows.ts';
import { workOf } from './workOf.ts';

/** Those that are older than a year and have their people still, newest first; with those of them that stay. */
export function oldJobs(db: ReadableDb): OldJobs {
  const zone = institutionZone(db);
  const now = today(zone);
  const staying: { jobId: number; because: StaysBecause }[] = [];
  const jobIds: number[] = [];
  const ended = all<StoredJob>(db, `SELECT * FROM job WHERE ${ENDED} ORDER BY job_id DESC`);
  for (const job of ended) {
    if (!isOld(job, zone, now)) continue;
    const because = whyItStays(db, job);
    if (because) staying.push({ jobId: job.job_id, because });
    else jobIds.push(job.job_id);
  }
  return { endedBefore: historyBegins(now), jobIds, staying };
}

const ENDED = `state IN ('completed', 'failed') AND forgotten IS NULL`;

function isOld(job: StoredJob, zone: TimeZone, now: IsoDate): boolean {
  const hasEnded = job.state === 'completed' || job.state === 'failed';
  if (!hasEnded || job.ended_at === null || job.forgotten !== null) return false;
  return isPastHistory(dayOfInstant(job.ended_at, zone), now);
}

function whyItStays(db: ReadableDb, job: StoredJob): StaysBecause | undefined {
  if (workOf(job.kind).erases) return 'certificate';
  if (job.state === 'completed' && workOf(job.kind).stillCounts?.(db, job)) return 'fees';
  const asks = anySetAsks(db, (leaf) => leaf.op === 'inJob' && leaf.jobId === job.job_id);
  return asks ? 'set' : undefined;
}

/** How many users jobs tell of, each counted once. */
export function usersOfJobs(db: ReadableDb, jobIds: readonly number[]): number {
  return value<number>(
    db,
    `SELECT count(*) FROM (SELECT DISTINCT user_no FROM job_user WHERE job_id IN (SELECT value FROM json_each(?)))`,
    JSON.stringify(jobIds),
  );
}

/**
 * Leaves a line of each. Must run inside a transaction; `sweepForgotten` removes the rest.
 * @param users how many users they tell of, as it was confirmed
 * @throws Refusal, before anything is changed, when one of them isn't there, isn't old or has to stay, or others are meant
 */
export function forgetJobs(
  db: WritableDb,
  jobIds: readonly number[],
  users: number,
  by: string,
): void {
  const zone = institutionZone(db);
  const now = today(zone);
  const jobs = [...new Set(jobIds)].map((jobId) => getJob(db, jobId));
  for (const job of jobs) {
    if (!isOld(job, zone, now))
      throw new Refusal('job.notOld', { endedBefore: historyBegins(now) });
    const because = whyItStays(db, job);
    if (because) throw new Refusal('job.stays', { because });
  }
  const told = usersOfJobs(db, jobIds);
  if (told !== users) throw new Refusal('job.othersToForget', { users: told });
  noteForgotten(db);
  for (const job of jobs) forgetJob(db, job, by, zone);
  // What was kept of earlier ones because a later job told of it may go now.
  run(db, 'UPDATE job SET forgetting = 1 WHERE forgotten IS NOT NULL');
}

function forgetJob(db: WritableDb, job: StoredJob, by: string, zone: TimeZone): void {
  const { job_id: jobId, kind } = job;
  const remains: ForgottenJob & { readonly gavePurgeFacts: boolean } = {
    at: Date.now(),
    by,
    settings: hashOf(storedSettings(job)),
    capture: getCapture(db, jobId)?.sha256 ?? null,
    gavePurgeFacts: jobKind(kind).givesPurgeFacts(toldOf(job) as never),
  };
  // A name that somebody typed, or that was made of a set's, may say whom the job was about.
  const name = defaultJobName(kind, null, dayOfInstant(job.submitted_at, zone));
  run(
    db,
    `UPDATE job SET name = ?, parameters = '{}', settings = '[]', members = NULL, submitted_for = NULL, excepted = NULL,
       last_user_no = 0, review = NULL, without_approval = NULL, told = NULL, failure = NULL, forgotten = ?, forgetting = 1 WHERE job_id = ?`,
    name,
    JSON.stringify(remains),
    jobId,
  );
  run(db, 'DELETE FROM job_capture WHERE job_id = ?', jobId);
  forgetSums(db, 'job', jobId);
  renameJobOfSets(db, jobId, name);
  renameJobOfRestorations(db, jobId, name);
  const isNameOfOther = get(db, 'SELECT 1 FROM job WHERE name = ? LIMIT 1', job.name) !== undefined;
  if (!isNameOfOther) renameJobOfSteps(db, job.name, name);
}

/** Of the settings as the report shows them, so that whoever has it can make the hash again. */
function hashOf(settings: readonly JobSetting[]): string {
  const lines = settings.map(({ label, value: chosen }) => `${label}: ${chosen}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}
