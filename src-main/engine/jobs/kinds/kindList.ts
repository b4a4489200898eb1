/**
 * The work of all kinds of jobs. A kind that is missing here doesn't compile. Nothing else stands here, so that a test
 * can put a longer list in its place.
 */
import type { JobKind, JobRequests } from '#shared/jobKinds/jobKinds.ts';
import type { JobKindWork } from '../jobKind.ts';
import { changeFees } from './changeFees/changeFees.ts';
import { deleteUser } from './deleteUser/deleteUser.ts';
import { eraseUsers } from './eraseUsers/eraseUsers.ts';
import { purgeUserRecords, purgeUsersOfSet } from './purgeUserRecords/purgeUserRecords.ts';
import { restoreUsers } from './restoreUsers/restoreUsers.ts';
import { updateNotifyUsers } from './updateNotifyUsers/updateNotifyUsers.ts';

export const KIND_LIST: { readonly [K in JobKind]: JobKindWork<JobRequests[K]> } = {
  'update-notify-users': updateNotifyUsers,
  'purge-user-records': purgeUserRecords,
  'purge-users': purgeUsersOfSet,
  'delete-user': deleteUser,
  'change-fees': changeFees,
  'restore-users': restoreUsers,
  'erase-users': eraseUsers,
};
