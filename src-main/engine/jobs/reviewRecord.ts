/**
 * What a job keeps of the review when it is submitted: the report shows this, whatever becomes of the review, the files
 * and the settings later. Changes nothing.
 */
import type { Override } from '#shared/contract/shapes/jobReport.ts';
import { PURGE_RULES_VERSION } from '#shared/domain/purgeRules.ts';
import { NOTHING_AGAINST } from '#shared/domain/review.ts';
import { flagMask, flagsOf, HELD_BACK_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { staffLists } from '../importing/compare/staffLists.ts';
import { filesInForce } from '../importing/show/filesInForce.ts';
import { PROGRAM_VERSION, runtimeVersions } from '../programVersion.ts';
import { isCandidate } from '../replica/membership.ts';
import { ReviewStates } from '../replica/reviewStates.ts';
import { readSettings } from '../replica/settings.ts';
import type { UserColumns } from '../replica/userColumns.ts';
import { countRules } from '../review/register.ts';
import { listSamples } from '../review/samples.ts';
import type { CheckedJob } from './jobKind.ts';
import type { JobReview } from './jobRows.ts';
import { workOf } from './workOf.ts';

/** @param columns fresh */
export function reviewRecord(
  columns: UserColumns,
  job: JobRequest,
  checked: CheckedJob,
  unsigned: boolean,
): JobReview {
  const { db } = columns;
  const { rulesOff } = readSettings(db);
  const { account, approved, overrides } = walkReview(columns);
  const leftOut = workOf(job.kind).approvedLeftOut?.(columns, job, approved) ?? NOBODY_LEFT_OUT;
  const off = rulesOff.map(
    ({ rule, reason }): Override => ({ what: 'rule-off', flag: rule, users: null, reason }),
  );
  return {
    seal: checked.seal,
    samples: listSamples(db),
    protectedRules: countRules(db),
    unsigned,
    unapproved: [...checked.unapproved].map(([kind, { count }]) => ({ kind, users: count })),
    left: checked.left.count,
    rulesOff,
    staffLists: staffLists(db),
    account: { ...account, ...leftOut },
    sources: filesInForce(db),
    versions: { program: PROGRAM_VERSION, rules: PURGE_RULES_VERSION, runtime: runtimeVersions() },
    overrides: [...off, ...overrides, ...exceptionOf(job, checked)],
  };
}

/** The job itself goes on though users aren't approved. */
function exceptionOf(job: JobRequest, { unapproved }: CheckedJob): Override[] {
  if (!('withoutApproval' in job) || job.withoutApproval === null) return [];
  const users = [...unapproved.values()].reduce((sum, { count }) => sum + count, 0);
  return [{ what: 'without-approval', flag: null, users, reason: job.withoutApproval.reason }];
}

/** For jobs that take whoever is in their set. */
const NOBODY_LEFT_OUT = { approvedNotDue: 0, approvedWithoutPurgeDate: 0, approvedOutside: 0 };
const HELD_BACK = flagMask(HELD_BACK_FLAGS);

/** Everybody in the review once: how they stand and why, and for whom something was overridden. */
function walkReview(columns: UserColumns) {
  const membership = columns.column('membership').values;
  const states = new ReviewStates(columns.db);
  const counts = { candidates: 0, undecided: 0, excluded: 0, approved: 0 };
  const excludedBy = new Tally<string | null>();
  const overridden = new Tally<string>();
  const approved = new UserBitmap();
  for (let userNo = 1; userNo < membership.length; userNo++) {
    if (!isCandidate(membership[userNo]!)) continue;
    counts.candidates++;
    const step = states.stepOf(userNo);
    counts[step?.decision ?? 'undecided']++;
    if (step?.decision === 'excluded') excludedBy.add(step.reason);
    if (step?.decision !== 'approved') continue;
    approved.add(userNo);
    if (step.confirmed)
      overridden.add(JSON.stringify(['staff-confirmed', null, reasonOf(step.reason)]));
    const heldBack = states.flags(userNo) & HELD_BACK;
    if (heldBack === 0) continue;
    for (const flag of flagsOf(heldBack))
      overridden.add(JSON.stringify(['held-back-named', flag, reasonOf(step.reason)]));
  }
  return {
    account: {
      ...counts,
      excludedBy: excludedBy.entries().map(([reason, users]) => ({ reason, users })),
    },
    approved,
    overrides: overridden.entries().map(([key, users]): Override => {
      const [what, flag, reason] = JSON.parse(key) as [
        Override['what'],
        ReviewFlag | null,
        string | null,
      ];
      return { what, flag, users, reason };
    }),
  };
}

/** What is put in where nobody gives a reason is none for an override. */
const reasonOf = (reason: string | null) => (reason === NOTHING_AGAINST ? null : reason);

/** How often each thing was met. */
class Tally<Thing> {
  readonly #counts = new Map<Thing, number>();

  add(thing: Thing): void {
    this.#counts.set(thing, (this.#counts.get(thing) ?? 0) + 1);
  }

  /** The most frequent first. */
  entries(): [Thing, number][] {
    return [...this.#counts].sort((a, b) => b[1] - a[1]);
  }
}
