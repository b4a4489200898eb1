/**
 * The report of a job, made of what was stored when it was submitted and while it ran: its events and counts are counted
 * anew from the outcomes whenever somebody asks, so that they can't disagree with them.
 */
import { z } from 'zod';
import { type JobReport, jobReport as reportShape } from '#shared/contract/shapes/jobReport.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { all, type ReadableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';
import { readRestorations } from '../replica/restorations.ts';
import { getCapture } from './captures/captures.ts';
import { erasuresOfPicture } from './captures/eraseCaptures.ts';
import { certificateOf } from './certificates.ts';
import { NO_FACTS } from './jobKind.ts';
import {
  getKeptJob,
  jobAt,
  jobSummary,
  type StoredJob,
  storedSettings,
  toldOf,
} from './jobRows.ts';
import { countJobUsers } from './jobUsers.ts';
import { workOf } from './workOf.ts';

export function jobReport(db: ReadableDb, jobId: number): JobReport {
  const job = getKeptJob(db, jobId);
  const capture = getCapture(db, jobId);
  const { reportFacts } = workOf(job.kind);
  return {
    ...jobSummary(db, jobId),
    settings: storedSettings(job),
    certificate: certificateOf(db, jobId) ?? null,
    parameters: toldOf(job),
    events: eventsOf(db, job),
    capture: capture
      ? {
          takenAt: capture.taken_at,
          sha256: capture.sha256,
          width: capture.width,
          height: capture.height,
          bytes: capture.png.length,
        }
      : null,
    pictureErased: erasuresOfPicture(db, jobId),
    withoutApproval: job.without_approval,
    restorations: readRestorations(db).filter(({ at }) => at <= job.submitted_at),
    ...(reportFacts?.(db, jobId) ?? NO_FACTS),
    restoredSince: restoredSince(db, jobId),
    review: job.review === null ? null : parseStored(storedReview, job.review, jobAt(jobId)),
  };
}

/** What reviews that earlier versions kept don't say. */
const EARLIER_REVIEW = {
  unsigned: false,
  unapproved: [],
  left: 0,
  rulesOff: [],
  staffLists: [],
  account: null,
  sources: null,
  versions: null,
  overrides: [],
};
/** As it was kept, with what was not told then. */
const storedReview = z.preprocess(
  (kept) => (isRecord(kept) ? { ...EARLIER_REVIEW, ...kept } : kept),
  reportShape.shape.review.unwrap(),
);

function isRecord(kept: unknown): kept is Record<string, unknown> {
  return typeof kept === 'object' && kept !== null;
}

/** By later jobs, each of which has kept by whom its users had been deleted. */
function restoredSince(db: ReadableDb, jobId: number): JobReport['restoredSince'] {
  const later = all<{ jobId: number; at: number; by: string; users: number }>(
    db,
    `SELECT j.job_id AS jobId, j.ended_at AS at, j.user AS by, r.value ->> 'users' AS users
     FROM job j JOIN json_each(j.told, '$.restoredFrom') r
     WHERE j.job_id > ? AND j.state IN ('completed', 'failed') AND r.value ->> 'jobId' = ? ORDER BY j.job_id`,
    jobId,
    jobId,
  );
  return later;
}

/** Those that concern anybody. */
function eventsOf(db: ReadableDb, job: StoredJob): JobReport['events'] {
  return jobKind(job.kind)
    .events(toldOf(job))
    .map(({ code, severity, filter }) => {
      return { code, severity, filter, users: countJobUsers(db, job.job_id, filter) };
    })
    .filter((event) => event.users > 0);
}
