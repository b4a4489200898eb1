/**
 * What a rehearsal does beside the thread that asks: writing the workspace and exporting. In threads of their own for
 * the program; in the same thread for tests, which need not start two for each rehearsal. Both give the same.
 */
import { type Exporter, exportHere, exportInThread } from '../exporting/exporter.ts';
import { tasks } from '../requests/tasks.ts';
import type { Ask } from '../writer/task.ts';
import { startWriter, startWriterInline, type Writer } from '../writer/writer.ts';

export interface Threads {
  /** @param passing the workspace is gone after the rehearsal */
  startWriter(
    path: string,
    onEvent: (event: unknown) => void,
    passing: boolean,
    answer: Ask,
  ): Promise<Writer>;
  readonly exporter: Exporter;
}

/** @param scripts paths of the built threads */
export const threadsOf = (scripts: { writer: string; exporter: string }): Threads => ({
  startWriter: (path, onEvent, passing, answer) =>
    startWriter(path, scripts.writer, tasks, onEvent, raise, { passing }, answer),
  exporter: exportInThread(scripts.exporter),
});

export const NO_THREADS: Threads = {
  startWriter: async (path, onEvent, passing, answer) =>
    startWriterInline(path, onEvent, { passing }, answer),
  exporter: exportHere,
};

/** A thread that crashes ends the program, which leaves nothing behind. */
function raise(error: Error): never {
  throw error;
}
