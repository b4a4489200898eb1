/**
 * Enters a job with everything that is kept of it: settings, picture, review, whom it is for. Whether it may be
 * submitted is jobGuards.ts's business.
 */
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobSetting } from '#shared/jobKinds/jobKind.ts';
import { asksPolicy, type JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { get, type ReadableDb, run, transaction, type WritableDb } from '../db/db.ts';
import { policyRefusal } from '../replica/policyAsked.ts';
import { type Capture, storeCapture } from './captures/captures.ts';
import type { JobReview } from './jobRows.ts';
import { workOf } from './workOf.ts';

/**
 * Enters the job with its capture; it will run to the end.
 * @param members whom it is for, as they are now: a logical set may find others later
 * @param excepted who isn't approved, of a job that goes on without: whoever loses approval later isn't among them
 * @returns its number
 * @throws Refusal for a job of the purge cycle as long as nobody has said what the institution has set in Alma, whatever
 *   the way in
 */
export function submitJob(
  db: WritableDb,
  request: JobRequest,
  settings: readonly JobSetting[],
  user: string,
  capture: Capture | null,
  review: JobReview | null = null,
  members: UserBitmap | null = null,
  excepted: UserBitmap | null = null,
): number {
  const refusal = asksPolicy(request.kind) ? policyRefusal(db) : undefined;
  if (refusal) throw refusal;
  return transaction(db, () => {
    const result = run(
      db,
      `INSERT INTO job (kind, name, state, user, parameters, settings, submitted_at, review, members, submitted_for,
         without_approval, excepted)
       VALUES (?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      request.kind,
      request.name,
      user,
      JSON.stringify(request.parameters),
      JSON.stringify(settings),
      Date.now(),
      review && JSON.stringify(review),
      members?.toBytes() ?? null,
      members?.toBytes() ?? null,
      exceptionOf(request),
      excepted?.toBytes() ?? null,
    );
    const jobId = Number(result.lastInsertRowid);
    if (capture) storeCapture(db, jobId, request, capture);
    workOf(request.kind).keep?.(db, jobId, request);
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
  // One that failed may be wanted again at once.
  if (twin.state === 'failed') return undefined;
  return twin.state !== 'completed' || isRecent ? twin.job_id : undefined;
}

const SAME_MOMENT_MS = 5000;

/** Why it goes on though users aren't approved, for the kinds whose requests can say so. */
function exceptionOf(request: JobRequest): string | null {
  return 'withoutApproval' in request ? (request.withoutApproval?.reason ?? null) : null;
}
