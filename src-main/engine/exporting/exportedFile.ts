/** The file of an export: refused before the work where it can't be written, and a full disk is called by its name. */
import { existsSync } from 'node:fs';
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

/** A file that another program holds is refused before the work, not behind it. */
export async function requireFree(path: string): Promise<void> {
  if (existsSync(path)) await (await open(path, 'r+')).close();
}

function isDiskFull(error: unknown): boolean {
  return fileRefusal(error)?.code === 'file.diskFull';
}
