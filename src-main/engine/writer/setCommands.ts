/** Commands about sets. */
import type { AskedOrigin, SetOrigin } from '#shared/contract/setOrigin.ts';
import { combineSets, type SetOperator } from '#shared/domain/combineSets.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { transaction, value, type WritableDb } from '../db/db.ts';
import { forgetComparisons } from '../importing/compare/compareImport.ts';
import { refuseOpenPairs } from '../sets/openPairs.ts';
import {
  createLogicalSet,
  createSet,
  deleteSet,
  editSet,
  membersOf,
  type SetDetails,
} from '../sets/userSets.ts';
import { type CommandContext, reflag } from './commandContext.ts';

export const setCommands = {
  'set.create': (
    { db }: CommandContext,
    input: { details: SetDetails; members: Uint8Array; origin: AskedOrigin; by: string },
  ) =>
    transaction(db, () => {
      const members = stillThere(db, UserBitmap.fromBytes(input.members));
      return createSet(db, input.details, members, input.origin, input.by);
    }),

  'set.createLogical': (
    { db }: CommandContext,
    input: { details: SetDetails; criteria: Criteria; origin: AskedOrigin; by: string },
  ) =>
    transaction(db, () =>
      createLogicalSet(db, input.details, input.criteria, input.origin, input.by),
    ),

  'set.combine': (
    { db }: CommandContext,
    input: {
      details: SetDetails;
      first: number;
      operator: SetOperator;
      second: number;
      origin: SetOrigin;
      by: string;
    },
  ) =>
    transaction(db, () => {
      const first = membersOf(db, input.first);
      const second = membersOf(db, input.second);
      refuseOpenPairs(db, first, input.operator, second);
      const members = combineSets(first, input.operator, second);
      return createSet(db, input.details, members, input.origin, input.by);
    }),

  'set.edit': ({ db }: CommandContext, input: { setId: number; details: SetDetails }) =>
    transaction(db, () => editSet(db, input.setId, input.details)),

  'set.delete': ({ db }: CommandContext, input: { setId: number }) =>
    transaction(db, () => {
      deleteSet(db, input.setId);
      // Waiting files were compared with the exclusion list that it may have been.
      forgetComparisons(db);
      reflag(db);
    }),
} as const;

/**
 * Users chosen just before the file that had brought them was taken back are gone; their numbers, always
 * the highest, will be those of others.
 */
function stillThere(db: WritableDb, users: UserBitmap): UserBitmap {
  const last = value<number>(db, 'SELECT coalesce(max(user_no), 0) FROM user');
  for (const userNo of users.after(last)) users.delete(userNo);
  return users;
}
