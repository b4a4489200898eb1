/**
 * Update/Notify Users as the engine asks it. Into the group that marks users as approved only approved users are moved;
 * into any other group anybody is.
 */
import { MOVED_LIST, UNCHANGED_LIST } from '#shared/documents/jobReport/listColumns.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UpdateRequest } from '#shared/jobKinds/updateNotifyUsers.ts';
import { isDeleted } from '../../../replica/membership.ts';
import type { UserColumns } from '../../../replica/userColumns.ts';
import { membersOf } from '../../../sets/userSets.ts';
import type { JobKindWork } from '../../jobKind.ts';
import { isMoveToPurge, membersToMove, moveUsers, parametersOf } from './moveUsers.ts';
import { MOVE_WORDS } from './words.ts';

export const updateNotifyUsers: JobKindWork<UpdateRequest> = {
  check({ columns, match, settings }, { parameters }) {
    const concerned = present(columns, membersOf(columns.db, parameters.setId, match));
    const guard = isMoveToPurge(parameters.userGroup, settings) ? {} : undefined;
    return { guard, concerned, going: concerned };
  },
  submittedFor: (db, { parameters }) => membersOf(db, parameters.setId),
  freeze: membersToMove,
  start: moveUsers,
  moves: (db, job) => ({
    groupKey: foldText(parametersOf(job).userGroup),
    members: membersToMove(db, job),
  }),
  sheets: [
    { ...MOVE_WORDS.sheets.changed, filter: { outcome: 'changed' }, columns: MOVED_LIST },
    { ...MOVE_WORDS.sheets.unchanged, filter: { outcome: 'unchanged' }, columns: UNCHANGED_LIST },
  ],
};

/** Everybody whom the set names and no purge has taken; users known from a list alone would move in Alma, too. */
function present(columns: UserColumns, members: UserBitmap): UserBitmap {
  const membership = columns.column('membership').values;
  const concerned = new UserBitmap();
  for (const userNo of members) if (!isDeleted(membership[userNo]!)) concerned.add(userNo);
  return concerned;
}
