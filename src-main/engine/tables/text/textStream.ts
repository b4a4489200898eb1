/**
 * Owns the text between its source and the scanner: what is left of the last pieces and the next one behind it.
 * Must never: keep text that the scanner is done with.
 */
import { type Between, nextDeadline, type ScanWindow, streamRows } from '../streamRows.ts';
import type { ReadSheetOptions } from '../table.ts';
import type { RecordScanner } from './recordScanner.ts';
import type { TextSource } from './textSource.ts';

/** What a reading of a text file works with. */
export interface TextStream {
  readonly source: TextSource;
  /** Bytes of the file. */
  readonly size: number;
  readonly options: ReadSheetOptions;
}

/** Runs the scanner over the whole file, or until it is stopped. Throws TableError or the signal's reason. */
export function streamText(scanner: RecordScanner, stream: TextStream): Promise<void> {
  const { source, size, options } = stream;
  return streamRows({
    source,
    window: new TextWindow(scanner),
    scanner,
    fraction: () => source.consumed / Math.max(1, size),
    options,
  });
}

/** What scans a text piece by piece. */
interface TextScanner {
  /** It gave up its turn, and goes on where it stopped. */
  readonly paused: boolean;
  /** Takes a text and where it begins in it; gives the position up to which it is done. */
  scan(text: string, from: number, isLast: boolean, deadline: number): number;
}

export class TextWindow implements ScanWindow<string> {
  readonly #scanner: TextScanner;
  #pieces: string[] = [];
  #length = 0;
  #scanFrom = 0;

  constructor(scanner: TextScanner) {
    this.#scanner = scanner;
  }

  append(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  get worthScanning(): boolean {
    return this.#length >= this.#scanFrom;
  }

  async scan(isLast: boolean, between: Between): Promise<void> {
    const scanner = this.#scanner;
    // Unlike +, join gives a string that lies in one piece, in which looking at a character is cheap.
    const text = this.#pieces.length === 1 ? this.#pieces[0]! : this.#pieces.join('');
    let at = 0;
    for (;;) {
      at = scanner.scan(text, at, isLast, nextDeadline());
      if (!scanner.paused) break;
      await between();
    }
    this.#pieces = at < text.length ? [text.substring(at)] : [];
    this.#length = text.length - at;
    this.#scanFrom = at === 0 ? text.length * 2 : 0;
  }
}
