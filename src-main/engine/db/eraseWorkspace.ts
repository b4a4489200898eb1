/** Erasing a workspace: what holds names is overwritten before it is deleted. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { overwrite } from './overwriting.ts';
import { clearDeadPieces, dropPiece, setAside } from './pieces.ts';
import { backupPaths, clearSideFiles } from './sideFiles.ts';
import { eraseSnapshots } from './snapshots/ownSnapshots.ts';
import { dropLocks } from './workspaceLock.ts';

/**
 * Deletes the workspace, all that SQLite keeps beside it, its snapshots and the backups that earlier versions made before
 * updates, overwriting what holds names first. Whoever had it open has overwritten the log at closing (logFile.ts); one
 * that was ended from outside has left it, with names in it. Cut off it is a workspace still, or pieces that are cleared
 * at the next start; never half a workspace, which nobody could open to erase it again.
 */
export function eraseWorkspace(path: string): void {
  eraseSnapshots(path);
  for (const log of [`${path}-wal`, `${path}-journal`]) if (existsSync(log)) overwrite(log);
  clearSideFiles(path);
  // While the file can still be asked what it is.
  dropLocks(path);
  // Copies that were ended in their middle hold the same names.
  clearDeadPieces(dirname(path));
  // The workspace last: as long as it is there, all of this can be done again.
  const pieces = [...backupPaths(path), path].filter((file) => existsSync(file)).map(setAside);
  for (const piece of pieces) {
    overwrite(piece);
    dropPiece(piece);
  }
}
