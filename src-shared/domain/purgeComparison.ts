/**
 * Why one of two purges leaves a user alone whom the other takes: not in scope, retained, or what a purge that has run
 * left them for. Pure; comparisons of previews and their property test decide here.
 */
import { bitsOf, namesIn } from './bits.ts';
import { passesDayBound } from './dayBound.ts';
import {
  isAsked,
  matchesGroup,
  matchesRecordType,
  type PurgeFacts,
  type PurgeQuestion,
  RETAIN_REASONS,
  reasonsOf,
  retainingReasons,
} from './purgeRules.ts';

/** In the order in which they are listed. */
export const LEAVING_REASONS = [
  'no-purge-date',
  'day-bound',
  'record-type',
  'user-group',
  /** Not a member of the set that is purged. */
  'not-in-set',
  ...RETAIN_REASONS,
  /** Not approved when a purge that has run reached them. */
  'unapproved',
  /** Excluded in the review when it ran. */
  'excluded',
  /** It didn't ask them: they were out of its scope. */
  'not-asked',
  /** No file had named them before it. */
  'came-since',
  /** The newest candidates file no longer names them. */
  'left-review',
  /** Purged by it, and in no file since. */
  'gone',
] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];

/** Leaving reasons as bits; 0: the user is taken. */
export type LeavingBits = number;

const BITS = bitsOf(LEAVING_REASONS);

export function leavingBits(reasons: readonly LeavingReason[]): LeavingBits {
  return reasons.reduce((bits, reason) => bits | BITS[reason], 0);
}

export function leavingReasons(bits: LeavingBits): LeavingReason[] {
  return namesIn(LEAVING_REASONS, bits);
}

/**
 * Why a purge would leave this user alone, all reasons of it: what retains them is told of those out of scope as well,
 * since with other settings of scope alone they would still not go. 0: in scope, and nothing retains them.
 */
export function whyLeft(facts: PurgeFacts, question: PurgeQuestion): LeavingBits {
  const reasons: LeavingReason[] = reasonsOf(retainingReasons(facts, question));
  if (facts.purge_date === null) reasons.push('no-purge-date');
  else if (!passesDayBound(facts.purge_date, question.bounds)) reasons.push('day-bound');
  if (!matchesRecordType(facts, question)) reasons.push('record-type');
  if (!matchesGroup(facts, question)) reasons.push('user-group');
  if (!isAsked(facts, question)) reasons.push('not-in-set');
  return leavingBits(reasons);
}
