/**
 * Owns the bytes of one part of the package: reads them from the file, inflates them on the thread pool
 * ahead of whoever takes them, and checks size, checksum and the limits against zip bombs on the way.
 * Must never: trust a size from the ZIP directory before the bytes have been counted.
 */
import type { FileHandle } from 'node:fs/promises';
import { crc32, createInflateRaw, type InflateRaw, type ZlibOptions } from 'node:zlib';
import { TableError } from '../tableError.ts';
import type { ReadTuning } from './readTuning.ts';

/** Where a part lies in the file and what the ZIP directory says about it. */
export interface PartPlace {
  readonly name: string;
  readonly start: number;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  readonly stored: boolean;
}

const READ_STEP = 64 << 10;
/** Chunks inflated ahead of the taker: enough to keep both threads busy, few enough to stay small. */
const CHUNKS_AHEAD = 4;

export class PartStream {
  readonly place: PartPlace;
  readonly #file: FileHandle;
  readonly #tuning: ReadTuning;
  readonly #inflate: InflateRaw | undefined;
  readonly #queue: Buffer[] = [];
  #position: number;
  #inputEnded = false;
  #outputEnded = false;
  #closed = false;
  #failure: unknown;
  #wakeTaker: (() => void) | undefined;
  #wakePump: (() => void) | undefined;
  #rest: Buffer | undefined;
  #taken = 0;
  #crc = 0;

  /** Takes the open file, the part's place in it and the limits; starts to inflate at once. */
  constructor(file: FileHandle, place: PartPlace, tuning: ReadTuning) {
    this.place = place;
    this.#file = file;
    this.#tuning = tuning;
    this.#position = place.start;
    if (!place.stored) {
      this.#inflate = this.#startInflate();
      this.#pump(this.#inflate).catch((error: unknown) => this.#fail(error));
    }
  }

  /** Packed bytes that have been worked through. */
  get consumed(): number {
    return this.#inflate ? this.#inflate.bytesWritten : this.#position - this.place.start;
  }

  /**
   * Gives the next piece of the part, or undefined after the last one, when size and checksum were right.
   * Throws TableError when the part is damaged, cut off or past a limit.
   */
  async next(): Promise<Buffer | undefined> {
    let chunk = this.#rest ?? (await this.#nextWhole());
    this.#rest = undefined;
    if (chunk && chunk.length > this.#tuning.sliceBytes) {
      this.#rest = chunk.subarray(this.#tuning.sliceBytes);
      chunk = chunk.subarray(0, this.#tuning.sliceBytes);
    }
    return chunk;
  }

  /** Ends the work; a waiting `next` gives undefined. May be called at any time and more than once. */
  close(): void {
    this.#closed = true;
    this.#queue.length = 0;
    this.#inflate?.destroy();
    this.#wake();
  }

  async #nextWhole(): Promise<Buffer | undefined> {
    const chunk = this.#inflate ? await this.#inflated(this.#inflate) : await this.#readStored();
    if (this.#closed) return undefined;
    if (!chunk) {
      this.#checkEnd();
      return undefined;
    }
    this.#taken += chunk.length;
    this.#crc = crc32(chunk, this.#crc);
    this.#checkLimits();
    return chunk;
  }

  async #inflated(inflate: InflateRaw): Promise<Buffer | undefined> {
    for (;;) {
      if (this.#closed) return undefined;
      const chunk = this.#queue.shift();
      if (chunk) {
        if (this.#queue.length < CHUNKS_AHEAD && inflate.isPaused()) inflate.resume();
        return chunk;
      }
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#outputEnded) return undefined;
      await new Promise<void>((resolve) => {
        this.#wakeTaker = resolve;
      });
    }
  }

  async #readStored(): Promise<Buffer | undefined> {
    const left = this.place.start + this.place.packedSize - this.#position;
    return left > 0 ? this.#read(Math.min(left, this.#tuning.inflateChunk)) : undefined;
  }

  #startInflate(): InflateRaw {
    // zlib streams take highWaterMark like every stream, though the type of their options doesn't say so.
    const options: ZlibOptions & { readonly highWaterMark: number } = {
      chunkSize: this.#tuning.inflateChunk,
      highWaterMark: 2 * READ_STEP,
    };
    const inflate = createInflateRaw(options);
    inflate.on('data', (chunk: Buffer) => {
      // Only queued here: the inflater goes on with the next chunk while the taker scans this one.
      this.#queue.push(chunk);
      if (this.#queue.length >= CHUNKS_AHEAD) inflate.pause();
      this.#wake();
    });
    inflate.on('drain', () => this.#wake());
    inflate.on('end', () => {
      this.#outputEnded = true;
      this.#wake();
    });
    inflate.on('error', (error: NodeJS.ErrnoException) => {
      const code = this.#inputEnded && error.code === 'Z_BUF_ERROR' ? 'incomplete' : 'damaged';
      this.#fail(new TableError(code, `${this.place.name}: ${error.code ?? 'inflate'}`));
    });
    return inflate;
  }

  async #pump(inflate: InflateRaw): Promise<void> {
    const end = this.place.start + this.place.packedSize;
    while (this.#position < end) {
      const buffer = await this.#read(Math.min(READ_STEP, end - this.#position));
      if (this.#closed || this.#outputEnded || this.#failure !== undefined) return;
      inflate.write(buffer);
      while (inflate.writableNeedDrain && !this.#closed && this.#failure === undefined) {
        await new Promise<void>((resolve) => {
          this.#wakePump = resolve;
        });
      }
    }
    if (this.#closed || this.#failure !== undefined) return;
    this.#inputEnded = true;
    inflate.end();
  }

  async #read(length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#file.read(buffer, 0, length, this.#position);
    if (bytesRead === 0) throw new TableError('incomplete', `${this.place.name}: end of file`);
    this.#position += bytesRead;
    return buffer.subarray(0, bytesRead);
  }

  #checkLimits(): void {
    const { maxPartBytes, maxRatio, ratioFrom } = this.#tuning;
    const ratioBroken =
      this.#taken > ratioFrom && this.#taken > maxRatio * Math.max(1, this.consumed);
    if (this.#taken > maxPartBytes || ratioBroken) {
      throw new TableError(
        'tooLarge',
        `${this.place.name}: ${this.#taken} bytes of ${this.consumed}`,
      );
    }
  }

  #checkEnd(): void {
    const { name, size, crc } = this.place;
    if (this.#taken !== size)
      throw new TableError('damaged', `${name}: size ${this.#taken}, not ${size}`);
    if (this.#crc !== crc) throw new TableError('damaged', `${name}: checksum`);
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#wake();
  }

  #wake(): void {
    this.#wakeTaker?.();
    this.#wakePump?.();
    this.#wakeTaker = undefined;
    this.#wakePump = undefined;
  }
}
