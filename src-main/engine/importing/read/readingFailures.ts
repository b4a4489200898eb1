/** Why a file can't be read, in words for the librarian. */
import { fileRefusal, Refusal } from '../../refusal.ts';
import { TableError } from '../../tables/tableError.ts';

export function sentenceOf(error: unknown): string {
  if (isDiskFull(error))
    return 'The disk with the workspace is full. Nothing was imported. Free some space, then try again.';
  if (error instanceof Refusal) return error.sentence;
  if (error instanceof TableError) return error.message;
  if (isFileError(error))
    return 'The file can’t be opened. Check that it is still there and that no other program has locked it, then try again.';
  return 'The file could not be read because of a fault in Purge Desk. Nothing was imported.';
}

/** A failure of the file, not of the program. */
export function isExpected(error: unknown): boolean {
  return (
    error instanceof Refusal ||
    error instanceof TableError ||
    isFileError(error) ||
    isDiskFull(error)
  );
}

function isFileError(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['ENOENT', 'EACCES', 'EPERM', 'EBUSY', 'EISDIR'].includes(
      (error as NodeJS.ErrnoException).code ?? '',
    )
  );
}

function isDiskFull(error: unknown): boolean {
  return fileRefusal(error)?.code === 'file.diskFull';
}
