/**
 * Writes a ZIP file part after part, each deflated block by block on other threads, so that memory stays small. Knows
 * nothing of what the parts are. Must never follow a link that lies at its path.
 */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { constants, crc32, deflateRaw, deflateRawSync, type ZlibOptions } from 'node:zlib';
import { centralHeader, endOfDirectory, localHeader, type ZipPart } from './zipHeaders.ts';

/** For sheets as small as the next one, and faster. */
const LEVEL = 3;
const PACKING: ZlibOptions = {
  level: LEVEL,
  // Blocks packed one by one make one stream: each ends at a byte and leaves it open.
  finishFlush: constants.Z_SYNC_FLUSH,
  chunkSize: 1 << 16,
};
/** An empty last block. */
const LAST_BLOCK = Buffer.from([3, 0]);
/** What is written at a time; a bit more than a block, so that its last row fits. */
export const BLOCK_BYTES = 1 << 18;
const ROOM_BYTES = BLOCK_BYTES + (1 << 15);
/** While so many wait for other threads, this one packs as well: else a caller without pauses would fill memory. */
const MOST_WAITING = 4;

/** What is to be done with the file, in this order; a block has no bytes before it is packed. */
type Step =
  | { readonly to: 'begin'; readonly part: ZipPart }
  | { readonly to: 'append'; readonly part: ZipPart; bytes: Buffer | undefined }
  | { readonly to: 'end'; readonly part: ZipPart };

export class ZipFile {
  readonly #file: number;
  readonly #parts: ZipPart[] = [];
  readonly #steps: Step[] = [];
  readonly #spare: Uint8Array[] = [];
  #part: ZipPart | undefined;
  #waiting = 0;
  #size = 0;
  #closed = false;
  #failure: unknown;
  #onDone = () => {};

  /** What lies at the path goes first: a link there would lead elsewhere. */
  constructor(path: string) {
    rmSync(path, { force: true });
    this.#file = openSync(path, 'wx');
  }

  /** Ends the part before it. */
  begin(name: string): void {
    this.#endPart();
    this.#part = { name: Buffer.from(name), at: 0, crc: 0, packed: 0, size: 0 };
    this.#steps.push({ to: 'begin', part: this.#part });
  }

  /** Memory for the next bytes, perhaps of some that were written before. */
  block(): Uint8Array {
    return this.#spare.pop() ?? new Uint8Array(ROOM_BYTES);
  }

  /** @param bytes the file's from now on @throws what made it impossible to write earlier ones */
  write(bytes: Uint8Array): void {
    if (this.#failure !== undefined) throw this.#failure;
    const part = this.#part!;
    part.crc = crc32(bytes, part.crc);
    part.size += bytes.length;
    const step: Step = { to: 'append', part, bytes: undefined };
    this.#steps.push(step);
    if (this.#waiting < MOST_WAITING) {
      this.#packElsewhere(bytes, step);
    } else {
      step.bytes = deflateRawSync(bytes, PACKING);
      this.#keep(bytes);
      this.#proceed();
    }
  }

  /** The whole of one part. */
  add(name: string, content: string | Buffer): void {
    this.begin(name);
    this.write(Buffer.from(content));
  }

  /** Writes the directory and closes the file. @returns its size */
  async finish(): Promise<number> {
    this.#endPart();
    this.#proceed();
    if (this.#steps.length > 0)
      await new Promise<void>((resolve) => {
        this.#onDone = resolve;
      });
    if (this.#failure !== undefined) throw this.#failure;
    const at = this.#size;
    for (const part of this.#parts) this.#append(centralHeader(part));
    this.#append(endOfDirectory(this.#parts.length, this.#size - at, at));
    this.abandon();
    return this.#size;
  }

  /** Closes the file as it is: half of one, unless it is finished. */
  abandon(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#steps.length = 0;
    closeSync(this.#file);
  }

  #packElsewhere(bytes: Uint8Array, step: Step & { to: 'append' }): void {
    this.#waiting++;
    deflateRaw(bytes, PACKING, (failure, packed) => {
      this.#waiting--;
      if (failure) this.#fail(failure);
      step.bytes = packed;
      this.#keep(bytes);
      try {
        this.#proceed();
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #fail(failure: unknown): void {
    this.#failure ??= failure;
    this.#steps.length = 0;
    this.#onDone();
  }

  #keep(bytes: Uint8Array): void {
    const { buffer } = bytes;
    if (buffer.byteLength === ROOM_BYTES) this.#spare.push(new Uint8Array(buffer));
  }

  /** As far as blocks are packed. */
  #proceed(): void {
    let done = 0;
    for (const step of this.#steps) {
      if (step.to === 'append' && step.bytes === undefined) break;
      this.#take(step);
      done++;
    }
    this.#steps.splice(0, done);
    if (this.#steps.length === 0) this.#onDone();
  }

  #take(step: Step): void {
    const { part } = step;
    if (step.to === 'begin') {
      part.at = this.#size;
      this.#append(localHeader(part));
    } else if (step.to === 'append') {
      part.packed += step.bytes!.length;
      this.#append(step.bytes!);
    } else {
      part.packed += LAST_BLOCK.length;
      this.#append(LAST_BLOCK);
      // Readers that go from the front want to know sizes before the part comes.
      const header = localHeader(part);
      writeSync(this.#file, header, 0, header.length, part.at);
      this.#parts.push(part);
    }
  }

  #endPart(): void {
    if (this.#part) this.#steps.push({ to: 'end', part: this.#part });
    this.#part = undefined;
  }

  #append(bytes: Buffer): void {
    let written = 0;
    while (written < bytes.length)
      written += writeSync(
        this.#file,
        bytes,
        written,
        bytes.length - written,
        this.#size + written,
      );
    this.#size += bytes.length;
  }
}
