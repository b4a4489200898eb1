/** Why a file can't be read, as a code with its values. Must never make a sentence of it. */
import type { FileRefusalCode } from '#shared/refusals/fileRefusals.ts';
import type { RefusalCode, SentRefusal } from '#shared/refusals/refusals.ts';
import { meaningOf, refusalIn } from '../../fileFailures.ts';
import { Refusal } from '../../refusal.ts';
import { TableError } from '../../tables/tableError.ts';

export function failureOf(error: unknown): SentRefusal {
  if (error instanceof TableError) return failureOfTable(error);
  return sent(refusalIn(error) ?? new Refusal('reading.fault'));
}

/** What says more than that the file can't be opened. */
const TOLD: ReadonlySet<FileRefusalCode | undefined> = new Set([
  'file.noAnswer',
  'file.tooManyOpen',
  'file.noMemory',
] as const);

/** Every code of a table has words. */
function failureOfTable({ code, row, detail }: TableError): SentRefusal {
  const meaning = code === 'unreadable' ? meaningOf(detail) : undefined;
  if (meaning && TOLD.has(meaning)) return { code: meaning, values: undefined };
  const known = `reading.${code}` as const satisfies RefusalCode;
  return { code: known, values: row > 0 ? { row, detail } : undefined };
}

function sent({ code, values }: Refusal): SentRefusal {
  return { code: FOR_READING.get(code) ?? code, values };
}

/** Of the file that is read, not of the one that is written. */
const FOR_READING: ReadonlyMap<RefusalCode, RefusalCode> = new Map([
  ['file.diskFull', 'reading.diskFull'],
  ['file.missing', 'reading.unreadable'],
  ['file.notWritable', 'reading.unreadable'],
]);

/** A failure of the file or of a drive, not of the program. */
export function isExpected(error: unknown): boolean {
  return error instanceof TableError || refusalIn(error) !== undefined;
}
