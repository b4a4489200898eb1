/** The files that stand beside a workspace: SQLite's own, the lock, the backups of its updates. Knows their names alone. */
import { existsSync, rmSync } from 'node:fs';
import { MIGRATIONS } from './migrations.ts';

/** What SQLite writes beside a file that is open, and leaves there when it is killed. */
export const SQLITE_SIDES = ['-wal', '-shm', '-journal'] as const;

export function clearSideFiles(path: string): void {
  for (const suffix of SQLITE_SIDES) rmSync(path + suffix, { force: true });
}

/** Those that are there. */
export const sidesOf = (path: string) => SQLITE_SIDES.filter((side) => existsSync(path + side));

/** Nobody closed it properly, or somebody has it open. */
export const isLeftOpen = (path: string) => sidesOf(path).some((side) => side !== '-shm');

/** What looking at a file has put beside it. @param before what stood there */
export function clearNewSides(path: string, before: readonly string[]): void {
  for (const side of sidesOf(path)) if (!before.includes(side)) rmSync(path + side);
}

export const lockPath = (path: string) => `${path}-lock`;

/** Where earlier versions of the program kept a workspace before its update. @param version migrations it has had */
function backupPath(path: string, version: number): string {
  return path.replace(/(\.purgedesk)?$/, `.before-update-${version}.purgedesk`);
}

/** Of every version that there has been, whether it is there or not. */
export const backupPaths = (path: string) =>
  MIGRATIONS.map((_, version) => backupPath(path, version));
