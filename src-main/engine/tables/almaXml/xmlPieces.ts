/**
 * Owns the way of XML from its bytes to pieces of text that each end with a whole character.
 * Must never: give a character that the file doesn't hold, or guess an encoding that is declared and not known.
 */

import type { OpenFile } from '../openFile.ts';
import { TableError } from '../tableError.ts';
import { decodeText, wholeLength } from '../textEncoding.ts';
import { type ByteStream, XmlSource } from '../workbook/xmlSource.ts';

/** Larger strings are made outside the part of memory where short-lived objects cost nothing. */
const PIECE_BYTES = 64 << 10;
const READ_BYTES = 512 << 10;

export class XmlPieces {
  readonly #source: XmlSource;
  #bytes: Buffer = Buffer.alloc(0);
  #hasEnded = false;

  /** Takes the bytes, which stay the caller's to close. */
  constructor(stream: ByteStream) {
    this.#source = new XmlSource(stream);
  }

  /** Bytes of the file that have been worked through. */
  get consumed(): number {
    return this.#source.consumed;
  }

  /** Gives the next piece, or undefined at the end. Throws TableError. */
  async next(): Promise<string | undefined> {
    for (;;) {
      const piece = this.#bytes.subarray(0, PIECE_BYTES);
      const whole = wholeLength('utf-8', piece);
      if (whole > 0) {
        this.#bytes = this.#bytes.subarray(whole);
        return this.#decode(piece.subarray(0, whole));
      }
      if (this.#hasEnded) {
        if (this.#bytes.length > 0) throw new TableError('incomplete', 'half a character');
        return undefined;
      }
      await this.#read();
    }
  }

  async #read(): Promise<void> {
    const chunk = await this.#source.next().catch((error: unknown) => {
      throw ofEncoding(error);
    });
    if (!chunk) this.#hasEnded = true;
    else this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
  }

  #decode(bytes: Buffer): string {
    const text = decodeText('utf-8', bytes);
    if (text === undefined) throw new TableError('xmlEncoding', 'bytes that are not UTF-8');
    if (bytes.includes(0)) throw new TableError('xmlEncoding', 'a zero byte');
    return text;
  }
}

/** An encoding that is declared and not known, or bytes that are none of its characters. */
function ofEncoding(error: unknown): unknown {
  const isOne = error instanceof TableError && error.code === 'unsupported';
  return isOne ? new TableError('xmlEncoding', error.detail) : error;
}

/** The bytes of a whole file. */
export class FileBytes implements ByteStream {
  readonly place: { readonly name: string };
  consumed = 0;
  readonly #file: OpenFile;
  readonly #chunkBytes: number;

  constructor(file: OpenFile, chunkBytes = READ_BYTES) {
    this.#file = file;
    this.#chunkBytes = Math.min(chunkBytes, READ_BYTES);
    this.place = { name: 'the file' };
  }

  async next(): Promise<Buffer | undefined> {
    const { handle, size } = this.#file;
    // A file that somebody goes on writing would never end.
    const wanted = Math.min(this.#chunkBytes, size - this.consumed);
    if (wanted <= 0) return undefined;
    const buffer = Buffer.allocUnsafeSlow(wanted);
    const { bytesRead } = await handle.read(buffer, 0, wanted, this.consumed);
    if (bytesRead === 0) return undefined;
    this.consumed += bytesRead;
    return buffer.subarray(0, bytesRead);
  }
}
