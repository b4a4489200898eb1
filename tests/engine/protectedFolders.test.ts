/**
 * A workspace for reading only where nothing can be written beside it, whatever stands there: what somebody's killed
 * program left in the log is read with it, and neither the folder nor the temporary one has more in it afterwards.
 */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { temporaryFolder } from '../support/engine.ts';
import { STATES, workspaceOf, workspacesIn } from '../support/leftOpen.ts';
import { withoutWriting } from '../support/protectedFolders.ts';
import { readsAll } from '../support/readsAll.ts';

test.each(STATES)('in somebody else’s folder: %s', async (state) => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  await workspacesIn(folder);
  const path = workspaceOf(folder, state);
  await withoutWriting(join(path, '..'), () => readsAll(path, state));
});
