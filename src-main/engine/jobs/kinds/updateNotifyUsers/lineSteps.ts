/**
 * What ticked fields do that give users lines or take them away, and those that a rehearsal only tells of. Whom they would
 * change is found out once, before the first lot. Roles have consequences: what a user's row says of them follows.
 */
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { IN_FORCE, type LineChange, type LineText, meantBy } from '#shared/domain/lineChanges.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import {
  BETWEEN_LIBRARIES,
  BETWEEN_ROLES,
  isStaffRole,
  librariesIn,
  rolesIn,
} from '#shared/domain/roleNames.ts';
import { today } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { lineIsSo, toldIsSo } from '#shared/jobKinds/updateCriteria.ts';
import {
  changeOf,
  LIBRARIES_FIELD,
  type LineUpdate,
  lineText,
  severalField,
  TICKED_FIELDS,
  type TickedField,
  type ToldUpdate,
} from '#shared/jobKinds/updateFields.ts';
import type { UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import { lotReader, prepared, type Value, type WritableDb } from '../../../db/db.ts';
import { eachLineMeant } from '../../../importing/show/linesMeant.ts';
import { lineChangeWriter } from '../../../replica/lineChanges.ts';
import { institutionZone } from '../../../replica/settings.ts';
import { type Match, matchOver } from '../../../sets/userSets.ts';
import type { StoredJob } from '../../jobRows.ts';
import { staffAfter } from './staffAfter.ts';
import { rememberer, valueTurner } from './valueSteps.ts';

export interface LineStep {
  /** Whom it would change. */
  readonly users: UserBitmap;
  /** Changes these of them. Must run inside a transaction. */
  readonly change: (users: readonly number[]) => void;
}

/** @param members of the job */
export function lineSteps(
  db: WritableDb,
  job: StoredJob,
  { lines = [], told = [] }: UpdateParameters,
  members: UserBitmap,
): LineStep[] {
  if (lines.length + told.length === 0) return [];
  const match = matchOver(db);
  const day = today(institutionZone(db));
  const inOrder = <Each extends { readonly field: TickedField }>(updates: readonly Each[]) =>
    updates.toSorted((a, b) => TICKED_FIELDS.indexOf(a.field) - TICKED_FIELDS.indexOf(b.field));
  return [
    ...inOrder(lines).map((update) => lineStep(db, job, update, { match, members, day })),
    ...inOrder(told).map((update) => toldStep(db, job, update, { match, members })),
  ];
}

interface Asked {
  readonly match: Match;
  readonly members: UserBitmap;
}

function lineStep(
  db: WritableDb,
  job: StoredJob,
  update: LineUpdate,
  { match, members, day }: Asked & { readonly day: IsoDate },
): LineStep {
  const users = members.andNot(match(lineIsSo(update)));
  const change = changeOf(update);
  if (!change) return libraryStep(db, job, update, users);
  const remember = rememberer(db, job, update.field);
  const written: LineChange = {
    ...change,
    day,
    line: { ...change.line, ...besides(change, job, day) },
  };
  const store = lineChangeWriter(db, { jobId: job.job_id, field: update.field }, written);
  const namesAlone = usersOfNames(change, update, match);
  const shown = lineText(update.value, update.scope);
  const follow = change.kind === 'roles' ? roleFollower(db, job, update, written, users) : () => {};
  const write = (lot: readonly number[]) => store(lot.filter((userNo) => !namesAlone.has(userNo)));
  if (change.does === 'add')
    return {
      users,
      change(lot) {
        write(lot);
        remember(lot, null, shown);
        follow(lot);
      },
    };
  const textOf = textsOfMeant(db, written, users);
  return {
    users,
    change(lot) {
      const alike = alikeBy(lot, (userNo) => textOf.get(userNo) ?? shown);
      write(lot);
      for (const [before, some] of alike) remember(some, before, null);
      follow(lot);
    },
  };
}

/**
 * Of whom roles are told as names alone, in one field of their row: the names change, and no line. A role of a scope is a
 * line: names don’t say it.
 */
function usersOfNames(
  { kind, does }: Pick<LineChange, 'kind' | 'does'>,
  update: LineUpdate,
  match: Match,
): UserBitmap {
  if (kind !== 'roles' || update.scope !== null) return new UserBitmap();
  const blank: Criteria = { op: 'blank', field: 'roles' };
  const told: Criteria = { op: 'linesTold', kind, byFiles: true };
  const users = match({ op: 'not', of: { op: 'any', of: [blank, told] } });
  return does === 'add' ? users : users.andNot(match(meantBy(changeOf(update)!)));
}

/** Users by what is the same of them. */
function alikeBy<Key>(
  users: readonly number[],
  keyOf: (userNo: number) => Key,
): Map<Key, number[]> {
  const lots = new Map<Key, number[]>();
  for (const userNo of users) {
    const key = keyOf(userNo);
    const lot = lots.get(key);
    if (lot) lot.push(userNo);
    else lots.set(key, [userNo]);
  }
  return lots;
}

/** What a line has besides, as Alma writes it. */
function besides(
  { kind, does }: Pick<LineChange, 'kind' | 'does'>,
  { user }: StoredJob,
  day: IsoDate,
): LineText {
  if (does !== 'add') return {};
  switch (kind) {
    case 'notes':
      return { note_created_by: user, note_created: day };
    case 'blocks':
      return { block_status: IN_FORCE, block_created_by: user, block_created: day };
    case 'roles':
      return { role_status: IN_FORCE };
    case 'statistics':
      return {};
  }
}

/** Of one user whose lines say different things, in their history. */
export const BETWEEN_LINES = '; ';

/** What the lines of each user say that are taken away. Few texts stand for many users. */
function textsOfMeant(db: WritableDb, change: LineChange, users: UserBitmap): Map<number, string> {
  const texts = new Map<number, string>();
  eachLineMeant(db, change, users, (userNo, { value, scope }) => {
    const text = lineText(value, scope);
    const known = texts.get(userNo);
    if (known === undefined) texts.set(userNo, text);
    else if (!known.split(BETWEEN_LINES).includes(text))
      texts.set(userNo, `${known}${BETWEEN_LINES}${text}`);
  });
  return texts;
}

function libraryStep(
  db: WritableDb,
  job: StoredJob,
  { field, value }: LineUpdate,
  users: UserBitmap,
): LineStep {
  const isAdded = severalField(field).does === 'add';
  const remember = rememberer(db, job, field);
  const turn = valueTurner(db, job, LIBRARIES_FIELD);
  const isIt = (name: string) => foldText(name) === foldText(value);
  return {
    users,
    change(lot) {
      remember(lot, isAdded ? null : value, isAdded ? value : null);
      turn(lot, (now) => {
        const others = librariesIn(String(now ?? '')).filter((name) => !isIt(name));
        return [...others, ...(isAdded ? [value] : [])].join(BETWEEN_LIBRARIES) || null;
      });
    },
  };
}

/**
 * What a user's row says of their roles. A role that is given makes staff of them at once. One that is taken away leaves
 * them without a staff role only where all of their roles are told: else it is unknown whether they have another.
 */
function roleFollower(
  db: WritableDb,
  job: StoredJob,
  { value }: LineUpdate,
  change: LineChange,
  users: UserBitmap,
): (lot: readonly number[]) => void {
  const turnRoles = valueTurner(db, job, 'roles');
  const turnStaff = valueTurner(db, job, 'staff_role');
  const isIt = (role: string) => foldText(role) === foldText(value);
  const named = (now: Value) => rolesIn(String(now ?? ''));
  if (change.does === 'add')
    return (lot) => {
      turnRoles(lot, (now) =>
        now === null || named(now).some(isIt) ? now : [...named(now), value].join(BETWEEN_ROLES),
      );
      if (isStaffRole(value)) turnStaff(lot, () => 1);
    };
  const stillIt = new UserBitmap();
  const givenAlone = new UserBitmap();
  const told = new UserBitmap();
  const stillStaff = new UserBitmap();
  const left = (userNo: number, role: { readonly value: string }) => {
    if (isIt(role.value)) stillIt.add(userNo);
    if (isStaffRole(role.value)) stillStaff.add(userNo);
  };
  const meant = (userNo: number, { isGiven }: { readonly isGiven: boolean }) =>
    (isGiven ? givenAlone : told).add(userNo);
  eachLineMeant(db, change, users, meant, left);
  const wasNamed = namedBefore(db, isIt);
  const afterOf = staffAfter(db);
  const readRoles = lotReader<[userNo: number, roles: string | null]>(
    db,
    2,
    'SELECT user_no, roles FROM user WHERE user_no IN (SELECT value FROM json_each(?))',
  );
  return (lot) => {
    turnRoles(lot, (now, userNo) =>
      now === null ||
      stillIt.has(userNo) ||
      (givenAlone.has(userNo) && !told.has(userNo) && wasNamed(userNo))
        ? now
        : named(now)
            .filter((role) => !isIt(role))
            .join(BETWEEN_ROLES) || null,
    );
    if (!isStaffRole(value)) return;
    const others = new Map(readRoles(JSON.stringify(lot)));
    turnStaff(lot, (now, userNo) => {
      const isStaff = stillStaff.has(userNo) || named(others.get(userNo) ?? null).some(isStaffRole);
      return now !== 1 || isStaff ? now : afterOf(userNo);
    });
  };
}

/** @returns whether a user's row named the role by itself: the last job that changed that didn't give it */
function namedBefore(db: WritableDb, isIt: (role: string) => boolean) {
  const changes = prepared(
    db,
    `SELECT old_value, new_value FROM history WHERE user_no = ? AND field = 'roles' ORDER BY history_id DESC`,
  ).raw(true);
  const has = (roles: string | null) => rolesIn(roles ?? '').some(isIt);
  return (userNo: number): boolean => {
    const all = changes.all(userNo) as [before: string | null, after: string | null][];
    const last = all.find(([before, after]) => has(before) !== has(after));
    return last === undefined || has(last[0]);
  };
}

/** Nothing of it is kept with users but that the job would have reached them. */
function toldStep(
  db: WritableDb,
  job: StoredJob,
  update: ToldUpdate,
  { match, members }: Asked,
): LineStep {
  const { field, value } = update;
  const remember = rememberer(db, job, field);
  const accounts = lotReader<[userNo: number, type: string | null]>(
    db,
    2,
    'SELECT user_no, account_type FROM user WHERE user_no IN (SELECT value FROM json_each(?))',
  );
  return {
    users: members.andNot(match(toldIsSo(update))),
    change(lot) {
      if (field !== 'set_account_to') return remember(lot, null, value);
      const types = new Map(accounts(JSON.stringify(lot)));
      const alike = alikeBy(lot, (userNo) => types.get(userNo) ?? null);
      for (const [type, some] of alike) remember(some, type, value);
    },
  };
}
