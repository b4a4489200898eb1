/**
 * What main does for the page: menu, window, captures, recent workspaces, a second start. Each test
 * goes through the bridge or the window, not through a screen.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';

async function newWorkspace(desk: Desk, name: string): Promise<string> {
  const path = join(desk.folder, `${name}.purgedesk`);
  await desk.answerSave(path);
  await openEnginePort(desk.page);
  const file = await desk.page.evaluate(
    (suggestedName) =>
      window.purgeDesk.request('chooseTarget', { purpose: 'workspace', suggestedName }),
    name,
  );
  const created = await callEngine(desk.page, 'workspace.create', { file: file?.token });
  expect(created.status).toBe(200);
  return path;
}

const title = (desk: Desk) =>
  desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

test('the menu tells the page, and offers only what can be done', async ({ desk }) => {
  const enabled = () =>
    desk.app.evaluate(({ Menu }) =>
      ['workspace.new', 'workspace.close', 'workspace.erase', 'import.choose', 'edit.undo'].filter(
        (id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled,
      ),
    );
  expect(await enabled()).toEqual(['workspace.new']);
  await desk.page.evaluate(() => {
    const commands: string[] = [];
    Object.assign(window, { commands });
    window.purgeDesk.onEvent((event) => {
      if (event.type === 'menu') commands.push(event.command);
    });
  });
  await desk.menu('view.shortcuts');
  await expect
    .poll(() => desk.page.evaluate(() => (window as unknown as { commands: string[] }).commands))
    .toEqual(['view.shortcuts']);

  await newWorkspace(desk, 'Autumn');
  await expect.poll(enabled).toHaveLength(5);
  await expect.poll(() => title(desk)).toBe('Autumn - Purge Desk');
  await callEngine(desk.page, 'workspace.close');
  await expect.poll(enabled).toEqual(['workspace.new']);
  expect(await title(desk)).toBe('Purge Desk');
});

test('size and zoom are remembered', async ({ desk }) => {
  const look = () =>
    desk.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const { width, height } = window?.getBounds() ?? {};
      return { width, height, zoom: window?.webContents.getZoomFactor() };
    });
  await desk.app.evaluate(({ BrowserWindow, Menu }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 10, y: 10, width: 1100, height: 720 });
    Menu.getApplicationMenu()?.getMenuItemById('zoom.in')?.click();
  });
  await expect.poll(look).toEqual({ width: 1100, height: 720, zoom: 1.1 });
  await desk.restart();
  await expect.poll(look).toEqual({ width: 1100, height: 720, zoom: 1.1 });
});

test('a capture shows the page as it is and is known to the engine', async ({ desk }) => {
  await newWorkspace(desk, 'Captures');
  const taken = await desk.page.evaluate(() => window.purgeDesk.request('capture'));
  const size = await desk.page.evaluate(() => ({
    width: Math.round(window.innerWidth * window.devicePixelRatio),
    height: Math.round(window.innerHeight * window.devicePixelRatio),
  }));
  expect(taken).toMatchObject(size);
  expect(taken.token).toMatch(/^[\w-]{32}$/);
});

test('a page of one colour is no capture', async ({ desk }) => {
  await desk.page.evaluate(() => {
    const cover = document.createElement('div');
    cover.style.cssText = 'position: fixed; inset: 0; z-index: 999999; background: white';
    document.body.append(cover);
  });
  const refused = await desk.page.evaluate(() =>
    window.purgeDesk.request('capture').then(
      () => 'taken',
      (error) => error.message,
    ),
  );
  expect(refused).toContain('came out blank');
});

test('a second start hands its workspace to the first and ends', async ({ desk }) => {
  const autumn = await newWorkspace(desk, 'Autumn');
  await newWorkspace(desk, 'Spring');
  await expect.poll(() => title(desk)).toBe('Spring - Purge Desk');
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const appPath = await desk.app.evaluate(({ app }) => app.getAppPath());
  const second = spawn(createRequire(import.meta.url)('electron'), [...root, appPath, autumn], {
    env: { ...process.env, PURGE_DESK_USER_DATA: desk.userData },
    stdio: 'ignore',
  });
  const code = await new Promise((ended) => second.once('exit', ended));
  expect(code).toBe(0);
  await expect.poll(() => title(desk), { timeout: 20_000 }).toBe('Autumn - Purge Desk');
  const recents = await desk.page.evaluate(() => window.purgeDesk.request('recentWorkspaces'));
  expect(recents.map((file) => file.name)).toEqual(['Autumn.purgedesk', 'Spring.purgedesk']);
});

test('the workspace menu opens another; one that was erased is forgotten', async ({ desk }) => {
  await newWorkspace(desk, 'Autumn');
  await newWorkspace(desk, 'Spring');
  await desk.restart();
  const name = (workspace: string) =>
    desk.page.getByRole('button', { name: `Workspace ${workspace}` });
  await name('Spring').click();
  const autumn = desk.page.getByRole('menuitem', { name: /^Autumn/ });
  await expect(autumn).toContainText('No candidates yet');
  await autumn.click();
  await expect(name('Autumn')).toBeVisible();

  await desk.menu('workspace.erase');
  const dialog = desk.page.getByRole('dialog', { name: 'Erase this workspace?' });
  await dialog.getByRole('textbox').fill('Autumn');
  await dialog.getByRole('button', { name: /^Erase/ }).click();
  const recent = desk.page.getByRole('listitem');
  await expect(recent.filter({ hasText: 'Spring' })).toContainText('No candidates yet');
  await expect(recent.filter({ hasText: 'Autumn' })).toHaveCount(0);
  expect(readFileSync(join(desk.userData, 'recent.json'), 'utf8')).not.toContain('Autumn');
});

test('forgetting the recent workspaces leaves the open one open', async ({ desk }) => {
  await newWorkspace(desk, 'Spring');
  await desk.page.evaluate(() => window.purgeDesk.request('forgetRecent'));
  expect(await desk.page.evaluate(() => window.purgeDesk.request('recentWorkspaces'))).toEqual([]);
  await desk.restart();
  await expect.poll(() => title(desk)).toBe('Spring - Purge Desk');
});

test('a bug in main is told in one sentence, without a stack', async ({ desk }) => {
  desk.allowErrors(/failed main\.exception|unanswered dialog: Something went wrong/);
  await desk.app.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('/home/somebody/secret.xlsx');
    });
  });
  await expect.poll(() => desk.shownDialogs()).toHaveLength(1);
  const [shown] = await desk.shownDialogs();
  expect(shown?.title).toBe('Something went wrong in Purge Desk.');
  expect(desk.log()).toContain('failed main.exception RangeError');
  expect(desk.log()).not.toContain('somebody');
});
