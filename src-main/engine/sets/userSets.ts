/**
 * Sets of users: itemized members as a bitmap over user numbers. Made from the review, from exclusion
 * lists and by combining. Table module: small verbs that take the connection first.
 */
import type { SetSummary } from '#shared/contract/shapes.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { bumpRevision } from '../replica/revision.ts';

export interface SetDetails {
  readonly name: string;
  readonly description: string;
  readonly note: string;
  readonly private: boolean;
}

interface StoredSet {
  set_id: number;
  name: string;
  description: string;
  note: string;
  private: number;
  origin: string;
  member_count: number;
  created_at: number;
  created_by: string;
}

const COLUMNS =
  'set_id, name, description, note, private, origin, member_count, created_at, created_by';

export function listSets(db: ReadableDb): SetSummary[] {
  return all<StoredSet>(db, `SELECT ${COLUMNS} FROM user_set ORDER BY set_id DESC`).map(toSummary);
}

export function getSet(db: ReadableDb, setId: number): SetSummary {
  const row = get<StoredSet>(db, `SELECT ${COLUMNS} FROM user_set WHERE set_id = ?`, setId);
  if (!row) throw new Refusal('set.gone', 'This set is no longer there.');
  return toSummary(row);
}

export function findMembers(db: ReadableDb, setId: number): UserBitmap | undefined {
  const row = get<{ members: Uint8Array }>(
    db,
    'SELECT members FROM user_set WHERE set_id = ?',
    setId,
  );
  return row && UserBitmap.fromBytes(row.members);
}

export function membersOf(db: ReadableDb, setId: number): UserBitmap {
  const members = findMembers(db, setId);
  if (!members) throw new Refusal('set.gone', 'This set is no longer there.');
  return members;
}

/** Sets that the user is a member of. */
export function setsOf(db: ReadableDb, userNo: number): { setId: number; name: string }[] {
  return listSets(db)
    .filter(({ setId }) => membersOf(db, setId).has(userNo))
    .map(({ setId, name }) => ({ setId, name }));
}

/** @throws Refusal when the name is taken; names are compared without case */
export function createSet(
  db: WritableDb,
  details: SetDetails,
  members: UserBitmap,
  origin: string,
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
    details.private ? 1 : 0,
    origin,
    members.toBytes(),
    members.count,
    Date.now(),
    by,
  );
  bumpRevision(db, 'nobody');
  return Number(result.lastInsertRowid);
}

export function editSet(db: WritableDb, setId: number, details: SetDetails): void {
  getSet(db, setId);
  requireFreeName(db, details.name, setId);
  run(
    db,
    'UPDATE user_set SET name = ?, name_key = ?, description = ?, note = ?, private = ? WHERE set_id = ?',
    details.name,
    foldText(details.name),
    details.description,
    details.note,
    details.private ? 1 : 0,
    setId,
  );
  bumpRevision(db, 'nobody');
}

export function deleteSet(db: WritableDb, setId: number): void {
  getSet(db, setId);
  if (
    get(
      db,
      `SELECT 1 FROM job WHERE state <> 'completed' AND kind = 'update-notify-users' AND json_extract(parameters, '$.setId') = ?`,
      setId,
    )
  ) {
    throw new Refusal(
      'set.inUse',
      'A job that has not finished works on this set.',
      'Delete it when the job has completed.',
    );
  }
  run(db, 'DELETE FROM user_set WHERE set_id = ?', setId);
  bumpRevision(db, 'nobody');
}

/** Users who are no longer in the replica are no longer in sets. Must run inside a transaction. */
export function letGoOfMembers(db: WritableDb, gone: UserBitmap): void {
  const sets = all<{ set_id: number; members: Uint8Array }>(
    db,
    'SELECT set_id, members FROM user_set',
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

/** Names of the sets with any of these members. */
export function setsWith(db: ReadableDb, users: UserBitmap): { setId: number; name: string }[] {
  return listSets(db)
    .filter(({ setId }) => membersOf(db, setId).and(users).count > 0)
    .map(({ setId, name }) => ({ setId, name }));
}

/** The wanted name, or with a number behind it when it is taken: `Staff`, `Staff (2)`. */
export function freeName(db: ReadableDb, wanted: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted} (${n})`;
    if (!nameTaken(db, name, undefined)) return name;
  }
}

function requireFreeName(db: ReadableDb, name: string, exceptSetId: number | undefined): void {
  if (nameTaken(db, name, exceptSetId))
    throw new Refusal(
      'set.nameTaken',
      `A set named “${name}” is already there.`,
      'Choose another name.',
    );
}

function nameTaken(db: ReadableDb, name: string, exceptSetId: number | undefined): boolean {
  const row = get<{ set_id: number }>(
    db,
    'SELECT set_id FROM user_set WHERE name_key = ?',
    foldText(name),
  );
  return row !== undefined && row.set_id !== exceptSetId;
}

function toSummary(row: StoredSet): SetSummary {
  return {
    setId: row.set_id,
    name: row.name,
    description: row.description,
    note: row.note,
    private: row.private === 1,
    members: row.member_count,
    origin: row.origin,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
