/**
 * What the failures of files, drives and SQLite mean: one table from their codes to refusals, for everything that reads
 * or writes. A code that isn't in it is a bug. Must never look at messages, which name paths.
 */
import { FILE_REFUSAL_CODES, type FileRefusalCode } from '#shared/refusals/fileRefusals.ts';
import { Refusal } from './refusal.ts';

/** The first that fits counts. */
const MEANINGS: readonly (readonly [codes: RegExp, meaning: FileRefusalCode])[] = [
  // SHMSIZE: the index of the log could not grow.
  [/^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/, 'file.diskFull'],
  // ELOOP: a link that leads to itself.
  [/^(ENOENT|ENOTDIR|ELOOP)$/, 'file.missing'],
  [/^ENAMETOOLONG$/, 'file.nameTooLong'],
  [/^SQLITE_READONLY_DBMOVED$/, 'file.moved'],
  [/^(EACCES|EPERM|EBUSY|EISDIR|ETXTBSY|SQLITE_CANTOPEN.*|SQLITE_PERM)$/, 'file.notWritable'],
  [/^(EROFS|SQLITE_READONLY.*)$/, 'file.readOnly'],
  [/^(SQLITE_CORRUPT.*|SQLITE_NOTADB|SQLITE_IOERR_(SHORT_READ|DATA))$/, 'file.damaged'],
  [/^(EMFILE|ENFILE)$/, 'file.tooManyOpen'],
  [/^(ENOMEM|SQLITE_NOMEM|SQLITE_IOERR_NOMEM)$/, 'file.noMemory'],
  [/^(SQLITE_BUSY.*|SQLITE_LOCKED.*)$/, 'file.inUse'],
  // Without a name in Node, among others: the file system found itself broken. IOERR_CORRUPTFS: what SQLite makes of EIO and ENXIO where it reads. UNKNOWN: what Windows says of a device that went, where Node has no name for it.
  [
    /^(EIO|ENODEV|ENXIO|ESTALE|ETIMEDOUT|EREMOTEIO|ENOTCONN|ENETDOWN|ENETUNREACH|EHOSTDOWN|EHOSTUNREACH|ECONNRESET|UNKNOWN|Unknown system error.*|SQLITE_IOERR.*|SQLITE_PROTOCOL|SQLITE_NOLFS)$/,
    'file.noAnswer',
  ],
];

/** What the code of an error of the file system or of SQLite means; undefined for all others. */
export function meaningOf(errorCode: unknown): FileRefusalCode | undefined {
  const code = String(errorCode);
  return MEANINGS.find(([codes]) => codes.test(code))?.[1];
}

/** The failures of files and drives that the librarian can do something about; undefined for all others. */
export function fileRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return isFileRefusal(error) ? error : undefined;
  const meaning =
    error instanceof Error ? meaningOf((error as { code?: unknown }).code) : undefined;
  return meaning && new Refusal(meaning);
}

const CODES: ReadonlySet<string> = new Set(FILE_REFUSAL_CODES);

function isFileRefusal({ code }: Refusal): boolean {
  return CODES.has(code);
}

/** An expected failure as such, whoever noticed it; undefined for a bug. */
export function refusalIn(error: unknown): Refusal | undefined {
  return error instanceof Refusal ? error : fileRefusal(error);
}
