/**
 * Owns the shared strings in memory: UTF-8 bytes in blocks, decoded when a cell first asks for a string, and
 * remembered as a JavaScript string only when it is asked for again (most identifiers never are).
 * Must never: hold every string decoded: a million users have millions of them.
 */
import { TableError } from '../tableError.ts';
import type { ReadTuning } from './readTuning.ts';
import { decodeUtf8 } from './xmlText.ts';

const BLOCK_SHIFT = 12;
const STRINGS_PER_BLOCK = 1 << BLOCK_SHIFT;
/** Above this many remembered strings the rest are decoded each time: memory counts for more then. */
const MAX_REMEMBERED = 1 << 18;
/** Longer strings are kept by themselves, so that a block stays small whatever it is asked to hold. */
const LONG_BYTES = 4096;
/** So many strings of one block are decoded singly before the whole block is, as one latin1 string. */
const SINGLE_DECODES = 32;
/** A larger block is never decoded whole: its strings are so long that it would not pay. */
const WHOLE_BYTES = 1 << 20;
/** What a string costs besides its bytes: its offset and its slot; and what one costs that is kept by itself. */
const OVERHEAD_BYTES = 8;
const OWN_BYTES = 200;
/** The slot of a string that is kept by itself. */
const KEPT_BY_ITSELF = -2;

/** What the table takes of the reader's limits. */
export type StringLimits = Pick<
  ReadTuning,
  'maxStringBytes' | 'maxRememberedBytes' | 'maxItemBytes'
>;

interface Block {
  readonly bytes: Buffer;
  /** String k of the block lies from offsets[k] to offsets[k + 1]. */
  readonly offsets: Uint32Array;
  /** 0: never asked for; -1: asked for once; -2: kept by itself; otherwise the place in `remembered`. */
  readonly slots: Int32Array;
  readonly ascii: boolean;
  asked: number;
}

export class StringTable {
  /** How many strings can be asked for. */
  count = 0;
  /** Whether any string so far is struck out, in whole or in part. */
  anyStruck = false;
  /** A bit for each string up to the last one that is struck out. */
  #struck = new Uint8Array(0);
  readonly #maxBytes: number;
  readonly #maxRememberedBytes: number;
  readonly #maxRowBytes: number;
  readonly #blocks: Block[] = [];
  readonly #remembered: string[] = [''];
  readonly #long = new Map<number, Buffer>();
  #bytesKept = 0;
  #bytesRemembered = 0;
  #bytesOfRow = 0;
  // The block being filled.
  #scratch: Buffer = Buffer.alloc(64 << 10);
  #scratchUsed = 0;
  #scratchAscii = true;
  #offsets = new Uint32Array(STRINGS_PER_BLOCK + 1);
  #slots = new Int32Array(STRINGS_PER_BLOCK);
  #filled = 0;
  // The ASCII block that was decoded whole last.
  #wholeBlock = -1;
  #wholeText = '';

  /** Takes the limits of memory. */
  constructor(limits: StringLimits) {
    this.#maxBytes = limits.maxStringBytes;
    this.#maxRememberedBytes = limits.maxRememberedBytes;
    this.#maxRowBytes = limits.maxItemBytes;
  }

  /** Takes a string as UTF-8 bytes that need no work; `ascii` tells whether they are all below 0x80. */
  addBytes(bytes: Buffer, start: number, end: number, ascii: boolean): void {
    const length = end - start;
    if (length > LONG_BYTES) {
      this.#addLong(Buffer.from(bytes.subarray(start, end)));
      return;
    }
    this.#reserve(length);
    const scratch = this.#scratch;
    let at = this.#scratchUsed;
    if (length > 64) bytes.copy(scratch, at, start, end);
    else for (let i = start; i < end; i++) scratch[at++] = bytes[i]!;
    if (!ascii) this.#scratchAscii = false;
    this.#added(length);
  }

  /** Takes a string that had to be put together. */
  addText(text: string): void {
    if (/\p{Surrogate}/u.test(text)) {
      // Half a pair (from an escape) does not survive as UTF-8: such a string is kept as it is.
      this.#slots[this.#filled] = this.#remembered.push(text) - 1;
      this.#added(0, 2 * text.length + OWN_BYTES);
    } else if (text.length > LONG_BYTES) {
      this.#addLong(Buffer.from(text, 'utf8'));
    } else {
      this.#reserve(text.length * 3);
      const length = this.#scratch.write(text, this.#scratchUsed, 'utf8');
      if (length !== text.length) this.#scratchAscii = false;
      this.#added(length);
    }
  }

  #addLong(bytes: Buffer): void {
    this.#slots[this.#filled] = KEPT_BY_ITSELF;
    this.#long.set(this.count + this.#filled, bytes);
    this.#added(0, bytes.length + OWN_BYTES);
  }

  /** Marks the string that was added last as struck out. */
  strikeLast(): void {
    this.anyStruck = true;
    const index = this.count + this.#filled - 1;
    const place = index >>> 3;
    if (place >= this.#struck.length) {
      const grown = new Uint8Array(Math.max(64, 2 * (place + 1)));
      grown.set(this.#struck);
      this.#struck = grown;
    }
    this.#struck[place]! |= 1 << (index & 7);
  }

  isStruck(index: number): boolean {
    return ((this.#struck[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }

  /** Makes every added string available; to be called at the end of the strings. */
  seal(): void {
    if (this.#filled === 0) return;
    const offsets = this.#offsets;
    this.#blocks.push({
      bytes: Buffer.from(this.#scratch.subarray(0, this.#scratchUsed)),
      offsets: this.#filled === STRINGS_PER_BLOCK ? offsets : offsets.slice(0, this.#filled + 1),
      slots: this.#filled === STRINGS_PER_BLOCK ? this.#slots : this.#slots.slice(0, this.#filled),
      ascii: this.#scratchAscii,
      asked: 0,
    });
    this.count += this.#filled;
    this.#offsets = new Uint32Array(STRINGS_PER_BLOCK + 1);
    this.#slots = new Int32Array(STRINGS_PER_BLOCK);
    this.#filled = 0;
    this.#scratchUsed = 0;
    this.#scratchAscii = true;
  }

  /** Takes a number below `count`; gives that string. Throws TableError when it is not valid UTF-8. */
  get(index: number): string {
    const block = this.#blocks[index >>> BLOCK_SHIFT]!;
    const slot = block.slots[index & (STRINGS_PER_BLOCK - 1)]!;
    return slot > 0 ? this.#remembered[slot]! : this.#decode(block, index, slot);
  }

  /** To be called before each row: what was decoded for the one before may go. */
  beginRow(): void {
    this.#bytesOfRow = 0;
  }

  #decode(block: Block, index: number, slot: number): string {
    const k = index & (STRINGS_PER_BLOCK - 1);
    const start = block.offsets[k]!;
    const end = block.offsets[k + 1]!;
    if (slot === 0) {
      block.slots[k] = -1;
      return this.#decodeOnce(block, index >>> BLOCK_SHIFT, start, end);
    }
    const own = slot === KEPT_BY_ITSELF ? this.#long.get(index) : undefined;
    const length = own ? own.length : end - start;
    // A string of its own: a slice would keep its whole block in memory.
    const text = own ? decodeUtf8(own, 0, length) : decodeUtf8(block.bytes, start, end);
    this.#countRow(length);
    this.#remember(block, k, text);
    return text;
  }

  #remember(block: Block, k: number, text: string): void {
    // Beyond Latin-1 a character takes two bytes.
    const bytes = 2 * text.length + OWN_BYTES;
    if (this.#remembered.length >= MAX_REMEMBERED) return;
    if (this.#bytesRemembered + bytes > this.#maxRememberedBytes) return;
    this.#bytesRemembered += bytes;
    block.slots[k] = this.#remembered.push(text) - 1;
  }

  /** A row of a few bytes can name the same long string again and again. */
  #countRow(length: number): void {
    this.#bytesOfRow += length;
    if (this.#bytesOfRow > this.#maxRowBytes)
      throw new TableError('tooLarge', 'the texts of one row');
  }

  #decodeOnce(block: Block, number: number, start: number, end: number): string {
    if (!block.ascii) return decodeUtf8(block.bytes, start, end);
    if (block.bytes.length > WHOLE_BYTES) return block.bytes.toString('latin1', start, end);
    if (this.#wholeBlock === number) return this.#wholeText.substring(start, end);
    // A sheet written in one go asks for the strings in their order: then one call decodes thousands.
    // In any other order it would decode the same blocks over and over, hence the count.
    if (++block.asked >= SINGLE_DECODES) {
      block.asked = 0;
      this.#wholeBlock = number;
      this.#wholeText = block.bytes.toString('latin1', 0, block.bytes.length);
    }
    return block.bytes.toString('latin1', start, end);
  }

  #reserve(length: number): void {
    const needed = this.#scratchUsed + length;
    if (needed <= this.#scratch.length) return;
    const larger = Buffer.alloc(Math.max(needed, this.#scratch.length * 2));
    this.#scratch.copy(larger, 0, 0, this.#scratchUsed);
    this.#scratch = larger;
  }

  /** Takes how many bytes the string has in its block, and what it costs elsewhere. */
  #added(length: number, elsewhere = 0): void {
    this.#scratchUsed += length;
    this.#bytesKept += length + elsewhere + OVERHEAD_BYTES;
    if (this.#bytesKept > this.#maxBytes) {
      throw new TableError('tooLarge', `shared strings: ${this.#bytesKept} bytes`);
    }
    this.#offsets[++this.#filled] = this.#scratchUsed;
    if (this.#filled === STRINGS_PER_BLOCK) this.seal();
  }
}
