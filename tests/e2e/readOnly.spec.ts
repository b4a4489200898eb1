/** A workspace for reading only: asked for, or offered where it can't be written; what would change it is out of use. */
import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, expect, test } from './support/launch.ts';

test.use({ program: 'shared' });

async function closedWorkspace(desk: Desk): Promise<string> {
  const path = join(desk.folder, 'Spring.purgedesk');
  await desk.answerSave(path);
  await desk.menu('workspace.new');
  await expect(workspaceButton(desk)).toBeVisible({ timeout: 60_000 });
  await desk.menu('workspace.close');
  await expect(desk.page.getByRole('heading', { name: 'Purge Desk' })).toBeVisible();
  return path;
}

const workspaceButton = (desk: Desk) => desk.page.getByRole('button', { name: 'Workspace Spring' });
const readOnly = (desk: Desk) => desk.page.getByText('Read only', { exact: true });

test('what would change it is out of use and says why', async ({ desk }) => {
  const path = await closedWorkspace(desk);
  const before = readFileSync(path);
  await desk.answerOpen([path]);
  await desk.page.getByRole('button', { name: 'Open for reading only…' }).click();
  await expect(workspaceButton(desk)).toBeVisible();
  await expect(readOnly(desk)).toBeVisible();

  await desk.menu('go.import');
  const choose = desk.page.getByRole('button', { name: 'Choose files' });
  await expect(choose).toBeDisabled();
  await expect(choose).toHaveAttribute('title', /reading only/);
  await desk.menu('go.jobs');
  await expect(desk.page.getByRole('button', { name: 'Purge User Records' })).toBeDisabled();
  await desk.menu('go.settings');
  await expect(desk.page.getByRole('textbox').first()).toBeDisabled();
  await desk.screenshot('read-only');
  const importItem = await desk.app.evaluate(
    ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('import.choose')?.enabled,
  );
  expect(importItem).toBe(false);

  await desk.answerOpen([path]);
  await desk.menu('workspace.open');
  await expect(readOnly(desk)).toHaveCount(0);
  await expect(workspaceButton(desk)).toBeVisible();
  await desk.menu('workspace.close');
  await expect(desk.page.getByRole('heading', { name: 'Purge Desk' })).toBeVisible();
  await desk.answerOpen([path]);
  await desk.menu('workspace.openReadOnly');
  await expect(readOnly(desk)).toBeVisible();
  expect(readFileSync(path).length).toBeGreaterThanOrEqual(before.length);
});

test('it is offered where nothing can be written', async ({ desk }) => {
  const path = await closedWorkspace(desk);
  // In the way of every lock, whoever runs the test.
  mkdirSync(`${path}-lock`);
  await desk.answerOpen([path]);
  await desk.menu('workspace.open');
  await expect(desk.page.getByText('This workspace can’t be written')).toBeVisible();
  await desk.page.getByRole('button', { name: 'Open for reading only', exact: true }).click();
  await expect(readOnly(desk)).toBeVisible();
  await desk.menu('workspace.close');
  rmdirSync(`${path}-lock`);
});

test('a start opens it for reading only again; when it was closed, the start page has every way in', async ({
  desk,
}) => {
  const path = await closedWorkspace(desk);
  await desk.answerOpen([path]);
  await desk.menu('workspace.openReadOnly');
  await expect(readOnly(desk)).toBeVisible();
  await desk.restart();
  await expect(workspaceButton(desk)).toBeVisible();
  await expect(readOnly(desk)).toBeVisible();

  const startPage = () => desk.page.getByRole('heading', { name: 'Purge Desk' });
  await desk.menu('workspace.close');
  await expect(startPage()).toBeVisible();
  await desk.restart();
  const { page } = desk;
  await expect(startPage()).toBeVisible();
  for (const way of ['New workspace', /^Open$|^Open workspace/, 'Open for reading only…'])
    await expect(page.getByRole('button', { name: way }).first()).toBeEnabled();
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Spring/ })
    .click();
  await expect(workspaceButton(desk)).toBeVisible();
  await expect(readOnly(desk)).toHaveCount(0);
});
