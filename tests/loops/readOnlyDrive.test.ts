/**
 * A workspace on a drive that can only be read, a real one: it opens for reading with everything in it, whatever
 * somebody's killed program left beside it. The short form, which needs no mount, is engine/protectedFolders.test.ts.
 */
import { cpSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newEngine, refusal } from '../support/engine.ts';
import { STATES, workspaceOf, workspacesIn } from '../support/leftOpen.ts';
import { loop } from '../support/loop.ts';
import { readOnlyDrive } from '../support/protectedFolders.ts';
import { readsAll } from '../support/readsAll.ts';
import { mountable } from '../support/smallDisk.ts';

const here = process.env.PURGE_DESK_SOAK !== undefined && mountable();
if (!here) test.skip('odd: skipped, no drive was or could be mounted', () => {});

(here ? loop : () => {})('odd: workspaces on a drive that can only be read', async (round) => {
  const made = join(round.folder, 'made');
  const drive = mkdtempSync(join(tmpdir(), 'purge-desk-drive-'));
  mkdirSync(made);
  await workspacesIn(made);
  const { unmount } = readOnlyDrive(drive, () => cpSync(made, drive, { recursive: true }));
  try {
    for (const state of STATES) {
      await readsAll(workspaceOf(drive, state), state);
      const engine = await newEngine();
      const asked = engine.ask.workspace.open({ file: engine.grant(workspaceOf(drive, state)) });
      expect(await refusal(asked)).toMatchObject({ reason: 'workspace.protected' });
      round.figures.refused = (round.figures.refused ?? 0) + 1;
      await engine.close();
    }
  } finally {
    unmount();
    rmdirSync(drive);
  }
});
