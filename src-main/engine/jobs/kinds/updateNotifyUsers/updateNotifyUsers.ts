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
import type { UpdateParameters, UpdateRequest } from '#shared/jobKinds/updateNotifyUsers.ts';
import { Refusal } from '../../../refusal.ts';
import { isDeleted } from '../../../replica/membership.ts';
import type { UserColumns } from '../../../replica/userColumns.ts';
import { membersOf } from '../../../sets/userSets.ts';
import type { JobKindWork } from '../../jobKind.ts';
import {
  changesMade,
  isMoveToPurge,
  membersToUpdate,
  parametersOf,
  updateUsers,
} from './updateUsers.ts';
import { UPDATE_WORDS } from './words.ts';

export const updateNotifyUsers: JobKindWork<UpdateRequest> = {
  check({ columns, match, settings }, { parameters }) {
    requireFields(parameters);
    const concerned = present(columns, membersOf(columns.db, parameters.setId, match));
    const guard = isMoveToPurge(parameters.userGroup, settings) ? {} : undefined;
    return { guard, concerned, going: concerned };
  },
  submittedFor: (db, { parameters }) => membersOf(db, parameters.setId),
  freeze: membersToUpdate,
  start: updateUsers,
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
      columns: (told) => ('fields' in told ? CHANGED_LIST : MOVED_LIST),
    },
    {
      ...UPDATE_WORDS.sheets.unchanged,
      filter: { outcome: 'unchanged' },
      columns: () => UNCHANGED_LIST,
    },
  ],
};

/** @throws Refusal for a form with no field ticked, or one twice */
function requireFields({ userGroup, fields = [] }: UpdateParameters): void {
  if (userGroup === null && fields.length === 0) throw new Refusal('job.noField');
  if (new Set(fields.map(({ field }) => field)).size < fields.length)
    throw new Refusal('job.fieldTwice');
}

/** Everybody whom the set names and no purge has taken; users known from a list alone would move in Alma, too. */
function present(columns: UserColumns, members: UserBitmap): UserBitmap {
  const membership = columns.column('membership').values;
  const concerned = new UserBitmap();
  for (const userNo of members) if (!isDeleted(membership[userNo]!)) concerned.add(userNo);
  return concerned;
}
