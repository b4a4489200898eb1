/**
 * Writes files whole or not at all: beside their places first, brought to the disk, and put there when everything is
 * written. Who watches the folder never sees half a file, and what stood there before stays until then. Everything that
 * the engine writes goes this way. Must never write through a link that lies beside.
 */
import { closeSync, existsSync, fsyncSync, lstatSync, openSync, renameSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { besideOf, dropPiece, notePiece } from './pieces.ts';

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
  const besides = begin(paths);
  try {
    const written = await write(besides);
    if (!isWanted(written)) return written;
    for (const beside of besides) await flush(beside);
    for (const [n, path] of paths.entries()) await rename(besides[n]!, path);
    for (const folder of new Set(paths.map((path) => dirname(path)))) flushFolder(folder);
    return written;
  } finally {
    besides.forEach(dropPiece);
  }
}

/** The same at once, for what is small. */
export function writeWholeAtOnce(path: string, write: (beside: string) => void): void {
  const [beside] = begin([path]);
  try {
    write(beside!);
    const file = openSync(beside!, 'r+');
    fsyncSync(file);
    closeSync(file);
    renameSync(beside!, path);
    flushFolder(dirname(path));
  } finally {
    dropPiece(beside!);
  }
}

/** For files whose names only their writers know: `write` gets an empty folder beside, whose files then move. */
export async function writeFolderWhole<T>(
  folder: string,
  write: (beside: string) => Promise<T>,
): Promise<T> {
  const [beside] = begin([join(nearestFolder(folder), 'results')]);
  await mkdir(beside!, { mode: 0o700 });
  try {
    const written = await write(beside!);
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(beside!))
      await rename(join(beside!, name), join(folder, name));
    flushFolder(folder);
    return written;
  } finally {
    dropPiece(beside!);
  }
}

/**
 * For a folder that takes its place as a whole: an empty one beside it, to be filled. Whoever asks for it calls
 * `putFolder`, or dropPiece with `besideOf(path)`, whatever happens.
 */
export async function makeFolderBeside(path: string): Promise<string> {
  const [beside] = begin([path]);
  await mkdir(beside!, { mode: 0o700 });
  return beside!;
}

/** Puts there what was made beside it. Nothing may stand in its place. */
export async function putFolder(path: string): Promise<void> {
  const beside = besideOf(path);
  flushFolder(beside);
  await chmod(beside, 0o777 & ~process.umask());
  await rename(beside, path);
  flushFolderOf(path);
  dropPiece(beside);
}

/** The folder itself, or the one in which it would be made. */
export function nearestFolder(path: string): string {
  let folder = path;
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

function begin(paths: readonly string[]): string[] {
  // A name that is too long is found out here, not when all is written.
  for (const path of paths) lstatSync(path, { throwIfNoEntry: false });
  return paths.map((path) => {
    const beside = besideOf(path);
    dropPiece(beside);
    notePiece(beside);
    return beside;
  });
}

/** A name must not get to the disk before what it names. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name that was given stays given. */
export const flushFolderOf = (path: string): void => flushFolder(dirname(path));

/** Windows has no such thing; nor do some drives. */
function flushFolder(folder: string): void {
  try {
    const opened = openSync(folder, 'r');
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  } catch {}
}
