/**
 * What a job must not do, whoever asks: move or purge users whom the register protects, or many users or staff
 * without two signatures that hold. Asked by the writer when a job is submitted; once submitted it runs to its
 * end. Changes nothing.
 */
import type { JobRequest, PurgeSettings } from '#shared/contract/shapes.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { inScope, retainingReasons } from '#shared/domain/purgeRules.ts';
import { flagBit } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, type ReadableDb, value } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import { STANDING, type UserColumns } from '../replica/userColumns.ts';
import { listSamples } from '../review/samples.ts';
import { isComplete, newestSeal, type Seal } from '../review/signOff.ts';
import { membersOf } from '../sets/userSets.ts';
import type { JobReview } from './jobRows.ts';
import { candidateFacts, purgeQuestion } from './purgeFacts.ts';

const PROTECTED = flagBit('protected');

/**
 * The columns must be fresh.
 * @returns the review as it stands, to be kept with the job
 * @throws Refusal for a job that must not be submitted
 */
export function guardJob(columns: UserColumns, job: JobRequest): JobReview {
  const { db } = columns;
  const seal = newestSeal(columns);
  if (job.kind === 'purge-user-records') guardPurge(columns, job.parameters, seal);
  else if (foldText(job.parameters.userGroup) === foldText(readSettings(db).okToPurgeGroup))
    guardMove(columns, membersOf(db, job.parameters.setId), seal);
  return {
    seal,
    samples: listSamples(db),
    protectedRules: value<number>(db, 'SELECT count(*) FROM protected_rule'),
  };
}

function guardMove(columns: UserColumns, members: UserBitmap, seal: Seal | null): void {
  const protectedUsers = countPresent(columns, members, isProtected(columns));
  if (protectedUsers > 0)
    throw new Refusal(
      'job.protected',
      `${users(protectedUsers)} of this set ${is(protectedUsers)} protected by the register and can’t go into this group.`,
      'Make a set without them, for example of the approved users alone.',
    );
  requireSignOff(columns, members, seal, 'This set has');
}

function guardPurge(columns: UserColumns, settings: PurgeSettings, seal: Seal | null): void {
  const taken = takenByPurge(columns, settings);
  const protectedUsers = countPresent(columns, taken, isProtected(columns));
  if (protectedUsers > 0)
    throw new Refusal(
      'job.protected',
      `This purge would take ${users(protectedUsers)} whom the register protects.`,
      settings.userGroup === null
        ? 'Purge by the user group of those who are approved, or change the register.'
        : 'Move them out of this user group, or change the register.',
    );
  requireSignOff(columns, taken, seal, 'This purge would take');
}

/**
 * Whom a purge takes that begins once all jobs submitted before have ended: they hold nobody any more, and
 * whom they move is in another group.
 */
function takenByPurge(columns: UserColumns, settings: PurgeSettings): UserBitmap {
  const question = purgeQuestion(columns.db, settings);
  const moves = settings.userGroup === null ? [] : movesUnderWay(columns.db);
  const wanted = settings.userGroup === null ? '' : foldText(settings.userGroup);
  const taken = new UserBitmap();
  for (const facts of candidateFacts(columns, new UserBitmap())) {
    const move = moves.findLast(({ members }) => members.has(facts.userNo));
    const then = move
      ? { ...facts, userGroupNo: move.groupKey === wanted ? question.userGroupNo : null }
      : facts;
    if (inScope(then, question) && retainingReasons(then, question) === 0) taken.add(facts.userNo);
  }
  return taken;
}

/** Update/Notify jobs that have not ended, in their order. */
function movesUnderWay(db: ReadableDb): { groupKey: string; members: UserBitmap }[] {
  return all<{ parameters: string; members: Uint8Array | null }>(
    db,
    `SELECT parameters, members FROM job WHERE kind = 'update-notify-users' AND state <> 'completed' ORDER BY job_id`,
  ).map(({ parameters, members }) => {
    const { setId, userGroup } = JSON.parse(parameters) as { setId: number; userGroup: string };
    return {
      groupKey: foldText(userGroup),
      members: members === null ? membersOf(db, setId) : UserBitmap.fromBytes(members),
    };
  });
}

function requireSignOff(
  columns: UserColumns,
  taken: UserBitmap,
  seal: Seal | null,
  subject: string,
): void {
  const { signOffAbove } = readSettings(columns.db);
  const confirmed = columns.column('staff_confirmed').values;
  const staff = countPresent(columns, taken, (userNo) => confirmed[userNo] === 1);
  const { count } = taken;
  const tooMany = signOffAbove !== null && count > signOffAbove;
  if ((!tooMany && staff === 0) || (seal !== null && isComplete(seal))) return;
  const why = tooMany
    ? `${subject} ${users(count)}; above ${number(signOffAbove)} two people have to sign the review.`
    : `${subject} ${users(staff)} approved though their role column says Yes or nothing; then two people have to sign the review.`;
  throw new Refusal(
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

function isProtected(columns: UserColumns): (userNo: number) => boolean {
  const flags = columns.column('flags').values;
  return (userNo) => (flags[userNo]! & PROTECTED) !== 0;
}

/** Of these users who are described by a file and not purged: others a job leaves alone. */
function countPresent(
  columns: UserColumns,
  meant: UserBitmap,
  holds: (userNo: number) => boolean,
): number {
  const standing = columns.column('standing').values;
  const asked = STANDING.described | STANDING.purged;
  let count = 0;
  for (const userNo of meant)
    if ((standing[userNo]! & asked) === STANDING.described && holds(userNo)) count++;
  return count;
}

const number = (count: number) => count.toLocaleString('en-US');
const users = (count: number) => `${number(count)} ${count === 1 ? 'user' : 'users'}`;
const is = (count: number) => (count === 1 ? 'is' : 'are');
