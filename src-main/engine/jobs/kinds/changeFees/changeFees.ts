/**
 * Change fines/fees as the engine asks it: a what-if on the replica, which the preview of a purge follows. The balance
 * goes up or down by what the change makes of the active lines, and its history says so.
 */
import { activeOf, applyChange, flawOfRequest } from '#shared/domain/feeActions.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ChangeFeesRequest } from '#shared/jobKinds/changeFees.ts';
import { prepared, type WritableDb } from '../../../db/db.ts';
import { Refusal } from '../../../refusal.ts';
import { setBalance } from '../../../replica/changeUsers.ts';
import { readUsers } from '../../../replica/userRows.ts';
import type { JobKindWork, RunningJob } from '../../jobKind.ts';
import { type StoredJob, parametersOf as storedParameters } from '../../jobRows.ts';
import { rememberBalance } from './balanceHistory.ts';
import { feesOfUser } from './feesOfUser.ts';
import { CHANGE_FEES_WORDS } from './words.ts';

export const changeFees: JobKindWork<ChangeFeesRequest> = {
  check({ columns }, { parameters }) {
    const { userNo } = parameters;
    const [user] = readUsers(columns.db, [userNo]);
    const { held, states } = feesOfUser(columns.db, userNo);
    if (!held) throw new Refusal('fees.notHeld');
    const flaw = flawOfRequest(states, parameters, user?.balance ?? null);
    if (flaw) throw new Refusal('fees.flaw', { flaw });
    const concerned = UserBitmap.of([userNo]);
    return { guard: undefined, concerned, going: concerned };
  },
  submittedFor: (_db, { parameters }) => UserBitmap.of([parameters.userNo]),
  stillCounts(db, job) {
    const { steps } = feesOfUser(db, parametersOf(job).userNo);
    return steps.some(({ jobId }) => jobId === job.job_id);
  },
  freeze: (_db, job) => UserBitmap.of([parametersOf(job).userNo]),
  start: changeOne,
  sheets: [
    { ...CHANGE_FEES_WORDS.sheets.changed, filter: { outcome: 'fees-changed' } },
    { ...CHANGE_FEES_WORDS.sheets.left, filter: { outcome: 'fees-left' } },
  ],
};

function changeOne(db: WritableDb, job: StoredJob): RunningJob {
  const change = parametersOf(job);
  const store = prepared(db, 'INSERT INTO job_user (job_id, user_no, outcome) VALUES (?, ?, ?)');
  return {
    work(members) {
      let finished = 0;
      for (const userNo of members) {
        const { held, states } = feesOfUser(db, userNo);
        const [user] = readUsers(db, [userNo]);
        const fits = held && user && flawOfRequest(states, change, user.balance) === undefined;
        store.run(job.job_id, userNo, fits ? 'fees-changed' : 'fees-left');
        if (!fits) continue;
        finished++;
        const after = activeOf(applyChange(states, change, job.job_id));
        const before = activeOf(states);
        if (after === before) continue;
        const balance = (user.balance ?? before) + after - before;
        setBalance(db, userNo, balance);
        rememberBalance(db, {
          ...{ userNo, jobId: job.job_id, by: job.user },
          ...{ before: user.balance, after: balance },
        });
      }
      return { finished, failed: members.length - finished };
    },
    complete: () => 'anything',
  };
}

function parametersOf(job: StoredJob): ChangeFeesRequest['parameters'] {
  return storedParameters(job) as ChangeFeesRequest['parameters'];
}
