/** Table module of job_capture: the pictures of jobs' settings, with what proves that they are the same still. */
import { createHash } from 'node:crypto';
import type { PicturedTexts } from '#shared/contract/shapes/picturedTexts.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { get, type ReadableDb, run, value, type WritableDb } from '../../db/db.ts';
import { wordsToKeep } from './captureWords.ts';

/** The picture of the settings as they were shown at Submit. */
export interface Capture {
  readonly png: Uint8Array;
  readonly takenAt: number;
  readonly width: number;
  readonly height: number;
  /** Which words stand in it and where; missing: nobody knows. */
  readonly texts?: PicturedTexts | null;
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
  return get<CaptureRow>(
    db,
    'SELECT png, taken_at, sha256, width, height, settings FROM job_capture WHERE job_id = ?',
    jobId,
  );
}

export const countCaptures = (db: ReadableDb): number =>
  value<number>(db, 'SELECT count(*) FROM job_capture');

/** Keeps the picture with the job, and the request that it shows. */
export function storeCapture(
  db: WritableDb,
  jobId: number,
  request: JobRequest,
  capture: Capture,
): void {
  run(
    db,
    'INSERT INTO job_capture (job_id, png, taken_at, sha256, width, height, settings, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    jobId,
    capture.png,
    capture.takenAt,
    createHash('sha256').update(capture.png).digest('hex'),
    capture.width,
    capture.height,
    JSON.stringify(shown(request)),
    capture.texts ? wordsToKeep(db, capture.texts, capture.width) : null,
  );
}

/** What was typed or chosen to say who is meant is kept nowhere. */
function shown({ kind, name, parameters, ...rest }: JobRequest) {
  const told = 'withoutApproval' in rest ? { withoutApproval: rest.withoutApproval } : {};
  return { kind, name, parameters, ...told };
}
