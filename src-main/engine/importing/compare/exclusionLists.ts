/**
 * Exclusion lists that were added, each with the members of the set that it became, as it is now.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, type ReadableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';

export interface ExclusionList {
  readonly importId: number;
  readonly members: UserBitmap;
}

/** A list whose set was deleted excludes nobody any more and is left out. */
export function exclusionLists(db: ReadableDb): ExclusionList[] {
  return all<{ import_id: number; members: Uint8Array }>(
    db,
    `SELECT f.import_id, s.members FROM import_file f JOIN user_set s ON s.set_id = f.set_id WHERE f.kind = 'exclusions'`,
  ).map(({ import_id, members }) => ({
    importId: import_id,
    members: storedUsers(db, members),
  }));
}

/** Everybody whom any of them names. */
export function excludedUsers(db: ReadableDb): UserBitmap {
  return membersOf(exclusionLists(db));
}

export function membersOf(lists: readonly ExclusionList[]): UserBitmap {
  return lists.reduce((union, { members }) => union.or(members), new UserBitmap());
}
