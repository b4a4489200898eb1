/**
 * Writes files whole or not at all: beside their places first, put there when everything is written. Who watches the
 * folder never sees half a file, and what stood there before stays until then. Must never write through a link that
 * lies beside.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** `write` gets the path to write to for now. */
export function writeWhole<T>(path: string, write: (beside: string) => Promise<T> | T): Promise<T> {
  return writeAllWhole([path], ([beside]) => write(beside!));
}

/** All of them or none; what `isWanted` doesn't want after all is dropped. */
export async function writeAllWhole<T>(
  paths: readonly string[],
  write: (besides: readonly string[]) => Promise<T> | T,
  isWanted: (written: T) => boolean = () => true,
): Promise<T> {
  const besides = paths.map(besideOf);
  const clear = async () => {
    for (const path of paths) await clearBeside(path);
  };
  try {
    await clear();
    const written = await write(besides);
    if (isWanted(written)) for (const [n, path] of paths.entries()) await rename(besides[n]!, path);
    return written;
  } finally {
    await clear();
  }
}

/** Where a file is written until it is whole. */
export const besideOf = (path: string) => `${path}.part`;

/** What a writer that was ended from outside has left. */
export function clearBeside(path: string): Promise<void> {
  return rm(besideOf(path), { force: true });
}

/** For files whose names only their writers know: `write` gets an empty folder beside, whose files then move. */
export async function writeFolderWhole<T>(
  folder: string,
  write: (beside: string) => Promise<T>,
): Promise<T> {
  const beside = await mkdtemp(join(nearestFolder(folder), '.purge-desk-'));
  try {
    const written = await write(beside);
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(beside)) await rename(join(beside, name), join(folder, name));
    return written;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** The folder itself, or the one in which it would be made. */
export function nearestFolder(path: string): string {
  let folder = path;
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}
