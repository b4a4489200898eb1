/**
 * Owns the file that is read: opened once, whatever is asked of it then.
 * Must never: write, wait for what is no file (a pipe, a device), or let an error of the file system (which names the
 * path) out.
 */
import { constants, fstatSync, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { TableError } from './tableError.ts';

/** Should a pipe take the file's place between the look and the opening: nobody waits for its other end. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Read by position, from several places at once. Whoever opened it closes it. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly name: string;
  /** Nothing behind it is read, however much is added. */
  readonly size: number;
  /** When it was last written, in milliseconds. */
  readonly modified: number;
}

/** Takes a path; gives the file opened. Throws TableError. */
async function openFile(path: string): Promise<OpenFile> {
  const handle = await openHandle(path).catch((error: unknown) => {
    throw fileError(error);
  });
  return closedOnFailure(handle, async () => {
    const { size, mtimeMs } = wholeFile(await handle.stat());
    return { handle, name: basename(path), size, modified: mtimeMs };
  });
}

/** To open a device may already do something to it. */
async function openHandle(path: string): Promise<FileHandle> {
  wholeFile(await stat(path));
  return open(path, READ_AT_ONCE);
}

function wholeFile(found: Stats): Stats {
  if (!found.isFile()) throw new TableError('notAFile', 'not a regular file');
  return found;
}

/** Takes an open file; tells whether it has been written to since it was opened. */
export function hasChanged({ handle, size, modified }: OpenFile): boolean {
  const now = fstatSync(handle.fd);
  return now.size !== size || now.mtimeMs !== modified;
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
