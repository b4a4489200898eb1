/**
 * Owns the way of a text file from its bytes to decoded pieces of text, and guessing the encoding of the whole.
 * Must never: cut a character at the edge of a chunk, give text that the file doesn't hold, or keep more than
 * one chunk in memory.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import type { TextEncodingName } from '#shared/domain/textFormats.ts';
import type { OpenFile } from '../openFile.ts';
import { TableError } from '../tableError.ts';
import {
  countUtf8,
  decodeBrokenUtf8,
  decodeText,
  markedEncoding,
  wholeLength,
  zeroPatternEncoding,
} from '../textEncoding.ts';

const HEAD_BYTES = 4096;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');
/** Decoded at a time: larger strings are made outside the part of memory where short-lived objects cost nothing. */
const PIECE_BYTES = 32 << 10;
/** The longest part of a character that a chunk can leave over. */
const LONGEST_REST = 3;

/** The bytes of a file, piece by piece, each ending with a whole character. */
class CharacterChunks {
  /** Bytes read so far. */
  consumed = 0;
  readonly #file: OpenFile;
  readonly #encoding: TextEncodingName;
  readonly #buffer: Buffer;
  #start = 0;
  #end = 0;

  constructor(file: OpenFile, encoding: TextEncodingName, chunkBytes: number) {
    this.#file = file;
    this.#encoding = encoding;
    this.#buffer = Buffer.allocUnsafeSlow(chunkBytes + LONGEST_REST);
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
        Math.min(this.#end, this.#start + PIECE_BYTES),
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
    const { handle, size } = this.#file;
    // A file that somebody goes on writing would never end.
    const wanted = Math.min(buffer.length - LONGEST_REST, size - this.consumed);
    if (wanted <= 0) return false;
    const { bytesRead } = await handle.read(buffer, this.#end, wanted, this.consumed);
    this.#end += bytesRead;
    this.consumed += bytesRead;
    return bytesRead > 0;
  }
}

const CTRL_Z = '\x1a';
const END_CHARACTERS = `${CTRL_Z}\r\n`;

/** The text of a file, piece by piece. */
export class TextSource {
  readonly #chunks: CharacterChunks;
  readonly #encoding: TextEncodingName;
  readonly #mayBeBroken: boolean;
  #atStart = true;
  /** What ended the last piece and may end the file: it is no text then. */
  #held = '';

  /**
   * Takes the open file (read from its start), its encoding, how many bytes to read at a time, and whether bytes
   * that are not in the encoding get stand-ins.
   */
  constructor(file: OpenFile, encoding: TextEncodingName, chunkBytes: number, mayBeBroken = false) {
    this.#chunks = new CharacterChunks(file, encoding, chunkBytes);
    this.#encoding = encoding;
    this.#mayBeBroken = mayBeBroken;
  }

  /** Bytes of the file that have been read. */
  get consumed(): number {
    return this.#chunks.consumed;
  }

  /** Gives the next piece, without a byte order mark, or undefined at the end. Throws TableError. */
  async next(): Promise<string | undefined> {
    const bytes = await this.#chunks.next();
    if (bytes === undefined) {
      if (this.#chunks.rest > 0) throw new TableError('incomplete', 'half a character');
      return undefined;
    }
    const text = this.#mayBeBroken ? decodeBrokenUtf8(bytes) : decodeText(this.#encoding, bytes);
    if (text === undefined) throw new TableError('wrongEncoding', this.#encoding);
    const marked = this.#atStart && text.charCodeAt(0) === 0xfeff;
    this.#atStart = false;
    return this.#withoutEnd(marked ? text.slice(1) : text);
  }

  /** Old programs end a text with Ctrl-Z, which is no part of it. */
  #withoutEnd(piece: string): string {
    const text = this.#held + piece;
    this.#held = '';
    if (!text.includes(CTRL_Z)) return text;
    let end = text.length;
    while (end > 0 && END_CHARACTERS.includes(text[end - 1]!)) end--;
    const first = text.indexOf(CTRL_Z, end);
    if (first < 0) return text;
    this.#held = text.slice(first);
    return text.slice(0, first);
  }
}

/** How a file is to be decoded. */
export interface Decoding {
  readonly encoding: TextEncodingName;
  /** Single bytes are not in the encoding. */
  readonly mayBeBroken: boolean;
}

const whole = (encoding: TextEncodingName): Decoding => ({ encoding, mayBeBroken: false });

/**
 * Takes an open file; gives the encoding that was told, that its byte order mark or its zero bytes tell, otherwise
 * UTF-8 when all of it is UTF-8 or no more bytes are broken than characters of several bytes are whole, otherwise
 * Windows-1252. Reads the whole file, but keeps no more than a chunk.
 */
export async function guessDecoding(
  file: OpenFile,
  chunkBytes: number,
  told?: TextEncodingName,
): Promise<Decoding> {
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.handle.read(head, 0, HEAD_BYTES, 0);
  const start = head.subarray(0, bytesRead);
  const sure = told ?? markedEncoding(start) ?? zeroPatternEncoding(start);
  if (sure !== undefined && sure !== 'utf-8') return whole(sure);
  const chunks = new CharacterChunks(file, 'utf-8', chunkBytes);
  let hasLong = false;
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) {
    if (!isUtf8(chunk)) {
      if (await isMostlyUtf8(file, chunkBytes)) return { encoding: 'utf-8', mayBeBroken: true };
      return whole(sure ?? 'windows-1252');
    }
    hasLong ||= !isAscii(chunk);
  }
  // Half a character at the end: a UTF-8 file that was cut off, if other characters were right before.
  return whole(sure ?? (chunks.rest === 0 || hasLong ? 'utf-8' : 'windows-1252'));
}

/** Damage to single bytes, rather than another encoding. */
async function isMostlyUtf8(file: OpenFile, chunkBytes: number): Promise<boolean> {
  const chunks = new CharacterChunks(file, 'utf-8', chunkBytes);
  // A byte order mark is no character that somebody has written.
  const start = Buffer.alloc(BYTE_ORDER_MARK.length);
  await file.handle.read(start, 0, start.length, 0);
  let more = start.equals(BYTE_ORDER_MARK) ? -1 : 0;
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) {
    if (isAscii(chunk)) continue;
    const { long, broken } = countUtf8(chunk);
    more += long - broken;
  }
  return more >= 0;
}
