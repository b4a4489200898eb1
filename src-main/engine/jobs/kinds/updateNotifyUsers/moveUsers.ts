/**
 * Moves the members of a set into a user group. Every change enters the user's history. Because the change erases the
 * original group from Alma's later statistics, a reversal set is kept for each original group.
 */
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UpdateRequest } from '#shared/jobKinds/updateNotifyUsers.ts';
import { prepared, type ReadableDb, type WritableDb } from '../../../db/db.ts';
import { userMover } from '../../../replica/changeUsers.ts';
import { ensureGroup } from '../../../replica/groups.ts';
import { readSettings } from '../../../replica/settings.ts';
import { createSet, freeName, membersOf } from '../../../sets/userSets.ts';
import { lackNumber, lackOverFile } from '../../approvals.ts';
import type { RunningJob } from '../../jobKind.ts';
import type { StoredJob } from '../../jobRows.ts';
import { MOVE_WORDS } from './words.ts';

/** Those for whom it was submitted; jobs of earlier versions don't say for whom. */
export function membersToMove(db: ReadableDb, job: StoredJob): UserBitmap {
  return job.members ? UserBitmap.fromBytes(job.members) : membersOf(db, parametersOf(job).setId);
}

/** Into the group that marks users as approved. */
export function isMoveToPurge(
  userGroup: string,
  { okToPurgeGroup }: Pick<Settings, 'okToPurgeGroup'>,
): boolean {
  return foldText(userGroup) === foldText(okToPurgeGroup);
}

export function moveUsers(db: WritableDb, job: StoredJob): RunningJob {
  const { userGroup } = parametersOf(job);
  const approvedOnly = isMoveToPurge(userGroup, readSettings(db));
  const groupNo = ensureGroup(db, userGroup);
  const { move, newName } = moverInto(db, job, groupNo);
  const read = prepared(
    db,
    'SELECT group_no, described, purged_by_job, candidate FROM user WHERE user_no = ?',
  ).raw(true);
  const store = prepared(
    db,
    'INSERT INTO job_user (job_id, user_no, outcome, unapproved) VALUES (?, ?, ?, ?)',
  );
  return {
    work(members) {
      let finished = 0;
      const lackOf = approvedOnly ? lackOverFile(db) : () => undefined;
      const now = Date.now();
      for (const userNo of members) {
        const [oldNo, described, purgedByJob, candidate] = read.get(userNo) as StoredUser;
        const lack = lackOf(userNo, candidate === 1);
        const changes =
          described === 1 && purgedByJob === null && oldNo !== groupNo && lack === undefined;
        store.run(job.job_id, userNo, changes ? 'changed' : 'unchanged', lackNumber(lack));
        if (!changes) continue;
        move(userNo, oldNo, now);
        finished++;
      }
      return { finished, failed: members.length - finished };
    },
    complete: () => keepReversalSets(db, job, newName),
  };
}

type StoredUser = [
  groupNo: number | null,
  described: number,
  purgedByJob: number | null,
  candidate: number,
];

/** Gives users a group, and remembers it in their history. */
function moverInto(db: WritableDb, job: StoredJob, groupNo: number) {
  const nameOf = prepared(db, 'SELECT name FROM user_group WHERE group_no = ?').pluck();
  const newName = nameOf.get(groupNo) as string;
  const change = userMover(db);
  const remember = prepared(
    db,
    `INSERT INTO history (user_no, job_id, at, by, field, old_value, new_value) VALUES (?, ?, ?, ?, 'user_group', ?, ?)`,
  );
  const move = (userNo: number, oldNo: number | null, at: number) => {
    const oldName = oldNo === null ? null : (nameOf.get(oldNo) as string);
    change(userNo, groupNo);
    remember.run(userNo, job.job_id, at, job.user, oldName, newName);
  };
  return { move, newName };
}

/** As they were when it was submitted. */
export function parametersOf(job: StoredJob): UpdateRequest['parameters'] {
  return JSON.parse(job.parameters) as UpdateRequest['parameters'];
}

function keepReversalSets(db: WritableDb, job: StoredJob, newName: string): void {
  const moves = prepared(db, 'SELECT user_no, old_value FROM history WHERE job_id = ?').raw(true);
  const byGroup = new Map<string | null, UserBitmap>();
  for (const [userNo, group] of moves.iterate(job.job_id) as Iterable<[number, string | null]>) {
    const known = byGroup.get(group) ?? new UserBitmap();
    known.add(userNo);
    byGroup.set(group, known);
  }
  const groups = [...byGroup].sort(([a], [b]) => compareGroups(a, b));
  for (const [group, members] of groups) {
    const name = freeName(db, MOVE_WORDS.reversal(group, job.job_id));
    createSet(
      db,
      { name, description: '', note: '' },
      members,
      { from: 'job', jobId: job.job_id, name: job.name, moved: { from: group, to: newName } },
      job.user,
    );
  }
}

/** No group first. */
function compareGroups(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
