/** A workspace in which a value is damaged that opening needs: it isn't opened, and the table and the row are named. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, expect, test } from './support/launch.ts';

test.use({ program: 'shared' });

const workspaceButton = (desk: Desk) => desk.page.getByRole('button', { name: 'Workspace Spring' });

/** One letter of a value is another one: SQLite has nothing against it. */
async function damagedWorkspace(desk: Desk): Promise<string> {
  const path = join(desk.folder, 'Spring.purgedesk');
  await desk.answerSave(path);
  await desk.menu('workspace.new');
  await expect(workspaceButton(desk)).toBeVisible({ timeout: 60_000 });
  await desk.menu('workspace.close');
  await expect(desk.page.getByRole('heading', { name: 'Purge Desk' })).toBeVisible();
  const bytes = readFileSync(path);
  const at = bytes.indexOf('"preparedBy"');
  expect(at).toBeGreaterThan(0);
  bytes.write('"preparedBi"', at, 'latin1');
  writeFileSync(path, bytes);
  return path;
}

test('a damaged value is told with its table and row, and nothing is opened', async ({ desk }) => {
  const path = await damagedWorkspace(desk);
  await desk.answerOpen([path]);
  await desk.menu('workspace.open');
  const refusal = desk.page.getByRole('alert').filter({ hasText: 'this workspace is damaged' });
  await expect(refusal).toContainText('table setting');
  await desk.screenshot('damaged');
  await desk.page.emulateMedia({ colorScheme: 'dark' });
  // The window itself: a size that is only pretended stays with the program that stories share.
  await desk.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setMinimumSize(1, 1);
    window?.setContentSize(720, 600);
  });
  await expect(refusal).toBeVisible();
  await desk.screenshot('damaged-dark-narrow');
  await desk.page.emulateMedia({ colorScheme: null });
});
