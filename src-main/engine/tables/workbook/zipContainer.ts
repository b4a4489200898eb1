/**
 * Owns the directory of a ZIP package; the directory's format is yauzl's business.
 * Must never: trust what the directory says of a part before its bytes have come.
 */
import type { FileHandle } from 'node:fs/promises';
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import { closeFile, fileError, type OpenFile } from '../openFile.ts';
import { TableError } from '../tableError.ts';
import { type PartPlace, PartStream } from './partStream.ts';
import type { ReadTuning } from './readTuning.ts';

const MAX_ENTRIES = 10_000;
/** The year in which the directory's own count begins stands for no time at all. */
const EARLIEST_TIME = Date.UTC(1981, 0, 1);
const DIRECTORY_WINDOW = 64 << 10;
/** The end of a package is looked for in so much of the file's end. */
const TAIL_BYTES = 1 << 20;
const END_SIGNATURE = Buffer.from('PK\x05\x06');
const ENTRY_SIGNATURE = Buffer.from('PK\x01\x02');
const END_RECORD_BYTES = 22;

export class ZipContainer {
  readonly tuning: ReadTuning;
  /** Bytes of the file behind the end of its package. */
  readonly trailingBytes: number;
  readonly #file: OpenFile;
  readonly #zip: ZipFile;
  readonly #entries: Directory['entries'];
  readonly #streams = new Set<PartStream>();

  private constructor(
    file: OpenFile,
    { zip, entries, trailingBytes }: WholeDirectory,
    tuning: ReadTuning,
  ) {
    this.#file = file;
    this.#zip = zip;
    this.#entries = entries;
    this.trailingBytes = trailingBytes;
    this.tuning = tuning;
  }

  /** Takes an open file; gives the package with its directory read. Throws TableError. */
  static async open(file: OpenFile, tuning: ReadTuning): Promise<ZipContainer> {
    return new ZipContainer(file, await findDirectory(file), tuning);
  }

  /** Names of all parts as the directory spells them, in its order; folders are none. */
  get names(): readonly string[] {
    return [...this.#entries]
      .map(([name, entry]) => (entry === 'twice' ? name : entry.fileNameRaw.toString('utf8')))
      .filter((name) => !name.endsWith('/'));
  }

  /** Takes a part's name (without the leading slash, in any case); tells whether the package holds it. */
  has(name: string): boolean {
    return this.#entries.has(foldName(name));
  }

  /** Takes a part's name; gives the stream of its bytes. Throws TableError. */
  async openPart(name: string): Promise<PartStream> {
    const entry = this.#entries.get(foldName(name));
    if (!entry) throw new TableError('missingPart', name);
    // Which of them counts is each reader's guess: what a person saw in Excel could be the other one.
    if (entry === 'twice') throw new TableError('damaged', `${name}: stored twice`);
    if (entry.isEncrypted()) throw new TableError('encrypted', name);
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
      throw new TableError('unsupported', `${name}: compression method ${entry.compressionMethod}`);
    }
    const header = await this.#zip
      .readLocalFileHeaderPromise(entry, { minimal: true })
      .catch((error: unknown) => {
        throw zipError(error);
      });
    const place: PartPlace = {
      name,
      start: header.fileDataStart,
      packedSize: entry.compressedSize,
      size: entry.uncompressedSize,
      crc: entry.crc32,
      stored: entry.compressionMethod === 0,
    };
    const stream = new PartStream(this.#file.handle, place, this.tuning);
    this.#streams.add(stream);
    return stream;
  }

  /** Packed size of a part, 0 when there is none. */
  packedSize(name: string): number {
    const entry = this.#entries.get(foldName(name));
    return entry === undefined || entry === 'twice' ? 0 : entry.compressedSize;
  }

  /** When a part was last written, in milliseconds; undefined where the directory doesn't say. */
  modified(name: string): number | undefined {
    const entry = this.#entries.get(foldName(name));
    if (entry === undefined || entry === 'twice') return undefined;
    const time = entry.getLastModDate().getTime();
    return time > EARLIEST_TIME ? time : undefined;
  }

  /** Takes a part's name; gives all its bytes. Only for the small parts. Throws TableError. */
  async readPart(name: string): Promise<Buffer> {
    const stream = await this.openPart(name);
    try {
      const chunks: Buffer[] = [];
      let length = 0;
      for (let chunk = await stream.next(); chunk; chunk = await stream.next()) {
        length += chunk.length;
        if (length > this.tuning.maxSmallPartBytes) throw new TableError('tooLarge', name);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks, length);
    } catch (error) {
      throw fileError(error);
    } finally {
      this.release(stream);
    }
  }

  /** Closes one stream that this package opened. */
  release(stream: PartStream): void {
    stream.close();
    this.#streams.delete(stream);
  }

  /** Closes the file and every stream still open. May be called more than once. */
  close(): void {
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
    this.#zip.close();
    closeFile(this.#file);
  }
}

function zipError(error: unknown): unknown {
  if (error instanceof TableError) return error;
  const system = fileError(error);
  if (system !== error) return system;
  const reason = error instanceof Error ? error.message : String(error);
  if (reason.startsWith('strong encryption')) return new TableError('encrypted', reason);
  const cut = /signature not found|unexpected EOF|overflows file bounds/.test(reason);
  return new TableError(cut ? 'incomplete' : 'damaged', reason);
}

function foldName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

interface Directory {
  readonly zip: ZipFile;
  readonly entries: ReadonlyMap<string, Entry | 'twice'>;
}

interface WholeDirectory extends Directory {
  readonly trailingBytes: number;
}

/** Looks for the end of the package where the file doesn't end with it, as after a careless download. */
async function findDirectory({ handle, size }: OpenFile): Promise<WholeDirectory> {
  try {
    return { ...(await readDirectory(handle, size)), trailingBytes: 0 };
  } catch (error) {
    const end = await packageEnd(handle, size);
    if (end === undefined || end >= size) throw error;
    return { ...(await readDirectory(handle, end)), trailingBytes: size - end };
  }
}

/** Gives the end of the last package in the file, or undefined when there is none that begins with the file. */
async function packageEnd(file: FileHandle, size: number): Promise<number | undefined> {
  const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
  const { bytesRead } = await file.read(tail, 0, tail.length, size - tail.length);
  for (let at = bytesRead; ; ) {
    at = tail.subarray(0, at + END_SIGNATURE.length - 1).lastIndexOf(END_SIGNATURE);
    if (at < 0) return undefined;
    if (at + END_RECORD_BYTES > bytesRead) continue;
    const start = tail.readUInt32LE(at + 16);
    const end = size - tail.length + at + END_RECORD_BYTES + tail.readUInt16LE(at + 20);
    const mark = Buffer.alloc(ENTRY_SIGNATURE.length);
    await file.read(mark, 0, mark.length, start);
    if (end <= size && mark.equals(ENTRY_SIGNATURE)) return end;
  }
}

/** yauzl calls back entry by entry; names are decoded here because it refuses a whole package for one odd name. */
function readDirectory(file: FileHandle, size: number): Promise<Directory> {
  return new Promise<Directory>((resolve, reject) => {
    const fail = (error: unknown): void => reject(zipError(error));
    const reader = new HandleReader(file, fail);
    const options = {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    };
    fromRandomAccessReader(reader, size, options, (error, zip) => {
      if (error) return fail(error);
      if (zip.entryCount > MAX_ENTRIES) return fail(new Error(`${zip.entryCount} entries`));
      const entries = new Map<string, Entry | 'twice'>();
      zip.on('error', fail);
      zip.on('end', () => resolve({ zip, entries }));
      zip.on('entry', (entry: Entry) => {
        const name = foldName(entry.fileNameRaw.toString('utf8'));
        entries.set(name, entries.has(name) ? 'twice' : entry);
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
}

/** Lets yauzl read through our file handle, a window at a time instead of two reads for every entry. */
class HandleReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #onThrow: (error: unknown) => void;
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;

  constructor(file: FileHandle, onThrow: (error: unknown) => void) {
    super();
    this.#file = file;
    this.#onThrow = onThrow;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#fill(length, position)
      .then(
        () => {
          const from = position - this.#windowStart;
          callback(null, this.#window.copy(buffer, offset, from, from + length));
        },
        (error: Error) => callback(error),
      )
      .catch(this.#onThrow);
  }

  async #fill(length: number, position: number): Promise<void> {
    const end = this.#windowStart + this.#window.length;
    if (position >= this.#windowStart && position + length <= end) return;
    const buffer = Buffer.alloc(Math.max(length, DIRECTORY_WINDOW));
    let filled = 0;
    for (;;) {
      const rest = buffer.length - filled;
      const { bytesRead } = await this.#file.read(buffer, filled, rest, position + filled);
      filled += bytesRead;
      if (bytesRead === 0 || filled >= length) break;
    }
    this.#window = buffer.subarray(0, filled);
    this.#windowStart = position;
  }
}
