/**
 * How long a librarian waits for the first rows of a workspace that was closed in order: asked through the contract,
 * with the writer and the check in threads of their own, as in the program. Never what the window adds.
 */
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { router } from '../requests/router.ts';
import { tasks } from '../requests/tasks.ts';
import { checkInThread } from '../session/checker.ts';
import { Session } from '../session/session.ts';
import { startWriter } from '../writer/writer.ts';

const WORKSPACE = 'the workspace';

/** As the review is shown. */
const ROWS = 100;
const firstPage = () => ({
  criteria: CANDIDATES,
  sort: [{ field: 'purge_date' as const, direction: 'asc' as const }],
  offset: 0,
  limit: ROWS,
});

export interface Started {
  /** Milliseconds from the request to open it. */
  readonly opened: number;
  readonly paged: number;
  /** With the numbers beside the filter, for which all users are looked at. */
  readonly counted: number;
}

/** @param scripts folder of the built threads */
export async function measureStart(workspace: string, scripts: string): Promise<Started> {
  const session = new Session({
    startWriter: (path, onEvent) =>
      startWriter(path, join(scripts, 'writer.js'), tasks, onEvent, (error) =>
        session.fault(error),
      ),
    startCheck: checkInThread(join(scripts, 'check.js')),
  });
  session.files.grant(WORKSPACE, workspace, 'open');
  const engine = createRouterClient(router, { context: { session } });
  const start = performance.now();
  const since = () => performance.now() - start;
  await engine.workspace.open({ file: WORKSPACE });
  const opened = since();
  const { rows } = await engine.users.page(firstPage());
  const paged = since();
  await engine.users.facets({ criteria: CANDIDATES });
  const counted = since();
  await session.close();
  if (rows.length !== ROWS) throw new Error(`The first page has ${rows.length} rows.`);
  return { opened, paged, counted };
}
