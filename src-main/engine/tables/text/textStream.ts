/**
 * Owns the way of a text file from its source to the scanner: next piece, scan, and between pieces whether to
 * stop, tell the progress or let others have the thread.
 * Must never: scan for long without giving the event loop a turn, or else no abort could arrive.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadSheetOptions } from '../workbook/readWorkbook.ts';
import type { RecordScanner } from './recordScanner.ts';
import type { TextSource } from './textSource.ts';

const turnAfterMs = 20;
const progressEveryMs = 100;

/** What a reading of a text file works with. */
export interface TextStream {
  readonly source: TextSource;
  /** Bytes of the file. */
  readonly size: number;
  readonly options: ReadSheetOptions;
}

/** Runs the scanner over the whole file, or until it is stopped. Throws TableError or the signal's reason. */
export async function streamText(scanner: RecordScanner, stream: TextStream): Promise<void> {
  const { source, options } = stream;
  const { signal, onProgress } = options;
  const between = breather(stream);
  const window = new TextWindow();
  // A receiver of rows may itself abort: then not one row more.
  const onAbort = (): void => {
    scanner.stopped = true;
  };
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      const piece = await source.next();
      signal?.throwIfAborted();
      if (piece !== undefined) window.append(piece);
      if (piece === undefined || window.worthScanning) {
        await window.scan(scanner, piece === undefined, between);
        signal?.throwIfAborted();
      }
      if (scanner.stopped) return;
      if (piece === undefined) break;
      await between();
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
  onProgress?.(1);
}

/** The text that is being scanned: what is left of the last pieces and the next one behind it. */
class TextWindow {
  #pieces: string[] = [];
  #length = 0;
  #scanFrom = 0;

  append(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  /**
   * False while a record that did not fit has not grown to twice its size: scanning it again at every piece
   * would make a very long record take quadratic time.
   */
  get worthScanning(): boolean {
    return this.#length >= this.#scanFrom;
  }

  /** Scans what there is; keeps what the scanner is not done with. */
  async scan(scanner: RecordScanner, final: boolean, between: () => Promise<void>): Promise<void> {
    // Unlike +, join gives a string that lies in one piece, in which looking at a character is cheap.
    const text = this.#pieces.length === 1 ? this.#pieces[0]! : this.#pieces.join('');
    let at = 0;
    for (;;) {
      at = scanner.scan(text, at, final, performance.now() + turnAfterMs);
      if (!scanner.paused) break;
      await between();
    }
    this.#pieces = at < text.length ? [text.substring(at)] : [];
    this.#length = text.length - at;
    this.#scanFrom = at === 0 ? text.length * 2 : 0;
  }
}

/** Gives what to do between two pieces. */
function breather(stream: TextStream): () => Promise<void> {
  const { signal, onProgress } = stream.options;
  let turned = performance.now();
  let told = turned;
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
    onProgress(Math.min(1, stream.source.consumed / Math.max(1, stream.size)));
  };
}
