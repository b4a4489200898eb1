/**
 * Story: a librarian adds a large file, makes a change meanwhile and closes the window. The change and the closing say
 * what they wait for, the program ends when the file is added, and the next start has all of it.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitGate } from './support/commitGate.ts';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';

const USERS = 100;

function largeFile(folder: string): string {
  const path = join(folder, 'Large.csv');
  const rows = Array.from({ length: USERS }, (_, n) => `user${n},2022-01-31,Graduate`);
  writeFileSync(path, ['Primary Identifier,Purge Date,User Group', ...rows].join('\n'));
  return path;
}

/** A new workspace with a large file that was read and waits. @returns its import */
async function readLarge(desk: Desk, workspace: string): Promise<number> {
  const { page } = desk;
  await desk.answerSave(workspace);
  await openEnginePort(page);
  const target = await page.evaluate(() =>
    window.purgeDesk.request('chooseTarget', { purpose: 'workspace', suggestedName: 'Spring' }),
  );
  await callEngine(page, 'workspace.create', { file: target?.token });
  await desk.answerOpen([largeFile(desk.folder)]);
  const [large] = await page.evaluate(() =>
    window.purgeDesk.request('chooseFiles', { purpose: 'workbooks' }),
  );
  const read = await callEngine(page, 'imports.read', { file: large?.token });
  const { importId } = read.body;
  const state = async () => (await callEngine(page, 'imports.check', { importId })).body.state;
  await expect.poll(state, { timeout: 60_000 }).toBe('checked');
  // The page takes the workspace over that it didn't make itself.
  await page.reload();
  await expect(page.getByRole('contentinfo')).toBeVisible();
  return importId;
}

test('closing and a change wait for a file that is being added, and say so', async ({ desk }) => {
  const workspace = join(desk.folder, 'Spring.purgedesk');
  const gate = commitGate(desk.userData);
  await desk.restart({ app: gate.app });
  const importId = await readLarge(desk, workspace);
  const { page } = desk;
  await page.waitForFunction(() => 'testPort' in window);
  const settings = (await callEngine(page, 'settings.get')).body;
  // The page may be gone before it can pass the answers on.
  const gone = () => undefined;
  const adding = callEngine(page, 'imports.commit', { importId }).catch(gone);
  const bar = page.getByRole('contentinfo');
  await expect(bar).toContainText('Import:');
  const changed = { ...settings, userName: 'A. Librarian' };
  const changing = callEngine(page, 'settings.save', changed).catch(gone);
  await expect(bar).toContainText('Your change waits until “Large.csv” has been added');

  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const waiting = page.getByRole('dialog', { name: 'Waiting until “Large.csv” has been added' });
  await expect(waiting).toBeVisible();
  await desk.screenshot('closing');
  gate.open();
  await Promise.all([adding, changing]);

  await desk.close();
  expect(existsSync(workspace)).toBe(true);
  expect(readdirSync(desk.folder).toSorted()).toEqual(['Large.csv', 'Spring.purgedesk']);
  await desk.restart();
  await openEnginePort(desk.page);
  const status = async () => (await callEngine(desk.page, 'workspace.status')).body;
  await expect.poll(async () => (await status()).candidates, { timeout: 30_000 }).toBe(USERS);
  expect((await callEngine(desk.page, 'settings.get')).body.userName).toBe('A. Librarian');
});
