/**
 * Gives the members of a set new values and lines, batch by batch: their group, and each other field that is ticked. Every
 * change enters the user's history.
 */
import { isMoveAlone } from '#shared/jobKinds/updateNotifyUsers.ts';
import { lotReader, prepared, run, type Value, type WritableDb } from '../../../db/db.ts';
import { storedSql } from '../../../replica/fieldColumns.ts';
import { readSettings } from '../../../replica/settings.ts';
import { lackNumber, lackOverFile } from '../../approvals.ts';
import type { JobChange, RunningJob } from '../../jobKind.ts';
import type { StoredJob } from '../../jobRows.ts';
import { changesAmong, keepReversalSets, maybeChanged, usersChanged } from './changesMade.ts';
import { lineSteps } from './lineSteps.ts';
import { isMoveToPurge, membersToUpdate, parametersOf } from './toUpdate.ts';
import { valueSteps } from './valueSteps.ts';

export function updateUsers(db: WritableDb, job: StoredJob): RunningJob {
  const parameters = parametersOf(job);
  const { userGroup } = parameters;
  const approvedOnly = isMoveToPurge(userGroup, readSettings(db));
  const values = valueSteps(db, job, parameters);
  const lines = lineSteps(db, job, parameters, membersToUpdate(db, job));
  const isOther = values.map(
    ({ field, stored }) => `${storedSql(field)} IS NOT ${literal(stored)}`,
  );
  const read = lotReader<StoredUser>(
    db,
    4,
    `SELECT user_no, described = 1 AND purged_by_job IS NULL, ${isOther.length > 0 ? isOther.join(' OR ') : '0'}, candidate
     FROM user WHERE user_no BETWEEN ? AND ?`,
  );
  const store = storeOutcomes(db, job.job_id);
  return {
    work(members) {
      const lackOf = approvedOnly ? lackOverFile(db) : () => undefined;
      const asked = new Set(members);
      const changed: number[] = [];
      const unchanged = new Map<number, number[]>();
      for (const [userNo, isPresent, hasOther, candidate] of read(members[0]!, members.at(-1)!)) {
        if (!asked.has(userNo)) continue;
        const lack = lackOf(userNo, candidate === 1);
        const wouldChange = hasOther === 1 || lines.some(({ users }) => users.has(userNo));
        if (isPresent === 1 && wouldChange && lack === undefined) {
          changed.push(userNo);
          continue;
        }
        const alike = unchanged.get(lackNumber(lack));
        if (alike) alike.push(userNo);
        else unchanged.set(lackNumber(lack), [userNo]);
      }
      for (const [lack, users] of unchanged) store(users, 'unchanged', lack);
      store(changed, 'changed', 0);
      for (const { change } of values) change(changed);
      for (const { change, users } of lines) change(changed.filter((userNo) => users.has(userNo)));
      return { finished: changed.length, failed: members.length - changed.length };
    },
    complete: () => leftByUpdate(db, job),
  };
}

/** What it changed, for its report, and the sets that lead back from it. */
export function leftByUpdate(db: WritableDb, job: StoredJob): JobChange {
  const changed = usersChanged(db, job.job_id);
  const changes = changesAmong(db, job.job_id, changed);
  keepReversalSets(db, job, changes, changed);
  const told = JSON.stringify({ changes: [...changes, ...maybeChanged(db, job)] });
  run(db, 'UPDATE job SET told = ? WHERE job_id = ?', told, job.job_id);
  const parameters = parametersOf(job);
  return isMoveAlone(parameters) ? { movedTo: parameters.userGroup! } : 'anything';
}

/** `isPresent`: described and not purged; `hasOther`: one of the values that are given is another. */
type StoredUser = [userNo: number, isPresent: 0 | 1, hasOther: 0 | 1, candidate: number];

/** In a statement: numbers of groups and texts of ours, which can't be bound a lot at a time. */
function literal(stored: Value): string {
  return typeof stored === 'number' ? String(stored) : `'${String(stored).replaceAll("'", "''")}'`;
}

/** Users of a batch who are dealt with alike: a statement for each lot takes half as long as one for each user. */
function storeOutcomes(db: WritableDb, jobId: number) {
  const store = prepared(
    db,
    'INSERT INTO job_user (job_id, user_no, outcome, unapproved) SELECT ?, value, ?, ? FROM json_each(?)',
  );
  return (users: readonly number[], outcome: 'changed' | 'unchanged', lack: number) =>
    void store.run(jobId, outcome, lack, JSON.stringify(users));
}
