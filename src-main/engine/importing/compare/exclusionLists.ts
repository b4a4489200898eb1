/**
 * Exclusion lists that were added, each with the members of the set that it became, as it is now.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, type ReadableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';
import { usersSharing, withUsersMeant } from './otherIdentifiers.ts';

export interface ExclusionList {
  readonly importId: number;
  /** Whom its lines name, each as a primary identifier. */
  readonly members: UserBitmap;
  /** Whom they mean, by whatever identifier. */
  readonly meant: UserBitmap;
}

/** A list whose set was deleted excludes nobody any more and is left out. */
export function exclusionLists(db: ReadableDb): ExclusionList[] {
  return all<{ import_id: number; members: Uint8Array }>(
    db,
    `SELECT f.import_id, s.members FROM import_file f JOIN user_set s ON s.set_id = f.set_id WHERE f.kind = 'exclusions'`,
  ).map(({ import_id, members }) => {
    const named = storedUsers(db, members);
    return { importId: import_id, members: named, meant: withUsersMeant(db, named) };
  });
}

/** Everybody whom any of them names, or means by another identifier. */
export function excludedUsers(db: ReadableDb): UserBitmap {
  return meantBy(exclusionLists(db));
}

export function meantBy(lists: readonly ExclusionList[]): UserBitmap {
  return lists.reduce((union, { members, meant }) => union.or(members).or(meant), new UserBitmap());
}

/** Users of whom several share an identifier on a list: it means one of them, and nobody knows whom. */
export function sharingUsers(db: ReadableDb, lists: readonly ExclusionList[]): UserBitmap {
  return usersSharing(db, membersOf(lists)).andNot(meantBy(lists));
}

export function membersOf(lists: readonly ExclusionList[]): UserBitmap {
  return lists.reduce((union, { members }) => union.or(members), new UserBitmap());
}
