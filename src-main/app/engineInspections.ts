/**
 * Workspaces that may come from anywhere, each looked at in a process of its own: SQLite can't be stopped in the middle
 * of a statement, a process can. Ends it when nobody waits any more. Must never pass on what the process writes.
 */
import { utilityProcess } from 'electron';
import type {
  EngineToMain,
  InspectionDone,
  StoredFailure,
} from '#shared/contract/desktopContract.ts';

type Asked = Extract<EngineToMain, { type: 'inspection.wanted' }>;

export interface EngineInspections {
  /** @param answer reaches the engine that asked, or nobody */
  wanted(asked: Asked, answer: (done: InspectionDone) => void): void;
  cancelled(inspectionId: string): void;
  /** The engine ended, or the program ends. */
  cancelAll(): void;
}

/** It ended by itself: what the file holds was too much for it. */
const ENDED: StoredFailure = {
  refusal: { code: 'workspace.damaged', values: { damage: 'unreadable' } },
};

/** @param isKnown from its last closing here: then the engine's own look is enough */
export function engineInspections(
  script: string,
  isKnown: (path: string) => boolean,
): EngineInspections {
  const running = new Map<string, () => void>();
  const cancelled = (inspectionId: string) => running.get(inspectionId)?.();
  return {
    wanted({ inspectionId, path, always }, answer) {
      const done = (inspected: boolean, failure: StoredFailure | null) =>
        answer({ type: 'inspection.done', inspectionId, inspected, failure });
      if (!always && isKnown(path)) return done(false, null);
      const { NODE_OPTIONS: _options, ...env } = process.env;
      const child = utilityProcess.fork(script, [], {
        serviceName: 'Purge Desk inspection',
        stdio: 'ignore',
        env,
      });
      const end = (failure: StoredFailure | null) => {
        if (!running.delete(inspectionId)) return;
        child.kill();
        done(true, failure);
      };
      running.set(inspectionId, () => end(null));
      child.once('message', ({ failure }: { failure: StoredFailure | null }) => end(failure));
      child.once('exit', () => end(ENDED));
      child.postMessage({ path });
    },
    cancelled,
    cancelAll() {
      for (const inspectionId of [...running.keys()]) cancelled(inspectionId);
    },
  };
}
