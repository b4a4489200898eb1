/**
 * Work that begins by itself and that nobody waits for. Where the disk is full or the drive doesn't answer, it is kept
 * and tried again: after a pause, behind each change, when a librarian asks. What it had done stands. Must never end
 * the engine for a failure of a file; a bug does.
 */
import type { HeldWork } from '#shared/refusals/fileRefusals.ts';
import { fileRefusal } from '../fileFailures.ts';
import type { Refusal } from '../refusal.ts';
import type { Task } from '../writer/task.ts';
import type { Writer } from '../writer/writer.ts';

/** Often enough that nobody who has freed space waits for it. */
const TRY_AGAIN_MS = 5000;

interface Held {
  readonly work: HeldWork;
  readonly refusal: Refusal;
  readonly again: () => void;
}

export interface BackgroundHost {
  readonly writer: Writer;
  /** Called whenever what waits, or for what, is another. */
  readonly onHeld: () => void;
  readonly onFault: (error: unknown) => void;
}

export class Background {
  readonly #host: BackgroundHost;
  readonly #held = new Map<string, Held>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(host: BackgroundHost) {
    this.#host = host;
  }

  /** What waits, and for what. */
  get held(): readonly Pick<Held, 'work' | 'refusal'>[] {
    return [...this.#held.values()];
  }

  start<Given>(work: HeldWork, task: Task<Given, unknown>, given: Given): void {
    if (this.#closed) return;
    const key = `${work} ${JSON.stringify(given)}`;
    this.#host.writer.run(task, given).then(
      () => this.#done(key),
      (error: unknown) => {
        const refusal = fileRefusal(error);
        if (!refusal) this.#host.onFault(error);
        else this.#hold(key, { work, refusal, again: () => this.start(work, task, given) });
      },
    );
  }

  /** There may be room again. */
  tryAgain(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const { again } of this.#held.values()) again();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #done(key: string): void {
    if (this.#held.delete(key)) this.#host.onHeld();
  }

  #hold(key: string, held: Held): void {
    if (this.#closed) return;
    const before = this.#held.get(key);
    this.#held.set(key, held);
    this.#timer ??= setTimeout(() => this.tryAgain(), TRY_AGAIN_MS).unref();
    if (before?.refusal.code !== held.refusal.code) this.#host.onHeld();
  }
}
