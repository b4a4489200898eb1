/**
 * Stands in the writer's place where a workspace is open for reading only: the one door through which everything would
 * be changed, closed. What only reads, though it is a task of the writer, is still done.
 */
import { asWritable } from '../db/db.ts';
import { openReadOnly } from '../db/openReadOnly.ts';
import type { ReadingPlace } from '../db/readingPlace.ts';
import { Refusal } from '../refusal.ts';
import { type AnyTask, nobodyToAsk } from './task.ts';
import type { Writer } from './writer.ts';

/**
 * @param inspected all of the file was looked at already
 * @param from where it is read; ended when it is closed
 * @param reading tasks that change nothing
 * @throws Refusal when the file can't be read
 */
export function readOnlyWriter(
  path: string,
  inspected: boolean,
  from: ReadingPlace,
  reading: ReadonlySet<AnyTask>,
): Writer {
  const { db, close } = openReadOnly(path, inspected, from);
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  const settle = async () => {
    closing.abort();
    await Promise.allSettled(running);
  };
  return {
    readOnly: true,
    readsFrom: from.path,
    settle,
    async run(task, given, signal) {
      if (!reading.has(task)) throw new Refusal('workspace.readOnly');
      const either = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]);
      const writing = { db: asWritable(db), tell: () => {}, ask: nobodyToAsk, signal: either };
      const work = Promise.resolve(task.perform(writing, given));
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    async close() {
      await settle();
      close();
    },
  };
}
