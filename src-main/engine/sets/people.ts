/** What sets hold of people. Whoever is erased is a member of none; a logical set that names somebody asks no more. */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { Quotations } from '#shared/domain/quotations.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { type DeclaredTables, nobodyIn } from '../db/people/declared.ts';
import { withoutInJson } from '../db/people/takeOut.ts';
import { freeName, letGoOfMembers, matchOver, membersOf } from './userSets.ts';

export const SETS_PEOPLE: DeclaredTables = {
  user_set: {
    ...nobodyIn('set_id', 'private', 'members', 'member_count', 'created_at'),
    ...{ name: 'owner', name_key: 'owner', description: 'quotations', note: 'quotations' },
    ...{ origin: 'owner', criteria: 'owner', created_by: 'staff' },
  },
};

/** What sets are called, and what their origins and criteria say. */
export const namesOfSets = (db: ReadableDb): string[] =>
  all<{ text: string | null }>(
    db,
    `SELECT name AS text FROM user_set UNION SELECT origin FROM user_set UNION SELECT criteria FROM user_set`,
  ).flatMap(({ text }) => text ?? []);

/** What was written about sets may name anybody. Must run inside a transaction. */
export function eraseNotesOfSets(db: WritableDb): void {
  run(db, `UPDATE user_set SET description = '', note = ''`);
}

/**
 * A logical set whose criteria name somebody becomes an itemized one of those whom it finds now. Must run inside a
 * transaction, while those who are erased are there still.
 * @returns their numbers: they are off until somebody has looked at them
 */
export function eraseFromSets(
  db: WritableDb,
  quotations: Quotations,
  erased: UserBitmap,
): number[] {
  const frozen: number[] = [];
  const sets = all<{ set_id: number; name: string; origin: string; criteria: string | null }>(
    db,
    'SELECT set_id, name, origin, criteria FROM user_set',
  );
  for (const { set_id, name, origin, criteria } of sets) {
    const withoutName = quotations.takenOut(name);
    if (withoutName !== name) {
      const free = freeName(db, withoutName);
      const key = foldText(free);
      run(db, 'UPDATE user_set SET name = ?, name_key = ? WHERE set_id = ?', free, key, set_id);
    }
    const withoutOrigin = withoutInJson(origin, quotations);
    if (withoutOrigin !== origin)
      run(db, 'UPDATE user_set SET origin = ? WHERE set_id = ?', withoutOrigin, set_id);
    if (criteria === null || !quotations.isIn(criteria)) continue;
    const members = membersOf(db, set_id, matchOver(db));
    run(
      db,
      'UPDATE user_set SET criteria = NULL, members = ?, member_count = ? WHERE set_id = ?',
      members.toBytes(),
      members.count,
      set_id,
    );
    frozen.push(set_id);
  }
  letGoOfMembers(db, erased);
  return frozen;
}
