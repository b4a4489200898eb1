/**
 * Files that hold users are for whoever made them: no other account of the computer reads them, whatever the system
 * would allow by itself. SQLite gives what it puts beside a file the same mode. Windows has no modes: there the folder
 * decides. Must never open a file that is there: closing it again would free the locks on it.
 */
import { chmodSync, closeSync, openSync } from 'node:fs';

export const OWNER_ALONE = 0o600;

/** An empty file, for SQLite to fill. @throws where there is one already */
export function makeForOwner(path: string): void {
  closeSync(openSync(path, 'wx', OWNER_ALONE));
}

/** One that is there. Where somebody else owns it, or the drive knows no modes, it stays as it is. */
export function keepForOwner(path: string): void {
  try {
    chmodSync(path, OWNER_ALONE);
  } catch {}
}
