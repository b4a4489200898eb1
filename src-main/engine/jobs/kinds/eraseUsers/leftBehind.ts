/**
 * What an erasure leaves to be done by people: users who stay and lose a proxy, a sponsor or a guardian, and copies that
 * lie elsewhere. Found before anything goes: afterwards nobody knows who belonged to whom.
 */
import { type LostLink, OTHER_COPIES } from '#shared/domain/afterErasing.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../../db/db.ts';
import { filesHolding, filesOfRows } from '../../../db/trail/exportedFiles.ts';
import type { ErasedRow } from '../../../importing/rows/erasedRows.ts';
import type { LeftToDo } from '../../../replica/afterErasing.ts';
import { flagContext, readSettings } from '../../../replica/settings.ts';
import { usersPresent } from '../../../replica/userRows.ts';
import { wardsLeftBy } from '../../../review/guardians.ts';
import { pairedWith } from '../../../review/proxies.ts';

/** @param erased while they are there still */
export function leftBehind(db: ReadableDb, erased: UserBitmap): LeftToDo[] {
  return [
    ...linksLost(db, erased),
    ...filesHolding(db, erased).map(({ exportId, users }) => ({
      ...{ what: 'exported' as const, ref: exportId, users },
    })),
    ...OTHER_COPIES.map((what) => ({ what, ref: 0, users: null })),
  ];
}

/** Of users who stay, each once for what they lose, with how many they lose. */
function linksLost(db: ReadableDb, erased: UserBitmap): LeftToDo[] {
  const { proxies, sponsors } = pairedWith(db, erased);
  const { runDate } = flagContext(readSettings(db));
  const lost: readonly [LostLink, readonly (readonly [userNo: number, gone: number])[]][] = [
    ['proxy', proxies.map(({ sponsor, proxy }) => [sponsor, proxy])],
    ['sponsor', sponsors.map(({ sponsor, proxy }) => [proxy, sponsor])],
    ['guardian', wardsLeftBy(db, erased, runDate).map(({ ward, guardian }) => [ward, guardian])],
  ];
  return lost.flatMap(([what, pairs]) => {
    const staying = usersPresent(db, UserBitmap.of(pairs.map(([userNo]) => userNo)));
    const goneOf = new Map<number, Set<number>>();
    for (const [userNo, gone] of pairs)
      if (staying.has(userNo) && !erased.has(userNo))
        goneOf.set(userNo, (goneOf.get(userNo) ?? new Set()).add(gone));
    return Array.from(goneOf, ([ref, gone]) => ({ what, ref, users: gone.size }));
  });
}

/** A file that was read here lies somewhere as it was downloaded, and so may what was written of these rows of it. */
export function copiesOfFile(
  db: ReadableDb,
  importId: number,
  rows: readonly ErasedRow[],
): LeftToDo[] {
  const numbers = UserBitmap.of(rows.map(({ row }) => row));
  return [
    { what: 'imported', ref: importId, users: null },
    ...filesOfRows(db, importId, numbers).map(({ exportId, users }) => ({
      ...{ what: 'exported' as const, ref: exportId, users },
    })),
  ];
}
