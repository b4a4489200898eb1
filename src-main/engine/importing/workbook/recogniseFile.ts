/**
 * Owns telling what a file is from its own bytes, whatever its name says.
 * Called by: zipContainer.ts before it looks for a ZIP directory.
 * Must never: read a whole large file, except an old-format container in search of its encryption mark.
 */
import type { FileHandle } from 'node:fs/promises';
import { WorkbookError, type WorkbookErrorCode } from './workbookError.ts';

const headBytes = 4096;
const searchStep = 1 << 20;
const searchLimit = 64 << 20;
const oleSignature = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const encryptedName = Buffer.from('EncryptedPackage', 'utf16le');
const workbookName = Buffer.from('Workbook', 'utf16le');
const bookName = Buffer.from('Book\0', 'utf16le');

/** Takes an open file and its size; throws WorkbookError unless it begins like a ZIP package. */
export async function recogniseFile(file: FileHandle, size: number): Promise<void> {
  if (size === 0) throw new WorkbookError('emptyFile', 'size 0');
  const head = Buffer.alloc(Math.min(size, headBytes));
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  const start = head.subarray(0, bytesRead);
  if (start.length < 4) throw new WorkbookError('incomplete', `size ${start.length}`);
  const signature = start.readUInt32BE(0);
  if (signature === 0x504b0304 || signature === 0x504b0506) return;
  const oldFile = start.subarray(0, 8).equals(oleSignature);
  const code = oldFile ? await recogniseOle(file, size) : recogniseOther(start);
  throw new WorkbookError(code, `begins with ${start.subarray(0, 4).toString('hex')}`);
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

function recogniseOther(start: Buffer): WorkbookErrorCode {
  if (start.every((byte) => byte === 0)) return 'incomplete';
  // The oldest workbooks (Excel 2 to 4) have no container and begin with a record of their own.
  if (start[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(start[1]) && start[3] === 0)
    return 'oldXls';
  const text = readableText(start);
  if (text === undefined) return 'notAWorkbook';
  const words = text.trimStart().toLowerCase();
  if (words.startsWith('mime-version:')) return 'htmlFile';
  if (!words.startsWith('<')) return words.startsWith('%pdf') ? 'notAWorkbook' : 'textFile';
  if (words.includes('urn:schemas-microsoft-com:office:spreadsheet') && words.startsWith('<?xml')) {
    return 'xmlSpreadsheet';
  }
  if (words.includes('office:document') && words.includes('opendocument')) return 'openDocument';
  return /<(!doctype html|html|head|body|table|meta|style|div)\b/.test(words)
    ? 'htmlFile'
    : 'notAWorkbook';
}

/** Gives the text of the file's start, or undefined when it holds bytes that no text file has. */
function readableText(start: Buffer): string | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return start.subarray(2).toString('utf16le');
  if (start[0] === 0xfe && start[1] === 0xff) {
    return Buffer.from(start.subarray(2, start.length & ~1))
      .swap16()
      .toString('utf16le');
  }
  const binary = start.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
  return binary ? undefined : start.toString('utf8').replace(/^\uFEFF/, '');
}
