/**
 * Owns opening Alma's XML, as it is or in a ZIP with one or many files, and streaming its users: the way in to this
 * folder.
 * Must never: keep more than a piece of the file and one user in memory, or take a file of a ZIP for read that isn't.
 */
import { closeFile, fileError, type OpenFile } from '../openFile.ts';
import { streamRows } from '../streamRows.ts';
import type { ReadSheetOptions } from '../table.ts';
import { TableError } from '../tableError.ts';
import { TextWindow } from '../text/textStream.ts';
import { defaultTuning, type ReadTuning } from '../workbook/readTuning.ts';
import type { ByteStream } from '../workbook/xmlSource.ts';
import type { ZipContainer } from '../workbook/zipContainer.ts';
import type { UserReceiver } from './almaUser.ts';
import { UserScanner } from './userScanner.ts';
import { FileBytes, XmlPieces } from './xmlPieces.ts';

/** What a reading found besides the users. */
export interface AlmaXmlFindings {
  readonly users: number;
  /** A password, a PIN or a gender stood in it. */
  readonly hasForbidden: boolean;
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
  /** Bytes of the file on disk that it takes. */
  readonly size: number;
  open(): Promise<ByteStream>;
  release(stream: ByteStream): void;
}

export class AlmaXml {
  /** Names of the files in a ZIP that are read; a file that is none has no name here. */
  readonly partNames: readonly string[];
  /** Files in a ZIP that aren't XML. */
  readonly otherFiles: number;
  readonly trailingBytes: number;
  readonly #parts: readonly Part[];
  readonly #close: () => void;
  readonly #tuning: ReadTuning;
  #closed = false;

  constructor(
    parts: readonly Part[],
    tuning: ReadTuning,
    close: () => void,
    zip: { readonly otherFiles: number; readonly trailingBytes: number } = NO_ZIP,
  ) {
    this.#parts = parts;
    this.#tuning = tuning;
    this.#close = close;
    this.partNames = parts.map(({ name }) => name);
    this.otherFiles = zip.otherFiles;
    this.trailingBytes = zip.trailingBytes;
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

const NO_ZIP = { otherFiles: 0, trailingBytes: 0 };

function findings(scanner: UserScanner, usersOfPart: readonly number[]): AlmaXmlFindings {
  return {
    users: scanner.users,
    hasForbidden: scanner.hasForbidden,
    unknown: scanner.nodes.unknown.map(({ path, seen }) => ({ path, count: seen })),
    passedOver: [...scanner.passedOver].map(([path, count]) => ({ path, count })),
    usersOfPart,
  };
}

/** Takes an open file that holds XML; closing what this gives closes it. */
export function almaXmlIn(file: OpenFile, tuning: ReadTuning = defaultTuning): AlmaXml {
  const part: Part = {
    name: '',
    size: file.size,
    open: async () => new FileBytes(file, tuning.sliceBytes),
    release: () => {},
  };
  return new AlmaXml([part], tuning, () => closeFile(file));
}

/** Files that programs put into archives by themselves. */
const OF_PROGRAMS = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i;
const XML_NAME = /\.xml$/i;

/** Whether a package may hold Alma's XML: files of XML, and not the parts of a workbook. */
export function mayHoldAlmaXml(zip: ZipContainer): boolean {
  if (zip.has('[Content_Types].xml') || zip.has('mimetype') || zip.has('META-INF/manifest.xml'))
    return false;
  return zip.names.some((name) => XML_NAME.test(name) && !OF_PROGRAMS.test(name));
}

/** Takes an open package of XML files; closing what this gives closes it. */
export function almaXmlInZip(zip: ZipContainer): AlmaXml {
  const names = zip.names.filter((name) => !OF_PROGRAMS.test(name));
  const xml = names.filter((name) => XML_NAME.test(name));
  if (xml.length === 0) throw new TableError('notAWorkbook', 'no XML in the package');
  const parts = xml.map(
    (name): Part => ({
      name,
      size: zip.packedSize(name),
      open: () => zip.openPart(name),
      release: (stream) => zip.release(stream as Parameters<typeof zip.release>[0]),
    }),
  );
  const { tuning, trailingBytes } = zip;
  const otherFiles = names.length - xml.length;
  return new AlmaXml(parts, tuning, () => zip.close(), { otherFiles, trailingBytes });
}
