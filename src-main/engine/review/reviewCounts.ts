/**
 * The numbers of the review in one pass: decisions and flags. They add up by construction: every
 * candidate is undecided, excluded, included or purged.
 */
import type { ReviewCounts } from '#shared/contract/engineContract.ts';
import {
  EXCLUDING_FLAGS,
  flagMask,
  REVIEW_FLAGS,
  type ReviewFlag,
} from '#shared/domain/reviewFlags.ts';
import { all, type ReadableDb, value } from '../db/db.ts';
import { CANDIDATE_SQL } from '../replica/criteriaSql.ts';
import { undoableSteps } from './decide.ts';

type FlagCounts = Record<ReviewFlag, number>;

export function reviewCounts(db: ReadableDb): ReviewCounts {
  // Few distinct pairs exist, so one grouped scan gives every count.
  const groups = all<{
    decision: 'undecided' | 'excluded' | 'included';
    flags: number;
    users: number;
  }>(
    db,
    `SELECT decision, flags, count(*) AS users FROM user u WHERE ${CANDIDATE_SQL} GROUP BY decision, flags`,
  );
  const counts = { undecided: 0, excluded: 0, included: 0 };
  const flags = noFlags();
  const undecidedFlags = noFlags();
  for (const group of groups) {
    counts[group.decision] += group.users;
    for (const [n, flag] of REVIEW_FLAGS.entries()) {
      if ((group.flags & (1 << n)) === 0) continue;
      flags[flag] += group.users;
      if (group.decision === 'undecided') undecidedFlags[flag] += group.users;
    }
  }
  const purged = value<number>(
    db,
    'SELECT count(*) FROM user WHERE candidate = 1 AND purged_by_job IS NOT NULL',
  );
  return {
    candidates: counts.undecided + counts.excluded + counts.included + purged,
    ...counts,
    purged,
    flags,
    undecidedFlags,
    ...undoableSteps(db),
  };
}

/** What a review by rule would exclude: undecided candidates with a flag that excludes. */
export function ruleCounts(db: ReadableDb): {
  users: number;
  flags: { flag: ReviewFlag; users: number }[];
} {
  const { undecidedFlags } = reviewCounts(db);
  const users = value<number>(
    db,
    `SELECT count(*) FROM user u WHERE ${RULE_SQL}`,
    flagMask(EXCLUDING_FLAGS),
  );
  return { users, flags: EXCLUDING_FLAGS.map((flag) => ({ flag, users: undecidedFlags[flag] })) };
}

/** Undecided candidates that the rules exclude; bind the mask of excluding flags. */
export const RULE_SQL = `${CANDIDATE_SQL} AND u.decision = 'undecided' AND (u.flags & ?) <> 0`;

function noFlags(): FlagCounts {
  return Object.fromEntries(REVIEW_FLAGS.map((flag) => [flag, 0])) as FlagCounts;
}
