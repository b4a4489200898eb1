/**
 * Makes snapshots: whole, for their owner alone, and only where there is room. Pages are copied by SQLite's own backup, a
 * few at a time, so that decisions come in between; they are in the snapshot then. Must never leave half of one.
 */
import { constants, copyFileSync, statfsSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import type { SnapshotBefore } from '#shared/contract/shapes/snapshots.ts';
import type { TimeZone } from '#shared/domain/timeZones.ts';
import type { FileRefusalCode } from '#shared/refusals/fileRefusals.ts';
import { fileRefusal } from '../../fileFailures.ts';
import { Refusal } from '../../refusal.ts';
import { get, type ReadableDb, transaction, value, type WritableDb } from '../db.ts';
import { openGuarded } from '../guardedConnection.ts';
import { keepForOwner, makeForOwner } from '../ownerAlone.ts';
import { clearGaps, hasForgotten } from '../pageGaps.ts';
import { writeWhole, writeWholeAtOnce } from '../wholeFile.ts';
import { workspaceIdentity } from './ownSnapshots.ts';
import { writeMark } from './snapshotMark.ts';
import {
  makeSnapshotFolder,
  removeIfEmpty,
  snapshotFolder,
  snapshotPath,
} from './snapshotPlace.ts';

/** 4 MB: some milliseconds each. */
const PAGES_AT_ONCE = 1000;
/** What else the disk has to hold meanwhile: the name of the file, its mark, the next page of the log. */
const SPARE_BYTES = 1 << 20;

export interface Keeping {
  readonly before: SnapshotBefore;
  readonly zone: TimeZone;
  /** Told how much of it is copied. */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Of the workspace as it is when the last page was copied.
 * @returns its path
 * @throws Refusal `snapshot.notKept` where it can't be kept, `workspace.closing` when it was given up
 */
export async function keepSnapshot(db: WritableDb, keeping: Keeping): Promise<string> {
  const { before, zone, onProgress, signal } = keeping;
  // Where its file isn't in its place, the snapshot would come to lie beside another.
  transaction(db, () => {});
  const bytes = bytesOf(db);
  try {
    const folder = makeSnapshotFolder(db.name);
    expectRoom(folder, bytes);
    const madeAt = Date.now();
    const path = snapshotPath(folder, before, madeAt, zone);
    await writeWhole(path, async (beside) => {
      makeForOwner(beside);
      await db.backup(beside, {
        progress({ totalPages, remainingPages }) {
          if (signal?.aborted) throw new Refusal('workspace.closing');
          if (totalPages > 0) onProgress?.(1 - remainingPages / totalPages);
          return PAGES_AT_ONCE;
        },
      });
      closeCleanly(beside);
      // What was discarded today is still in the middles of pages.
      if (hasForgotten(db)) clearGaps(beside);
      writeMark(beside, { of: workspaceIdentity(db), before, madeAt });
    });
    return path;
  } catch (error) {
    removeIfEmpty(snapshotFolder(db.name));
    throw notKept(error, bytes) ?? error;
  }
}

/** A copy of a workspace that is open says that it has a log; its only file has all. */
function closeCleanly(path: string): void {
  const copy = openGuarded(path);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

/**
 * Of a file that nothing is written to now, before it is brought to the program's version.
 * @param from migrations that it has had
 * @throws Refusal `snapshot.updateRefused` where it can't be kept
 */
export function keepBeforeUpdate(db: ReadableDb, path: string, from: number): void {
  if (from === 0 || !keepsSnapshots(db)) return;
  const bytes = bytesOf(db);
  const mark = { of: workspaceIdentity(db), madeAt: Date.now() };
  const before: SnapshotBefore = { what: 'update', from };
  try {
    const folder = makeSnapshotFolder(path);
    expectRoom(folder, bytes);
    writeWholeAtOnce(snapshotPath(folder, before, mark.madeAt, null), (beside) => {
      copyFileSync(path, beside, constants.COPYFILE_FICLONE);
      keepForOwner(beside);
      writeMark(beside, { ...mark, before });
    });
  } catch (error) {
    removeIfEmpty(snapshotFolder(path));
    const by = fileRefusal(error)?.code;
    // Where nothing can be written at all, that is what is told.
    if (by !== 'file.diskFull') throw error;
    throw new Refusal('snapshot.updateRefused', { bytes });
  }
}

/**
 * Of a workspace that was closed a moment ago, whole to the last change.
 * @throws Refusal `snapshot.notKept`
 */
export async function keepClosed(
  path: string,
  of: number,
  { before, zone }: Pick<Keeping, 'before' | 'zone'>,
): Promise<void> {
  const { size } = statSync(path);
  try {
    const folder = makeSnapshotFolder(path);
    expectRoom(folder, size);
    const madeAt = Date.now();
    await writeWhole(snapshotPath(folder, before, madeAt, zone), async (beside) => {
      await copyFile(path, beside, constants.COPYFILE_FICLONE);
      keepForOwner(beside);
      writeMark(beside, { of, before, madeAt });
    });
  } catch (error) {
    removeIfEmpty(snapshotFolder(path));
    throw notKept(error, size) ?? error;
  }
}

/** As the settings have it, of any version: on, unless somebody has switched it off. */
function keepsSnapshots(db: ReadableDb): boolean {
  const row = get<{ value: string }>(db, "SELECT value FROM setting WHERE name = 'snapshots'");
  return row?.value !== 'false';
}

const bytesOf = (db: ReadableDb) =>
  value<number>(db, 'PRAGMA page_count') * value<number>(db, 'PRAGMA page_size');

/** Before anything is written: nobody waits for a copy that can't be whole. @throws Refusal */
function expectRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes + SPARE_BYTES) throw new Refusal('file.diskFull');
}

function notKept(error: unknown, bytes: number): Refusal | undefined {
  const by = fileRefusal(error)?.code as FileRefusalCode | undefined;
  return by && new Refusal('snapshot.notKept', { by, bytes });
}
