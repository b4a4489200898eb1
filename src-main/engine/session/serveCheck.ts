/**
 * The check of an open workspace, in a thread of its own: tells what it finds, and ends as soon as it may when it is
 * asked to, so that its connection is closed before the file is.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { checkWorkspace } from '../db/checkWorkspace.ts';
import { openReadable } from '../db/workspaceFile.ts';
import type { FromCheck } from './checker.ts';

const tell = (message: FromCheck) => parentPort!.postMessage(message);

export async function serveCheck(): Promise<void> {
  const { path } = workerData as { path: string };
  let stopping = false;
  parentPort!.once('message', () => {
    stopping = true;
  });
  const db = openReadable(path);
  try {
    for (const step of checkWorkspace(db)) {
      if (step.step !== 'on') tell(step);
      await new Promise((resolve) => setImmediate(resolve));
      if (stopping) break;
    }
  } finally {
    db.close();
    parentPort!.close();
  }
}
