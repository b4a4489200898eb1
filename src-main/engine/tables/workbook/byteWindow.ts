/**
 * Owns the piece of a part that is being scanned: what is left of the last chunk and the next one behind it,
 * in one array that is used again and again.
 * Must never: let a scanner run past the end: behind it stand a few '<', at which every scanning loop stops.
 */
import { TableError } from '../tableError.ts';

const LESS_THAN = 0x3c;
/** A scanner may look this many bytes ahead without asking where the end is. */
const GUARD_BYTES = 16;

export class ByteWindow {
  /** Bytes to scan: 0 up to `end`, then the guard. Another array after `append`. */
  bytes: Buffer;
  end = 0;
  readonly #maxItemBytes: number;
  #scanFrom = 0;

  /** Takes the size to begin with and the longest item (row, shared string) that is let in. */
  constructor(capacity: number, maxItemBytes: number) {
    this.bytes = Buffer.alloc(capacity + GUARD_BYTES);
    this.#maxItemBytes = maxItemBytes;
  }

  /** Adds a chunk behind what is left. Throws TableError when one item grows past the limit. */
  append(chunk: Buffer): void {
    const needed = this.end + chunk.length + GUARD_BYTES;
    if (needed > this.bytes.length) {
      if (this.end > this.#maxItemBytes) throw new TableError('tooLarge', 'one row or text');
      const larger = Buffer.alloc(Math.max(needed, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, this.end);
      this.bytes = larger;
    }
    chunk.copy(this.bytes, this.end);
    this.end += chunk.length;
    this.#guard();
  }

  /**
   * False while an item that did not fit has not grown to twice its size: scanning it again at every chunk
   * would make a very long row take quadratic time.
   */
  get worthScanning(): boolean {
    return this.end >= this.#scanFrom;
  }

  /** Takes how many bytes the scanner is done with; drops them. */
  consume(used: number): void {
    this.#scanFrom = used === 0 ? this.end * 2 : 0;
    if (used === 0) return;
    this.bytes.copyWithin(0, used, this.end);
    this.end -= used;
    this.#guard();
  }

  #guard(): void {
    this.bytes.fill(LESS_THAN, this.end, this.end + GUARD_BYTES);
  }
}
