/**
 * How long a librarian waits for the check of a file: asked through the contract, with the writer in a thread of its
 * own, as in the program. Measures one file in a workspace that has just been opened; never what the page adds.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import { router } from '../requests/router.ts';
import { tasks } from '../requests/tasks.ts';
import { Session } from '../session/session.ts';
import { startWriter } from '../writer/writer.ts';

/** What begins by itself when a workspace is opened is over by then. */
const OPENED_MS = 300;

const WORKSPACE = 'the workspace';
const WORKBOOK = 'the workbook';

/**
 * @param script path of the built writer thread
 * @returns milliseconds from the request to the answer with the finished check
 */
export async function measureCheck(
  folder: string,
  workbook: string,
  script: string,
): Promise<number> {
  const session = new Session({
    startWriter: (path, onEvent) =>
      startWriter(path, script, tasks, onEvent, (error) => session.fault(error)),
  });
  session.files.grant(WORKSPACE, join(folder, 'check.purgedesk'), 'save');
  session.files.grant(WORKBOOK, workbook, 'open');
  const engine = createRouterClient(router, { context: { session } });
  await engine.workspace.create({ file: WORKSPACE });
  await pause(OPENED_MS);
  const start = performance.now();
  const finished = new Promise<void>((resolve) => {
    session.events.subscribe('event', ({ type }) => {
      if (type === 'import.finished') resolve();
    });
  });
  const { importId } = await engine.imports.read({ file: WORKBOOK });
  await finished;
  const { state, rows } = await engine.imports.check({ importId });
  const time = performance.now() - start;
  await session.close();
  if (state !== 'checked' || rows === 0)
    throw new Error(`The file is ${state}, with ${rows} rows.`);
  return time;
}
