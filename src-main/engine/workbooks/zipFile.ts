/**
 * Writes a ZIP file part after part, each deflated block by block on other threads, so that memory stays small. Must
 * know nothing of what the parts are.
 */
import { constants, crc32, deflateRaw, deflateRawSync, type ZlibOptions } from 'node:zlib';
import { FreshFile } from './freshFile.ts';
import { centralHeader, endOfDirectory, localHeader, type ZipPart } from './zipHeaders.ts';

/** The next one makes sheets smaller by a twelfth, and takes nearly twice as long. */
const LEVEL = 2;
const PACKING: ZlibOptions = {
  level: LEVEL,
  // Blocks packed one by one make one stream: each ends at a byte and leaves it open.
  finishFlush: constants.Z_SYNC_FLUSH,
  chunkSize: 1 << 16,
};
/** An empty last block. */
const LAST_BLOCK = Buffer.from([3, 0]);
/** What is written at a time; a bit more than a block, so that its last row fits. */
export const BLOCK_BYTES = 1 << 19;
export const ROOM_BYTES = BLOCK_BYTES + (1 << 15);
/** While so many wait for other threads, this one packs as well: else a caller without pauses would fill memory. */
const MOST_WAITING = 6;

/** What is to be done with the file, in this order; a block has no bytes before it is packed. */
type Step =
  | { readonly to: 'begin'; readonly part: ZipPart }
  | { readonly to: 'append'; readonly part: ZipPart; bytes: Buffer | undefined }
  | { readonly to: 'end'; readonly part: ZipPart };

export class ZipFile {
  readonly #file: FreshFile;
  readonly #parts: ZipPart[] = [];
  readonly #steps: Step[] = [];
  readonly #spare: Uint8Array[] = [];
  #part: ZipPart | undefined;
  #waiting = 0;
  #failure: unknown;
  #onDone = () => {};

  constructor(path: string) {
    this.#file = new FreshFile(path);
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
    const file = this.#file;
    const at = file.size;
    for (const part of this.#parts) file.append(centralHeader(part));
    file.append(endOfDirectory(this.#parts.length, file.size - at, at));
    file.close();
    return file.size;
  }

  /** Closes the file as it is: half of one, unless it is finished. */
  abandon(): void {
    this.#steps.length = 0;
    this.#file.close();
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
    // Blocks may come from other threads, and more of them than are ever waiting aren't wanted again.
    if (buffer.byteLength === ROOM_BYTES && this.#spare.length < MOST_WAITING)
      this.#spare.push(new Uint8Array(buffer));
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
      part.at = this.#file.size;
      this.#file.append(localHeader(part));
    } else if (step.to === 'append') {
      part.packed += step.bytes!.length;
      this.#file.append(step.bytes!);
    } else {
      part.packed += LAST_BLOCK.length;
      this.#file.append(LAST_BLOCK);
      // Readers that go from the front want to know sizes before the part comes.
      this.#file.writeAt(localHeader(part), part.at);
      this.#parts.push(part);
    }
  }

  #endPart(): void {
    if (this.#part) this.#steps.push({ to: 'end', part: this.#part });
    this.#part = undefined;
  }
}
