/**
 * Runs tasks on one connection: short ones at once, long ones in a lane of their own, one after another.
 * A long task is async and lets others in between its batches, never inside a transaction.
 */
import type { Task, Writing } from './task.ts';

export interface TaskRunner {
  run<Given, Done>(task: Task<Given, Done>, given: Given, signal: AbortSignal): Promise<Done>;
  /** Resolves when no long task is under way. */
  idle(): Promise<void>;
}

export function createTaskRunner(writing: Omit<Writing, 'signal'>): TaskRunner {
  let lane: Promise<unknown> = Promise.resolve();
  return {
    async run(task, given, signal) {
      const perform = () => task.perform({ ...writing, signal }, given);
      if (task.pace === 'at once') return perform();
      const result = lane.then(perform);
      lane = result.catch(() => {});
      return result;
    },
    async idle() {
      await lane;
    },
  };
}
