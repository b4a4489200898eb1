/**
 * Owns telling what a file is from its own bytes, whatever its name says, unless that is the name of a lock file.
 * Must never: read a whole large file, except an old-format container in search of its encryption mark.
 */
import type { OpenFile } from './openFile.ts';
import { TableError, type TableErrorCode } from './tableError.ts';
import { decodeText, markedEncoding, wholeLength, zeroPatternEncoding } from './textEncoding.ts';

const HEAD_BYTES = 4096;
const CTRL_Z = 0x1a;
const SEARCH_STEP = 1 << 20;
const SEARCH_LIMIT = 64 << 20;
const OLE_SIGNATURE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ZIP_SIGNATURES = [Buffer.from('PK\x03\x04'), Buffer.from('PK\x05\x06')];
const ENCRYPTED_NAME = Buffer.from('EncryptedPackage', 'utf16le');
/** As old programs name the stream of a workbook, in lower case. */
const bookNames = ['workbook', 'book\0'].map((name) =>
  Buffer.from(name, 'utf16le').toString('latin1'),
);
/** As spreadsheet programs name the file that says who has a workbook open. */
const LOCK_FILE_NAME = /^(~\$|\.~lock\.)/;
/** Excel's lock file: the name of whoever has the workbook open, twice, each in a field of fixed length. */
const LOCK_FILE = { bytes: 165, nameLength: 54, secondName: 55 };

/** Takes an open file; tells a ZIP package from text and from Alma's XML. Throws TableError for anything else. */
export async function recogniseFile(file: OpenFile): Promise<'package' | 'text' | 'almaXml'> {
  const { handle, name, size } = file;
  if (LOCK_FILE_NAME.test(name)) throw new TableError('lockFile', 'its name');
  if (size === 0) throw new TableError('emptyFile', 'size 0');
  const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  const start = head.subarray(0, bytesRead);
  if (ZIP_SIGNATURES.some((signature) => start.subarray(0, 4).equals(signature))) return 'package';
  if (start.length < 4 && [OLE_SIGNATURE, ...ZIP_SIGNATURES].some((whole) => isStart(start, whole)))
    throw new TableError('incomplete', `size ${start.length}`);
  const oldFile = start.subarray(0, 8).equals(OLE_SIGNATURE);
  if (isLockFile(start, size)) throw new TableError('lockFile', `size ${size}`);
  const code = oldFile ? await recogniseOle(file) : recogniseOther(start);
  if (code === 'text' || code === 'almaXml') return code;
  throw new TableError(code, `begins with ${start.subarray(0, 4).toString('hex')}`);
}

function isLockFile(start: Buffer, size: number): boolean {
  const length = start[0]!;
  if (size !== LOCK_FILE.bytes || length === 0 || length > LOCK_FILE.nameLength) return false;
  return start[LOCK_FILE.secondName] === length && start[LOCK_FILE.secondName + 1] === 0;
}

function isStart(start: Buffer, whole: Buffer): boolean {
  return whole.subarray(0, start.length).equals(start);
}

/** An encrypted .xlsx and an old .xls share one container; only the names of its streams tell them apart. */
async function recogniseOle({ handle, size }: OpenFile): Promise<TableErrorCode> {
  const overlap = 64;
  const buffer = Buffer.alloc(SEARCH_STEP + overlap);
  let hasBook = false;
  for (let at = 0; at < Math.min(size, SEARCH_LIMIT); at += SEARCH_STEP) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    const piece = buffer.subarray(0, bytesRead);
    if (piece.includes(ENCRYPTED_NAME)) return 'encrypted';
    const lower = piece.toString('latin1').toLowerCase();
    hasBook ||= bookNames.some((name) => lower.includes(name));
  }
  return hasBook ? 'oldXls' : 'notAWorkbook';
}

function recogniseOther(start: Buffer): TableErrorCode | 'text' | 'almaXml' {
  if (start.every((byte) => byte === 0)) return 'incomplete';
  // The oldest workbooks (Excel 2 to 4) have no container and begin with a record of their own.
  // The record's length tells it from text in UTF-16 that begins with a tab.
  const [first, version = -1, length = -1, none] = start;
  if (first === 0x09 && [0, 2, 4, 8].includes(version) && [4, 6, 8, 16].includes(length) && !none)
    return 'oldXls';
  const text = readableText(start);
  if (text === undefined) return 'notAWorkbook';
  const words = text.trimStart().toLowerCase();
  if (words.startsWith('mime-version:')) return 'htmlFile';
  if (words.startsWith('<')) return recogniseMarkup(words) ?? 'text';
  return words.startsWith('%pdf') ? 'notAWorkbook' : 'text';
}

/** The first element is one of users, or holds one, whatever declarations, comments and spaces stand before it. */
const ALMA_USERS =
  /^(?:\s|<\?[^>]*\?>|<!--(?:[^-]|-(?!->))*-->)*(?:<[\w.:-]+(?:\s[^<>]*)?>\s*)?<(?:[\w.-]+:)?users?(?:\s[^<>]*)?\/?>/;

/** Takes the first bytes of a file; tells whether it begins like Alma's XML. */
export function holdsAlmaXml(start: Buffer): boolean {
  return ALMA_USERS.test(readableText(start)?.toLowerCase() ?? '');
}

/** Undefined for a text that merely begins with an angle bracket, such as a heading in them. */
function recogniseMarkup(words: string): TableErrorCode | 'almaXml' | undefined {
  if (ALMA_USERS.test(words)) return 'almaXml';
  const declared = words.startsWith('<?');
  const isBook = declared || /<([\w-]+:)?workbook\b/.test(words);
  if (isBook && words.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return 'xmlSpreadsheet';
  if (words.includes('office:document') && words.includes('opendocument')) return 'openDocument';
  if (/<(!doctype html|html|head|body|table|meta|style|div)\b[^<]*>/.test(words)) return 'htmlFile';
  const isXml =
    declared || /^<!(--|doctype\b)/.test(words) || /^<[\w:.-]+\s[^<>]*\bxmlns\b/.test(words);
  return isXml || /^<([\w:.-]+)(\s[^<>]*)?>\s*</.test(words) ? 'xmlFile' : undefined;
}

/** A few control characters make no other file of a text: the reader names the row of the first. */
function isBinary(start: Buffer): boolean {
  let controls = 0;
  for (const byte of start) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27 && byte !== CTRL_Z)) controls++;
  }
  return controls * 20 > start.length;
}

/** Gives the text of the file's start, or undefined when it holds what no text file has. */
function readableText(start: Buffer): string | undefined {
  const encoding = markedEncoding(start) ?? zeroPatternEncoding(start);
  if (encoding === undefined || encoding === 'utf-8') {
    return isBinary(start) ? undefined : start.toString('utf8').replace(/^\uFEFF/, '');
  }
  const text = decodeText(encoding, start.subarray(0, wholeLength(encoding, start)));
  // Half a surrogate pair is for the reader of text to complain about.
  if (text === undefined) return '';
  if (text.includes('\0')) return undefined;
  return text.replace(/^\uFEFF/, '');
}
