/**
 * All kinds of jobs, in the order in which they are offered. Nothing else stands here, so that a test can put a longer
 * list in its place and see that a new kind needs no more than its own files.
 */
import { changeFees } from './changeFees.ts';
import { deleteUser } from './deleteUser.ts';
import { eraseUsers } from './eraseUsers.ts';
import { purgeUserRecords } from './purgeUserRecords.ts';
import { purgeUsers } from './purgeUsers.ts';
import { restoreUsers } from './restoreUsers.ts';
import { updateNotifyUsers } from './updateNotifyUsers.ts';

export const JOB_KIND_LIST = [
  updateNotifyUsers,
  purgeUserRecords,
  purgeUsers,
  deleteUser,
  changeFees,
  restoreUsers,
  eraseUsers,
] as const;
