/**
 * What the writer does with snapshots: keeps one before a job, brings one back as a copy that can take the place of the
 * workspace, overwrites those that are too many or not wanted any more.
 */
import type { Entered } from '#shared/contract/shapes/auditTrail.ts';
import type { Restoration, SinceSnapshot } from '#shared/contract/shapes/snapshots.ts';
import { asWritable, type ReadableDb, transaction, value, type WritableDb } from '../db/db.ts';
import { openGuarded } from '../db/guardedConnection.ts';
import { keepSums } from '../db/keptSums.ts';
import { MIGRATIONS } from '../db/migrations.ts';
import { dropPiece, notePiece } from '../db/pieces.ts';
import { keepSnapshot } from '../db/snapshots/keepSnapshot.ts';
import {
  findSnapshots,
  type OwnSnapshot,
  removeSnapshot,
  surplus,
  workspaceIdentity,
} from '../db/snapshots/ownSnapshots.ts';
import { copySnapshot, expectSound, readingSnapshot } from '../db/snapshots/takePlaceOf.ts';
import { hasTrail, record, trailHead } from '../db/trail/record.ts';
import { fileRefusal } from '../fileFailures.ts';
import { addedImports } from '../importing/show/importQueries.ts';
import { endedJobs, getJob, takeBackWaiting } from '../jobs/jobRows.ts';
import { Refusal } from '../refusal.ts';
import { begunErasures } from '../replica/erasures.ts';
import { noteRestorations, readRestorations } from '../replica/restorations.ts';
import { bumpRevision } from '../replica/revision.ts';
import { readSettings } from '../replica/settings.ts';
import { stepKeys } from '../review/decisionHistories.ts';
import { paced } from '../writer/paced.ts';
import { task, type Writing } from '../writer/task.ts';
import { breathe } from './events.ts';

/** Jobs before which there is one: whatever is in a job's way afterwards, it needs no other. */
const keptBefore = new WeakMap<WritableDb, Set<number>>();

/**
 * Before the first change of a job that hasn't begun.
 * @throws Refusal where none can be kept: the job must not run then
 */
export async function keepBeforeJob({ db, tell, signal }: Writing, jobId: number): Promise<void> {
  const kept = keptBefore.get(db) ?? new Set();
  keptBefore.set(db, kept);
  const { kind, name, state, submitted_at: submittedAt } = getJob(db, jobId);
  const { snapshots, institution } = readSettings(db);
  if (!snapshots || state !== 'pending' || kept.has(jobId)) return;
  const report = { fraction: 0 };
  const tellProgress = paced(() => tell({ type: 'snapshot.progressed', ...report }));
  try {
    await keepSnapshot(db, {
      before: { what: 'job', jobId, kind, name, submittedAt },
      zone: institution.timeZone,
      onProgress(fraction) {
        report.fraction = fraction;
        tellProgress();
      },
      signal,
    });
  } finally {
    tell({ type: 'snapshot.progressed', fraction: 1 });
  }
  kept.add(jobId);
}

/** Those that are too many go, oldest first. One that can't is in nobody's way. */
export async function pruneSnapshots(db: WritableDb, signal: AbortSignal): Promise<void> {
  const { own } = findSnapshots(db.name, workspaceIdentity(db));
  for (const { path } of surplus(own, readSettings(db).keepSnapshots)) {
    if (signal.aborted) return;
    try {
      await removeSnapshot(path, breathe);
    } catch (error) {
      if (!fileRefusal(error)) throw error;
    }
  }
}

export const removeSnapshots = task<{ paths: readonly string[]; by: string }, void>(
  'one by one',
  async ({ db }, { paths, by }) => {
    let removed = 0;
    try {
      for (const path of paths) {
        await removeSnapshot(path, breathe);
        removed++;
      }
    } finally {
      if (removed > 0) unlessDamaged(() => enterRemoved(db, by, removed));
    }
  },
);

function enterRemoved(db: WritableDb, by: string, snapshots: number): void {
  transaction(db, () => {
    record(db, by, { what: 'snapshots.removed', details: { snapshots } });
    bumpRevision(db, 'nobody');
  });
}

export interface BringingBack {
  readonly snapshot: OwnSnapshot;
  /** All of it was looked at already. */
  readonly inspected: boolean;
  /** Where the copy is written. */
  readonly copy: string;
  readonly by: string;
}

/** Writes what is to take the place of the workspace, with what is to know about it inside. */
export const bringBack = task<BringingBack, void>(
  'one by one',
  async ({ db }, { snapshot, inspected, copy, by }) => {
    const { path, before, madeAt } = snapshot;
    await expectSound(path, inspected, breathe);
    expectNobodyBack(db, path);
    // What is damaged now must not be in the way of what was sound then.
    const since = unlessDamaged(() => sinceThen(db, path)) ?? null;
    const known = unlessDamaged(() => readRestorations(db)) ?? [];
    const restoration = { at: Date.now(), by, before, madeAt, since };
    dropPiece(copy);
    notePiece(copy);
    try {
      await copySnapshot(path, copy);
      const givenUp = unlessDamaged(() => trailHead(db)) ?? null;
      const entry: Entered = { what: 'snapshot.restored', details: { madeAt, givenUp } };
      settle(copy, [...known, restoration], { by, entry }, before.what === 'job');
    } catch (error) {
      dropPiece(copy);
      throw error;
    }
  },
);

/** @throws Refusal where users have been erased since */
function expectNobodyBack(db: WritableDb, path: string): void {
  const erasures = unlessDamaged(() => begunErasures(db)) ?? [];
  if (erasures.length === 0) return;
  const had = new Set(readingSnapshot(path, begunErasures).map(({ requestId }) => requestId));
  const since = erasures.find(({ requestId }) => !had.has(requestId));
  if (since) throw new Refusal('snapshot.beforeErasing', { requestId: since.requestId });
}

function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * @param entered goes on behind the trail of the snapshot; one of an earlier version begins its own at the next opening
 * @param isBeforeJob then the job waits in it, and would run at once
 */
function settle(
  copy: string,
  known: readonly Restoration[],
  { by, entry }: { readonly by: string; readonly entry: Entered },
  isBeforeJob: boolean,
): void {
  const db = asWritable(openGuarded(copy));
  keepSums(db);
  try {
    transaction(db, () => {
      noteRestorations(db, known);
      if (hasTrail(db)) record(db, by, entry);
      if (isBeforeJob) takeBackWaiting(db);
    });
  } finally {
    db.close();
  }
}

/** What the workspace has and the snapshot hasn't. */
export function sinceThen(db: ReadableDb, path: string): SinceSnapshot {
  return readingSnapshot(path, (then) => {
    if (value<number>(then, 'PRAGMA user_version') < MIGRATIONS.length) return null;
    const lacks = (keys: (db: ReadableDb) => string[]) => {
      const had = new Set(keys(then));
      return keys(db).filter((key) => !had.has(key)).length;
    };
    return { jobs: lacks(endedJobs), steps: lacks(stepKeys), imports: lacks(addedImports) };
  });
}
