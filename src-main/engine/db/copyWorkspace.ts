/** A copy of an open workspace: whole, or not there. */
import { renameSync } from 'node:fs';
import type { WritableDb } from './db.ts';
import { openGuarded } from './guardedConnection.ts';
import { makeForOwner } from './ownerAlone.ts';
import { clearGaps } from './pageGaps.ts';
import { clearSideFiles } from './sideFiles.ts';
import { writeWhole } from './wholeFile.ts';
import { lockWhatStands, type Unlock } from './workspaceLock.ts';

/** Writes a copy as it is now: one clean file, put in place when whole. */
export async function saveCopy(db: WritableDb, path: string): Promise<void> {
  // Nor may it take the place of a workspace that is open elsewhere: told before the work, held behind it.
  lockWhatStands(path)();
  let unlock: Unlock = () => {};
  try {
    await writeWhole(path, async (beside) => {
      makeForOwner(beside);
      await db.backup(beside);
      const copy = openGuarded(beside);
      copy.pragma('journal_mode = DELETE');
      copy.close();
      clearGaps(beside);
      unlock = lockWhatStands(path);
    });
  } finally {
    unlock();
  }
}

/** Puts a copy where a workspace stood that is closed by now; what SQLite left there belonged to that one. */
export function takePlace(copy: string, path: string): void {
  clearSideFiles(path);
  renameSync(copy, path);
}
