/**
 * Restore Users as the engine asks it: those of the chosen whom a job has deleted are there again, with everything they
 * had. Only what an approval rests on beside their own row was watched by nobody meanwhile: whoever was approved in spite
 * of such lines or of other people has to be approved again.
 */
import { createHash } from 'node:crypto';
import { type JobReport, jobReport } from '#shared/contract/shapes/jobReport.ts';
import { flagMask } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { RestoreUsersRequest } from '#shared/jobKinds/restoreUsers.ts';
import { all, prepared, run, type WritableDb } from '../../../db/db.ts';
import { parseStored } from '../../../db/storedValue.ts';
import { Refusal } from '../../../refusal.ts';
import { markRestored } from '../../../replica/changeUsers.ts';
import { isDeleted, isErased } from '../../../replica/membership.ts';
import { ReviewStates } from '../../../replica/reviewStates.ts';
import { matchOver } from '../../../sets/userSets.ts';
import { type JobChange, type JobKindWork, NO_FACTS, type RunningJob } from '../../jobKind.ts';
import { getJob, jobAt, type StoredJob } from '../../jobRows.ts';
import { RESTORE_WORDS } from './words.ts';

export const restoreUsers: JobKindWork<RestoreUsersRequest> = {
  settle: (_db, { users, ...request }) => ({
    ...request,
    users,
    parameters: { selection: createHash('sha256').update(JSON.stringify(users)).digest('hex') },
  }),
  asks: ['membership'],
  check({ columns, match }, { users }) {
    const membership = columns.column('membership').values;
    const concerned = new UserBitmap();
    const meant = (match ?? matchOver(columns.db))(users.criteria);
    for (const userNo of meant.andNot(UserBitmap.of(users.except)))
      if (isDeleted(membership[userNo]!) && !isErased(membership[userNo]!)) concerned.add(userNo);
    if (concerned.count === 0) throw new Refusal('restore.nobody');
    return { guard: undefined, concerned, going: concerned };
  },
  submittedFor: (_db, _request, { concerned }) => concerned,
  freeze: (_db, job) => UserBitmap.fromBytes(job.members!),
  start: restore,
  leaves: leftByRestoring,
  reportFacts(db, jobId) {
    const { told } = getJob(db, jobId);
    if (told === null) return NO_FACTS;
    return { ...NO_FACTS, ...parseStored(TOLD, told, jobAt(jobId)) };
  },
  sheets: [
    { ...RESTORE_WORDS.sheets.restored, filter: { outcome: 'restored' } },
    { ...RESTORE_WORDS.sheets.notDeleted, filter: { outcome: 'not-deleted' }, aside: true },
  ],
};

const TOLD = jobReport.pick({ restoredFrom: true });

function restore(db: WritableDb, job: StoredJob): RunningJob {
  const deleted = prepared(
    db,
    'SELECT user_no FROM user WHERE user_no IN (SELECT value FROM json_each(?)) AND purged_by_job IS NOT NULL AND erased_by_job IS NULL',
  ).pluck();
  const store = prepared(
    db,
    'INSERT INTO job_user (job_id, user_no, outcome) SELECT ?, value, ? FROM json_each(?)',
  );
  return {
    work(members) {
      const found = new Set(deleted.all(JSON.stringify(members)) as number[]);
      const back = members.filter((userNo) => found.has(userNo));
      const others = members.filter((userNo) => !found.has(userNo));
      store.run(job.job_id, 'restored', JSON.stringify(back));
      store.run(job.job_id, 'not-deleted', JSON.stringify(others));
      markRestored(db, back);
      return { finished: back.length, failed: others.length };
    },
    complete: () => leftByRestoring(db, job),
  };
}

/** Whoever was approved in spite of what may be more by now is looked at again, also where it failed on its way. */
function leftByRestoring(db: WritableDb, job: StoredJob): JobChange {
  const told = JSON.stringify({ restoredFrom: deletedBy(db, job.job_id) });
  run(db, 'UPDATE job SET told = ? WHERE job_id = ?', told, job.job_id);
  return { again: toBeSeenAgain(db, job.job_id) };
}

/** By which jobs the restored had been deleted, newest first. */
function deletedBy(db: WritableDb, jobId: number): JobReport['restoredFrom'] {
  return all<{ jobId: number; users: number }>(
    db,
    `SELECT deleted_by AS jobId, count(*) AS users FROM (
       SELECT (SELECT max(j.job_id) FROM job j JOIN job_user d ON d.job_id = j.job_id AND d.user_no = r.user_no
         WHERE j.job_id < r.job_id AND d.outcome IN ('purged', 'deleted')) AS deleted_by
       FROM job_user r WHERE r.job_id = ? AND r.outcome = 'restored')
     WHERE deleted_by IS NOT NULL GROUP BY deleted_by ORDER BY deleted_by DESC`,
    jobId,
  );
}

/** Flags that rest on lines and on other people, of which there may be more now than whoever approved them saw. */
const RESTING = flagMask(['keep-words', 'proxy', 'guardian']);

function toBeSeenAgain(db: WritableDb, jobId: number): UserBitmap {
  const again = new UserBitmap();
  const states = new ReviewStates(db);
  const restored = prepared(
    db,
    `SELECT user_no FROM job_user WHERE job_id = ? AND outcome = 'restored'`,
  ).pluck();
  for (const userNo of restored.iterate(jobId) as Iterable<number>)
    if ((states.flags(userNo) & RESTING) !== 0) again.add(userNo);
  return again;
}
