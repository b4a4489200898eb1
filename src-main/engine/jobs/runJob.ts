/**
 * Runs one job to its end, batch by batch; each batch is one transaction that also remembers how far
 * it came. After a crash the job goes on behind its last batch.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { tellsWhatToDo } from '#shared/jobKinds/jobKinds.ts';
import { run, transaction, value, type WritableDb } from '../db/db.ts';
import { NO_PROGRAM, type Program } from '../program.ts';
import { Refusal } from '../refusal.ts';
import { bumpRevision } from '../replica/revision.ts';
import { FactFreezer } from './frozenFacts.ts';
import type { JobChange, JobKindWork, ProofWatch, RunningJob } from './jobKind.ts';
import { getJob, type StoredJob, toldOf } from './jobRows.ts';
import { jobUserStore } from './storeJobUsers.ts';
import { workOf } from './workOf.ts';

/** Small enough that decisions and pages don't wait noticeably, large enough to be quick. */
const BATCH_USERS = 2000;

/**
 * @param onProgress members done, members in all; before the first of them, rows that are looked through; bytes, while
 * it is proved
 * @param breathe awaited between batches, so that other commands get their turn
 * @param closing aborted when the workspace is closed: the job stops behind a batch and is resumed
 * at the next opening
 * @param settle what follows from a job that has come to its end, in the transaction that ends it
 * @param program around the engine, for what a job has to do there
 * @returns whether it came to its end; not, without being closed: the workspace has to be opened again first
 * @throws Refusal when what it was told can't be read
 */
export async function runJob(
  db: WritableDb,
  jobId: number,
  onProgress: (done: number, total: number, of?: 'users' | 'rows' | 'bytes') => void,
  breathe: () => Promise<void>,
  closing: AbortSignal,
  settle: (change: JobChange) => void = () => {},
  program: Program = NO_PROGRAM,
): Promise<boolean> {
  requireTold(getJob(db, jobId));
  const work = workOf(getJob(db, jobId).kind);
  transaction(db, () => start(db, work, getJob(db, jobId)));
  const job = getJob(db, jobId);
  const members = UserBitmap.fromBytes(job.members!);
  const running = work.start(db, job);
  const freezer = new FactFreezer(db, jobId);
  let done = job.done;
  let batch: number[] = [];
  const workOff = async () => {
    transaction(db, () => {
      freezer.freeze(batch);
      storeBatch(db, jobId, batch, running.work(batch));
    });
    done += batch.length;
    batch = [];
    onProgress(done, job.total);
    await breathe();
  };
  const onRows = (rows: number, total: number) => onProgress(rows, total, 'rows');
  if (isToBegin(job))
    for (const step of running.before?.(members, onRows) ?? []) {
      transaction(db, step);
      await breathe();
      if (closing.aborted) return false;
    }
  for (const userNo of members.after(job.last_user_no)) {
    batch.push(userNo);
    if (batch.length < BATCH_USERS) continue;
    await workOff();
    if (closing.aborted) return false;
  }
  if (batch.length > 0) await workOff();
  for (const store of asideSteps(db, jobId, members, running, freezer)) {
    transaction(db, store);
    await breathe();
    if (closing.aborted) return false;
  }
  if (running.outside && job.proving < 1) {
    await running.outside(program, breathe);
    if (closing.aborted) return false;
  }
  const isProved = await proved(running, program, {
    ...{ breathe, signal: closing },
    progress: (done, total) => onProgress(done, total, 'bytes'),
  });
  if (!isProved) return false;
  transaction(db, () => {
    const change = running.complete();
    // One that had failed before was told and read as that.
    run(
      db,
      `UPDATE job SET state = 'completed', ended_at = ?, read_at = NULL, message_read_at = NULL WHERE job_id = ?`,
      Date.now(),
      jobId,
    );
    bumpRevision(db, members);
    settle(change);
  });
  return true;
}

/** What comes before the members: at the beginning, and wherever all is done once more. */
const isToBegin = ({ done, proving }: StoredJob): boolean =>
  proving < 0 || (proving === 0 && done === 0);

/** False as well when it was given up because the workspace is closed. */
async function proved(running: RunningJob, program: Program, watch: ProofWatch): Promise<boolean> {
  try {
    return (await running.prove?.(program, watch)) ?? true;
  } catch (error) {
    if (watch.signal.aborted) return false;
    throw error;
  }
}

/** A purge that was told nothing of money, say, would take everybody who owes some. */
function requireTold(job: StoredJob): void {
  if (!tellsWhatToDo(job.kind, toldOf(job))) throw new Refusal('job.unreadable');
}

function start(db: WritableDb, work: JobKindWork, job: StoredJob): void {
  if (job.state !== 'pending') return;
  const members = work.freeze(db, job);
  run(
    db,
    `UPDATE job SET state = 'running', started_at = ?, members = ?, total = ? WHERE job_id = ?`,
    Date.now(),
    members.toBytes(),
    members.count,
    job.job_id,
  );
  bumpRevision(db, 'nobody');
}

/** So many user numbers are looked through at once for users who aren't members. */
const ASIDE_RANGE = 16_384;

/** Stores users whom the job didn't reach; each step belongs into a transaction. What is stored already stays. */
function* asideSteps(
  db: WritableDb,
  jobId: number,
  members: UserBitmap,
  { aside }: RunningJob,
  freezer: FactFreezer,
): Generator<() => void> {
  if (!aside) return;
  const last = value<number>(db, 'SELECT coalesce(max(user_no), 0) FROM user');
  const store = jobUserStore(db, jobId, true);
  for (let first = 1; first <= last; first += ASIDE_RANGE)
    yield () => {
      const users = aside(first, Math.min(first + ASIDE_RANGE - 1, last)).filter(
        ({ userNo }) => !members.has(userNo),
      );
      if (users.length === 0) return;
      freezer.freeze(users.map(({ userNo }) => userNo));
      store(users);
    };
}

function storeBatch(
  db: WritableDb,
  jobId: number,
  batch: readonly number[],
  result: { finished: number; failed: number },
): void {
  run(
    db,
    'UPDATE job SET done = done + ?, last_user_no = ?, finished = finished + ?, failed = failed + ? WHERE job_id = ?',
    batch.length,
    batch[batch.length - 1]!,
    result.finished,
    result.failed,
    jobId,
  );
}
