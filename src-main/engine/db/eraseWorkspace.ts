/** Erasing a workspace: what holds names is overwritten before it is deleted. */
import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { overwrite } from './overwriting.ts';
import { clearDeadPieces } from './pieces.ts';
import { backupPaths, clearSideFiles } from './sideFiles.ts';
import { eraseSnapshots } from './snapshots/ownSnapshots.ts';
import { dropLocks } from './workspaceLock.ts';

/**
 * Deletes the workspace, all that SQLite keeps beside it, its snapshots and the backups that earlier versions made before
 * updates, overwriting what holds names first. Whoever had it open has overwritten the log at closing (logFile.ts); one that was ended
 * from outside has left it, with names in it.
 */
export function eraseWorkspace(path: string): void {
  eraseSnapshots(path);
  const backups = backupPaths(path);
  for (const file of [`${path}-wal`, `${path}-journal`, ...backups, path]) {
    if (existsSync(file)) overwrite(file);
  }
  clearSideFiles(path);
  dropLocks(path);
  // Copies that were ended in their middle hold the same names.
  clearDeadPieces(dirname(path));
  for (const file of [...backups, path]) rmSync(file, { force: true });
}
