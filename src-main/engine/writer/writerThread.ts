/**
 * Entry of the writer's worker thread: opens the workspace and runs the commands it is sent.
 * Must never throw past its messages: a failed command answers, a bug answers too and is logged there.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openWritable } from '../db/workspaceFile.ts';
import { createCommandRunner } from './runCommands.ts';
import { type FromWriter, storeFailure, type ToWriter } from './writer.ts';

const tell = (message: FromWriter) => parentPort!.postMessage(message);

function serve(path: string): void {
  const workspace = openWritable(path);
  const runner = createCommandRunner({
    db: workspace.db,
    tell: (event) => tell({ type: 'event', event }),
  });
  const running = new Map<number, AbortController>();
  parentPort!.on('message', async (message: ToWriter) => {
    if (message.type === 'cancel') running.get(message.callId)?.abort();
    else if (message.type === 'close') {
      for (const controller of running.values()) controller.abort();
      await runner.idle();
      workspace.close();
      tell({ type: 'closed' });
    } else {
      const { callId } = message;
      const controller = new AbortController();
      running.set(callId, controller);
      try {
        tell({
          type: 'done',
          callId,
          result: await runner.run(message.name, message.input, controller.signal),
        });
      } catch (error) {
        tell({ type: 'failed', callId, failure: storeFailure(error) });
      } finally {
        running.delete(callId);
      }
    }
  });
}

try {
  serve((workerData as { path: string }).path);
  tell({ type: 'opened' });
} catch (error) {
  tell({ type: 'failed', callId: 0, failure: storeFailure(error) });
}
