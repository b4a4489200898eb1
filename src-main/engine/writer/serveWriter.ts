/**
 * The writer's side of the thread: opens the workspace and performs the tasks it is sent.
 * Must never throw past its messages: a refusal answers, and so does a bug, which is logged on the other side.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { StoredFailure } from '#shared/contract/desktopContract.ts';
import { openWritable } from '../db/workspaceFile.ts';
import type { Ask, Tasks } from './task.ts';
import { createTaskRunner } from './taskRunner.ts';
import {
  type FromWriter,
  restoreFailure,
  storeFailure,
  type ToWriter,
  type WriterWork,
} from './writer.ts';

const tell = (message: FromWriter) => parentPort!.postMessage(message);

/** Opens the workspace that the thread was started for, and performs tasks until it is closed. */
export function serveWriter(tasks: Tasks): void {
  try {
    serve(workerData as WriterWork, tasks);
    tell({ type: 'opened' });
  } catch (error) {
    tell({ type: 'failed', callId: 0, failure: storeFailure(error) });
  }
}

function failureOf(work: () => void): StoredFailure | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return storeFailure(error);
  }
}

/** Questions to the serving thread that wait for their answers. */
function asking() {
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastAsk = 0;
  const ask: Ask = async (question) => {
    const askId = ++lastAsk;
    const { answer, failure } = await new Promise<Answer>((resolve) => {
      waiting.set(askId, resolve);
      tell({ type: 'ask', askId, question });
    });
    if (failure) throw restoreFailure(failure);
    return answer;
  };
  return {
    ask,
    answered(answer: Answer): void {
      waiting.get(answer.askId)?.(answer);
      waiting.delete(answer.askId);
    },
  };
}

type Answer = Extract<ToWriter, { type: 'answer' }>;

function serve({ path, options }: WriterWork, tasks: Tasks): void {
  const workspace = openWritable(path, options);
  const { ask, answered } = asking();
  const runner = createTaskRunner({
    db: workspace.db,
    tell: (event) => tell({ type: 'event', event }),
    ask,
  });
  const running = new Map<number, AbortController>();
  /** Answers stand before it. */
  const settle = async () => {
    for (const controller of running.values()) controller.abort();
    await runner.idle();
    while (running.size > 0) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  parentPort!.on('message', async (message: ToWriter) => {
    if (message.type === 'cancel') running.get(message.callId)?.abort();
    else if (message.type === 'answer') answered(message);
    else if (message.type === 'settle') {
      await settle();
      tell({ type: 'settled' });
    } else if (message.type === 'close') {
      await settle();
      tell({ type: 'closed', failure: failureOf(workspace.close) });
    } else {
      const { callId } = message;
      const controller = new AbortController();
      running.set(callId, controller);
      try {
        const result = await runner.run(tasks[message.name]!, message.given, controller.signal);
        tell({ type: 'done', callId, result });
      } catch (error) {
        tell({ type: 'failed', callId, failure: storeFailure(error) });
      } finally {
        running.delete(callId);
      }
    }
  });
}
