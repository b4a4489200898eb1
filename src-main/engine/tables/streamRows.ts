/**
 * Owns the way of rows from a source to a scanner: next piece, scan, and between pieces whether to stop, tell the
 * progress or let others have the thread.
 * Must never: let a scanner go on for long without giving the event loop a turn, or else no abort could arrive.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadSheetOptions } from './table.ts';

const TURN_AFTER_MS = 20;
const PROGRESS_EVERY_MS = 100;

/** What is between two scans: throws the signal's reason, gives a turn, tells the progress, whichever is due. */
export type Between = () => Promise<void>;

/** What is left of the pieces so far and the next ones behind it. */
export interface ScanWindow<Piece> {
  append(piece: Piece): void;
  /**
   * False while what did not fit has not grown to twice its size: scanning it again at every piece would make a
   * very long row take quadratic time.
   */
  readonly worthScanning: boolean;
  /** Scans what there is; keeps what the scanner is not done with. */
  scan(isLast: boolean, between: Between): Promise<void>;
}

/** What a reading works with. */
export interface RowStream<Piece> {
  /** Gives undefined after the last piece. */
  readonly source: { next(): Promise<Piece | undefined> };
  readonly window: ScanWindow<Piece>;
  /** Hands over no row more once `stopped` is set. */
  readonly scanner: { stopped: boolean };
  /** What comes after the last piece, unless the reading was stopped. */
  readonly finish?: (between: Between) => Promise<void>;
  /** The share of the bytes that was read; may go back. */
  readonly fraction: () => number;
  readonly options: ReadSheetOptions;
}

/** When the scanner that begins now should give a turn, as performance.now() counts. */
export function nextDeadline(): number {
  return performance.now() + TURN_AFTER_MS;
}

/** Runs the scanner over the whole source, or until it is stopped. Throws TableError or the signal's reason. */
export async function streamRows<Piece>(stream: RowStream<Piece>): Promise<void> {
  const { source, window, scanner, options } = stream;
  const { signal } = options;
  const between = breather(stream);
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
        await window.scan(piece === undefined, between);
        signal?.throwIfAborted();
      }
      if (scanner.stopped) return;
      if (piece === undefined) break;
      await between();
    }
    await stream.finish?.(between);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
  options.onProgress?.(1);
}

function breather({ options, fraction }: RowStream<unknown>): Between {
  const { signal, onProgress } = options;
  let turned = performance.now();
  let told = turned;
  let most = 0;
  return async () => {
    signal?.throwIfAborted();
    const now = performance.now();
    if (now - turned > TURN_AFTER_MS) {
      await nextTurn();
      turned = performance.now();
      signal?.throwIfAborted();
    }
    if (!onProgress || now - told < PROGRESS_EVERY_MS) return;
    told = now;
    most = Math.max(most, Math.min(1, fraction()));
    onProgress(most);
  };
}
