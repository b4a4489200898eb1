/**
 * Whom a job concerns and how they stand: approved or not and why, their flags, whether two people have to sign and
 * have signed this very job. Gathered for the pages before Submit and for the guard alike, so that what is shown is
 * what is enforced. Changes nothing.
 */
import type { JobRequest, PurgeSettings } from '#shared/contract/shapes.ts';
import { UNAPPROVED, type Unapproved } from '#shared/domain/approval.ts';
import { dayBounds } from '#shared/domain/dayBound.ts';
import { differsFromPlanned } from '#shared/domain/plannedPurge.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { inScope, retainingReasons } from '#shared/domain/purgeRules.ts';
import { REVIEW_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, type ReadableDb } from '../db/db.ts';
import { leftReview } from '../importing/commit/leftReview.ts';
import { readSettings } from '../replica/settings.ts';
import { BLANK, STANDING, type UserColumns } from '../replica/userColumns.ts';
import { isComplete, newestSeal, type Seal } from '../review/signOff.ts';
import { type Match, membersOf } from '../sets/userSets.ts';
import { lackOverColumns } from './approvals.ts';
import type { PreviewParts } from './previewPurge.ts';
import { NO_CLASS, purgeClasses } from './purgeClasses.ts';
import { type AskedPurge, askedFacts, purgeQuestion, userFacts } from './purgeFacts.ts';

export interface CheckedJob {
  /** False for a job that neither moves to OK to Purge nor purges: nobody has to be approved for it. */
  readonly guarded: boolean;
  /** Whom the job is about: the members, or everybody whom Alma may take under the widest reading. */
  readonly concerned: UserBitmap;
  /** Those of them who would go: moved, or taken by the chosen reading and retained by nothing. */
  readonly going: UserBitmap;
  readonly approved: UserBitmap;
  readonly unapproved: ReadonlyMap<Unapproved, UserBitmap>;
  /** Whom the newest candidates file no longer names: left alone. */
  readonly left: UserBitmap;
  /** Review flags of those who would go. */
  readonly flags: ReadonlyMap<ReviewFlag, UserBitmap>;
  readonly contacts: UserBitmap;
  readonly unknownRecordType: UserBitmap;
  readonly unknownRole: UserBitmap;
  /** Why two people have to sign. */
  readonly signOffBy: readonly ('size' | 'staff-confirmed')[];
  readonly staffConfirmed: number;
  readonly seal: Seal | null;
  /** Settings of this job that aren't those that were signed. */
  readonly notAsSigned: readonly string[];
}

/**
 * @param columns fresh
 * @param match for logical sets
 */
export function checkJob(columns: UserColumns, job: JobRequest, match?: Match): CheckedJob {
  const { db } = columns;
  const settings = readSettings(db);
  const purge = job.kind === 'purge-user-records' ? job.parameters : null;
  const guarded = purge !== null || isMoveToPurge(db, job);
  const { concerned, going, left } =
    job.kind === 'purge-user-records'
      ? askedByPurge(columns, job.parameters)
      : askedByMove(columns, membersOf(db, job.parameters.setId, match));
  const sorted = sortedByLack(columns, guarded ? concerned : new UserBitmap());
  const seal = newestSeal(columns);
  const signed = seal !== null && isComplete(seal);
  const staffConfirmed = countIn(going, columns.column('staff_confirmed').values, 1);
  const signOffBy: ('size' | 'staff-confirmed')[] = [];
  if (guarded && settings.signOffAbove !== null && going.count > settings.signOffAbove)
    signOffBy.push('size');
  if (guarded && staffConfirmed > 0) signOffBy.push('staff-confirmed');
  return {
    guarded,
    concerned,
    going,
    ...sorted,
    left: guarded && purge === null ? left.or(sorted.left) : left,
    flags: flagsAmong(columns, going),
    ...unknownsAmong(columns, going),
    signOffBy,
    staffConfirmed,
    seal,
    notAsSigned: signed && purge !== null ? differsFromPlanned(purge, settings) : [],
  };
}

/** The users behind the numbers of a check, by part (contract: `jobCheck`). */
export function checkParts(checked: CheckedJob): PreviewParts {
  const { concerned, going, approved, left, contacts, unknownRecordType, unknownRole } = checked;
  const unapproved = [...checked.unapproved.values()];
  const parts = new Map<string, UserBitmap>([
    ...Object.entries({
      concerned,
      going,
      approved,
      left,
      contacts,
      unknownRecordType,
      unknownRole,
    }),
    ['unapproved', unapproved.reduce((all, users) => all.or(users), new UserBitmap())],
    ...[...checked.unapproved].map(([kind, users]) => [`unapproved:${kind}`, users] as const),
    ...[...checked.flags].map(([flag, users]) => [`flag:${flag}`, users] as const),
  ]);
  return parts;
}

/** Moves into the group that marks users as reviewed and approved. */
export function isMoveToPurge(db: ReadableDb, job: JobRequest): boolean {
  return (
    job.kind === 'update-notify-users' &&
    foldText(job.parameters.userGroup) === foldText(readSettings(db).okToPurgeGroup)
  );
}

/** Everybody whom the set names and no purge has taken; users known from a list alone would move in Alma, too. */
function askedByMove(columns: UserColumns, members: UserBitmap) {
  const standing = columns.column('standing').values;
  const concerned = new UserBitmap();
  for (const userNo of members)
    if ((standing[userNo]! & STANDING.purged) === 0) concerned.add(userNo);
  return { concerned, going: concerned, left: new UserBitmap() };
}

/**
 * Whom a purge asks that begins once all jobs submitted before have ended: they hold nobody any more, and whom
 * they move is in another group.
 */
function askedByPurge(columns: UserColumns, settings: PurgeSettings) {
  const question = purgeQuestion(columns.db, settings);
  const widest = {
    ...question,
    bounds: dayBounds('inclusive', settings.runDate, settings.days),
  };
  const moves = settings.userGroup === null ? [] : movesUnderWay(columns.db);
  const { concerned, going } =
    moves.length > 0
      ? afterMoves(columns, settings, question, widest, moves)
      : askedNow(columns, settings, question, widest);
  const factsOf = userFacts(columns, question);
  const left = new UserBitmap();
  for (const userNo of leftReview(columns.db))
    if (inScope(factsOf(userNo, false), widest)) left.add(userNo);
  return { concerned, going, left };
}

interface Asked {
  readonly concerned: UserBitmap;
  readonly going: UserBitmap;
}

/** By sorts of users, as the preview does: a million in the time of some hundred. */
function askedNow(
  columns: UserColumns,
  settings: PurgeSettings,
  question: AskedPurge,
  widest: AskedPurge,
): Asked {
  const { classOf, examples } = purgeClasses(columns, settings, question, new UserBitmap());
  const isConcerned = examples.map((facts) => inScope(facts, widest));
  const goes = examples.map(
    (facts) => inScope(facts, question) && retainingReasons(facts, question) === 0,
  );
  const asked = { concerned: new UserBitmap(), going: new UserBitmap() };
  for (let userNo = 1; userNo < classOf.length; userNo++) {
    const found = classOf[userNo]!;
    if (found === NO_CLASS || !isConcerned[found]) continue;
    asked.concerned.add(userNo);
    if (goes[found]) asked.going.add(userNo);
  }
  return asked;
}

/** User by user: whom a job under way moves is in another group by then. */
function afterMoves(
  columns: UserColumns,
  settings: PurgeSettings,
  question: AskedPurge,
  widest: AskedPurge,
  moves: readonly Move[],
): Asked {
  const wanted = foldText(settings.userGroup ?? '');
  const asked = { concerned: new UserBitmap(), going: new UserBitmap() };
  for (const facts of askedFacts(columns, question, new UserBitmap())) {
    const move = moves.findLast(({ members }) => members.has(facts.userNo));
    const then = move
      ? { ...facts, userGroupNo: move.groupKey === wanted ? question.userGroupNo : null }
      : facts;
    if (!inScope(then, widest)) continue;
    asked.concerned.add(facts.userNo);
    if (inScope(then, question) && retainingReasons(then, question) === 0)
      asked.going.add(facts.userNo);
  }
  return asked;
}

interface Move {
  readonly groupKey: string;
  readonly members: UserBitmap;
}

/** Update/Notify jobs that have not ended, in their order. */
function movesUnderWay(db: ReadableDb): Move[] {
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

function sortedByLack(columns: UserColumns, concerned: UserBitmap) {
  const lackOf = lackOverColumns(columns);
  const approved = new UserBitmap();
  const left = new UserBitmap();
  const byLack = new Map<Unapproved, UserBitmap>();
  for (const userNo of concerned) {
    const lack = lackOf(userNo);
    if (lack === undefined) approved.add(userNo);
    else if (lack === 'left') left.add(userNo);
    else bitmapOf(byLack, lack).add(userNo);
  }
  // In the order of the list, the register first.
  const unapproved = new Map<Unapproved, UserBitmap>();
  for (const kind of UNAPPROVED) {
    const users = byLack.get(kind);
    if (users) unapproved.set(kind, users);
  }
  return { approved, left, unapproved };
}

function bitmapOf<K>(map: Map<K, UserBitmap>, key: K): UserBitmap {
  const known = map.get(key) ?? new UserBitmap();
  map.set(key, known);
  return known;
}

function flagsAmong(columns: UserColumns, users: UserBitmap): Map<ReviewFlag, UserBitmap> {
  const flags = columns.column('flags').values;
  const found = REVIEW_FLAGS.map(() => new UserBitmap());
  for (const userNo of users)
    for (let bits = flags[userNo]!; bits !== 0; bits &= bits - 1)
      found[31 - Math.clz32(bits & -bits)]?.add(userNo);
  return new Map(
    REVIEW_FLAGS.flatMap((flag, n) => (found[n]!.count > 0 ? [[flag, found[n]!] as const] : [])),
  );
}

/** Record types and roles that matter before somebody goes: Contacts, and what no report tells. */
function unknownsAmong(columns: UserColumns, users: UserBitmap) {
  const type = columns.column('record_type');
  const role = columns.column('staff_role').values;
  const contact = (type.texts ?? []).indexOf('Contact');
  const found = {
    contacts: new UserBitmap(),
    unknownRecordType: new UserBitmap(),
    unknownRole: new UserBitmap(),
  };
  for (const userNo of users) {
    if (type.values[userNo] === BLANK) found.unknownRecordType.add(userNo);
    else if (type.values[userNo] === contact) found.contacts.add(userNo);
    if (role[userNo] === BLANK) found.unknownRole.add(userNo);
  }
  return found;
}

function countIn(users: UserBitmap, values: Float64Array, wanted: number): number {
  let count = 0;
  for (const userNo of users) if (values[userNo] === wanted) count++;
  return count;
}
