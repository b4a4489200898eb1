/**
 * What `npm start` opens is a librarian's program and not a developer's, whatever the environment says; and it says
 * what it runs in.
 */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { expect, test } from './support/launch.ts';

test('no environment makes it a developer’s', async ({ desk }) => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.end('<p>planted</p>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const planted = `http://127.0.0.1:${port}/`;
    await desk.restart({
      env: { ELECTRON_RENDERER_URL: planted, NODE_ENV: 'development', ELECTRON_IS_DEV: '1' },
    });
    expect(desk.page.url()).toBe('app://purge-desk/index.html');
    expect(asked).toBe(0);

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

    await test.step('what the engine writes stays out of the terminal', async () => {
      const heard: string[] = [];
      desk.app.process().stderr?.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
      const pid = await desk.enginePid();
      // Node writes it about the program that is told to end like this.
      process.kill(pid, 'SIGABRT');
      await expect.poll(() => desk.log()).toMatch(/engine\.exited/);
      expect(heard.join('')).not.toMatch(/engine\.js/);
    });
  } finally {
    server.close();
  }
});

test('the log and About name the runtime', async ({ desk }) => {
  const versions = await desk.app.evaluate(() => ({ ...process.versions }));
  expect(desk.log()).toContain(`.electron-${versions.electron}.node-${versions.node}`);
  await expect.poll(() => desk.log()).toMatch(/engine\.sqlite-\d+\.\d+\.\d+/);
  const { devDependencies } = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
  );
  expect(desk.log().includes('.fallback')).toBe(versions.electron !== devDependencies.electron);

  await desk.answerQuestion('Close');
  await desk.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.getMenuItemById('about')?.click(),
  );
  await expect
    .poll(async () => (await desk.shownDialogs()).map(({ title }) => title))
    .toEqual([expect.stringMatching(/^Purge Desk \d/)]);
});
