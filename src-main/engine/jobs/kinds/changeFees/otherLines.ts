/**
 * What becomes of balances when the lines of another file stand: a change made to lines that no longer do is overtaken,
 * and the balance gets back what it took. One that is about them again counts again.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb, WritableDb } from '../../../db/db.ts';
import { usersCoveredBy } from '../../../importing/rows/filesOfLines.ts';
import {
  type FileTelling,
  filesOfNewerData,
  filesTelling,
  overtaking,
  tells,
} from '../../../importing/rows/filesTelling.ts';
import { ROW_ISSUES } from '../../../importing/rows/rowIssues.ts';
import { rowsOfKey } from '../../../importing/rows/rowKeys.ts';
import { setBalance } from '../../../replica/changeUsers.ts';
import { bumpRevision } from '../../../replica/revision.ts';
import { keyOf, readUsers } from '../../../replica/userRows.ts';
import { rememberBalance } from './balanceHistory.ts';
import { type FeeStep, feesOfUser, usersOfChanges } from './feesOfUser.ts';

/**
 * Does what lets other lines stand, and puts right the balances of everybody whose fines and fees were changed here, each
 * with an entry in the history. Must run inside a transaction.
 */
export function withBalancesAfter(db: WritableDb, by: string, work: () => void): void {
  const before = usersOfChanges(db).map((userNo) => ({ userNo, changed: changedBy(db, userNo) }));
  work();
  const given = new UserBitmap();
  for (const { userNo, changed } of before) {
    const difference = changedBy(db, userNo) - changed;
    if (difference === 0) continue;
    const [user] = readUsers(db, [userNo]);
    const balance = (user?.balance ?? 0) + difference;
    setBalance(db, userNo, balance);
    rememberBalance(db, { userNo, jobId: null, by, before: user?.balance ?? null, after: balance });
    given.add(userNo);
  }
  if (given.count > 0) bumpRevision(db, given);
}

/** By how much the changes that hold have moved the balance, since a file told it last: what was before is in no sum. */
function changedBy(db: ReadableDb, userNo: number): number {
  const { steps } = feesOfUser(db, userNo);
  const since = steps.length === 0 ? 0 : jobsBeforeBalance(db, userNo);
  return steps.filter(({ jobId }) => jobId > since).reduce((sum, step) => sum + effectOf(step), 0);
}

const effectOf = ({ action, amount }: FeeStep) =>
  action === 'add' || action === 'restore' ? amount : -amount;

/** How many jobs there were when the file was added that told the balance last; 0: no file tells it. */
function jobsBeforeBalance(db: ReadableDb, userNo: number): number {
  const key = keyOf(db, userNo);
  const files = filesTelling(db, ['balance'], Number.MAX_SAFE_INTEGER);
  const telling = files.find((each) => {
    if (overtaking(db, each, files).some((newer) => tellsBalance(db, newer, key))) return false;
    if (tellsBalance(db, each, key)) return true;
    // One that covers everybody says of those whom it leaves out that they owe nothing, unless newer data tells more.
    if (!usersCoveredBy(db, each.file).has(userNo)) return false;
    const newer = filesOfNewerData(db, each.file, 'balance');
    return !newer.some((other) => tellsBalance(db, other, key));
  });
  return telling?.file.jobs_before ?? 0;
}

function tellsBalance(db: ReadableDb, { file, factReader }: FileTelling, key: string): boolean {
  const place = factReader.told.indexOf('balance');
  return rowsOfKey(db, file.import_id, key).some(
    (row) => (row[1] & ROW_ISSUES.setAside) === 0 && tells(factReader.factsOf(row)[place], row[1]),
  );
}
