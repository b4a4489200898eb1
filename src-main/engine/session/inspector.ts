/**
 * How the engine has a workspace looked at that may come from anywhere: main starts a process for it, which it can end;
 * here are the questions that wait for it.
 */
import { randomUUID } from 'node:crypto';
import type { EngineToMain, MainToEngine } from '#shared/contract/desktopContract.ts';
import { restoreFailure } from '../writer/writer.ts';

/**
 * @returns whether all of the file was looked at; false where it is known from its last closing
 * @throws Refusal for one that must not be opened; the reason of the signal once that is aborted
 */
export type Inspector = (
  path: string,
  options: {
    /** Even one that is known. */
    readonly always: boolean;
    readonly signal?: AbortSignal;
  },
) => Promise<boolean>;

type InspectionDone = Extract<MainToEngine, { type: 'inspection.done' }>;

export function mainInspector(tell: (message: EngineToMain) => void) {
  const waiting = new Map<string, (done: InspectionDone) => void>();
  const inspect: Inspector = async (path, { always, signal }) => {
    signal?.throwIfAborted();
    const inspectionId = randomUUID();
    const cancel = () => tell({ type: 'inspection.cancelled', inspectionId });
    const done = await new Promise<InspectionDone>((resolve) => {
      waiting.set(inspectionId, resolve);
      signal?.addEventListener('abort', cancel, { once: true });
      tell({ type: 'inspection.wanted', inspectionId, path, always });
    });
    signal?.removeEventListener('abort', cancel);
    signal?.throwIfAborted();
    if (done.failure) throw restoreFailure(done.failure);
    return done.inspected;
  };
  return {
    inspect,
    done(message: InspectionDone): void {
      waiting.get(message.inspectionId)?.(message);
      waiting.delete(message.inspectionId);
    },
  };
}
