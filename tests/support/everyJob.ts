/**
 * A job of every kind, in a workspace where it has work to do: for what must hold whatever the kind. A kind that is
 * missing here doesn't compile.
 */
import { transaction, type WritableDb } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { decide } from '#engine/review/decide.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobKind, JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { PURGE } from './engine.ts';
import { manyUsersWorkspace } from './manyUsers.ts';

export interface EveryJob {
  readonly title: string;
  readonly request: JobRequest;
  /** It is about one user: this one. */
  readonly isOfOne?: true;
}

/** Of everybody. */
const SET_ID = 1;
const condition = 'Unconditionally';
const move = { setId: SET_ID, userGroup: 'OK to Purge', condition } as const;
const fields = [
  { field: 'purge_date', value: '1994-01-01', condition },
  { field: 'status', value: 'Inactive', condition },
] as const;
const lines = [
  { field: 'add_block', value: 'Lost card', scope: null },
  { field: 'add_role', value: 'Cataloger', scope: 'Main' },
  { field: 'add_note', value: 'Do not purge', scope: null },
  { field: 'add_statistics', value: 'History', scope: 'Department' },
  { field: 'add_resource_sharing_library', value: 'Main', scope: null },
] as const;
/** Nothing retains them. */
export const ONE_USER = 1;

/** What is asked in the shortest way, for each kind in all the ways that work differently. */
const BY_KIND: Readonly<Record<JobKind, readonly EveryJob[]>> = {
  'update-notify-users': [
    {
      title: 'Update/Notify Users of the group',
      request: { kind: 'update-notify-users', name: 'Move', parameters: move },
    },
    {
      title: 'Update/Notify Users of other fields',
      request: {
        kind: 'update-notify-users',
        name: 'Update',
        parameters: { ...move, userGroup: null, fields: [...fields] },
      },
    },
    {
      title: 'Update/Notify Users of lines',
      request: {
        kind: 'update-notify-users',
        name: 'Lines',
        parameters: { ...move, userGroup: null, lines: [...lines] },
      },
    },
  ],
  'purge-user-records': [
    {
      title: 'Purge User Records',
      request: {
        kind: 'purge-user-records',
        name: 'Purge',
        parameters: PURGE,
        withoutApproval: null,
      },
    },
  ],
  'purge-users': [
    {
      title: 'Purge Users',
      request: {
        kind: 'purge-users',
        name: 'Purge',
        parameters: { ...PURGE, userGroup: null, setId: SET_ID },
        withoutApproval: null,
      },
    },
  ],
  'delete-user': [
    {
      title: 'Delete User',
      isOfOne: true,
      request: {
        kind: 'delete-user',
        name: 'Delete',
        parameters: { userNo: ONE_USER, contact: false },
        typedIdentifier: `user${ONE_USER}`,
      },
    },
  ],
  'change-fees': [
    {
      title: 'Change Fines/Fees',
      isOfOne: true,
      request: {
        kind: 'change-fees',
        name: 'Add',
        parameters: {
          ...{ userNo: ONE_USER, action: 'add', lines: [], amount: 1250 },
          ...{ reason: '', comment: 'Key deposit' },
        },
      },
    },
  ],
  'erase-users': [
    {
      title: 'User Cleanup',
      request: {
        kind: 'erase-users',
        name: 'Erase',
        parameters: { requestId: 'PR-2345-6789' },
        users: { criteria: EVERYBODY, except: [] },
        typedUsers: 1,
      },
    },
    {
      title: 'Erase on request',
      request: {
        kind: 'erase-users',
        name: 'Erase on request',
        parameters: { requestId: 'PR-2345-6788', onRequest: true },
        users: { criteria: EVERYBODY, except: [] },
        typedUsers: 1,
        person: { texts: ['Somebody Else'], told: [], word: 'ERASE' },
      },
    },
  ],
  'restore-users': [
    {
      title: 'Restore Users',
      request: {
        kind: 'restore-users',
        name: 'Restore',
        parameters: {},
        users: { criteria: EVERYBODY, except: [] },
      },
    },
  ],
};

export const EVERY_JOB: readonly EveryJob[] = Object.values(BY_KIND).flat();

/**
 * A new, closed workspace in which these jobs wait, the first as job 1. Everybody is approved, but of the last tenth who
 * have no purge date every second is excluded: of them a purge tells behind its members.
 */
export function workspaceWithJobs(
  path: string,
  users: number,
  requests: readonly JobRequest[],
): void {
  manyUsersWorkspace(path, users, 'approved');
  const { db, close } = openWritable(path);
  const aside = Math.ceil(users * 0.9);
  db.prepare('UPDATE user SET purge_date = NULL WHERE user_no > ?').run(aside);
  const numbers = Array.from({ length: users }, (_, n) => n + 1);
  const excluded = UserBitmap.of(numbers.filter((n) => n > aside && n % 2 === 0));
  const exclusion = { decision: 'excluded', reason: 'Other', note: 'Asked', by: 'x' } as const;
  transaction(db, () => decide(db, excluded, exclusion));
  const details = { name: 'All', description: '', note: '', private: true };
  createSet(db, details, UserBitmap.of(numbers), { from: 'rehearsal' }, 'x');
  for (const request of requests) submitWaiting(db, request, users);
  close();
}

/**
 * Submits a job without asking whether it may be, with work to do for it among so many users.
 * @returns its number
 */
export function submitWaiting(db: WritableDb, request: JobRequest, users: number): number {
  const everybody = UserBitmap.of(Array.from({ length: users }, (_, n) => n + 1));
  const isOfDeleted = request.kind === 'restore-users' || request.kind === 'erase-users';
  const members = isOfDeleted ? everybody : null;
  const jobId = submitJob(db, request, [], 'x', null, null, members);
  // Half of them are deleted: no matter by which job.
  if (isOfDeleted) db.prepare('UPDATE user SET purged_by_job = ? WHERE user_no % 2 = 0').run(jobId);
  return jobId;
}
