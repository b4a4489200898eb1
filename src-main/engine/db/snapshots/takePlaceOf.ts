/**
 * A snapshot takes the place of its workspace: a whole copy of it is made beside, as a workspace again, and put there by
 * one renaming. Ended at any moment, the one or the other stands there. Must never touch the snapshot itself.
 */
import { closeSync, constants, fstatSync, openSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { Refusal } from '../../refusal.ts';
import { checkWorkspace } from '../checkWorkspace.ts';
import { takePlace } from '../copyWorkspace.ts';
import type { ReadableDb } from '../db.ts';
import { openGuarded } from '../guardedConnection.ts';
import { inspectForeign } from '../inspectForeign.ts';
import { asDamage } from '../inspectWorkspace.ts';
import { overwriteOpen } from '../overwriting.ts';
import { keepForOwner } from '../ownerAlone.ts';
import { isLeftOpen } from '../sideFiles.ts';
import { flush, flushFolderOf } from '../wholeFile.ts';
import { lockWorkspace } from '../workspaceLock.ts';
import { removeMark } from './snapshotMark.ts';

/**
 * Looks at all of a snapshot, and holds it against its checksums.
 * @param inspected a process of its own has looked at it already
 * @throws Refusal for one that isn't as it was written
 */
export async function expectSound(
  path: string,
  inspected: boolean,
  breathe: () => Promise<void>,
): Promise<void> {
  if (!inspected) inspectForeign(path);
  const db = openGuarded(path, { readonly: true });
  try {
    for (const step of checkWorkspace(db)) {
      if (step.step === 'found') throw new Refusal('snapshot.damaged');
      await breathe();
    }
  } catch (error) {
    throw asDamage(error);
  } finally {
    db.close();
  }
}

/** What there is to read of a snapshot. */
export function readingSnapshot<T>(path: string, read: (db: ReadableDb) => T): T {
  const db = openGuarded(path, { readonly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** A workspace again: to be called with a path where nothing is. */
export async function copySnapshot(path: string, copy: string): Promise<void> {
  await copyFile(path, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  keepForOwner(copy);
  removeMark(copy);
}

/**
 * Puts a whole copy where a workspace stood that is closed by now, and overwrites what that was.
 * @throws Refusal where somebody else has it open, or its log has still to be brought into it
 */
export async function putInPlace(
  copy: string,
  path: string,
  breathe: () => Promise<void>,
): Promise<void> {
  const unlock = lockWorkspace(path);
  let former: number | undefined;
  try {
    if (isLeftOpen(path) && statSync(`${path}-wal`, { throwIfNoEntry: false })?.size)
      throw new Refusal('file.inUse');
    await flush(copy);
    former = holding(path);
    takePlace(copy, path);
    flushFolderOf(path);
  } catch (error) {
    if (former !== undefined) closeSync(former);
    throw error;
  } finally {
    unlock();
  }
  if (former === undefined) return;
  try {
    // Not one that has another name still, as in a backup by links.
    if (fstatSync(former).nlink === 0) await overwriteOpen(former, breathe);
  } finally {
    closeSync(former);
  }
}

/** Windows puts nothing in the place of a file that is open. */
function holding(path: string): number | undefined {
  return process.platform === 'win32' ? undefined : openSync(path, 'r+');
}
