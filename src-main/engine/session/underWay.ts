/**
 * What the writer does in one piece and nobody can cancel: adding a file, taking one back, saving a copy. Changes that
 * are made meanwhile wait for it, and so does the end of the program; whoever waits is told for what. Does none of it.
 */
import type { LongWork } from '#shared/contract/shapes/workspace.ts';

/** What takes no longer isn't felt as waiting. */
const FELT_AFTER_MS = 100;

export class UnderWay {
  readonly #works: LongWork[] = [];
  readonly #onWaits: (until: LongWork | null) => void;
  #waiting = 0;

  /** @param onWaits told when a change begins to wait, and with null when none does any more */
  constructor(onWaits: (until: LongWork | null) => void) {
    this.#onWaits = onWaits;
  }

  /** In the order in which it was asked for: the first is done now. */
  get works(): readonly LongWork[] {
    return this.#works;
  }

  async during<T>(work: LongWork, perform: () => Promise<T>): Promise<T> {
    this.#works.push(work);
    try {
      return await perform();
    } finally {
      this.#works.splice(this.#works.indexOf(work), 1);
    }
  }

  /** A change that is short itself. */
  async behind<T>(perform: () => Promise<T>): Promise<T> {
    if (this.#works.length === 0) return perform();
    let waits = false;
    const felt = setTimeout(() => {
      const [first] = this.#works;
      if (!first) return;
      waits = true;
      if (++this.#waiting === 1) this.#onWaits(first);
    }, FELT_AFTER_MS);
    try {
      return await perform();
    } finally {
      clearTimeout(felt);
      if (waits && --this.#waiting === 0) this.#onWaits(null);
    }
  }
}
