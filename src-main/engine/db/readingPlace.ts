/**
 * Where a workspace is read that isn't to be written. SQLite puts a file of its own beside one that has a log, or says
 * so: where nothing can be put there, on a drive that can only be read or in somebody else's folder, a copy is read
 * instead, which is overwritten and gone when it is closed. Must never change the workspace.
 */
import { chmodSync, closeSync, constants, existsSync, openSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { saysWithLog } from './logMode.ts';
import { OWNER_ALONE } from './ownerAlone.ts';
import { besideOf, clearPiece, makePassingFolder } from './pieces.ts';
import { isLeftOpen, SQLITE_SIDES } from './sideFiles.ts';
import { lockFile, type Unlock } from './workspaceLock.ts';

export interface ReadingPlace {
  readonly path: string;
  /** To be called when nothing reads it any more. */
  end(): void;
}

/** @throws Refusal when it is written to meanwhile */
export async function readingPlace(path: string): Promise<ReadingPlace> {
  const inPlace = { path, end() {} };
  let unlock: Unlock;
  try {
    unlock = lockFile(path);
  } catch {
    // It is open here, or can't be read: whoever opens it is told.
    return inPlace;
  }
  try {
    const wantsMore = isLeftOpen(path) || saysWithLog(path);
    return wantsMore && !canPutBeside(path) ? await passingCopy(path) : inPlace;
  } finally {
    unlock();
  }
}

/** With what SQLite has left beside it, but for its memory of that. */
async function passingCopy(path: string): Promise<ReadingPlace> {
  const folder = makePassingFolder();
  let isThere = true;
  const end = () => {
    if (isThere) clearPiece(folder);
    isThere = false;
  };
  try {
    const sides = ['', ...SQLITE_SIDES].filter(
      (side) => side !== '-shm' && existsSync(path + side),
    );
    const before = sides.map((side) => stateOf(path + side)).join();
    const copy = join(folder, 'copy.purgedesk');
    for (const side of sides) {
      await copyFile(path + side, copy + side, constants.COPYFILE_FICLONE);
      // What SQLite puts beside has the mode of the file, and must be writable.
      chmodSync(copy + side, OWNER_ALONE);
    }
    // Somebody has it open elsewhere: the parts wouldn't belong together.
    if (sides.map((side) => stateOf(path + side)).join() !== before)
      throw new Refusal('workspace.readOnlyLeftOpen');
    return { path: copy, end };
  } catch (error) {
    end();
    throw error;
  }
}

const stateOf = (path: string) => {
  const { size, mtimeMs } = statSync(path);
  return `${size} ${mtimeMs}`;
};

/** Tried, because systems differ in whom they tell what they may. */
function canPutBeside(path: string): boolean {
  const piece = besideOf(path);
  try {
    closeSync(openSync(piece, 'wx', OWNER_ALONE));
    return true;
  } catch {
    return false;
  } finally {
    rmSync(piece, { force: true });
  }
}
