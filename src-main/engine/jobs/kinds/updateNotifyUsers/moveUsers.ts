/**
 * Moves the members of a set into a user group. Every change enters the user's history. Because the change erases the
 * original group from Alma's later statistics, a reversal set is kept for each original group.
 */
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UpdateRequest } from '#shared/jobKinds/updateNotifyUsers.ts';
import { lotReader, prepared, type ReadableDb, value, type WritableDb } from '../../../db/db.ts';
import { moveInto } from '../../../replica/changeUsers.ts';
import { ensureGroup } from '../../../replica/groups.ts';
import { readSettings } from '../../../replica/settings.ts';
import { createSet, freeName, membersOf } from '../../../sets/userSets.ts';
import { lackNumber, lackOverFile } from '../../approvals.ts';
import type { RunningJob } from '../../jobKind.ts';
import { type StoredJob, parametersOf as storedParameters } from '../../jobRows.ts';
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
  const read = lotReader<StoredUser>(
    db,
    4,
    `SELECT user_no, described = 1 AND purged_by_job IS NULL, group_no, candidate FROM user WHERE user_no BETWEEN ? AND ?`,
  );
  const store = storeOutcomes(db, job.job_id);
  return {
    work(members) {
      const lackOf = approvedOnly ? lackOverFile(db) : () => undefined;
      const asked = new Set(members);
      const moved: number[] = [];
      const unchanged = new Map<number, number[]>();
      for (const user of read(members[0]!, members[members.length - 1]!)) {
        const [userNo, isThere, oldNo, candidate] = user;
        if (!asked.has(userNo)) continue;
        const lack = lackOf(userNo, candidate === 1);
        if (isThere === 1 && oldNo !== groupNo && lack === undefined) {
          moved.push(userNo);
          continue;
        }
        const alike = unchanged.get(lackNumber(lack));
        if (alike) alike.push(userNo);
        else unchanged.set(lackNumber(lack), [userNo]);
      }
      for (const [lack, users] of unchanged) store(users, 'unchanged', lack);
      store(moved, 'changed', 0);
      move(moved);
      return { finished: moved.length, failed: members.length - moved.length };
    },
    complete() {
      keepReversalSets(db, job, newName);
      return { movedTo: newName };
    },
  };
}

type StoredUser = [userNo: number, isThere: 0 | 1, groupNo: number | null, candidate: number];

/** Users of a batch who are dealt with alike: a statement for each lot takes half as long as one for each user. */
function storeOutcomes(db: WritableDb, jobId: number) {
  const store = prepared(
    db,
    'INSERT INTO job_user (job_id, user_no, outcome, unapproved) SELECT ?, value, ?, ? FROM json_each(?)',
  );
  return (users: readonly number[], outcome: 'changed' | 'unchanged', lack: number) =>
    void store.run(jobId, outcome, lack, JSON.stringify(users));
}

/** Gives users another group, and remembers in their history which they had. */
function moverInto(db: WritableDb, job: StoredJob, groupNo: number) {
  const newName = value<string>(db, 'SELECT name FROM user_group WHERE group_no = ?', groupNo);
  const remember = prepared(
    db,
    `INSERT INTO history (user_no, job_id, at, by, field, old_value, new_value)
     SELECT u.user_no, ?, ?, ?, 'user_group', g.name, ? FROM json_each(?) m
       CROSS JOIN user u ON u.user_no = m.value LEFT JOIN user_group g ON g.group_no = u.group_no`,
  );
  const move = (users: readonly number[]) => {
    remember.run(job.job_id, Date.now(), job.user, newName, JSON.stringify(users));
    moveInto(db, users, groupNo);
  };
  return { move, newName };
}

/** As they were when it was submitted. */
export function parametersOf(job: StoredJob): UpdateRequest['parameters'] {
  return storedParameters(job) as UpdateRequest['parameters'];
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
