/**
 * Owns the bytes of a sheet between its part and the scanner, with the shared strings that the scanner asks for.
 * Must never: leave shared strings unread behind a whole sheet: only their checksum tells that all were right.
 */
import { type Between, nextDeadline, type ScanWindow, streamRows } from '../streamRows.ts';
import type { ReadSheetOptions } from '../table.ts';
import { TableError } from '../tableError.ts';
import { ByteWindow } from './byteWindow.ts';
import type { ReadTuning } from './readTuning.ts';
import type { SharedStrings } from './sharedStrings.ts';
import type { SheetScanner } from './sheetScanner.ts';
import type { XmlSource } from './xmlSource.ts';

/** What a reading of a sheet works with. */
export interface SheetStream {
  readonly source: XmlSource;
  readonly packedSize: number;
  readonly strings: SharedStrings | undefined;
  readonly tuning: ReadTuning;
  readonly options: ReadSheetOptions;
}

/** Runs the scanner over the whole sheet, or until it is stopped. Throws TableError or the signal's reason. */
export function streamSheet(scanner: SheetScanner, stream: SheetStream): Promise<void> {
  const { source, strings, tuning, options } = stream;
  return streamRows({
    source,
    window: new SheetWindow(scanner, strings, tuning),
    scanner,
    finish: async (between) => {
      scanner.finish();
      if (strings?.wanted) await strings.ensure(Number.POSITIVE_INFINITY, between);
    },
    fraction: () => {
      const total = stream.packedSize + (strings?.wanted ? strings.packedSize : 0);
      return (source.consumed + (strings?.consumed ?? 0)) / Math.max(1, total);
    },
    options,
  });
}

class SheetWindow implements ScanWindow<Buffer> {
  readonly #scanner: SheetScanner;
  readonly #strings: SharedStrings | undefined;
  readonly #bytes: ByteWindow;

  constructor(scanner: SheetScanner, strings: SharedStrings | undefined, tuning: ReadTuning) {
    this.#scanner = scanner;
    this.#strings = strings;
    this.#bytes = new ByteWindow(2 * tuning.inflateChunk, tuning.maxItemBytes);
  }

  get worthScanning(): boolean {
    return this.#bytes.worthScanning;
  }

  append(chunk: Buffer): void {
    this.#bytes.append(chunk);
  }

  async scan(_isLast: boolean, between: Between): Promise<void> {
    const scanner = this.#scanner;
    const window = this.#bytes;
    let ahead = 0;
    for (;;) {
      const used = scanner.scan(window.bytes, window.end, nextDeadline());
      window.consume(used);
      if (scanner.paused) {
        await between();
        continue;
      }
      const wanted = scanner.wantedString;
      if (wanted < 0) return;
      // One row that asks again and again is scanned from its start each time: each time it gets twice as many.
      ahead = used === 0 ? 2 * ahead + 1 : 0;
      await this.#find(wanted, ahead, between);
    }
  }

  async #find(wanted: number, ahead: number, between: Between): Promise<void> {
    const strings = this.#strings;
    if (!strings) throw new TableError('missingPart', 'shared strings');
    await strings.ensure(wanted + ahead, between);
    if (wanted >= strings.table.count)
      throw new TableError('damaged', `no shared string ${wanted}`);
  }
}
