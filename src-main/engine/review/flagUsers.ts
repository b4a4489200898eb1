/**
 * Computes the review flags of all users that are present: gathers, asks the pure rule, stores what changed.
 * Called after imports, jobs and changed settings, and at opening when the planned date has moved.
 */
import type { Settings } from '#shared/contract/shapes.ts';
import { reviewFlags } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb, type WritableDb } from '../db/db.ts';
import { excludedUsers, exclusionLists } from '../importing/exclusionLists.ts';
import { readPart } from '../importing/importParts.ts';
import { ANY_UNREADABLE, ROW_NOTES } from '../importing/rowNotes.ts';
import { ZeroLossKeys } from '../importing/zeroLossPairs.ts';
import { CANDIDATE_SQL, PRESENT_SQL } from '../replica/criteriaSql.ts';
import { findGroup } from '../replica/groups.ts';
import { flagContext } from '../replica/settings.ts';
import { StandingsEditor } from '../replica/standings.ts';
import { groupsBeforeJobs, readRegister } from './register.ts';

/** What the rule needs of a user's row; the last three only when somebody asks for them. */
type StoredFacts = [
  userNo: number,
  staffRole: number | null,
  groupNo: number | null,
  expiryDate: string | null,
  purgeDate: string | null,
  notes: number,
  /** By SIGNS. */
  signs: number,
  otherGroups: string | null,
  key?: string | null,
  firstName?: string | null,
  lastName?: string | null,
];

/** Columns of which the rule asks but one thing each, told together: reading them is most of the time. */
const SIGNS = { conflict: 1, returned: 2, activityElsewhere: 4 } as const;
const SIGNS_SQL = `conflict * ${SIGNS.conflict} + (returned <> 0) * ${SIGNS.returned}
  + (coalesce(loans_elsewhere, 0) > 0 OR coalesce(fines_elsewhere, 0) > 0) * ${SIGNS.activityElsewhere}`;

/** One read of so many users, as one JSON text: twice as quick as a row after the other, and small. */
const USERS_AT_ONCE = 1000;

/**
 * @param onProgress told how many users were looked at
 * @returns the users whose flags changed
 */
export function flagUsers(
  db: WritableDb,
  settings: Settings,
  onProgress: (users: number) => void = () => {},
): UserBitmap {
  const context = flagContext(settings);
  const register = readRegister(db);
  const protectedNos = new Set([...register.groups].flatMap((name) => findGroup(db, name) ?? []));
  const before = register.groups.size > 0 ? groupsBeforeJobs(db) : undefined;
  const excluded = excludedUsers(db);
  const zeroLossPairs = doubtfulZeroKeys(db);
  const changed = new UserBitmap();
  const editor = new StandingsEditor(db);
  const wanted = {
    key: zeroLossPairs.size > 0 || register.looksAtIdentifiers,
    names: register.looksAtNames,
  };
  for (const [
    userNo,
    staffRole,
    groupNo,
    expiryDate,
    purgeDate,
    notes,
    signs,
    otherGroups,
    key = null,
    firstName = null,
    lastName = null,
  ] of eachStoredFacts(db, wanted, onProgress)) {
    const computed = reviewFlags(
      {
        staffRole: staffRole === null ? null : staffRole === 1,
        isProtected:
          (groupNo !== null && protectedNos.has(groupNo)) ||
          (otherGroups !== null && namesAny(otherGroups, protectedNos)) ||
          before?.get(userNo)?.some((group) => register.groups.has(group)) ||
          (register.looksAtIdentifiers && key !== null && register.protectsIdentifier(key)) ||
          (register.looksAtNames && register.protectsName(firstName, lastName)),
        onExclusionList: excluded.has(userNo),
        zeroLossPair: key !== null && zeroLossPairs.hasOther(key),
        conflict: (signs & SIGNS.conflict) !== 0,
        numericIdentifier: (notes & ROW_NOTES.numeric) !== 0,
        unreadableValue: (notes & ANY_UNREADABLE) !== 0,
        activityElsewhere: (signs & SIGNS.activityElsewhere) !== 0,
        returned: (signs & SIGNS.returned) !== 0,
        expiryDate,
        purgeDate,
      },
      context,
    );
    if (editor.setFlags(userNo, computed)) changed.add(userNo);
  }
  editor.finish();
  return changed;
}

/** @param wanted what else anybody asks for: reading texts takes longer than all the rest */
function* eachStoredFacts(
  db: ReadableDb,
  wanted: { readonly key: boolean; readonly names: boolean },
  onProgress: (users: number) => void,
): Generator<StoredFacts> {
  const key = wanted.key ? 'identifier_key' : 'NULL';
  const names = wanted.names ? 'first_name, last_name' : 'NULL, NULL';
  const texts = wanted.key || wanted.names ? `, ${key}, ${names}` : '';
  const page = prepared(
    db,
    `SELECT json_group_array(json_array(user_no, staff_role, group_no, expiry_date, purge_date, notes, ${SIGNS_SQL}, other_groups ${texts}))
     FROM (SELECT * FROM user u WHERE user_no > ? AND ${PRESENT_SQL} ORDER BY user_no LIMIT ${USERS_AT_ONCE})`,
  ).pluck();
  let done = 0;
  for (let last = 0; ; ) {
    const rows = JSON.parse(page.get(last) as string) as StoredFacts[];
    yield* rows;
    done += rows.length;
    onProgress(done);
    if (rows.length < USERS_AT_ONCE) return;
    last = rows.at(-1)![0];
  }
}

/** Other groups that rows of the user's file named. */
function namesAny(otherGroups: string, groupNos: ReadonlySet<number>): boolean {
  return (JSON.parse(otherGroups) as number[]).some((groupNo) => groupNos.has(groupNo));
}

/**
 * Numbers in exclusion lists that may mean somebody else: those that match no candidate as they
 * stand, and those whose cell was a number, from which a spreadsheet takes the leading zeros.
 */
function doubtfulZeroKeys(db: ReadableDb): ZeroLossKeys {
  const members = prepared(
    db,
    `SELECT identifier_key, (${CANDIDATE_SQL}) AS candidate FROM user u WHERE user_no = ? AND identifier_key GLOB '[0-9]*'`,
  );
  const doubtful = new Set<string>();
  for (const { importId, members: users } of exclusionLists(db)) {
    const numeric = UserBitmap.of(readPart(db, importId, 'numeric-users'));
    for (const userNo of users) {
      const user = members.get(userNo) as { identifier_key: string; candidate: number } | undefined;
      if (user && (user.candidate !== 1 || numeric.has(userNo))) doubtful.add(user.identifier_key);
    }
  }
  return new ZeroLossKeys(doubtful);
}
