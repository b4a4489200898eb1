/** Table module of job_capture: the pictures of jobs' settings, with what proves that they are the same still. */
import { createHash } from 'node:crypto';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { forgetSums } from '../db/checksums.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';

/** The picture of the settings as they were shown at Submit. */
export interface Capture {
  readonly png: Uint8Array;
  readonly takenAt: number;
  readonly width: number;
  readonly height: number;
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

/** Keeps the picture with the job, and the request that it shows. */
export function storeCapture(
  db: WritableDb,
  jobId: number,
  request: JobRequest,
  capture: Capture,
): void {
  run(
    db,
    'INSERT INTO job_capture (job_id, png, taken_at, sha256, width, height, settings) VALUES (?, ?, ?, ?, ?, ?, ?)',
    jobId,
    capture.png,
    capture.takenAt,
    createHash('sha256').update(capture.png).digest('hex'),
    capture.width,
    capture.height,
    JSON.stringify(shown(request)),
  );
}

/** What was typed or chosen to say who is meant is kept nowhere. */
function shown({ kind, name, parameters, ...rest }: JobRequest) {
  const told = 'withoutApproval' in rest ? { withoutApproval: rest.withoutApproval } : {};
  return { kind, name, parameters, ...told };
}

/** Pictures of jobs that are about these users alone, or whose settings name one of them, may show them. */
export function dropCaptures(
  db: WritableDb,
  isNamed: (settings: string) => boolean,
  isErased: (userNo: number) => boolean,
): number {
  const captures = all<{ jobId: number; settings: string; only: number | null }>(
    db,
    `SELECT c.job_id AS jobId, c.settings,
       CASE WHEN j.total = 1 THEN (SELECT max(user_no) FROM job_user u WHERE u.job_id = c.job_id) END AS only
     FROM job_capture c JOIN job j ON j.job_id = c.job_id`,
  ).filter(({ settings, only }) => isNamed(settings) || (only !== null && isErased(only)));
  for (const { jobId } of captures) {
    run(db, 'DELETE FROM job_capture WHERE job_id = ?', jobId);
    forgetSums(db, 'job', jobId);
  }
  return captures.length;
}
