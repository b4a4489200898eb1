/**
 * The exports of an open workspace: one at a time, the others wait their turn. Any of them can be cancelled, and all of
 * them are when the workspace is closed. Knows what runs, not how it is written.
 */
import type { ExportedFile } from '#shared/contract/desktopContract.ts';
import { Refusal } from '../refusal.ts';

interface Running {
  readonly file: ExportedFile | null;
  readonly controller: AbortController;
}

export class RunningExports {
  readonly #running = new Map<string, Running>();
  readonly #onChange: () => void;
  #lane: Promise<unknown> = Promise.resolve();

  /** @param onChange called whenever one begins to wait or has ended */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /**
   * Waits its turn, then works.
   * @param file that is written; null: pages go to the printer
   * @param work is aborted with the refusal that it must end in
   */
  async run<T>(
    exportId: string,
    file: ExportedFile | null,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (this.#running.has(exportId)) throw new Error('An export of this name is under way.');
    const controller = new AbortController();
    const { signal } = controller;
    this.#running.set(exportId, { file, controller });
    this.#onChange();
    try {
      return await this.#inTurn(signal, () => work(signal));
    } finally {
      this.#running.delete(exportId);
      this.#onChange();
    }
  }

  /** Nothing to do where it has ended. */
  cancel(exportId: string): void {
    this.#running.get(exportId)?.controller.abort(new Refusal('export.cancelled'));
  }

  /** Files that are being written or wait for it. */
  files(): ExportedFile[] {
    return [...this.#running.values()].flatMap(({ file, controller }) =>
      file && !controller.signal.aborted ? [file] : [],
    );
  }

  /** Ends all of them. @returns when none holds the workspace any more */
  async close(): Promise<void> {
    for (const { controller } of this.#running.values())
      controller.abort(new Refusal('export.left'));
    await this.#lane;
  }

  /** One that is cancelled while it waits ends at once. */
  #inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const giveUp = () => reject(signal.reason);
      signal.addEventListener('abort', giveUp, { once: true });
      this.#lane = this.#lane
        .then(() => {
          if (signal.aborted) return;
          signal.removeEventListener('abort', giveUp);
          return work().then(resolve, reject);
        })
        .catch(reject);
    });
  }
}
