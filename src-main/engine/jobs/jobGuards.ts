/**
 * What a job must not do, whoever asks (docs/domain.md): take anybody who isn't approved, be another
 * job than the one that two people have signed, or go unsigned where signatures are required. Asked by the writer
 * when a job is submitted; once submitted it runs to its end. Changes nothing.
 */

import { UNAPPROVED_TEXTS, type Unapproved } from '#shared/domain/approval.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { value } from '../db/db.ts';
import { staffLists } from '../importing/compare/staffLists.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import type { UserColumns } from '../replica/userColumns.ts';
import { listSamples } from '../review/samples.ts';
import { isComplete } from '../review/signOff.ts';
import { checkJob } from './checkJob.ts';
import { HAVE_IT_SIGNED, number, stateOf, users } from './guardWords.ts';
import type { CheckedJob, Guard } from './jobKind.ts';
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
  const refusal = refusalOf(checked, readSettings(db).signOffAbove, unsigned);
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
  signOffAbove: number | null,
  unsigned: boolean,
): Refusal | undefined {
  const { guard } = checked;
  if (!guard) return undefined;
  return (
    protectedRefusal(guard, checked) ??
    unapprovedRefusal(guard, checked, unsigned) ??
    (unsigned ? undefined : signOffRefusal(guard, checked, signOffAbove))
  );
}

function protectedRefusal(guard: Guard, { unapproved }: CheckedJob): Refusal | undefined {
  const protectedUsers = unapproved.get('protected')?.count ?? 0;
  return protectedUsers === 0 ? undefined : guard.refuseProtected(protectedUsers);
}

function unapprovedRefusal(
  guard: Guard,
  checked: CheckedJob,
  unsigned: boolean,
): Refusal | undefined {
  const counts = unapprovedCounts(checked);
  const count = counts.reduce((sum, each) => sum + each.users, 0);
  if (count === 0) return undefined;
  const text = counts
    .map(({ kind, users: of }) => `${UNAPPROVED_TEXTS[kind].label.toLowerCase()} ${number(of)}`)
    .join(', ');
  return guard.refuseUnapproved({ users: count, text, seal: checked.seal, unsigned });
}

function signOffRefusal(
  { subject }: Guard,
  checked: CheckedJob,
  signOffAbove: number | null,
): Refusal | undefined {
  const { seal, notAsSigned, signOffBy } = checked;
  if (notAsSigned.length > 0)
    return new Refusal(
      'job.notAsSigned',
      `Two people have signed another purge than this one. It differs in: ${notAsSigned.join(', ')}.`,
      'Submit the purge as it was signed, or change the planned purge in Settings and have two people sign again.',
    );
  if (signOffBy.length === 0 || (seal !== null && isComplete(seal))) return undefined;
  const why = signOffBy.includes('size')
    ? `${subject} ${users(checked.going.count)}; above ${number(signOffAbove ?? 0)} two people have to sign the review.`
    : `${subject} ${users(checked.staffConfirmed)} approved though their role column says Yes or nothing; then two people have to sign the review.`;
  return new Refusal('job.signOff', `${why} ${stateOf(seal)}`, HAVE_IT_SIGNED);
}
