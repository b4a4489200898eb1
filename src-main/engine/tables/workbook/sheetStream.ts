/**
 * Owns the way of a sheet from its part to the scanner: next chunk, scan, shared strings when one is missing,
 * and between chunks whether to stop, tell the progress or let others have the thread.
 * Must never: scan for long without giving the event loop a turn, or else no abort could arrive.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TableError } from '../tableError.ts';
import { ByteWindow } from './byteWindow.ts';
import type { ReadTuning } from './readTuning.ts';
import type { SharedStrings } from './sharedStrings.ts';
import type { SheetScanner } from './sheetScanner.ts';
import type { XmlSource } from './xmlSource.ts';

const turnAfterMs = 20;
const progressEveryMs = 100;

/** What a reading of a sheet works with. */
export interface SheetStream {
  readonly source: XmlSource;
  readonly packedSize: number;
  readonly strings: SharedStrings | undefined;
  readonly tuning: ReadTuning;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((fraction: number) => void) | undefined;
}

/** Runs the scanner over the whole sheet, or until it is stopped. Throws TableError or the signal's reason. */
export async function streamSheet(scanner: SheetScanner, stream: SheetStream): Promise<void> {
  const { source, strings, tuning, signal } = stream;
  const window = new ByteWindow(2 * tuning.inflateChunk, tuning.maxItemBytes);
  const between = breather(stream);
  // A receiver of rows may itself abort: then not one row more.
  const onAbort = (): void => {
    scanner.stopped = true;
  };
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      const chunk = await source.next();
      signal?.throwIfAborted();
      if (chunk) window.append(chunk);
      if (!chunk || window.worthScanning) {
        await scanWindow(scanner, window, strings, between);
        signal?.throwIfAborted();
      }
      if (scanner.stopped) return;
      if (!chunk) break;
      await between();
    }
    scanner.finish();
    // Strings behind the last one that was asked for: only their checksum tells that all were right.
    if (strings?.wanted) await strings.ensure(Number.POSITIVE_INFINITY, between);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
  stream.onProgress?.(1);
}

async function scanWindow(
  scanner: SheetScanner,
  window: ByteWindow,
  strings: SharedStrings | undefined,
  between: () => Promise<void>,
): Promise<void> {
  let ahead = 0;
  for (;;) {
    const deadline = performance.now() + turnAfterMs;
    const used = scanner.scan(window.bytes, window.end, deadline);
    window.consume(used);
    if (scanner.paused) {
      await between();
      continue;
    }
    const wanted = scanner.wantedString;
    if (wanted < 0) return;
    if (!strings) throw new TableError('missingPart', 'shared strings');
    // One row that asks again and again is scanned from its start each time: each time it gets twice as many.
    ahead = used === 0 ? 2 * ahead + 1 : 0;
    await strings.ensure(wanted + ahead, between);
    if (wanted >= strings.table.count)
      throw new TableError('damaged', `no shared string ${wanted}`);
  }
}

/** Gives what to do between two chunks. */
function breather(stream: SheetStream): () => Promise<void> {
  const { source, strings, signal, onProgress } = stream;
  let turned = performance.now();
  let told = turned;
  let fraction = 0;
  return async () => {
    signal?.throwIfAborted();
    const now = performance.now();
    if (now - turned > turnAfterMs) {
      await nextTurn();
      turned = performance.now();
      signal?.throwIfAborted();
    }
    if (!onProgress || now - told < progressEveryMs) return;
    told = now;
    const stringsSize = strings?.wanted ? strings.packedSize : 0;
    const total = stream.packedSize + stringsSize;
    const consumed = source.consumed + (strings?.consumed ?? 0);
    fraction = Math.max(fraction, Math.min(1, consumed / Math.max(1, total)));
    onProgress(fraction);
  };
}
