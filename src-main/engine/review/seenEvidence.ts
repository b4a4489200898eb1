/**
 * What flags of approved users rest on: lines that mean keep, others whose proxy, sponsor or guardian somebody may be. An
 * approval in spite of a flag saw what stood then; asked before and after a change, this says for whom there is more.
 * Changes nothing.
 */
import { activeRules, flagBit, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type ReadableDb, value } from '../db/db.ts';
import { keepTexts } from '../importing/show/keepUsers.ts';
import { namedOf, ReviewStates } from '../replica/reviewStates.ts';
import { flagContext, readSettings } from '../replica/settings.ts';
import { wardsOfGuardians } from './guardians.ts';
import { othersOfProxies } from './proxies.ts';

/** Approved users whose flags were there to be seen, and what these rest on. */
export interface SeenEvidence {
  /** For whom lines that mean keep were named. */
  readonly keeping: UserBitmap;
  readonly related: UserBitmap;
  readonly found: ReadonlyMap<number, ReadonlySet<string>>;
}

const RELATING: readonly ReviewFlag[] = ['proxy', 'guardian'];
const KEEP_WORDS = flagBit('keep-words');
const PROXY = flagBit('proxy');
const GUARDIAN = flagBit('guardian');

/** As it is now, before something changes. */
export function seenEvidence(db: ReadableDb): SeenEvidence {
  const reviewStates = new ReviewStates(db);
  const keeping = new UserBitmap();
  const related = new UserBitmap();
  // Files come before approvals: a million users aren't walked through for each of them.
  for (const userNo of anyApproval(db) ? reviewStates.users() : []) {
    const step = reviewStates.stepOf(userNo);
    if (step?.decision !== 'approved') continue;
    const flags = reviewStates.flags(userNo);
    if ((flags & namedOf(step, userNo) & KEEP_WORDS) !== 0) keeping.add(userNo);
    if ((flags & (PROXY | GUARDIAN)) !== 0) related.add(userNo);
  }
  return { keeping, related, found: evidenceOf(db, keeping, related, RELATING) };
}

function anyApproval(db: ReadableDb): boolean {
  const any = `SELECT EXISTS (SELECT 1 FROM decision_step WHERE decision = 'approved' AND state = 'done')`;
  return value<number>(db, any) === 1;
}

/** Those of the users for whom there is more now. */
export function usersWithMore(
  db: ReadableDb,
  { keeping, related, found: before }: SeenEvidence,
): UserBitmap {
  const users = new UserBitmap();
  // A rule that is switched on shows nothing that wasn't there.
  const rules = activeRules(readSettings(db));
  for (const [userNo, now] of evidenceOf(db, keeping, related, rules)) {
    const seen = before.get(userNo);
    for (const each of now) if (!seen?.has(each)) users.add(userNo);
  }
  return users;
}

/** Of each user all of it, as texts that compare. */
function evidenceOf(
  db: ReadableDb,
  keeping: UserBitmap,
  related: UserBitmap,
  rules: readonly ReviewFlag[],
): Map<number, Set<string>> {
  if (keeping.count === 0 && related.count === 0) return new Map();
  const settings = readSettings(db);
  const { runDate } = flagContext(settings);
  const found = keepTexts(db, settings.keepWords, keeping);
  const pairs = [
    ...(rules.includes('proxy') ? othersOfProxies(db, related, runDate) : []),
    ...(rules.includes('guardian') ? wardsOfGuardians(db, related, runDate) : []),
  ];
  for (const { userNo, otherNo } of pairs)
    found.set(userNo, (found.get(userNo) ?? new Set()).add(`\0${otherNo}`));
  return found;
}
