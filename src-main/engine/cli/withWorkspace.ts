/** A workspace that a command opens for one question, over the same contract as the pages: what is written is entered. */
import { resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { type Engine, router } from '../requests/router.ts';
import { Session } from '../session/session.ts';
import { grant } from './asked.ts';
import type { Threads } from './threads.ts';
import { REHEARSAL_WORDS } from './words.ts';

/** Closed however the work ends. @throws the engine's refusal */
export async function withWorkspace<T>(
  path: string,
  threads: Threads,
  work: (engine: Engine, session: Session) => Promise<T>,
): Promise<T> {
  const session = new Session({
    startWriter: (file, onEvent, _inspected, answer) =>
      threads.startWriter(file, onEvent, false, answer),
    exporter: threads.exporter,
    hasPages: false,
    keepsSnapshots: false,
  });
  session.systemUserName = REHEARSAL_WORDS.userName;
  try {
    const engine = createRouterClient(router, { context: { session } });
    await engine.workspace.open({ file: grant(session, resolve(path)) });
    return await work(engine, session);
  } finally {
    await session.close();
  }
}
