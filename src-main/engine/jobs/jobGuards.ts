/**
 * What a job must not do, whoever asks (domain reference, section 3): take anybody who isn't approved, be another
 * job than the one that two people have signed, or go unsigned where signatures are required. Asked by the writer
 * when a job is submitted; once submitted it runs to its end. Changes nothing.
 */
import type { JobRequest } from '#shared/contract/shapes.ts';
import { UNAPPROVED_TEXTS, type Unapproved } from '#shared/domain/approval.ts';
import { value } from '../db/db.ts';
import { staffLists } from '../importing/compare/staffLists.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import type { UserColumns } from '../replica/userColumns.ts';
import { listSamples } from '../review/samples.ts';
import { isComplete, type Seal } from '../review/signOff.ts';
import { type CheckedJob, checkJob } from './checkJob.ts';
import type { JobReview } from './jobRows.ts';

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
    review: {
      seal: checked.seal,
      samples: listSamples(db),
      protectedRules: value<number>(db, 'SELECT count(*) FROM protected_rule'),
      unsigned,
      unapproved: unapprovedCounts(checked),
      left: checked.left.count,
      rulesOff: readSettings(db).rulesOff,
      staffLists: staffLists(db),
    },
  };
}

export function unapprovedCounts({
  unapproved,
}: CheckedJob): { kind: Unapproved; users: number }[] {
  return [...unapproved].map(([kind, { count }]) => ({ kind, users: count }));
}

/** Why the job must not be submitted; undefined: it may. */
export function refusalOf(
  checked: CheckedJob,
  job: JobRequest,
  signOffAbove: number | null,
  unsigned: boolean,
): Refusal | undefined {
  if (!checked.guarded) return undefined;
  return (
    protectedRefusal(checked, job) ??
    unapprovedRefusal(checked, job, unsigned) ??
    signOffRefusal(checked, job, signOffAbove, unsigned)
  );
}

function protectedRefusal({ unapproved }: CheckedJob, job: JobRequest): Refusal | undefined {
  const protectedUsers = unapproved.get('protected')?.count ?? 0;
  if (protectedUsers === 0) return undefined;
  if (job.kind !== 'purge-user-records')
    return new Refusal(
      'job.protected',
      `${users(protectedUsers)} of this set ${is(protectedUsers)} protected by the register and can’t go into this group.`,
      'Make a set without them, for example of the approved users alone.',
    );
  return new Refusal(
    'job.protected',
    `This purge would take ${users(protectedUsers)} whom the register protects.`,
    job.parameters.userGroup === null
      ? 'Purge by the user group of those who are approved, or change the register.'
      : 'Move them out of this user group, or change the register.',
  );
}

/** For a purge there is a way on: a reason, the number typed, and two signatures. */
function unapprovedRefusal(
  checked: CheckedJob,
  job: JobRequest,
  unsigned: boolean,
): Refusal | undefined {
  const counts = unapprovedCounts(checked);
  const count = counts.reduce((sum, each) => sum + each.users, 0);
  if (count === 0) return undefined;
  const kinds = counts
    .map(({ kind, users: of }) => `${UNAPPROVED_TEXTS[kind].label.toLowerCase()} ${number(of)}`)
    .join(', ');
  if (job.kind !== 'purge-user-records')
    return new Refusal(
      'job.notApproved',
      `${users(count)} of this set ${is(count)} not approved: ${kinds}. Only approved users go into this group.`,
      'Make a set without them, or decide about them in the review.',
    );
  if (job.withoutApproval === null)
    return new Refusal(
      'job.notApproved',
      `This purge may take ${users(count)} who ${is(count)} not approved: ${kinds}.`,
      'Leave them out of the user group, or decide about them in the review.',
    );
  if (unsigned) return undefined;
  if (job.withoutApproval.users !== count)
    return new Refusal(
      'job.typedNumber',
      `The number typed is not the number of users who are not approved: ${number(count)}. Nothing was submitted.`,
      'Look at them again, then type their number.',
    );
  if (checked.seal !== null && isComplete(checked.seal)) return undefined;
  return new Refusal(
    'job.signOff',
    `Purging ${users(count)} without approval takes two signatures. ${stateOf(checked.seal)}`,
    'Open Review, Sign-off, have two people sign, then submit again.',
  );
}

function signOffRefusal(
  checked: CheckedJob,
  job: JobRequest,
  signOffAbove: number | null,
  unsigned: boolean,
): Refusal | undefined {
  if (unsigned) return undefined;
  const { seal, notAsSigned, signOffBy } = checked;
  if (notAsSigned.length > 0)
    return new Refusal(
      'job.notAsSigned',
      `Two people have signed another purge than this one. It differs in: ${notAsSigned.join(', ')}.`,
      'Submit the purge as it was signed, or change the planned purge in Settings and have two people sign again.',
    );
  if (signOffBy.length === 0 || (seal !== null && isComplete(seal))) return undefined;
  const subject = job.kind === 'purge-user-records' ? 'This purge would take' : 'This set has';
  const why = signOffBy.includes('size')
    ? `${subject} ${users(checked.going.count)}; above ${number(signOffAbove ?? 0)} two people have to sign the review.`
    : `${subject} ${users(checked.staffConfirmed)} approved though their role column says Yes or nothing; then two people have to sign the review.`;
  return new Refusal(
    'job.signOff',
    `${why} ${stateOf(seal)}`,
    'Open Review, Sign-off, have two people sign, then submit again.',
  );
}

/** What is missing, in a sentence. */
function stateOf(seal: Seal | null): string {
  if (seal === null) return 'Nobody has signed it.';
  if (seal.broken.length === 0) return 'Only one person has signed it.';
  return `The seal is broken: ${seal.broken.join(', ')} changed after it was signed.`;
}

const number = (count: number) => count.toLocaleString('en-US');
const users = (count: number) => `${number(count)} ${count === 1 ? 'user' : 'users'}`;
const is = (count: number) => (count === 1 ? 'is' : 'are');
