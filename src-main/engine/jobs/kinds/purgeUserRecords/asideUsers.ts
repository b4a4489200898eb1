/**
 * Users whom a purge doesn't reach and of whom its report tells: boundary users whom the reading leaves out and members
 * of its set who are known from a list alone, since a report silent about them would call them safe, and those who were
 * excluded in the review. Changes nothing.
 */
import { isBoundary } from '#shared/domain/dayBound.ts';
import {
  inScope,
  matchesScope,
  RETAIN_REASONS,
  reasonBit,
  unknownReasons,
} from '#shared/domain/purgeRules.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../../../db/db.ts';
import { CANDIDATE_SQL, LIST_ONLY_SQL } from '../../../replica/membership.ts';
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
  for (const userNo of listOnly(db, question, first, last)) {
    const unapproved = lackNumber(lackOf(userNo, false));
    users.set(userNo, { userNo, outcome: 'list-only', unknown: ALL_UNKNOWN, unapproved });
  }
  return [...users.values()].sort((a, b) => a.userNo - b.userNo);
}

const ALL_UNKNOWN = RETAIN_REASONS.filter((reason) => reason !== 'running-job')
  .map(reasonBit)
  .reduce((bits, bit) => bits | bit, 0);

/** Members of its set whom no file describes. */
function listOnly(
  db: ReadableDb,
  { setMembers }: AskedPurge,
  first: number,
  last: number,
): number[] {
  if (!setMembers) return [];
  const sql = `SELECT user_no FROM user u WHERE u.user_no BETWEEN ? AND ? AND ${LIST_ONLY_SQL}`;
  const found = prepared(db, sql).pluck().all(first, last) as number[];
  return found.filter((userNo) => setMembers.has(userNo));
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
