/** Copies of a workspace that this program has made beside it: whoever is erased from it stands in them still. */
import { existsSync } from 'node:fs';
import { overwrite } from '../overwriting.ts';
import { dropPiece, setAside } from '../pieces.ts';
import { backupPaths } from '../sideFiles.ts';
import { eraseSnapshots } from '../snapshots/ownSnapshots.ts';

/** Overwrites and deletes its snapshots, and the backups that earlier versions made before updates. */
export function eraseCopies(path: string): void {
  eraseSnapshots(path);
  for (const piece of backupPaths(path).filter(existsSync).map(setAside)) {
    overwrite(piece);
    dropPiece(piece);
  }
}
