/**
 * What the writer does without being asked by a page, or for longer than a page waits: tidying at opening, reading a
 * file, comparing what waits, running jobs. Each manages its own transactions and gives way between them.
 */
import type { Entered, ExportedThing } from '#shared/contract/shapes/auditTrail.ts';
import { isProof } from '#shared/contract/shapes/certificate.ts';
import type { JobDraft } from '#shared/contract/shapes/jobs.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { CopiedOpen } from '#shared/contract/shapes/workspace.ts';
import type { Paper } from '#shared/domain/papers.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import { sumUpMissing } from '../db/checksums.ts';
import { saveCopy as copyWorkspace } from '../db/copyWorkspace.ts';
import { transaction, type WritableDb } from '../db/db.ts';
import { giveSpaceBack } from '../db/freeSpace.ts';
import { emptyLog } from '../db/logFile.ts';
import { eraseCopies } from '../db/people/eraseCopies.ts';
import { type HeldByFile, noteExported } from '../db/trail/exportedFiles.ts';
import { record } from '../db/trail/record.ts';
import { fileRefusal, refusalIn } from '../fileFailures.ts';
import { indexOlderFiles } from '../importing/commit/indexLines.ts';
import { compareImport, staleComparisons } from '../importing/compare/compareImport.ts';
import { discardUnfinished, sweepDiscarded } from '../importing/read/discarding.ts';
import { beginImport, readFile, storeEnd, type UnstoredEnd } from '../importing/read/readFile.ts';
import type { ReadFileRequest } from '../importing/read/readFileContext.ts';
import { removeNeverTaken } from '../importing/read/removeNeverTaken.ts';
import { certificateOf } from '../jobs/certificates.ts';
import { keepDraft as storeDraft } from '../jobs/drafts.ts';
import type { JobChange } from '../jobs/jobKind.ts';
import {
  endOfJob,
  failJob,
  isPending,
  isUnfinished,
  nameOfJob,
  owe,
  owingJobs,
  settleDebt,
  stoppedJobs,
  submitterOf,
  takeUp,
  unfinishedJobs,
} from '../jobs/jobRows.ts';
import { expectNotDue, noteWhenDue } from '../jobs/retention.ts';
import { runJob } from '../jobs/runJob.ts';
import { sweepForgotten } from '../jobs/sweepForgotten.ts';
import { usersToSeeAgain } from '../jobs/usersToSeeAgain.ts';
import { erasesPeople, leftByFailed, stoppedReason } from '../jobs/workOf.ts';
import { Refusal } from '../refusal.ts';
import { leaveToDo } from '../replica/afterErasing.ts';
import { noteCopiedOpen } from '../replica/copiedOpen.ts';
import { erasedAmong } from '../replica/erasures.ts';
import { bumpRevision } from '../replica/revision.ts';
import { writePaper } from '../replica/settings.ts';
import { moveReturnDecisions } from '../replica/tombstones.ts';
import { moveKeepsFlags } from '../review/register.ts';
import { paced } from '../writer/paced.ts';
import { type Task, task, type Writing } from '../writer/task.ts';
import { type Change, follow } from './consequences.ts';
import { breathe, type WriterEvent } from './events.ts';
import { programOf } from './program.ts';
import { keepBeforeJob, pruneSnapshots } from './snapshotChores.ts';

/** Nobody does it by name. */
const BY_ITSELF = '';

function enter(db: WritableDb, by: string, entry: Entered | undefined): void {
  if (entry) record(db, by, entry);
}

const tellTo =
  ({ tell }: Writing) =>
  (event: WriterEvent) =>
    tell(event);

/** The same, telling at its end what may be seen now. */
function chore<Given, Done>(
  pace: Task<Given, Done>['pace'],
  change: Change,
  perform: Task<Given, Done>['perform'],
): Task<Given, Done> {
  return task(pace, async (writing, given) => {
    const done = await perform(writing, given);
    tellTo(writing)({ type: 'changed', change });
    return done;
  });
}

/**
 * After opening: nothing half read stays, flags and comparisons are those of today, what jobs still owe has followed, and
 * those that stopped half way go on.
 */
export const tidy = chore<Record<string, never>, void>('at once', 'opened', (writing) => {
  const { db } = writing;
  discardUnfinished(db);
  removeNeverTaken(db);
  indexOlderFiles(db);
  try {
    settleDebts(db);
  } catch (error) {
    if (refusalIn(error)) throw error;
    // It can be looked at all the same; no job runs.
    tellTo(writing)({ type: 'faulted', message: textOf(error) });
  }
  transaction(db, () => {
    enter(db, BY_ITSELF, follow(db, 'opened', BY_ITSELF).entry);
    for (const jobId of stoppedJobs(db)) {
      takeUp(db, jobId);
      record(db, BY_ITSELF, { what: 'job.takenUp', details: { jobId } });
    }
  });
  noteWhenDue(db);
});

/** Midnight has passed over an open workspace: flags, comparisons and approvals are those of the day that has begun. */
export const anotherDay = chore<Record<string, never>, void>('at once', 'opened', ({ db }) =>
  transaction(db, () => enter(db, BY_ITSELF, follow(db, 'opened', BY_ITSELF).entry)),
);

/** That it was copied by hand while it was open. */
export const noteCopied = task<CopiedOpen, void>('at once', ({ db }, found) =>
  transaction(db, () => noteCopiedOpen(db, found)),
);

/** What a new workspace begins with. */
export const beginWith = task<{ paper: Paper }, void>('at once', ({ db }, { paper }) => {
  writePaper(db, paper);
});

/** Enters a file as being read. @returns its number */
export const beginReading = chore<BeginReading, number>(
  'at once',
  'records',
  ({ db }, { path, options, again }) => {
    expectNotDue(db);
    const importId = beginImport(db, path, options);
    if (again !== undefined) transaction(db, () => moveReturnDecisions(db, again, importId));
    return importId;
  },
);

export interface BeginReading {
  readonly path: string;
  readonly options: ReadOptions;
  /** The number that it had, where it is read again; what was decided about its rows goes on. */
  readonly again?: number | undefined;
}

/** @returns how it ended, where the disk has no room for that */
export const reading = task<ReadFileRequest, UnstoredEnd | undefined>(
  'one by one',
  async (writing, request) => {
    const { db, signal } = writing;
    const tell = tellTo(writing);
    const { importId } = request;
    const started = performance.now();
    let progress = { fraction: 0, rows: 0 };
    const tellProgress = paced(() => {
      const seconds = (performance.now() - started) / 1000;
      const rowsPerSecond = Math.round(progress.rows / (seconds + 0.001));
      tell({ type: 'import.progressed', importId, ...progress, rowsPerSecond });
    });
    const onProgress = (next: typeof progress) => {
      progress = next;
      tellProgress();
    };
    const unstored = await readFile({ db, onProgress, signal, breathe }, request);
    tell({ type: 'changed', change: 'records' });
    // Behind it: pages that ask now have asked for all that there is to know. What isn't in the file is told by whoever
    // keeps it.
    if (!unstored) tell({ type: 'import.finished', importId });
    return unstored;
  },
);

/** Stores how a reading came to nothing, once there is room for it. */
export const endReading = chore<UnstoredEnd, void>('one by one', 'records', ({ db }, end) =>
  storeEnd(db, end),
);

/**
 * Deletes the rows of discarded files and of jobs without people, and snapshots beyond those that are kept; gives back the space of all that was
 * deleted, and empties the log, where it still stood.
 * @returns false where somebody still reads the workspace as it was before; to be called again
 */
export const sweep = chore<void, boolean>('one by one', 'records', async ({ db, signal }) => {
  await sweepDiscarded(db, breathe);
  await sweepForgotten(db, breathe);
  await pruneSnapshots(db, signal);
  return giveSpaceBack(db) && emptyLog(db);
});

/** Sums up what has come to its end. Nobody sees it. */
export const sumUp = task<void, void>('one by one', ({ db, signal }) =>
  sumUpMissing(db, breathe, signal),
);

/** Compares what waits with the replica as it is now. */
export const compareStale = chore<void, void>('one by one', 'records', async ({ db, signal }) => {
  for (let stale = staleComparisons(db)[0]; stale !== undefined; stale = staleComparisons(db)[0]) {
    if (signal.aborted) return;
    await compareImport(db, stale, breathe);
  }
});

/**
 * Runs whatever waits or was interrupted, oldest first, until none is left. From the day on which the personal data is due
 * none begins but one that erases it: those that wait have failed then, and their messages say why. One that has begun runs
 * to its end, as in Alma. One that can't run has failed and is in
 * nobody's way; a disk that is full is in the way of all. Before each that begins a snapshot is kept, where that is wanted.
 */
export const runJobs = chore<RunningJobs, void>('one by one', 'records', async (writing, given) => {
  const { db, signal } = writing;
  const tell = tellTo(writing);
  for (let next = unfinishedJobs(db)[0]; next !== undefined; next = unfinishedJobs(db)[0]) {
    const jobId = next;
    const erases = erasesPeople(db, jobId);
    const report: JobProgress = { done: 0, total: 0, of: 'users' };
    const tellProgress = paced(() => tell({ type: 'job.progressed', jobId, ...report }));
    const onProgress = (done: number, total: number, of: JobProgress['of'] = 'users') => {
      Object.assign(report, { done, total, of });
      tellProgress();
    };
    const settle = (change: JobChange) => {
      record(db, submitterOf(db, jobId), endedEntry(db, jobId));
      followJob(db, jobId, change);
    };
    let ending: 'job.finished' | 'job.failed' = 'job.finished';
    try {
      settleDebts(db);
      if (!erases && isPending(db, jobId)) expectNotDue(db);
      if (erases) eraseCopies(db.name);
      else if (given.snapshots) await keepBeforeJob(writing, jobId);
      // Cancelled while its snapshot was made.
      if (!isUnfinished(db, jobId)) continue;
      const program = programOf(writing);
      if (!(await runJob(db, jobId, onProgress, breathe, signal, settle, program))) {
        if (!signal.aborted) tell({ type: 'reopening.wanted' });
        return;
      }
    } catch (error) {
      if (fileRefusal(error) || isHeldUp(error)) throw error;
      endFailed(db, jobId, stoppedReason(db, jobId) ?? reasonOf(error), settle);
      if (!(error instanceof Refusal)) tell({ type: 'faulted', message: textOf(error) });
      ending = 'job.failed';
    }
    const certificate = erases ? certificateOf(db, jobId)?.certificate : undefined;
    const unproved = certificate !== undefined && !isProof(certificate.search);
    tell({ type: ending, jobId, name: nameOfJob(db, jobId), ...(unproved && { unproved }) });
    // Their numbers mean nobody any more, and the log is emptied of them.
    tell({ type: 'changed', change: erases ? 'filesTakenBack' : 'users' });
    // One that stopped goes on at the next opening by itself: begun anew for it, it would stop again without an end.
    if (erases && ending === 'job.finished') tell({ type: 'peopleErased' });
    if (given.snapshots) await pruneSnapshots(db, signal);
  }
});

type JobProgress = Pick<Extract<WriterEvent, { type: 'job.progressed' }>, 'done' | 'total' | 'of'>;

export interface RunningJobs {
  /** False on the command line, which makes its workspace from files that are there. */
  readonly snapshots: boolean;
}

/** The job hasn't begun, and is tried again. */
function isHeldUp(error: unknown): boolean {
  const code = error instanceof Refusal && error.code;
  return code === 'snapshot.notKept' || code === 'workspace.closing';
}

/** How far it came: of any job, whatever else of it can't be read. */
function endedEntry(db: WritableDb, jobId: number): Entered {
  const { state, finished, failed } = endOfJob(db, jobId);
  return {
    what: state === 'failed' ? 'job.failed' : 'job.completed',
    details: { jobId, finished, failed },
  };
}

/** Flags and approvals, as the job has left its users. Must run inside a transaction. */
function followJob(db: WritableDb, jobId: number, change: JobChange): void {
  const isMove = change !== 'anything' && 'movedTo' in change;
  const keepsFlags = isMove && moveKeepsFlags(db, change.movedTo);
  const again = change !== 'anything' && 'again' in change ? change.again : new UserBitmap();
  const barred = keepsFlags ? again : again.or(usersToSeeAgain(db, jobId));
  const end = { by: 'job', name: nameOfJob(db, jobId) } as const;
  // An expiry date to come is what somebody had the job give its users, and no purge looks at it.
  const given = ['expiry-in-future'] as const;
  const by = submitterOf(db, jobId);
  const details = {
    ...{ end, given, barred },
    ...(keepsFlags && { lastFlagged: 0 }),
  };
  enter(db, by, follow(db, 'users', by, details).entry);
}

/** What could not follow when a job ended: a purge that ran before it would go by flags and approvals that are old. */
function settleDebts(db: WritableDb): void {
  for (const jobId of owingJobs(db))
    withWhatItLeaves(db, jobId, (change) => {
      followJob(db, jobId, change);
      settleDebt(db, jobId);
    });
}

/** In one transaction; a fault in what a job leaves mustn't keep flags and approvals from following. */
function withWhatItLeaves(db: WritableDb, jobId: number, end: (change: JobChange) => void): void {
  try {
    transaction(db, () => end(leftByFailed(db, jobId)));
  } catch (error) {
    if (fileRefusal(error)) throw error;
    transaction(db, () => end('anything'));
  }
}

/** What was in its way may be in the way of what follows, too: that is owed then, and comes before the next job. */
function endFailed(
  db: WritableDb,
  jobId: number,
  reason: SentRefusal,
  settle: (change: JobChange) => void,
): void {
  try {
    withWhatItLeaves(db, jobId, (change) => {
      failJob(db, jobId, reason);
      settle(change);
    });
  } catch (error) {
    if (fileRefusal(error)) throw error;
    transaction(db, () => {
      failJob(db, jobId, reason);
      record(db, submitterOf(db, jobId), endedEntry(db, jobId));
      owe(db, jobId);
    });
  }
}

/** Why a job has failed: as it was refused, or a fault. */
function reasonOf(error: unknown): SentRefusal {
  const { code, values } = error instanceof Refusal ? error : new Refusal('job.fault');
  return { code, values };
}

/** Of a bug, for the log. */
function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A file was written from the workspace: behind it, because one that fails is none. */
export const noteWritten = chore<WrittenFile, void>('at once', 'records', ({ db }, written) => {
  const { path, of, sha256, by, held } = written;
  transaction(db, () => {
    const exportId = noteExported(db, path, held);
    // Somebody was erased before this was written down.
    if (held.importId === null && held.packed !== null)
      for (const [jobId, users] of erasedAmong(db, UserBitmap.unpack(held.packed)))
        leaveToDo(db, jobId, [{ what: 'exported', ref: exportId, users }]);
    record(db, by, { what: 'export.written', details: { exportId, of, sha256 } });
    bumpRevision(db, 'nobody');
  });
});

export interface WrittenFile {
  readonly path: string;
  readonly of: ExportedThing;
  readonly sha256: string | null;
  readonly by: string;
  readonly held: HeldByFile;
}

export const notePrinted = chore<{ of: ExportedThing; by: string }, void>(
  'at once',
  'records',
  ({ db }, { of, by }) =>
    transaction(db, () => {
      record(db, by, { what: 'export.printed', details: { of } });
      bumpRevision(db, 'nobody');
    }),
);

/** One clean file, put in place when whole. */
export const saveCopy = task<{ path: string }, void>('one by one', ({ db }, { path }) =>
  copyWorkspace(db, path),
);

/** Keeps what was filled in for a job. Nobody else sees it, so nothing has changed for anybody. */
export const keepDraft = task<{ kind: JobKind; draft: JobDraft | null }, void>(
  'at once',
  ({ db }, { kind, draft }) => {
    expectNotDue(db);
    storeDraft(db, kind, draft);
  },
);
