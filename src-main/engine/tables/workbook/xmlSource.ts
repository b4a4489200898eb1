/**
 * Owns turning the chunks of a large part into chunks of plain UTF-8 without byte order mark.
 * Must never: care where a chunk ends; a character or a tag may be cut anywhere.
 */
import type { TextDecoder } from 'node:util';
import { TableError } from '../tableError.ts';
import { declarationBytes, detectEncoding, strictDecoder } from './xmlEncoding.ts';

/** Bytes one piece after the other, of a part or of a whole file. */
export interface ByteStream {
  readonly place: { readonly name: string };
  /** Bytes of the file that have been worked through. */
  readonly consumed: number;
  next(): Promise<Buffer | undefined>;
}

export class XmlSource {
  readonly #stream: ByteStream;
  #started = false;
  #decoder: TextDecoder | undefined;

  /** Takes the part's stream, which stays the caller's to close. */
  constructor(stream: ByteStream) {
    this.#stream = stream;
  }

  /** The part's name, for error details. */
  get name(): string {
    return this.#stream.place.name;
  }

  /** Packed bytes that have been worked through. */
  get consumed(): number {
    return this.#stream.consumed;
  }

  /** Gives the next chunk of UTF-8, or undefined after the last. Throws TableError. */
  async next(): Promise<Buffer | undefined> {
    if (!this.#started) return this.#first();
    const chunk = await this.#stream.next();
    return this.#decoder ? this.#decode(this.#decoder, chunk) : chunk;
  }

  async #first(): Promise<Buffer | undefined> {
    this.#started = true;
    let head: Buffer = Buffer.alloc(0);
    while (head.length < declarationBytes) {
      const chunk = await this.#stream.next();
      if (!chunk) break;
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    }
    const encoding = detectEncoding(head, this.name);
    const rest = head.subarray(encoding.markBytes);
    if (encoding.name === 'utf-8') return rest;
    this.#decoder = strictDecoder(encoding);
    return this.#decode(this.#decoder, rest);
  }

  #decode(decoder: TextDecoder, chunk: Buffer | undefined): Buffer | undefined {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined });
      return chunk || text ? Buffer.from(text, 'utf8') : undefined;
    } catch {
      throw new TableError('damaged', `${this.name}: not valid UTF-16`);
    }
  }
}
