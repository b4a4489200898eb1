/**
 * The numbers of the review in one pass: decisions and flags. They add up by construction: every
 * candidate is undecided, excluded, approved or deleted.
 */
import type { ReviewCounts } from '#shared/contract/shapes/review.ts';
import {
  activeRules,
  flagMask,
  REVIEW_FLAGS,
  type ReviewFlag,
} from '#shared/domain/reviewFlags.ts';
import { isDeleted, MEMBERSHIP } from '../replica/membership.ts';
import { readSettings } from '../replica/settings.ts';
import type { UserColumns } from '../replica/userColumns.ts';
import { undoableSteps } from './decisionSteps.ts';

type FlagCounts = Record<ReviewFlag, number>;

export function reviewCounts(columns: UserColumns): ReviewCounts {
  const { counts, flags, undecidedFlags, flagged, staffConfirmed } = countEverybody(columns);
  return {
    candidates: counts.undecided + counts.excluded + counts.approved + counts.deleted,
    ...counts,
    staffConfirmed,
    flagged,
    flags,
    undecidedFlags,
    ...undoableSteps(columns),
  };
}

/** What a review by rule would exclude: undecided candidates with a flag that excludes. */
export function ruleCounts(columns: UserColumns): {
  users: number;
  flags: { flag: ReviewFlag; users: number }[];
} {
  const { undecidedFlags, byRule } = countEverybody(columns);
  return {
    users: byRule,
    flags: activeRules(readSettings(columns.db)).map((flag) => ({
      flag,
      users: undecidedFlags[flag],
    })),
  };
}

function countEverybody(columns: UserColumns) {
  const membership = columns.column('membership').values;
  const flagBits = columns.column('flags').values;
  const decision = columns.column('decision');
  const confirmed = columns.column('staff_confirmed').values;
  let staffConfirmed = 0;
  let flagged = 0;
  const counts = { undecided: 0, excluded: 0, approved: 0, deleted: 0 };
  const decisions = (decision.texts ?? []) as (keyof typeof counts)[];
  // Few distinct pairs exist: counted as such, their flags are taken apart once.
  const pairs = new Map<number, number>();
  for (let userNo = 1; userNo < membership.length; userNo++) {
    const bits = membership[userNo]!;
    if ((bits & MEMBERSHIP.candidate) === 0) continue;
    if (isDeleted(bits)) counts.deleted++;
    else {
      const pair = flagBits[userNo]! * 4 + decision.values[userNo]!;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      if (confirmed[userNo] === 1) staffConfirmed++;
    }
  }
  const flags = noFlags();
  const undecidedFlags = noFlags();
  const mask = flagMask(activeRules(readSettings(columns.db)));
  let byRule = 0;
  for (const [pair, users] of pairs) {
    const present = Math.floor(pair / 4);
    const undecided = decisions[pair % 4] === 'undecided';
    counts[decisions[pair % 4]!] += users;
    if (present !== 0) flagged += users;
    if (undecided && (present & mask) !== 0) byRule += users;
    for (const [n, flag] of REVIEW_FLAGS.entries()) {
      if ((present & (1 << n)) === 0) continue;
      flags[flag] += users;
      if (undecided) undecidedFlags[flag] += users;
    }
  }
  return { counts, flags, undecidedFlags, byRule, flagged, staffConfirmed };
}

function noFlags(): FlagCounts {
  return Object.fromEntries(REVIEW_FLAGS.map((flag) => [flag, 0])) as FlagCounts;
}
