/** Why a file can't be read, as a code with its values. Must never make a sentence of it. */
import type { RefusalCode, SentRefusal } from '#shared/refusals/refusals.ts';
import { fileRefusal, Refusal } from '../../refusal.ts';
import { TableError } from '../../tables/tableError.ts';

export function failureOf(error: unknown): SentRefusal {
  if (isDiskFull(error)) return sent(new Refusal('reading.diskFull'));
  if (error instanceof Refusal) return sent(error);
  if (error instanceof TableError) return failureOfTable(error);
  return sent(new Refusal(isFileError(error) ? 'reading.unreadable' : 'reading.fault'));
}

/** Every code of a table has words. */
function failureOfTable({ code, row, detail }: TableError): SentRefusal {
  const known = `reading.${code}` as const satisfies RefusalCode;
  return { code: known, values: row > 0 ? { row, detail } : undefined };
}

const sent = ({ code, values }: Refusal): SentRefusal => ({ code, values });

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
