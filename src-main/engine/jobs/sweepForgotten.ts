/**
 * Removes the rows about users that jobs without people have left (forgetJobs.ts): outcomes, what was frozen, decisions,
 * entries of users' histories. Little by little, so that nobody waits; where it was interrupted it goes on at the next
 * opening. What isn't told of a job but of a user as they are now stays: who took them, and, for as long as something
 * rests on it, the value that they had before.
 */
import { FOLLOWING_FIELDS, UPDATED_FIELDS } from '#shared/jobKinds/updateFields.ts';
import { forgetSums } from '../db/checksums.ts';
import { all, prepared, run, transaction, value, type WritableDb } from '../db/db.ts';
import { freeBytes, giveSpaceBack } from '../db/freeSpace.ts';
import { noteForgotten } from '../db/pageGaps.ts';
import { fieldSql, groupJoin } from '../replica/fieldColumns.ts';

const ROWS_AT_ONCE = 5000;
/** Given back meanwhile, so that nobody waits long for it at the end. */
const MOST_FREE_BYTES = 4 << 20;

/** @param breathe lets other commands in between */
export async function sweepForgotten(db: WritableDb, breathe: () => Promise<void>): Promise<void> {
  const jobIds = prepared(db, 'SELECT job_id FROM job WHERE forgetting = 1')
    .pluck()
    .all() as number[];
  if (jobIds.length === 0) return;
  noteForgotten(db);
  const between = async () => {
    if (freeBytes(db) > MOST_FREE_BYTES) giveSpaceBack(db);
    await breathe();
  };
  for (const jobId of jobIds)
    for (const [table, key] of OF_JOB) {
      while (deleteLast(db, table, key, jobId)) await between();
      await between();
    }
  await sweepHistory(db, jobIds, between);
  transaction(db, () => {
    for (const jobId of jobIds) {
      forgetSums(db, 'job', jobId);
      run(db, 'UPDATE job SET forgetting = 0 WHERE job_id = ?', jobId);
    }
  });
}

/** Tables whose rows belong to a job alone, with what tells its rows apart. */
const OF_JOB = [
  ['job_user', 'user_no'],
  ['job_user_fact', 'user_no'],
  ['job_decision', 'step_id'],
] as const;

/** Those at the end first: then the rest needn't be moved to give the space back. @returns whether there may be more */
function deleteLast(
  db: WritableDb,
  table: (typeof OF_JOB)[number][0],
  key: (typeof OF_JOB)[number][1],
  jobId: number,
): boolean {
  const { changes } = transaction(db, () => {
    forgetSums(db, 'job', jobId);
    return run(
      db,
      `DELETE FROM ${table} WHERE job_id = ? AND ${key} IN
         (SELECT ${key} FROM ${table} WHERE job_id = ? ORDER BY ${key} DESC LIMIT ${ROWS_AT_ONCE})`,
      jobId,
      jobId,
    );
  });
  return changes === ROWS_AT_ONCE;
}

/** By ranges of the table's key: entries have no index by job. */
async function sweepHistory(
  db: WritableDb,
  jobIds: readonly number[],
  between: () => Promise<void>,
): Promise<void> {
  const last = value<number>(db, 'SELECT coalesce(max(history_id), 0) FROM history');
  const asked = JSON.stringify(jobIds);
  for (let upTo = last; upTo > 0; upTo -= ROWS_AT_ONCE) {
    transaction(db, () => {
      const gone = all<{ history_id: number }>(db, OVER, upTo - ROWS_AT_ONCE, upTo, asked);
      const ids = JSON.stringify(gone.map(({ history_id }) => history_id));
      const deleted = run(
        db,
        'DELETE FROM history WHERE history_id IN (SELECT value FROM json_each(?))',
        ids,
      );
      if (deleted.changes > 0) for (const jobId of jobIds) forgetSums(db, 'job', jobId);
    });
    await between();
  }
}

/** Fields of users that updates change, or that follow what they do. */
const CHANGED = [...UPDATED_FIELDS, ...FOLLOWING_FIELDS];

/** The value that a user has now, of the entry's field, as histories write it. */
const NOW = `CASE h.field ${CHANGED.map((field) => `WHEN '${field}' THEN CAST(${fieldSql(field)} AS TEXT)`).join(' ')} END`;
const NEWEST = `(SELECT n.new_value FROM history n WHERE n.user_no = h.user_no AND n.field = h.field
  ORDER BY n.history_id DESC LIMIT 1)`;

/**
 * A user has the value from jobs still: the register protects them for their former group, and a fresh report that has the
 * former value tells nothing new. The same holds of a group as long as no file has described them since. What a file
 * changed may be taken back; who is deleted may be restored.
 */
const IN_FORCE = `h.field IN (${CHANGED.map((field) => `'${field}'`).join(', ')}) AND (
  EXISTS (SELECT 1 FROM user_before b WHERE b.user_no = h.user_no
    AND b.import_id IN (SELECT import_id FROM import_file WHERE state = 'committed'))
  OR ${NOW} IS ${NEWEST}
  OR (h.field = 'user_group' AND (h.job_id > f.jobs_before OR h.at >= f.imported_at)))`;

/** A job that is kept tells of the user by it: which job gave them the date that it found. */
const TOLD_LATER = `EXISTS (SELECT 1 FROM job k CROSS JOIN job_user l ON l.job_id = k.job_id AND l.user_no = h.user_no
  WHERE k.job_id > h.job_id AND k.forgotten IS NULL)`;

/** Entries of a range on which nothing rests. */
const OVER = `SELECT h.history_id FROM history h JOIN user u ON u.user_no = h.user_no ${groupJoin()}
  LEFT JOIN import_file f ON f.import_id = u.import_id
  WHERE h.history_id > ? AND h.history_id <= ? AND h.job_id IN (SELECT value FROM json_each(?))
    AND NOT coalesce(${IN_FORCE}, 0) AND NOT ${TOLD_LATER}`;
