/**
 * Sets of users: itemized ones have members, a bitmap over user numbers; logical ones have criteria, which
 * are asked each time. Made from the review, from exclusion lists and by combining. Table module: small
 * verbs that take the connection first.
 */
import { type SetOrigin, setOrigin } from '#shared/contract/shapes/setOrigin.ts';
import type { SetDetails, SetSummary } from '#shared/contract/shapes/sets.ts';
import {
  type Criteria,
  type CriteriaLeaf,
  criteriaSchema,
  leavesOf,
} from '#shared/domain/criteria.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, type ReadableDb, run, value, type WritableDb } from '../db/db.ts';
import { parseStored, type StoredAt, storedUsers } from '../db/storedValue.ts';
import {
  meantOtherwise,
  typesOfLines,
  withUsersMeant,
} from '../importing/compare/otherIdentifiers.ts';
import { readExtraColumn } from '../importing/show/extraColumns.ts';
import { LineMatcher } from '../importing/show/lineMatcher.ts';
import { Refusal } from '../refusal.ts';
import { endSwitchedOff, switchedOff } from '../replica/afterErasing.ts';
import type { BitmapSource } from '../replica/askUsers.ts';
import { erasureOf } from '../replica/erasures.ts';
import { readSettings } from '../replica/settings.ts';
import { UserOrders } from '../replica/userRows.ts';
import { ruleSource } from '../review/register.ts';

interface StoredSet {
  set_id: number;
  name: string;
  description: string;
  note: string;
  private: number;
  origin: string;
  criteria: string | null;
  member_count: number;
  created_at: number;
  created_by: string;
}

const COLUMNS =
  'set_id, name, description, note, private, origin, criteria, member_count, created_at, created_by';

/** Whom criteria mean; the one over columns that are held already is the quicker one. */
export type Match = (criteria: Criteria) => UserBitmap;

export function listSets(db: ReadableDb, match: Match): SetSummary[] {
  return all<StoredSet>(db, `SELECT ${COLUMNS} FROM user_set ORDER BY set_id DESC`).map((row) =>
    toSummary(db, row, match),
  );
}

export function getSet(db: ReadableDb, setId: number, match: Match): SetSummary {
  return toSummary(db, requireSet(db, setId), match);
}

export function countSets(db: ReadableDb): number {
  return value<number>(db, 'SELECT count(*) FROM user_set');
}

/** Whether a logical set asks anything of this sort. @throws Refusal where its criteria are damaged */
export function anySetAsks(db: ReadableDb, asks: (leaf: CriteriaLeaf) => boolean): boolean {
  return logicalSets(db).some(({ set_id, criteria }) =>
    leavesOf(criteriaOf(set_id, criteria)).some(asks),
  );
}

export function nameOfSet(db: ReadableDb, setId: number): string {
  return requireSet(db, setId).name;
}

/** Undefined when it is gone. */
export function knownSetName(db: ReadableDb, setId: number): string | undefined {
  return get<{ name: string }>(db, 'SELECT name FROM user_set WHERE set_id = ?', setId)?.name;
}

function requireSet(db: ReadableDb, setId: number): StoredSet {
  const row = get<StoredSet>(db, `SELECT ${COLUMNS} FROM user_set WHERE set_id = ?`, setId);
  if (!row) throw new Refusal('set.gone');
  return row;
}

/** Members of an itemized set, by whatever identifier they are meant; those whom a logical set finds now. */
function findMembers(db: ReadableDb, setId: number, match: Match): UserBitmap | undefined {
  const row = get<{ members: Uint8Array; criteria: string | null }>(
    db,
    'SELECT members, criteria FROM user_set WHERE set_id = ?',
    setId,
  );
  if (!row) return undefined;
  if (row.criteria === null) return withUsersMeant(db, storedUsers(db, row.members));
  return match(criteriaOf(setId, row.criteria));
}

/** By which types of identifiers lines among its members mean users; most first. */
export function meaningOf(db: ReadableDb, setId: number) {
  requireSet(db, setId);
  const { members } = get<{ members: Uint8Array }>(
    db,
    'SELECT members FROM user_set WHERE set_id = ?',
    setId,
  )!;
  return typesOfLines(db, storedUsers(db, members));
}

export function membersOf(db: ReadableDb, setId: number, match = matchOver(db)): UserBitmap {
  const members = findMembers(db, setId, match);
  if (!members) throw new Refusal('set.gone');
  return members;
}

/**
 * The same for whatever is done with a set: what is off, or asks for one that is, means nobody.
 * @throws Refusal for such a set, and for one that is gone
 */
export function usableMembersOf(db: ReadableDb, setId: number, match = matchOver(db)): UserBitmap {
  const off = switchedOff(db, 'set');
  if (off.size > 0) requireOn(db, setId, off);
  return membersOf(db, setId, match);
}

function requireOn(db: ReadableDb, setId: number, off: ReadonlyMap<number, number>): void {
  const { name, criteria } = requireSet(db, setId);
  const jobId = off.get(setId);
  if (jobId !== undefined) {
    const requestId = erasureOf(db, jobId)?.requestId ?? '';
    throw new Refusal('set.off', { name, requestId });
  }
  if (criteria === null) return;
  for (const leaf of leavesOf(criteriaOf(setId, criteria)))
    if (leaf.op === 'inSet') requireOn(db, leaf.setId, off);
}

/**
 * Whom criteria mean, and in which order, over a connection of one's own: the columns that it takes are read for it.
 * @param preview who the parts of previews are, where somebody holds them
 */
export function ordersOver(
  db: ReadableDb,
  preview: BitmapSource['preview'] = () => undefined,
): UserOrders {
  const lines = new LineMatcher(db);
  const orders: UserOrders = new UserOrders(db, {
    set: (setId) => findMembers(db, setId, (criteria) => orders.match(criteria)),
    preview,
    rule: (ruleId) => ruleSource(db, ruleId),
    lines,
    extra: (heading, users) => readExtraColumn(db, heading, users),
  });
  return orders;
}

/** For a connection that holds no columns: they are read for this question. */
export function matchOver(db: ReadableDb): Match {
  const orders = ordersOver(db);
  return (criteria) => orders.match(criteria);
}

/** Sets that the user is a member of. */
export function setsOf(
  db: ReadableDb,
  userNo: number,
  match: Match,
): { setId: number; name: string }[] {
  return setsWith(db, UserBitmap.of([userNo]), match);
}

/**
 * Private where the details or else the settings say so.
 * @throws Refusal when the name is taken; names are compared without case
 */
export function createSet(
  db: WritableDb,
  details: SetDetails,
  members: UserBitmap,
  origin: SetOrigin,
  by: string,
): number {
  requireFreeName(db, details.name, undefined);
  const result = run(
    db,
    `INSERT INTO user_set (name, name_key, description, note, private, origin, members, member_count, created_at, created_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    details.name,
    foldText(details.name),
    details.description,
    details.note,
    (details.private ?? readSettings(db).privateSets) ? 1 : 0,
    JSON.stringify(origin),
    members.toBytes(),
    members.count,
    Date.now(),
    by,
  );
  return Number(result.lastInsertRowid);
}

/**
 * Keeps a question under a name.
 * @throws Refusal when the name is taken, or the criteria name users one by one or a preview: those are
 * members, not a question, and the numbers would be others' one day
 */
export function createLogicalSet(
  db: WritableDb,
  details: SetDetails,
  criteria: Criteria,
  origin: SetOrigin,
  by: string,
): number {
  if (leavesOf(criteria).some(({ op }) => op === 'users' || op === 'inPreview'))
    throw new Refusal('set.notLogical');
  const setId = createSet(db, details, new UserBitmap(), origin, by);
  run(db, 'UPDATE user_set SET criteria = ? WHERE set_id = ?', JSON.stringify(criteria), setId);
  return setId;
}

/** One that was off is on again. */
export function editSet(db: WritableDb, setId: number, details: SetDetails, by: string): void {
  requireSet(db, setId);
  requireFreeName(db, details.name, setId);
  run(
    db,
    'UPDATE user_set SET name = ?, name_key = ?, description = ?, note = ?, private = coalesce(?, private) WHERE set_id = ?',
    details.name,
    foldText(details.name),
    details.description,
    details.note,
    details.private === undefined ? null : Number(details.private),
    setId,
  );
  endSwitchedOff(db, 'set', setId, by);
}

/** A list of identifiers turned out to be for something else. */
export function noteOrigin(db: WritableDb, setId: number, origin: SetOrigin): void {
  run(db, 'UPDATE user_set SET origin = ? WHERE set_id = ?', JSON.stringify(origin), setId);
}

/** A job has another name now: the sets that it made say so. */
export function renameJobOfSets(db: WritableDb, jobId: number, name: string): void {
  run(
    db,
    `UPDATE user_set SET origin = json_set(origin, '$.name', ?)
     WHERE origin ->> '$.from' = 'job' AND origin ->> '$.jobId' = ?`,
    name,
    jobId,
  );
}

export function deleteSet(db: WritableDb, setId: number, by: string): void {
  requireSet(db, setId);
  const user = usedBy(db, setId);
  if (user !== undefined) throw new Refusal('set.inUse', { name: user });
  run(db, 'DELETE FROM user_set WHERE set_id = ?', setId);
  endSwitchedOff(db, 'set', setId, by);
}

function logicalSets(db: ReadableDb) {
  return all<{ set_id: number; name: string; criteria: string }>(
    db,
    'SELECT set_id, name, criteria FROM user_set WHERE criteria IS NOT NULL',
  );
}

/** A logical set whose criteria speak of this one. */
function usedBy(db: ReadableDb, setId: number): string | undefined {
  return logicalSets(db).find(({ set_id, criteria }) =>
    leavesOf(criteriaOf(set_id, criteria)).some(
      (leaf) => leaf.op === 'inSet' && leaf.setId === setId,
    ),
  )?.name;
}

/** Users who are no longer in the replica are no longer in sets. Must run inside a transaction. */
export function letGoOfMembers(db: WritableDb, gone: UserBitmap): void {
  const sets = all<{ set_id: number; members: Uint8Array }>(
    db,
    'SELECT set_id, members FROM user_set WHERE criteria IS NULL',
  );
  for (const { set_id, members } of sets) {
    const before = UserBitmap.fromBytes(members);
    const after = before.andNot(gone);
    if (after.count === before.count) continue;
    run(
      db,
      'UPDATE user_set SET members = ?, member_count = ? WHERE set_id = ?',
      after.toBytes(),
      after.count,
      set_id,
    );
  }
}

/** Names of the sets with any of these members, newest first. */
export function setsWith(
  db: ReadableDb,
  users: UserBitmap,
  match: Match,
): { setId: number; name: string }[] {
  const sets = all<{ setId: number; name: string }>(
    db,
    'SELECT set_id AS setId, name FROM user_set ORDER BY set_id DESC',
  );
  return sets.filter(({ setId }) => membersOf(db, setId, match).and(users).count > 0);
}

/** What the contract takes for a set's name. */
const LONGEST_NAME = 255;

/** The wanted name, cut to what a set may be called, or with a number behind it when it is taken: `Staff`, `Staff (2)`. */
export function freeName(db: ReadableDb, wanted: string): string {
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : ` (${n})`;
    const name = wanted.slice(0, LONGEST_NAME - suffix.length) + suffix;
    if (!nameTaken(db, name, undefined)) return name;
  }
}

function requireFreeName(db: ReadableDb, name: string, exceptSetId: number | undefined): void {
  if (nameTaken(db, name, exceptSetId)) throw new Refusal('set.nameTaken', { name });
}

function nameTaken(db: ReadableDb, name: string, exceptSetId: number | undefined): boolean {
  const row = get<{ set_id: number }>(
    db,
    'SELECT set_id FROM user_set WHERE name_key = ?',
    foldText(name),
  );
  return row !== undefined && row.set_id !== exceptSetId;
}

const setAt = (setId: number): StoredAt => ({ table: 'user_set', row: setId });

function criteriaOf(setId: number, stored: string): Criteria {
  return parseStored(criteriaSchema, stored, setAt(setId));
}

function offSince(db: ReadableDb, setId: number) {
  const jobId = switchedOff(db, 'set').get(setId);
  return jobId === undefined ? null : erasureOf(db, jobId);
}

/** Two lines of a list may mean one user. */
function countMembers(db: ReadableDb, { set_id, member_count }: StoredSet): number {
  return meantOtherwise(db).meant.size === 0 ? member_count : membersOf(db, set_id).count;
}

function toSummary(db: ReadableDb, row: StoredSet, match: Match): SetSummary {
  const criteria = row.criteria === null ? null : criteriaOf(row.set_id, row.criteria);
  return {
    setId: row.set_id,
    name: row.name,
    description: row.description,
    note: row.note,
    private: row.private === 1,
    criteria,
    members: criteria ? match(criteria).count : countMembers(db, row),
    origin: parseStored(setOrigin, row.origin, setAt(row.set_id)),
    off: offSince(db, row.set_id),
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
