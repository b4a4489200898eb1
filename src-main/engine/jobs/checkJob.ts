/**
 * Whom a job concerns and how they stand: approved or not and why, their flags, whether two people have to sign and
 * have signed this very job. Gathered for the pages before Submit and for the guard alike, so that what is shown is
 * what is enforced. Changes nothing.
 */
import { UNAPPROVED, type Unapproved } from '#shared/domain/approval.ts';
import { REVIEW_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { signOffNeed } from '#shared/domain/signOff.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import { readSettings } from '../replica/settings.ts';
import { BLANK, type HeldColumn, type UserColumns } from '../replica/userColumns.ts';
import { isComplete, newestSeal } from '../review/signOff.ts';
import type { Match } from '../sets/userSets.ts';
import { lackOverColumns } from './approvals.ts';
import type { CheckedJob, PendingChange, PreviewParts } from './jobKind.ts';
import { getJob, unfinishedJobs } from './jobRows.ts';
import { workOf } from './workOf.ts';

/**
 * @param columns fresh
 * @param match for logical sets
 */
export function checkJob(columns: UserColumns, job: JobRequest, match?: Match): CheckedJob {
  const { db } = columns;
  const settings = readSettings(db);
  const work = workOf(job.kind);
  const pending = () => pendingChanges(db);
  // Read in one walk through everybody instead of one for each question.
  columns.hold([...new Set([...ASKED_OF_USERS, ...(work.asks ?? [])])]);
  const { guard, concerned, going, left } = work.check({ columns, match, settings, pending }, job);
  const sorted = sortedByLack(columns, guard ? concerned : new UserBitmap());
  const seal = newestSeal(columns);
  const signed = seal !== null && isComplete(seal);
  const staffConfirmed = countIn(going, columns.column('staff_confirmed').values, 1);
  const signOffBy = guard
    ? signOffNeed({ users: going.count, staffConfirmed }, settings.signOffAbove)
    : [];
  return {
    guard,
    concerned,
    going,
    ...sorted,
    left: left ?? sorted.left,
    flags: flagsAmong(columns, going),
    ...unknownsAmong(columns, going),
    signOffBy,
    staffConfirmed,
    seal,
    notAsSigned: signed ? (work.differsFromSigned?.(job, settings) ?? []) : [],
  };
}

const ASKED_OF_USERS = [
  'membership',
  'record_type',
  'staff_role',
  'user_group',
  'flags',
  'decision',
  'staff_confirmed',
] as const satisfies readonly HeldColumn[];

/** What jobs that have not ended will do, in their order. */
function pendingChanges(db: ReadableDb): PendingChange[] {
  return unfinishedJobs(db).flatMap((jobId) => {
    const job = getJob(db, jobId);
    return workOf(job.kind).changes?.(db, job) ?? [];
  });
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
