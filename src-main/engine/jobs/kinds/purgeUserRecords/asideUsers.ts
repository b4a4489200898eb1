/**
 * Users whom a purge doesn't reach and of whom its report tells: boundary users whom the reading leaves out, since a
 * report silent about them would call them safe, and those who were excluded in the review. Changes nothing.
 */
import { isBoundary } from '#shared/domain/dayBound.ts';
import { inScope, matchesScope, unknownReasons } from '#shared/domain/purgeRules.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../../../db/db.ts';
import { CANDIDATE_SQL } from '../../../replica/membership.ts';
import { ReviewStates } from '../../../replica/reviewStates.ts';
import { lackNumber, lackOverFile } from '../../approvals.ts';
import type { AsideUser } from '../../jobKind.ts';
import { type AskedPurge, eachUserFacts } from '../../purgeFacts.ts';

/** Ascending; whoever is both is told of as a boundary user, whom Alma may take. */
export function asideUsers(
  db: ReadableDb,
  question: AskedPurge,
  first: number,
  last: number,
): AsideUser[] {
  const lackOf = lackOverFile(db);
  const users = new Map<number, AsideUser>();
  for (const userNo of excludedUsers(db, first, last)) {
    const unapproved = lackNumber(lackOf(userNo, true));
    users.set(userNo, { userNo, outcome: 'excluded', unapproved });
  }
  for (const facts of eachUserFacts(db, question, new UserBitmap(), first, last)) {
    if (!isBoundary(facts.purge_date, question.bounds)) continue;
    if (!matchesScope(facts, question) || inScope(facts, question)) continue;
    const { userNo } = facts;
    users.set(userNo, {
      userNo,
      outcome: 'not-taken',
      unknown: unknownReasons(facts),
      boundary: 1,
      unapproved: lackNumber(lackOf(userNo, facts.candidate)),
    });
  }
  return [...users.values()].sort((a, b) => a.userNo - b.userNo);
}

/** Candidates who stand as excluded. */
function excludedUsers(db: ReadableDb, first: number, last: number): number[] {
  const reviewStates = new ReviewStates(db);
  const excluded: number[] = [];
  for (let userNo = first; userNo <= last; userNo++)
    if (reviewStates.stepOf(userNo)?.decision === 'excluded') excluded.push(userNo);
  if (excluded.length === 0) return excluded;
  return prepared(
    db,
    `SELECT u.user_no FROM json_each(?) n JOIN user u ON u.user_no = n.value WHERE ${CANDIDATE_SQL}`,
  )
    .pluck()
    .all(JSON.stringify(excluded)) as number[];
}
