/**
 * What the writer works on: tasks, each a function that is given the one writing connection. A table of them is
 * known to both threads, so that a message needs no more than a name and what the task is given. Nothing here
 * knows of features.
 */
import type { WritableDb } from '../db/db.ts';

/** A question and its answer cross threads as copies. */
export type Ask = (question: unknown) => Promise<unknown>;

/** Where nobody is there to be asked. */
export const nobodyToAsk: Ask = () => Promise.reject(new Error('Nobody answers the writer.'));

/** What a task is handed. */
export interface Writing {
  readonly db: WritableDb;
  /** Tells the serving thread what happens meanwhile. */
  readonly tell: (event: unknown) => void;
  /** Asks the serving thread something. Whoever waits for the answer must be in no transaction. */
  readonly ask: Ask;
  readonly signal: AbortSignal;
}

/**
 * `at once`: short, in between whatever else runs. `one by one`: long, behind what runs already, so that a
 * decision is never kept waiting for a file.
 */
export type Pace = 'at once' | 'one by one';

/** One thing that the writer can be asked to do. What it is given and gives back crosses threads as copies. */
export interface Task<Given, Done> {
  readonly pace: Pace;
  readonly perform: (writing: Writing, given: Given) => Done | Promise<Done>;
}

// biome-ignore lint/suspicious/noExplicitAny: a table holds tasks that are given whatever they are given
export type AnyTask = Task<any, unknown>;
export type Tasks = Readonly<Record<string, AnyTask>>;

export function task<Given, Done>(
  pace: Pace,
  perform: Task<Given, Done>['perform'],
): Task<Given, Done> {
  return { pace, perform };
}

/** The name by which a task is known in the table. */
export function nameOf(tasks: Tasks, wanted: AnyTask): string {
  for (const [name, each] of Object.entries(tasks)) if (each === wanted) return name;
  throw new Error('This task is not in the table.');
}
