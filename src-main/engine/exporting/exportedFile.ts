/** The file of an export: refused before the work where it can't be written, and a full disk is called by its name. */
import { constants, lstatSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileRefusal } from '../fileFailures.ts';
import { Refusal } from '../refusal.ts';
import { diskOf } from './diskOf.ts';

/** @param write puts the file in its place when it is whole */
export async function writeExported<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    await requireFree(path);
    return await write();
  } catch (error) {
    throw isDiskFull(error) ? new Refusal('export.diskFull', diskOf(path)) : error;
  }
}

/**
 * A file that another program holds is refused before the work, not behind it. Nothing is written to it, nor is one made;
 * a link is replaced by the export, so what it leads to is nobody's business here.
 */
async function requireFree(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isFile() || found?.isDirectory())
    await (await open(path, constants.O_RDWR | NO_FOLLOW)).close();
}

/** Where there are no such links, there is no such word. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

function isDiskFull(error: unknown): boolean {
  return fileRefusal(error)?.code === 'file.diskFull';
}
