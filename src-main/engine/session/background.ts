/**
 * Work that begins by itself and that nobody waits for. Where the disk is full or the drive doesn't answer, it is kept
 * and tried again: after a pause, behind each change, when a librarian asks. What it had done stands. Must never end
 * the engine for a failure of a file; a bug does.
 */
import type { FileRefusalCode, HeldWork } from '#shared/refusals/fileRefusals.ts';
import type { NotKept } from '#shared/refusals/snapshotRefusals.ts';
import { fileRefusal } from '../fileFailures.ts';
import { Refusal } from '../refusal.ts';
import type { Task } from '../writer/task.ts';
import type { Writer } from '../writer/writer.ts';

/** Often enough that nobody who has freed space waits for it. */
const TRY_AGAIN_MS = 5000;
const DO_AGAIN_MS = 1000;

interface Held {
  readonly why: HeldUp;
  readonly again: () => void;
}

/** Which work waits, for what, and how much room it needs where that is known. */
export interface HeldUp {
  readonly work: HeldWork;
  readonly by: FileRefusalCode;
  readonly bytes?: number;
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
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #closed = false;

  constructor(host: BackgroundHost) {
    this.#host = host;
  }

  /** What waits, and for what. */
  get held(): readonly HeldUp[] {
    return [...this.#held.values()].map(({ why }) => why);
  }

  /** A task that answers false has to be done again: somebody still reads what it wants to change. */
  start<Given>(work: HeldWork, task: Task<Given, unknown>, given: Given): void {
    if (this.#closed) return;
    const key = `${work} ${JSON.stringify(given)}`;
    this.#host.writer.run(task, given).then(
      (isDone) => {
        this.#done(key);
        if (isDone === false) this.#later(key, () => this.start(work, task, given));
      },
      (error: unknown) => {
        // It begins again at the next opening.
        if (error instanceof Refusal && error.code === 'workspace.closing') return;
        const why = heldUp(work, error);
        if (!why) this.#host.onFault(error);
        else this.#hold(key, { why, again: () => this.start(work, task, given) });
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
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #later(key: string, again: () => void): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.set(key, setTimeout(again, DO_AGAIN_MS).unref());
  }

  #done(key: string): void {
    if (this.#held.delete(key)) this.#host.onHeld();
  }

  #hold(key: string, held: Held): void {
    if (this.#closed) return;
    const before = this.#held.get(key);
    this.#held.set(key, held);
    this.#timer ??= setTimeout(() => this.tryAgain(), TRY_AGAIN_MS).unref();
    if (before?.why.work !== held.why.work || before.why.by !== held.why.by) this.#host.onHeld();
  }
}

/** undefined: it is a fault. */
function heldUp(work: HeldWork, error: unknown): HeldUp | undefined {
  if (error instanceof Refusal && error.code === 'snapshot.notKept')
    return { work: 'snapshot', ...(error.values as NotKept) };
  const refusal = fileRefusal(error);
  return refusal && { work, by: refusal.code as FileRefusalCode };
}
