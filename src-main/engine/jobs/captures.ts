/** Table module of job_capture: the pictures of jobs' settings, with what proves that they are the same still. */
import { createHash } from 'node:crypto';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type JobRequest, jobKindsThat } from '#shared/jobKinds/jobKinds.ts';
import { forgetSums } from '../db/checksums.ts';
import { all, get, type ReadableDb, run, value, type WritableDb } from '../db/db.ts';

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

/**
 * Pictures that may show these users: of jobs that are submitted from where users are listed, which have no page of
 * settings to be pictured alone, and of those whose settings name one of them.
 * @param erasing the job that erases them: beside it stands who is no user, too
 * @returns how many went
 */
export function dropCaptures(
  db: WritableDb,
  isNamed: (settings: string) => boolean,
  erased: UserBitmap,
  erasing: number,
): number {
  const captures = all<CapturedJob>(
    db,
    `SELECT c.job_id AS jobId, j.kind, c.settings, j.members FROM job_capture c JOIN job j ON j.job_id = c.job_id`,
  ).filter(({ jobId, kind, settings, members }) => {
    const hasPage = OF_PAGES.has(kind);
    const concerns =
      jobId === erasing || members === null || UserBitmap.fromBytes(members).and(erased).count > 0;
    return isNamed(settings) || (!hasPage && concerns);
  });
  for (const { jobId } of captures) {
    run(db, 'DELETE FROM job_capture WHERE job_id = ?', jobId);
    forgetSums(db, 'job', jobId);
  }
  return captures.length;
}

/** Pictures that may show these users, because they are taken where users are listed. */
export function capturesOf(
  db: ReadableDb,
  users: UserBitmap,
): { jobId: number; takenAt: number; sha256: string }[] {
  return all<{
    jobId: number;
    kind: string;
    members: Uint8Array | null;
    takenAt: number;
    sha256: string;
  }>(
    db,
    `SELECT c.job_id AS jobId, j.kind, j.members, c.taken_at AS takenAt, c.sha256
     FROM job_capture c JOIN job j ON j.job_id = c.job_id ORDER BY c.job_id`,
  ).flatMap(({ jobId, kind, members, takenAt, sha256 }) => {
    const concerns = members === null || UserBitmap.fromBytes(members).and(users).count > 0;
    return concerns && !OF_PAGES.has(kind) ? [{ jobId, takenAt, sha256 }] : [];
  });
}

interface CapturedJob {
  readonly jobId: number;
  readonly kind: string;
  readonly settings: string;
  readonly members: Uint8Array | null;
}

/** Steps of the cycle have pages, of which their settings alone are pictured. */
const OF_PAGES: ReadonlySet<string> = new Set(jobKindsThat(({ step }) => step !== null));
