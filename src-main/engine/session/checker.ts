/**
 * The check of the workspace that is open, as the engine sees it: runs beside everything else, and changes wait until
 * the structure of the file is known to be sound. What it finds stops all writing for as long as the workspace is open.
 */
import { Worker } from 'node:worker_threads';
import type { Soundness } from '#shared/contract/shapes/workspace.ts';
import type { CheckStep } from '../db/checkWorkspace.ts';
import { DAMAGED_TABLE } from '../db/storedValue.ts';
import { BROKEN_TRAIL } from '../db/trail/record.ts';
import { Refusal } from '../refusal.ts';
import type { AnyTask } from '../writer/task.ts';
import type { Writer } from '../writer/writer.ts';
import { saveCopy } from './chores.ts';
import { bringBack, removeSnapshots } from './snapshotChores.ts';

export type FromCheck = Exclude<CheckStep, { readonly step: 'on' }>;

/** Begins a check. @returns how to end it: resolves when its connection is closed */
export type StartCheck = (
  path: string,
  onStep: (step: FromCheck) => void,
  onEnd: () => void,
) => () => Promise<void>;

/** @param script path of the built thread */
export function checkInThread(script: string): StartCheck {
  return (path, onStep, onEnd) => {
    const worker = new Worker(script, { workerData: { path } });
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        onEnd();
        resolve();
      });
    });
    worker.on('message', onStep);
    // It can't say that the file is damaged; requests will, where it is.
    worker.on('error', () => {});
    worker.unref();
    return async () => {
      worker.postMessage('stop');
      await ended;
    };
  };
}

export class Checker {
  readonly #onChanged: () => void;
  readonly #stop: (() => Promise<void>) | undefined;
  /** Kept when the structure is known. */
  readonly looked: Promise<void>;
  #isLooking = true;
  #state: Soundness = { state: 'sound' };

  /** @param start undefined: nobody checks */
  constructor(path: string, start: StartCheck | undefined, onChanged: () => void) {
    this.#onChanged = onChanged;
    let keep = () => {};
    this.looked = new Promise((resolve) => {
      keep = resolve;
    });
    const known = () => {
      this.#isLooking = false;
      keep();
    };
    if (!start) {
      known();
      return;
    }
    this.#state = { state: 'checking' };
    this.#stop = start(
      path,
      (step) => {
        if (step.step === 'structure') known();
        this.#learn(step);
      },
      () => {
        known();
        this.#learn({ step: 'structure' });
      },
    );
  }

  get soundness(): Soundness {
    return this.#state;
  }

  /** The structure isn't known yet. */
  get isLooking(): boolean {
    return this.#isLooking;
  }

  /** @throws Refusal once damage was found */
  expectSound(): void {
    const damage = this.#damage();
    if (damage) throw damage;
  }

  /**
   * What goes wrong in a file whose structure isn't sound is no bug. Waits until that is known.
   * @returns what is to be told instead of an unexpected error; undefined: it is a bug
   */
  async damageBehind(): Promise<Refusal | undefined> {
    await this.looked;
    return this.#damage();
  }

  /** Damage that work in the background came upon, which nobody else would be told of. */
  heed(error: unknown): void {
    if (!(error instanceof Refusal)) return;
    if (OF_DAMAGE.has(error.code)) this.#found((error.values as { table: string }).table);
    else if (error.code === 'workspace.trailBroken')
      this.#found('audit_entry', (error.values as { entryNo: number }).entryNo);
  }

  async close(): Promise<void> {
    await this.#stop?.();
  }

  #learn(step: FromCheck): void {
    if (step.step === 'found') {
      const { finding } = step;
      this.#found(finding.table, finding.what === 'trail' ? finding.entryNo : undefined);
    } else if (this.#state.state === 'checking') this.#tell({ state: 'sound' });
  }

  #found(table: string, entryNo?: number): void {
    if (this.#state.state !== 'damaged')
      this.#tell({ state: 'damaged', table, ...(entryNo !== undefined && { entryNo }) });
  }

  #damage(): Refusal | undefined {
    const state = this.#state;
    if (state.state !== 'damaged') return undefined;
    return state.entryNo === undefined ? DAMAGED_TABLE(state.table) : BROKEN_TRAIL(state.entryNo);
  }

  #tell(state: Soundness): void {
    this.#state = state;
    this.#onChanged();
  }
}

/** They name the table. */
const OF_DAMAGE: ReadonlySet<string> = new Set(['workspace.damagedRow', 'workspace.foundDamaged']);

/** What saves what there is, damaged or not. */
const SAVING: ReadonlySet<AnyTask> = new Set<AnyTask>([saveCopy, bringBack, removeSnapshots]);

/** A writer whose work waits until the workspace is known to be sound, but for saving it. */
export function whenSound(writer: Writer, checker: Checker): Writer {
  return {
    ...(writer.readOnly && { readOnly: writer.readOnly }),
    async run(task, given, signal) {
      if (!SAVING.has(task as AnyTask)) {
        // At once where nothing is waited for: what is asked for first has to come first.
        if (checker.isLooking) await checker.looked;
        checker.expectSound();
      }
      return writer.run(task, given, signal);
    },
    settle: () => writer.settle(),
    close: () => writer.close(),
  };
}
