/**
 * Owns opening Alma's XML, as it is or in a ZIP with one or many files, and streaming its users: the way in to this
 * folder.
 * Must never: keep more than a piece of the file and one user in memory, or take a file of a ZIP for read that isn't.
 */
import { closeFile, fileError, type OpenFile } from '../openFile.ts';
import { holdsAlmaXml } from '../recogniseFile.ts';
import { streamRows } from '../streamRows.ts';
import type { ReadSheetOptions } from '../table.ts';
import { TextWindow } from '../text/textStream.ts';
import type { PartStream } from '../workbook/partStream.ts';
import { defaultTuning, type ReadTuning } from '../workbook/readTuning.ts';
import type { ByteStream } from '../workbook/xmlSource.ts';
import type { ZipContainer } from '../workbook/zipContainer.ts';
import type { UserReceiver } from './almaUser.ts';
import { UserScanner } from './userScanner.ts';
import { FileBytes, XmlPieces } from './xmlPieces.ts';

/** What a reading found besides the users. */
export interface AlmaXmlFindings {
  readonly users: number;
  /** Paths of the elements of the schema that stand in the file, empty or not. */
  readonly seen: ReadonlySet<string>;
  /** Names of elements with passwords, PINs and gender, which were passed over. */
  readonly neverTaken: readonly string[];
  /** Paths of elements that no schema tells of, with how often they held something. */
  readonly unknown: readonly { readonly path: string; readonly count: number }[];
  /** Elements around the users that were passed over, by name. */
  readonly passedOver: readonly { readonly path: string; readonly count: number }[];
  /** By file of a ZIP: how many users it has. */
  readonly usersOfPart: readonly number[];
}

/** One file of users. */
interface Part {
  readonly name: string;
  readonly modified: number | undefined;
  /** Bytes of the file on disk that it takes. */
  readonly size: number;
  open(): Promise<ByteStream>;
  release(stream: ByteStream): void;
}

export class AlmaXml {
  /** Names of the files in a ZIP that are read; a file that is none has no name here. */
  readonly partNames: readonly string[];
  /** Files in a ZIP that hold no users. */
  readonly otherFiles: number;
  readonly trailingBytes: number;
  readonly isZip: boolean;
  /** When the newest file of a ZIP was written, which copying doesn't change. */
  readonly writtenAt: number | undefined;
  readonly #parts: readonly Part[];
  readonly #close: () => void;
  readonly #tuning: ReadTuning;
  #closed = false;

  constructor(
    parts: readonly Part[],
    tuning: ReadTuning,
    close: () => void,
    zip?: { readonly otherFiles: number; readonly trailingBytes: number },
  ) {
    this.#parts = parts;
    this.#tuning = tuning;
    this.#close = close;
    this.partNames = parts.map(({ name }) => name);
    this.isZip = zip !== undefined;
    const times = parts.flatMap(({ modified }) => modified ?? []);
    this.writtenAt = times.length === 0 ? undefined : Math.max(...times);
    this.otherFiles = zip?.otherFiles ?? 0;
    this.trailingBytes = zip?.trailingBytes ?? 0;
  }

  /**
   * Streams the users of all files to `onUser`, in order. Only when the promise is kept (and not stopped) was all of
   * the XML right. Throws TableError, the signal's reason, or what `onUser` throws.
   */
  async readUsers(onUser: UserReceiver, options: ReadSheetOptions = {}): Promise<AlmaXmlFindings> {
    options.signal?.throwIfAborted();
    if (this.#closed) throw new Error('the file is closed');
    const scanner = new UserScanner(onUser, { maxUserChars: this.#tuning.maxItemBytes });
    const usersOfPart: number[] = [];
    const total = this.#parts.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    try {
      for (const part of this.#parts) {
        const before = scanner.users;
        const from = done;
        await this.#readPart(part, scanner, options, (read) => (from + read) / Math.max(1, total));
        usersOfPart.push(scanner.users - before);
        done += part.size;
        if (scanner.stopped) break;
      }
    } catch (error) {
      throw this.#closed ? new Error('the file was closed') : fileError(error);
    }
    return findings(scanner, usersOfPart);
  }

  async #readPart(
    part: Part,
    scanner: UserScanner,
    { signal, onProgress }: ReadSheetOptions,
    fraction: (read: number) => number,
  ): Promise<void> {
    scanner.beginPart(part.name);
    const stream = await part.open();
    try {
      const source = new XmlPieces(stream);
      await streamRows({
        source,
        window: new TextWindow(scanner),
        scanner,
        finish: async () => scanner.endFile(),
        fraction: () => source.consumed / Math.max(1, part.size),
        options: {
          signal,
          onProgress: onProgress && ((share) => onProgress(fraction(share * part.size))),
        },
      });
      // A closed stream looks like one that has ended.
      if (this.#closed && !scanner.stopped) throw new Error('closed');
    } finally {
      part.release(stream);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#close();
  }
}

function findings(scanner: UserScanner, usersOfPart: readonly number[]): AlmaXmlFindings {
  return {
    users: scanner.users,
    seen: scanner.nodes.seen,
    neverTaken: scanner.neverTaken,
    unknown: scanner.nodes.unknown.map(({ path, seen }) => ({ path, count: seen })),
    passedOver: [...scanner.passedOver].map(([path, count]) => ({ path, count })),
    usersOfPart,
  };
}

/** Takes an open file that holds XML; closing what this gives closes it. */
export function almaXmlIn(file: OpenFile, tuning: ReadTuning = defaultTuning): AlmaXml {
  const part: Part = {
    name: '',
    modified: undefined,
    size: file.size,
    open: async () => new FileBytes(file, tuning.sliceBytes),
    release: () => {},
  };
  return new AlmaXml([part], tuning, () => closeFile(file));
}

/** Files that programs put into archives by themselves. */
const OF_PROGRAMS = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i;
/** Parts that only packages of other programs have. */
const OF_PACKAGES = /^(?:\[content_types\]\.xml$|_rels\/|xl\/|mimetype$|META-INF\/)/i;
/** The start of a file by which it is known. */
const HEAD_BYTES = 4096;

/**
 * Takes an open package; gives the users in those of its files that hold some, or undefined where none does. Closing
 * what this gives closes the package. Throws TableError.
 */
export async function almaXmlInZip(zip: ZipContainer): Promise<AlmaXml | undefined> {
  if (zip.names.some((name) => OF_PACKAGES.test(name))) return undefined;
  const names = zip.names.filter((name) => !OF_PROGRAMS.test(name));
  const parts: Part[] = [];
  for (const name of names) {
    if (!holdsAlmaXml(await headOf(zip, name))) continue;
    const size = zip.packedSize(name);
    const open = () => zip.openPart(name);
    const modified = zip.modified(name);
    parts.push({
      name,
      modified,
      size,
      open,
      release: (stream) => zip.release(stream as PartStream),
    });
  }
  if (parts.length === 0) return undefined;
  const { tuning, trailingBytes } = zip;
  const otherFiles = names.length - parts.length;
  return new AlmaXml(parts, tuning, () => zip.close(), { otherFiles, trailingBytes });
}

/** Gives the first bytes of a part. */
async function headOf(zip: ZipContainer, name: string): Promise<Buffer> {
  const stream = await zip.openPart(name);
  try {
    let head: Buffer = Buffer.alloc(0);
    while (head.length < HEAD_BYTES) {
      const chunk = await stream.next();
      if (!chunk) break;
      head = Buffer.concat([head, chunk]);
    }
    return head.subarray(0, HEAD_BYTES);
  } finally {
    zip.release(stream);
  }
}
