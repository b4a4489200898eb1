/** Table module of job_capture: the pictures of jobs' settings, with what proves that they are the same still. */
import { createHash } from 'node:crypto';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { get, type ReadableDb, run, type WritableDb } from '../db/db.ts';

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
    JSON.stringify(request),
  );
}
