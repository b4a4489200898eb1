/**
 * Owns telling what a file is from its own bytes, whatever its name says.
 * Called by: zipContainer.ts before it looks for a ZIP directory; openTable.ts to choose between readers.
 * Must never: read a whole large file, except an old-format container in search of its encryption mark.
 */
import type { FileHandle } from 'node:fs/promises';
import {
  decodeText,
  markedEncoding,
  wholeLength,
  zeroPatternEncoding,
} from '../text/textEncoding.ts';
import { WorkbookError, type WorkbookErrorCode } from './workbookError.ts';

const headBytes = 4096;
const searchStep = 1 << 20;
const searchLimit = 64 << 20;
const oleSignature = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const zipSignatures = [Buffer.from('PK\x03\x04'), Buffer.from('PK\x05\x06')];
const encryptedName = Buffer.from('EncryptedPackage', 'utf16le');
const workbookName = Buffer.from('Workbook', 'utf16le');
const bookName = Buffer.from('Book\0', 'utf16le');

/** Takes an open file and its size; tells a ZIP package from text. Throws WorkbookError for anything else. */
export async function recogniseFile(file: FileHandle, size: number): Promise<'package' | 'text'> {
  if (size === 0) throw new WorkbookError('emptyFile', 'size 0');
  const head = Buffer.alloc(Math.min(size, headBytes));
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  const start = head.subarray(0, bytesRead);
  if (zipSignatures.some((signature) => start.subarray(0, 4).equals(signature))) return 'package';
  if (start.length < 4 && [oleSignature, ...zipSignatures].some((whole) => isStart(start, whole)))
    throw new WorkbookError('incomplete', `size ${start.length}`);
  const oldFile = start.subarray(0, 8).equals(oleSignature);
  const code = oldFile ? await recogniseOle(file, size) : recogniseOther(start);
  if (code === 'text') return code;
  throw new WorkbookError(code, `begins with ${start.subarray(0, 4).toString('hex')}`);
}

function isStart(start: Buffer, whole: Buffer): boolean {
  return whole.subarray(0, start.length).equals(start);
}

/** An encrypted .xlsx and an old .xls share one container; only the names of its streams tell them apart. */
async function recogniseOle(file: FileHandle, size: number): Promise<WorkbookErrorCode> {
  const overlap = 64;
  const buffer = Buffer.alloc(searchStep + overlap);
  let hasBook = false;
  for (let at = 0; at < Math.min(size, searchLimit); at += searchStep) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    const piece = buffer.subarray(0, bytesRead);
    if (piece.includes(encryptedName)) return 'encrypted';
    hasBook ||= piece.includes(workbookName) || piece.includes(bookName);
  }
  return hasBook ? 'oldXls' : 'notAWorkbook';
}

function recogniseOther(start: Buffer): WorkbookErrorCode | 'text' {
  if (start.every((byte) => byte === 0)) return 'incomplete';
  // The oldest workbooks (Excel 2 to 4) have no container and begin with a record of their own.
  // The record's length tells it from text in UTF-16 that begins with a tab.
  const [first, version, length, none] = start;
  if (first === 0x09 && [0, 2, 4, 8].includes(version) && [4, 6, 8, 16].includes(length) && !none)
    return 'oldXls';
  const text = readableText(start);
  if (text === undefined) return 'notAWorkbook';
  const words = text.trimStart().toLowerCase();
  if (words.startsWith('mime-version:')) return 'htmlFile';
  if (!words.startsWith('<')) return words.startsWith('%pdf') ? 'notAWorkbook' : 'text';
  if (words.includes('urn:schemas-microsoft-com:office:spreadsheet') && words.startsWith('<?xml')) {
    return 'xmlSpreadsheet';
  }
  if (words.includes('office:document') && words.includes('opendocument')) return 'openDocument';
  return /<(!doctype html|html|head|body|table|meta|style|div)\b/.test(words)
    ? 'htmlFile'
    : 'notAWorkbook';
}

/** Gives the text of the file's start, or undefined when it holds what no text file has. */
function readableText(start: Buffer): string | undefined {
  const encoding = markedEncoding(start) ?? zeroPatternEncoding(start);
  if (encoding === undefined || encoding === 'utf-8') {
    const binary = start.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
    return binary ? undefined : start.toString('utf8').replace(/^\uFEFF/, '');
  }
  const text = decodeText(encoding, start.subarray(0, wholeLength(encoding, start)));
  // Half a surrogate pair is for the reader of text to complain about.
  if (text === undefined) return '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return undefined;
  return text.replace(/^\uFEFF/, '');
}
