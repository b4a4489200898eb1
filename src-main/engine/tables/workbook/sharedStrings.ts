/**
 * Owns reading the shared strings part, only as far as somebody asks: a look at the first rows of a large
 * workbook needs its first strings, not all of them.
 * Must never: be asked by two readings at once for different things without waiting: `ensure` queues them.
 */
import { TableError } from '../tableError.ts';
import { ByteWindow } from './byteWindow.ts';
import type { ReadTuning } from './readTuning.ts';
import { StringTable } from './stringTable.ts';
import {
  Byte,
  incomplete,
  isNamed,
  newTag,
  nextTag,
  readStringItem,
  readTag,
  skipAttributes,
  skipElement,
  TagKind,
} from './xmlBytes.ts';
import type { XmlSource } from './xmlSource.ts';
import { ByteClass, byteClasses } from './xmlText.ts';

const NEEDS_WORK = ByteClass.entity | ByteClass.escape | ByteClass.lineEnd;

export class SharedStrings {
  readonly table: StringTable;
  /** Packed size of the part, for the progress. */
  readonly packedSize: number;
  readonly #open: () => Promise<XmlSource>;
  #window: ByteWindow;
  readonly #tag = newTag();
  #source: XmlSource | undefined;
  #depth = 0;
  #rootSeen = false;
  #ended = false;
  #failure: unknown;
  #turn: Promise<void> = Promise.resolve();

  /** Takes how to open the part (done on first need), its packed size and the limits. */
  constructor(open: () => Promise<XmlSource>, packedSize: number, tuning: ReadTuning) {
    this.table = new StringTable(tuning);
    this.packedSize = packedSize;
    this.#open = open;
    this.#window = new ByteWindow(2 * tuning.inflateChunk, tuning.maxItemBytes);
  }

  /** True when a reading has asked for a string. */
  get wanted(): boolean {
    return this.#source !== undefined;
  }

  /** Packed bytes that have been worked through. */
  get consumed(): number {
    return this.#source?.consumed ?? 0;
  }

  /**
   * Takes a string's number; reads on until it is there or the strings end (`Infinity`: to the end, which checks
   * the checksum). `between` runs after every chunk and may throw to stop the waiting. Throws TableError.
   */
  async ensure(index: number, between: () => void | Promise<void>): Promise<void> {
    const before = this.#turn;
    let release = (): void => undefined;
    this.#turn = new Promise<void>((resolve) => {
      release = resolve;
    });
    await before;
    try {
      while (this.table.count <= index && !this.#ended) {
        await this.#readChunk();
        await between();
      }
    } finally {
      release();
    }
  }

  async #readChunk(): Promise<void> {
    // A damaged part stays damaged, also for the next one who asks.
    if (this.#failure !== undefined) throw this.#failure;
    try {
      this.#source ??= await this.#open();
      const chunk = await this.#source.next();
      if (chunk) this.#window.append(chunk);
      if (!chunk || this.#window.worthScanning) {
        this.#window.consume(this.#scan(this.#window.bytes, this.#window.end));
      }
      if (!chunk) this.#end();
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  #end(): void {
    if (!this.#rootSeen || this.#depth !== 0)
      throw new TableError('damaged', 'shared strings end early');
    this.table.seal();
    this.#ended = true;
    this.#window = new ByteWindow(0, 0);
  }

  /** Takes the complete items at the beginning of the bytes; gives how many bytes that was. */
  #scan(bytes: Buffer, end: number): number {
    let done = 0;
    try {
      for (;;) done = this.#scanItem(bytes, done, end);
    } catch (error) {
      if (error !== incomplete) throw error;
      return done;
    }
  }

  /** One shared string, or one tag of what is around them; the plain `<si><t>..</t></si>` without any call. */
  #scanItem(bytes: Buffer, from: number, end: number): number {
    let i = from;
    while (bytes[i] !== Byte.lessThan) i++;
    if (bytes[i + 1] === 0x73 && bytes[i + 2] === 0x69 && bytes[i + 3] === Byte.greaterThan) {
      const item = i + 4;
      i = plainTextStart(bytes, item);
      if (i > 0) {
        const start = i;
        let flags = 0;
        while (bytes[i] !== Byte.lessThan) flags |= byteClasses[bytes[i++]!]!;
        if ((flags & NEEDS_WORK) === 0 && endsPlainItem(bytes, i)) {
          this.table.addBytes(bytes, start, i, flags === 0);
          return i + 9;
        }
      }
      i = readStringItem(bytes, item, end, this.#tag, 'si');
      this.#add();
      return i;
    }
    return this.#scanOther(bytes, nextTag(bytes, from, end), end);
  }

  /** Items with a prefix or attributes, and the part's root. */
  #scanOther(bytes: Buffer, at: number, end: number): number {
    const tag = this.#tag;
    let i = readTag(bytes, at, end, tag);
    if (tag.kind === TagKind.other) return i;
    if (tag.kind === TagKind.end) {
      this.#depth--;
      return i;
    }
    if (this.#depth === 0) {
      const named = isNamed(bytes, tag, 'sst');
      i = skipAttributes(bytes, i, end, tag);
      if (!named) throw new TableError('damaged', 'shared strings: another root');
      this.#rootSeen = true;
      if (!tag.selfClosing) this.#depth++;
      return i;
    }
    if (!isNamed(bytes, tag, 'si')) return skipElement(bytes, i, end, tag);
    i = skipAttributes(bytes, i, end, tag);
    tag.text = '';
    tag.struck = false;
    if (!tag.selfClosing) i = readStringItem(bytes, i, end, tag, 'si');
    this.#add();
    return i;
  }

  /** The string item that was read last. */
  #add(): void {
    this.table.addText(this.#tag.text);
    if (this.#tag.struck) this.table.strikeLast();
  }
}

/** Takes the position behind `<si>`; gives where its text begins, or 0 when a plain `<t ..>` doesn't follow. */
function plainTextStart(bytes: Buffer, at: number): number {
  if (bytes[at] !== Byte.lessThan || bytes[at + 1] !== 0x74) return 0;
  if (bytes[at + 2] === Byte.greaterThan) return at + 3;
  if (bytes[at + 2] !== Byte.space) return 0;
  // An attribute here is xml:space in practice, and no value of it holds a '>'.
  let i = at + 3;
  while (bytes[i] !== Byte.greaterThan && bytes[i] !== Byte.lessThan) i++;
  return bytes[i] === Byte.greaterThan && bytes[i - 1] !== Byte.slash ? i + 1 : 0;
}

/** Tells whether `</t></si>` stands at a position. */
function endsPlainItem(bytes: Buffer, at: number): boolean {
  return (
    bytes[at + 1] === Byte.slash &&
    bytes[at + 2] === 0x74 &&
    bytes[at + 3] === Byte.greaterThan &&
    bytes[at + 4] === Byte.lessThan &&
    bytes[at + 5] === Byte.slash &&
    bytes[at + 6] === 0x73 &&
    bytes[at + 7] === 0x69 &&
    bytes[at + 8] === Byte.greaterThan
  );
}
