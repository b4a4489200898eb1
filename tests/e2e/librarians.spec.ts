/**
 * What `npm start` opens is a librarian's program and not a developer's, whatever the environment says; and it says
 * what it runs in.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './support/launch.ts';

const { devDependencies } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
);

test.use({
  deskOptions: {
    args: [],
    // Nothing listens there: a page that was fetched from it would be one of Chromium's errors.
    env: {
      ELECTRON_RENDERER_URL: 'http://127.0.0.1:9/',
      NODE_ENV: 'development',
      ELECTRON_IS_DEV: '1',
    },
  },
});

test('no environment makes it a developer’s, and it names its runtime', async ({ desk }) => {
  expect(desk.page.url()).toBe('app://purge-desk/index.html');

  await test.step('DevTools stay shut, and nothing in the menu opens them', async () => {
    const found = await desk.app.evaluate(({ BrowserWindow, Menu }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.openDevTools();
      const roles: string[] = [];
      const walk = (menu: Electron.Menu | null | undefined) => {
        for (const item of menu?.items ?? []) {
          roles.push(item.role?.toLowerCase() ?? '');
          walk(item.submenu);
        }
      };
      walk(Menu.getApplicationMenu());
      return { open: contents?.isDevToolsOpened(), roles };
    });
    expect(found.open).toBe(false);
    expect(found.roles).not.toContain('toggledevtools');
  });

  await test.step('the log names the runtime, and whether it is the fallback', async () => {
    const versions = await desk.app.evaluate(() => ({ ...process.versions }));
    expect(desk.log()).toContain(`.electron-${versions.electron}.node-${versions.node}`);
    expect(desk.log().includes('.fallback')).toBe(versions.electron !== devDependencies.electron);
    await expect.poll(() => desk.log()).toMatch(/engine\.sqlite-\d+\.\d+\.\d+/);
  });

  await test.step('so does About', async () => {
    await desk.answerQuestion('Close');
    await desk.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.getMenuItemById('about')?.click(),
    );
    await expect
      .poll(async () => (await desk.shownDialogs()).map(({ title }) => title))
      .toEqual([expect.stringMatching(/^Purge Desk \d/)]);
  });

  await test.step('what the engine writes stays out of the terminal', async () => {
    const heard: string[] = [];
    desk.app.process().stderr?.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    // Node writes it about the program that is told to end like this.
    process.kill(await desk.enginePid(), 'SIGABRT');
    await expect.poll(() => desk.log()).toMatch(/engine\.exited/);
    expect(heard.join('')).not.toMatch(/engine\.js/);
  });
});
