/** The check of an open workspace as the programs run it, without a thread. */
import { checkWorkspace } from '#engine/db/checkWorkspace.ts';
import { openReadable } from '#engine/db/workspaceFile.ts';
import type { StartCheck } from '#engine/session/checker.ts';
import { pause } from './engine.ts';

export const checkHere: StartCheck = (path, onStep, onEnd) => {
  let stopping = false;
  const check = async () => {
    const db = openReadable(path);
    try {
      for (const step of checkWorkspace(db)) {
        await pause();
        if (stopping) break;
        if (step.step !== 'on') onStep(step);
      }
    } finally {
      db.close();
      onEnd();
    }
  };
  const ended = check();
  return async () => {
    stopping = true;
    await ended;
  };
};
