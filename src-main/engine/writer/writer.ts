/**
 * The engine's handle on the writer: a worker thread that holds the only writing connection.
 * `startWriter` for programs, `startWriterInline` for tests that want no thread. Both give the same.
 */

import { Worker } from 'node:worker_threads';
import type { StoredFailure } from '#shared/contract/desktopContract.ts';
import { unreadableJson } from '../db/storedValue.ts';
import { type OpenOptions, openWritable } from '../db/workspaceFile.ts';
import { refusalIn } from '../fileFailures.ts';
import { Refusal } from '../refusal.ts';
import { type Ask, nameOf, nobodyToAsk, type Task, type Tasks } from './task.ts';
import { createTaskRunner } from './taskRunner.ts';

export interface Writer {
  /** It refuses whatever would change the workspace. */
  readonly readOnly?: true;
  /** Where the workspace is read, if not in its place. */
  readonly readsFrom?: string;
  run<Given, Done>(task: Task<Given, Done>, given: Given, signal?: AbortSignal): Promise<Done>;
  /** Cancels what can be, waits for the rest; what is asked for from now on is refused as `workspace.closing`. */
  settle(): Promise<void>;
  /**
   * Waits for what is under way that can't be cancelled, cancels the rest, closes the connection.
   * @throws Refusal when the file can't be left as one
   */
  close(): Promise<void>;
}

/** What the thread is started for. */
export interface WriterWork {
  readonly path: string;
  readonly options: OpenOptions;
}

/** Messages to the thread. */
export type ToWriter =
  | { type: 'run'; callId: number; name: string; given: unknown }
  | { type: 'cancel'; callId: number }
  | { type: 'answer'; askId: number; answer: unknown; failure?: StoredFailure }
  | { type: 'settle' }
  | { type: 'close' };

/** Messages from the thread. */
export type FromWriter =
  | { type: 'opened' }
  | { type: 'done'; callId: number; result: unknown }
  | { type: 'failed'; callId: number; failure: StoredFailure }
  | { type: 'event'; event: unknown }
  | { type: 'ask'; askId: number; question: unknown }
  | { type: 'settled' }
  | { type: 'closed'; failure: StoredFailure | undefined };

/** An error as it crosses threads. */
export function storeFailure(error: unknown): StoredFailure {
  const refusal = refusalIn(error) ?? unreadableJson(error);
  if (refusal) return { refusal: { code: refusal.code, values: refusal.values } };
  return {
    refusal: null,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

/** The same on the other side. */
export function restoreFailure(failure: StoredFailure): Error {
  return failure.refusal ? Refusal.from(failure.refusal) : new Error(failure.message);
}

/**
 * Opens the workspace for writing in a thread of its own.
 * @param script path of the built writer thread
 * @param tasks the table that the thread serves, too
 * @param onCrash told when the thread ends without being asked
 * @param answer of what the thread asks
 * @throws Refusal when the file can't be opened
 */
export async function startWriter(
  path: string,
  script: string,
  tasks: Tasks,
  onEvent: (event: unknown) => void,
  onCrash: (error: Error) => void,
  options: OpenOptions = {},
  answer: Ask = nobodyToAsk,
): Promise<Writer> {
  const worker = new Worker(script, { workerData: { path, options } satisfies WriterWork });
  const calls = new Map<
    number,
    { resolve: (result: never) => void; reject: (error: Error) => void }
  >();
  let lastCall = 0;
  let settled: (() => void) | undefined;
  let closing: ((failure: StoredFailure | undefined) => void) | undefined;
  const send = (message: ToWriter) => worker.postMessage(message);
  const answerTo = (askId: number, question: unknown) =>
    answer(question).then(
      (answered) => send({ type: 'answer', askId, answer: answered }),
      (error) => send({ type: 'answer', askId, answer: null, failure: storeFailure(error) }),
    );
  const opened = new Promise<void>((resolve, reject) => {
    calls.set(0, { resolve: resolve as never, reject });
  });
  worker.on('message', (message: FromWriter) => {
    if (message.type === 'event') onEvent(message.event);
    else if (message.type === 'ask') void answerTo(message.askId, message.question);
    else if (message.type === 'settled') settled?.();
    else if (message.type === 'closed') closing?.(message.failure);
    else {
      const callId = message.type === 'opened' ? 0 : message.callId;
      const call = calls.get(callId);
      calls.delete(callId);
      if (message.type === 'failed') call?.reject(restoreFailure(message.failure));
      else call?.resolve((message.type === 'done' ? message.result : undefined) as never);
    }
  });
  worker.on('error', (error) => {
    for (const call of calls.values()) call.reject(error);
    calls.clear();
    onCrash(error);
  });
  await opened;
  return {
    run(task, given, signal) {
      if (settled) return Promise.reject(new Refusal('workspace.closing'));
      const name = nameOf(tasks, task);
      const callId = ++lastCall;
      signal?.addEventListener('abort', () => send({ type: 'cancel', callId }), { once: true });
      return new Promise((resolve, reject) => {
        calls.set(callId, { resolve, reject });
        send({ type: 'run', callId, name, given });
      });
    },
    settle: () =>
      new Promise<void>((resolve) => {
        settled = resolve;
        send({ type: 'settle' });
      }),
    async close() {
      const closed = new Promise<StoredFailure | undefined>((resolve) => {
        closing = resolve;
      });
      send({ type: 'close' });
      const failure = await closed;
      await worker.terminate();
      if (failure) throw restoreFailure(failure);
    },
  };
}

/** The same in the calling thread. */
export function startWriterInline(
  path: string,
  onEvent: (event: unknown) => void,
  options: OpenOptions = {},
  answer: Ask = nobodyToAsk,
): Writer {
  const workspace = openWritable(path, options);
  const runner = createTaskRunner({ db: workspace.db, tell: onEvent, ask: answer });
  const closing = new AbortController();
  const settle = async () => {
    closing.abort();
    await runner.idle();
    // Whoever waits for what was done goes on first.
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return {
    async run(task, given, signal) {
      if (closing.signal.aborted) throw new Refusal('workspace.closing');
      const either = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]);
      return runner.run(task, given, either);
    },
    settle,
    async close() {
      await settle();
      workspace.close();
    },
  };
}
