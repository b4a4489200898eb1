/**
 * Owns the file that is read: opened once, whatever is asked of it then.
 * Must never: write, or let an error of the file system (which names the path) out.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { TableError } from './tableError.ts';

/** Read by position, from several places at once. Whoever opened it closes it. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly name: string;
  readonly size: number;
  /** When it was last written, in milliseconds. */
  readonly modified: number;
}

/** Takes a path; gives the file opened. Throws TableError. */
async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw fileError(error);
  });
  return closedOnFailure(handle, async () => {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new TableError('unreadable', 'not a file');
    return { handle, name: basename(path), size: stat.size, modified: stat.mtimeMs };
  });
}

/** Takes a path and what is made of the file; closes it if nothing comes of it. Throws TableError. */
export async function openAs<T>(path: string, make: (file: OpenFile) => Promise<T>): Promise<T> {
  const file = await openFile(path);
  return closedOnFailure(file.handle, () => make(file));
}

/** Waits for reads that are still under way; a failure to close a file that was only read is of no use to anybody. */
export function closeFile({ handle }: OpenFile): void {
  handle.close().catch(() => undefined);
}

/** Takes anything that was thrown; gives a TableError for failures of the file system, the rest as it is. */
export function fileError(error: unknown): unknown {
  const isSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  return isSystem ? new TableError('unreadable', String(error.code)) : error;
}

async function closedOnFailure<T>(handle: FileHandle, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    await handle.close();
    throw fileError(error);
  }
}
