/**
 * The engine's handle on an export: a worker thread that lives as long as the export does. `exportInThread` for
 * programs with pages, `exportHere` for those that want no thread. Both give the same, and whatever happens, nothing
 * half written is left.
 */

import { Worker } from 'node:worker_threads';
import type { StoredFailure } from '#shared/contract/desktopContract.ts';
import { besideOf, dropPiece } from '../db/pieces.ts';
import { Refusal } from '../refusal.ts';
import { restoreFailure } from '../writer/writer.ts';
import { type ExportProgress, watchRows } from './exportProgress.ts';
import { type Exported, type ExportGiven, performExport } from './performExport.ts';

/**
 * Performs an export. Aborted, it rejects with the signal's reason, behind the last trace of the file.
 * @param workspacePath of the open workspace
 */
export type Exporter = (
  workspacePath: string,
  given: ExportGiven,
  onProgress: (progress: ExportProgress) => void,
  signal: AbortSignal,
) => Promise<Exported>;

/** What the thread is started with. */
export interface ExportWork {
  readonly workspacePath: string;
  readonly given: ExportGiven;
  /** One number; anything but 0 is the wish to end. Heard in the middle of a loop, where no message is. */
  readonly cancelled: SharedArrayBuffer;
}

/** Messages from the thread. */
export type FromExport =
  | { type: 'progressed'; progress: ExportProgress }
  | { type: 'done'; exported: Exported }
  | { type: 'failed'; failure: StoredFailure };

/** One that doesn't hear the wish to end, because it sorts, say, is ended from outside. */
const HEARD_WITHIN_MS = 300;

/** @param script path of the built export thread */
export function exportInThread(script: string): Exporter {
  return async (workspacePath, given, onProgress, signal) => {
    signal.throwIfAborted();
    const cancelled = new SharedArrayBuffer(4);
    const work: ExportWork = { workspacePath, given, cancelled };
    const worker = new Worker(script, { workerData: work });
    let impatience: NodeJS.Timeout | undefined;
    const cancel = () => {
      Atomics.store(new Int32Array(cancelled), 0, 1);
      impatience = setTimeout(() => void worker.terminate(), HEARD_WITHIN_MS);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await ended(worker, onProgress);
    } catch (error) {
      if ('path' in given.wanted) dropPiece(besideOf(given.wanted.path));
      throw signal.aborted ? signal.reason : error;
    } finally {
      clearTimeout(impatience);
      signal.removeEventListener('abort', cancel);
    }
  };
}

/** Resolves or rejects when the thread has ended, so that its connection is closed, too. */
function ended(worker: Worker, onProgress: (progress: ExportProgress) => void): Promise<Exported> {
  return new Promise((resolve, reject) => {
    let exported: Exported | undefined;
    let failure: Error = new Refusal('export.stopped');
    worker.on('message', (message: FromExport) => {
      if (message.type === 'progressed') onProgress(message.progress);
      else if (message.type === 'done') exported = message.exported;
      else failure = restoreFailure(message.failure);
    });
    // Out of memory, say: what it was writing is no loss, and nobody else is touched.
    worker.on('error', () => {});
    worker.on('exit', () => (exported ? resolve(exported) : reject(failure)));
  });
}

/** The same in the calling thread. */
export const exportHere: Exporter = (workspacePath, given, onProgress, signal) =>
  performExport(
    workspacePath,
    given,
    watchRows(onProgress, () => signal.throwIfAborted()),
  );
