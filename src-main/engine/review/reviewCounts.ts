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
import { isDeleted, isErased, MEMBERSHIP } from '../replica/membership.ts';
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

/** What is counted in one pass over all candidates. */
interface Tally {
  /** Of the columns that were counted. */
  readonly version: number;
  /** Candidates by flags and decision, `flags * 4 + decision`: few distinct pairs exist, whose flags are taken apart once. */
  readonly pairs: ReadonlyMap<number, number>;
  readonly deleted: number;
  readonly staffConfirmed: number;
}

/** Asked after every change of the workspace, of which few change a user. */
const tallies = new WeakMap<UserColumns, Tally>();

function tallyOf(columns: UserColumns): Tally {
  const known = tallies.get(columns);
  if (known?.version === columns.version) return known;
  const tally = count(columns);
  tallies.set(columns, tally);
  return tally;
}

function count(columns: UserColumns): Tally {
  const membership = columns.column('membership').values;
  const flagBits = columns.column('flags').values;
  const decision = columns.column('decision').values;
  const confirmed = columns.column('staff_confirmed').values;
  let staffConfirmed = 0;
  let deleted = 0;
  const pairs = new Map<number, number>();
  for (let userNo = 1; userNo < membership.length; userNo++) {
    const bits = membership[userNo]!;
    if ((bits & MEMBERSHIP.candidate) === 0 || isErased(bits)) continue;
    if (isDeleted(bits)) deleted++;
    else {
      const pair = flagBits[userNo]! * 4 + decision[userNo]!;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      if (confirmed[userNo] === 1) staffConfirmed++;
    }
  }
  return { version: columns.version, pairs, deleted, staffConfirmed };
}

function countEverybody(columns: UserColumns) {
  const { pairs, deleted, staffConfirmed } = tallyOf(columns);
  let flagged = 0;
  const counts = { undecided: 0, excluded: 0, approved: 0, deleted };
  const decisions = (columns.column('decision').texts ?? []) as (keyof typeof counts)[];
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
