/**
 * Owns the way of a text file from its bytes to decoded pieces of text, and guessing the encoding of the whole.
 * Called by: openText.ts for the sample at the file's start; textStream.ts for each reading.
 * Must never: cut a character at the edge of a chunk, give text that the file doesn't hold, or keep more than
 * one chunk in memory.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import type { TextEncodingName } from '#shared/domain/textFormats.ts';
import { WorkbookError } from '../workbook/workbookError.ts';
import { decodeText, markedEncoding, wholeLength, zeroPatternEncoding } from './textEncoding.ts';

const headBytes = 4096;
/** Decoded at a time: larger strings are made outside the part of memory where short-lived objects cost nothing. */
const pieceBytes = 32 << 10;
/** The longest part of a character that a chunk can leave over. */
const longestRest = 3;

/** The bytes of a file, piece by piece, each ending with a whole character. */
class CharacterChunks {
  /** Bytes read so far. */
  consumed = 0;
  readonly #file: FileHandle;
  readonly #encoding: TextEncodingName;
  readonly #buffer: Buffer;
  #start = 0;
  #end = 0;

  constructor(file: FileHandle, encoding: TextEncodingName, chunkBytes: number) {
    this.#file = file;
    this.#encoding = encoding;
    this.#buffer = Buffer.allocUnsafeSlow(chunkBytes + longestRest);
  }

  /** Bytes of a character without its end; when the file has ended, its end is missing. */
  get rest(): number {
    return this.#end - this.#start;
  }

  /** Gives the next bytes (valid until the next call), or undefined at the end of the file. */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      const bytes = this.#buffer.subarray(
        this.#start,
        Math.min(this.#end, this.#start + pieceBytes),
      );
      const whole = wholeLength(this.#encoding, bytes);
      this.#start += whole;
      if (whole > 0) return bytes.subarray(0, whole);
      if (!(await this.#read())) return undefined;
    }
  }

  /** Adds bytes of the file to what is left; false at its end. */
  async #read(): Promise<boolean> {
    const buffer = this.#buffer;
    buffer.copyWithin(0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
    const space = buffer.length - longestRest;
    const { bytesRead } = await this.#file.read(buffer, this.#end, space, this.consumed);
    this.#end += bytesRead;
    this.consumed += bytesRead;
    return bytesRead > 0;
  }
}

/** The text of a file, piece by piece. */
export class TextSource {
  readonly #chunks: CharacterChunks;
  readonly #encoding: TextEncodingName;
  #atStart = true;

  /** Takes the open file (read from its start), its encoding and how many bytes to read at a time. */
  constructor(file: FileHandle, encoding: TextEncodingName, chunkBytes: number) {
    this.#chunks = new CharacterChunks(file, encoding, chunkBytes);
    this.#encoding = encoding;
  }

  /** Bytes of the file that have been read. */
  get consumed(): number {
    return this.#chunks.consumed;
  }

  /** Gives the next piece, without a byte order mark, or undefined at the end. Throws WorkbookError. */
  async next(): Promise<string | undefined> {
    const bytes = await this.#chunks.next();
    if (bytes === undefined) {
      if (this.#chunks.rest > 0) throw new WorkbookError('incomplete', 'half a character');
      return undefined;
    }
    const text = decodeText(this.#encoding, bytes);
    if (text === undefined) throw new WorkbookError('wrongEncoding', this.#encoding);
    const marked = this.#atStart && text.charCodeAt(0) === 0xfeff;
    this.#atStart = false;
    return marked ? text.slice(1) : text;
  }
}

/**
 * Takes an open file; gives the encoding that its byte order mark or its zero bytes tell, otherwise UTF-8 when
 * all of it is UTF-8, otherwise Windows-1252. Reads the whole file, but keeps no more than a chunk.
 */
export async function guessEncoding(
  file: FileHandle,
  chunkBytes: number,
): Promise<TextEncodingName> {
  const head = Buffer.alloc(headBytes);
  const { bytesRead } = await file.read(head, 0, headBytes, 0);
  const start = head.subarray(0, bytesRead);
  const told = markedEncoding(start) ?? zeroPatternEncoding(start);
  if (told !== undefined) return told;
  const chunks = new CharacterChunks(file, 'utf-8', chunkBytes);
  let hasLong = false;
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) {
    if (!isUtf8(chunk)) return 'windows-1252';
    hasLong ||= !isAscii(chunk);
  }
  // Half a character at the end: a UTF-8 file that was cut off, if other characters were right before.
  return chunks.rest === 0 || hasLong ? 'utf-8' : 'windows-1252';
}
