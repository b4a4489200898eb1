/**
 * Who makes which piece of a list, across threads: each piece is claimed once, in order, and nobody runs so far ahead of
 * what is written that memory fills.
 */

/** So many users make a piece: about half a megabyte of a report's XML. */
export const PIECE_USERS = 500;
/** Pieces that may be made and not yet written. */
const AHEAD = 8;
export const TURNS_BYTES = 8;
/** Places in the shared memory. */
const NEXT = 0;
const WRITTEN = 1;
/** Whoever waits looks again at the latest then. */
const LOOK_AGAIN_MS = 500;

export class PieceTurns {
  readonly #shared: Int32Array;
  readonly #pieces: number;

  /** @param memory shared by all of them, TURNS_BYTES of zeros at first */
  constructor(memory: SharedArrayBuffer, pieces: number) {
    this.#shared = new Int32Array(memory);
    this.#pieces = pieces;
  }

  /** @returns number of a piece that is the caller's now; `later`: it would be too far ahead; `none` is left */
  claim(): number | 'later' | 'none' {
    for (;;) {
      const next = Atomics.load(this.#shared, NEXT);
      if (next >= this.#pieces) return 'none';
      if (next - Atomics.load(this.#shared, WRITTEN) >= AHEAD) return 'later';
      if (Atomics.compareExchange(this.#shared, NEXT, next, next + 1) === next) return next;
    }
  }

  /** The next piece is written. */
  wrote(): void {
    Atomics.add(this.#shared, WRITTEN, 1);
    Atomics.notify(this.#shared, WRITTEN);
  }

  /** Until another piece is written, or a moment has passed. */
  wait(): void {
    const written = Atomics.load(this.#shared, WRITTEN);
    if (Atomics.load(this.#shared, NEXT) - written >= AHEAD)
      Atomics.wait(this.#shared, WRITTEN, written, LOOK_AGAIN_MS);
  }
}
