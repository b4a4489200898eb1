/** Submitting a job, whichever request asks for it: checked, guarded, entered. */
import type { Entered } from '#shared/contract/shapes/auditTrail.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import { forgetBefore } from '../importing/commit/undoImport.ts';
import { type Capture, getCapture } from '../jobs/captures/captures.ts';
import { guardJob, unapprovedUsers } from '../jobs/jobGuards.ts';
import { getJob } from '../jobs/jobRows.ts';
import { settingsInWords } from '../jobs/settingsInWords.ts';
import { submitJob, twinOf } from '../jobs/submitJob.ts';
import { workOf } from '../jobs/workOf.ts';
import { UserColumns } from '../replica/userColumns.ts';
import type { Session } from '../session/session.ts';
import type { Changing } from './request.ts';

/** What the writer is given of a submission. */
export interface Submission {
  readonly job: JobRequest;
  readonly capture: Capture | null;
  readonly unsigned: boolean;
  readonly locales: readonly string[];
}

export interface Submitted {
  readonly jobId: number;
  /** False: it was submitted a moment ago. */
  readonly isNew: boolean;
}

/** Must run inside a transaction. @throws Refusal for a job that must not be submitted */
export function submitAsked(
  { db, by }: Pick<Changing, 'db' | 'by'>,
  { job: asked, capture, unsigned, locales }: Submission,
): Submitted {
  const work = workOf(asked.kind);
  const job = work.settle?.(db, asked) ?? asked;
  const twin = twinOf(db, job, by);
  if (twin !== undefined) return { jobId: twin, isNew: false };
  const columns = new UserColumns(db);
  columns.refresh();
  const { checked, review } = guardJob(columns, job, { unsigned });
  forgetBefore(db);
  const members = work.submittedFor(db, job, checked);
  const settings = settingsInWords(db, job, locales);
  const lacking = unapprovedUsers(checked);
  const jobId = submitJob(db, job, settings, by, capture, review, members, lacking);
  return { jobId, isNew: true };
}

export function submittedEntry(db: ReadableDb, jobId: number): Entered {
  const { kind, members, without_approval } = getJob(db, jobId);
  return {
    what: 'job.submitted',
    details: {
      ...{ jobId, kind },
      users: members && UserBitmap.fromBytes(members).count,
      capture: getCapture(db, jobId)?.sha256 ?? null,
      withoutApproval: without_approval !== null,
    },
  };
}

/** The picture that was taken of the settings. Where there are pages there is one. */
export function captureOf({ captures, hasPages }: Session, token: string | null): Capture | null {
  return token === null ? captures.none(hasPages) : captures.of(token);
}
