/**
 * Update/Notify Users as the engine asks it. Into the group that marks users as approved only approved users are moved,
 * and they alone get what else is ticked with it; any other group and any other value is given to anybody.
 */
import {
  CHANGED_LIST,
  MOVED_LIST,
  UNCHANGED_LIST,
} from '#shared/documents/jobReport/listColumns.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UpdateRequest } from '#shared/jobKinds/updateNotifyUsers.ts';
import { isDeleted } from '../../../replica/membership.ts';
import type { UserColumns } from '../../../replica/userColumns.ts';
import { usableMembersOf } from '../../../sets/userSets.ts';
import type { JobKindWork } from '../../jobKind.ts';
import { changesMade } from './changesMade.ts';
import { requireFields } from './requireFields.ts';
import { isMoveToPurge, membersToUpdate, parametersOf } from './toUpdate.ts';
import { leftByUpdate, updateUsers } from './updateUsers.ts';
import { UPDATE_WORDS } from './words.ts';

export const updateNotifyUsers: JobKindWork<UpdateRequest> = {
  check({ columns, match, settings }, { parameters }) {
    requireFields(parameters, { columns, match, settings });
    const concerned = present(columns, usableMembersOf(columns.db, parameters.setId, match));
    const guard = isMoveToPurge(parameters.userGroup, settings) ? {} : undefined;
    return { guard, concerned, going: concerned };
  },
  submittedFor: (db, { parameters }) => usableMembersOf(db, parameters.setId),
  freeze: membersToUpdate,
  start: updateUsers,
  leaves: leftByUpdate,
  changes(db, job) {
    const { userGroup, fields = [] } = parametersOf(job);
    return {
      groupKey: userGroup === null ? undefined : foldText(userGroup),
      purgeDate: fields.find(({ field }) => field === 'purge_date')?.value,
      members: membersToUpdate(db, job),
    };
  },
  reportFacts: changesMade,
  sheets: [
    {
      ...UPDATE_WORDS.sheets.changed,
      filter: { outcome: 'changed' },
      columns: (told) =>
        'fields' in told || 'lines' in told || 'told' in told ? CHANGED_LIST : MOVED_LIST,
    },
    {
      ...UPDATE_WORDS.sheets.unchanged,
      filter: { outcome: 'unchanged' },
      columns: () => UNCHANGED_LIST,
    },
  ],
};

/** Everybody whom the set names and no purge has taken; users known from a list alone would move in Alma, too. */
function present(columns: UserColumns, members: UserBitmap): UserBitmap {
  const membership = columns.column('membership').values;
  const concerned = new UserBitmap();
  for (const userNo of members) if (!isDeleted(membership[userNo]!)) concerned.add(userNo);
  return concerned;
}
