/**
 * What a job must not do, whoever asks (docs/domain.md): take anybody who isn't approved, be another
 * job than the one that two people have signed, or go unsigned where signatures are required. Asked by the writer
 * when a job is submitted; once submitted it runs to its end. Changes nothing.
 */
import type { Unapproved } from '#shared/domain/approval.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type JobRequest, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import type { UserColumns } from '../replica/userColumns.ts';
import { isComplete, sealLack } from '../review/signOff.ts';
import { checkJob } from './checkJob.ts';
import type { CheckedJob, Guard } from './jobKind.ts';
import type { JobReview } from './jobRows.ts';
import { reviewRecord } from './reviewRecord.ts';

export interface GuardOptions {
  /** A rehearsal on the command line: nobody signs it, and it calls itself that. */
  readonly unsigned: boolean;
}

/**
 * The columns must be fresh.
 * @returns whom the job is for, and the review as it stands, to be kept with the job
 * @throws Refusal for a job that must not be submitted
 */
export function guardJob(
  columns: UserColumns,
  job: JobRequest,
  { unsigned }: GuardOptions,
): { checked: CheckedJob; review: JobReview } {
  const { db } = columns;
  const checked = checkJob(columns, job);
  const refusal = refusalOf(checked, job, readSettings(db).signOffAbove, unsigned);
  if (refusal) throw refusal;
  return {
    checked,
    review: reviewRecord(columns, job, checked, unsigned),
  };
}

export function unapprovedCounts({
  unapproved,
}: CheckedJob): { kind: Unapproved; users: number }[] {
  return [...unapproved].map(([kind, { count }]) => ({ kind, users: count }));
}

/** Everybody whom it concerns and who isn't approved. */
export function unapprovedUsers({ unapproved }: CheckedJob): UserBitmap {
  return [...unapproved.values()].reduce((all, users) => all.or(users), new UserBitmap());
}

/** Why the job must not be submitted; undefined: it may. */
export function refusalOf(
  checked: CheckedJob,
  job: JobRequest,
  signOffAbove: number | null,
  unsigned: boolean,
): Refusal | undefined {
  const { guard } = checked;
  if (!guard) return undefined;
  return (
    protectedRefusal(checked, job) ??
    unapprovedRefusal(guard, checked, job, unsigned) ??
    (unsigned ? undefined : signOffRefusal(checked, job, signOffAbove))
  );
}

function protectedRefusal({ unapproved }: CheckedJob, job: JobRequest): Refusal | undefined {
  const users = unapproved.get('protected')?.count ?? 0;
  return users === 0 ? undefined : new Refusal('job.protected', { ...ofJob(job), users });
}

function unapprovedRefusal(
  guard: Guard,
  checked: CheckedJob,
  job: JobRequest,
  unsigned: boolean,
): Refusal | undefined {
  const lacking = unapprovedCounts(checked);
  const users = lacking.reduce((sum, each) => sum + each.users, 0);
  if (users === 0) return undefined;
  if (guard.wayOn) return guard.wayOn({ users, seal: checked.seal, unsigned });
  return new Refusal('job.notApproved', { ...ofJob(job), users, lacking });
}

function signOffRefusal(
  { seal, notAsSigned, signOffBy, going, staffConfirmed }: CheckedJob,
  { kind }: JobRequest,
  signOffAbove: number | null,
): Refusal | undefined {
  if (notAsSigned.length > 0) return new Refusal('job.notAsSigned', { settings: notAsSigned });
  if (signOffBy.length === 0 || (seal !== null && isComplete(seal))) return undefined;
  return new Refusal('job.signOff', {
    why: signOffBy.includes('size')
      ? { because: 'size', kind, users: going.count, above: signOffAbove ?? 0 }
      : { because: 'staff', kind, users: staffConfirmed },
    seal: sealLack(seal),
  });
}

function ofJob({ kind, parameters }: JobRequest) {
  return { kind, ofGroup: jobKind(kind).about(parameters).userGroup !== null };
}
