/** Erasing a workspace: what holds names is overwritten before it is deleted. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { backupPaths, clearSideFiles, lockPath } from './sideFiles.ts';

/**
 * Deletes the workspace, all that SQLite keeps beside it and the backups of its updates, overwriting
 * what holds names first.
 */
export function eraseWorkspace(path: string): void {
  const backups = backupPaths(path);
  for (const file of [`${path}-wal`, `${path}-journal`, ...backups, path]) {
    if (existsSync(file)) overwrite(file);
  }
  clearSideFiles(path);
  for (const file of [lockPath(path), ...backups, path]) rmSync(file, { force: true });
}

function overwrite(path: string): void {
  const zeros = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r+');
  try {
    for (
      let left = statSync(path).size, at = 0;
      left > 0;
      left -= zeros.length, at += zeros.length
    ) {
      writeSync(file, zeros, 0, Math.min(left, zeros.length), at);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
