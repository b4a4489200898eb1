/**
 * What main and the engine take from the page: requests of the contract, in its shapes, from our page
 * only, with files as tokens. And what they tell nobody: the log holds no name.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../support/must.ts';
import { dropFiles } from './support/dropFiles.ts';
import { callEngine, openEnginePort, sendRaw } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { expectRefused, refusedWith } from './support/refusals.ts';

test('the gate takes requests of the contract and files that were dropped', async ({ desk }) => {
  await test.step('refuses requests that the contract does not have', async () => {
    for (const name of ['files.read', 'constructor', '__proto__', 'toString', '']) {
      const message = await refusedWith(desk.page, `purgeDesk.request(${JSON.stringify(name)})`);
      expect(message).toBe('This request is not allowed.');
    }
    await expectRefused(desk, 'ipc.request');
  });

  await test.step('refuses input of another shape before anything happens', async () => {
    const calls = [
      "request('chooseFiles', { purpose: 'anything' })",
      "request('chooseFiles', { purpose: 'workbooks', defaultPath: '/etc' })",
      "request('chooseFiles')",
      "request('chooseTarget', { purpose: 'workbook', suggestedName: '' })",
      "request('chooseTarget', { purpose: 'workbook', suggestedName: 'x'.repeat(500) })",
      "request('setProgress', { fraction: 7 })",
      "request('setProgress', 'half')",
      "request('notify', { title: 1, body: null })",
      "request('copyCells', { text: 'a' })",
      "request('copyCells', { text: 'a', html: 'b', bookmark: 'c' })",
      "request('showSaved', { token: ['a'] })",
      "request('about', { more: true })",
    ];
    for (const call of calls) {
      expect(await refusedWith(desk.page, `purgeDesk.${call}`), call).toContain('wrong shape');
    }
    expect(await desk.shownDialogs()).toEqual([]);
    await expectRefused(desk, 'ipc.input.chooseFiles');
  });

  await test.step('has two channels to ask and two to send on', async () => {
    const channels = await desk.app.evaluate(({ ipcMain }) => {
      const { _invokeHandlers } = ipcMain as unknown as { _invokeHandlers: Map<string, unknown> };
      return {
        asked: [..._invokeHandlers.keys()],
        // 'error' is Electron's own: it keeps a channel of this name from ending the program.
        sent: ipcMain.eventNames().filter((name) => name !== 'error'),
      };
    });
    expect(channels.asked.toSorted()).toEqual(['purge-desk:dropped', 'purge-desk:request']);
    expect(channels.sent.toSorted()).toEqual([
      'purge-desk:connect-engine',
      'purge-desk:remembered',
    ]);
  });

  await test.step('takes dropped files from the system only', async () => {
    const made = "[new File(['x'], '/etc/passwd')]";
    expect(await refusedWith(desk.page, `purgeDesk.grantDropped(${made})`)).not.toContain(
      'allowed:',
    );
    const named = "[{ name: 'passwd', path: '/etc/passwd', size: 1 }]";
    expect(await refusedWith(desk.page, `purgeDesk.grantDropped(${named})`)).not.toContain(
      'allowed:',
    );
    const text = "['/etc/passwd']";
    expect(await refusedWith(desk.page, `purgeDesk.grantDropped(${text})`)).not.toContain(
      'allowed:',
    );
  });

  await test.step('takes files that were really dropped', async () => {
    const path = join(desk.folder, 'Candidates.xlsx');
    writeFileSync(path, '');
    await desk.page.evaluate(() => {
      const target = document.createElement('div');
      target.id = 'drop-here';
      target.style.cssText = 'position: fixed; inset: 0; z-index: 99999';
      const over = (event: Event) => event.preventDefault();
      const drop = async (event: DragEvent) => {
        event.preventDefault();
        event.stopPropagation();
        const files = [...(event.dataTransfer?.files ?? [])];
        Object.assign(window, { dropped: await window.purgeDesk.grantDropped(files) });
      };
      target.addEventListener('dragover', over);
      target.addEventListener('drop', drop);
      document.body.append(target);
    });
    await dropFiles(desk.page, desk.page.locator('#drop-here'), [path]);
    const dropped = await desk.page.waitForFunction(() => 'dropped' in window && window.dropped);
    expect(await dropped.jsonValue()).toMatchObject([{ name: 'Candidates.xlsx' }]);
  });
});

test('the gate lets in our window with our page only', async ({ desk }) => {
  desk.allowErrors(/./);
  await test.step('refuses another window, though it shows the same page', async () => {
    const opened = desk.app.waitForEvent('window');
    await desk.app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
      const webPreferences = { preload, partition: 'purge-desk' };
      const window = new BrowserWindow({ show: false, webPreferences });
      await window.loadURL('app://purge-desk/index.html');
    });
    const other = await opened;
    await other.waitForFunction(() => 'purgeDesk' in window);
    expect(await refusedWith(other, "purgeDesk.request('about')")).toContain('not allowed');
    await expectRefused(desk, 'ipc.sender');
    expect(await refusedWith(desk.page, "purgeDesk.request('about')")).toContain('allowed: {');
    await other.close();
  });

  await test.step('refuses our window while it shows another page', async () => {
    await desk.page.waitForLoadState('load');
    // Chromium may still be busy with our page and then gives the new one up.
    await expect(() =>
      desk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.loadURL('data:text/html,<p>another'),
      ),
    ).toPass();
    await expect(async () =>
      expect(await refusedWith(desk.page, "purgeDesk.request('about')")).toContain('not allowed'),
    ).toPass();
    await expectRefused(desk, 'ipc.sender');
  });
});

test('files', async ({ desk }) => {
  await test.step('are tokens in the page, never paths', async () => {
    const workspace = join(desk.folder, 'Spring.purgedesk');
    await desk.answerSave(workspace);
    const known = await desk.page.evaluate(async () => ({
      target: await window.purgeDesk.request('chooseTarget', {
        purpose: 'workspace',
        suggestedName: 'Spring',
      }),
      samples: await window.purgeDesk.request('sampleFiles'),
    }));
    expect(known.target).toMatchObject({ name: 'Spring.purgedesk' });
    expect(known.samples.length).toBeGreaterThan(1);
    expect(JSON.stringify(known)).not.toMatch(/[/\\](?:tmp|work|home|Users|resources)[/\\]/);
    const tokens = [known.target, ...known.samples].map((each) => each?.token);
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/);
  });

  await test.step('that nobody chose are refused', async () => {
    const invented = 'A'.repeat(32);
    const call = (token: string) => `purgeDesk.request('showSaved', { token: '${token}' })`;
    expect(await refusedWith(desk.page, call(invented))).toContain('not one that was saved');
    const [sample] = await desk.page.evaluate(() => window.purgeDesk.request('sampleFiles'));
    expect(await refusedWith(desk.page, call(must(sample).token))).toContain(
      'not one that was saved',
    );

    await openEnginePort(desk.page);
    const opened = await callEngine(desk.page, 'workspace.open', { file: invented });
    expect(opened.status).toBe(422);
    const path = await callEngine(desk.page, 'workspace.open', { file: '/etc/passwd' });
    expect(path.status).toBe(422);
  });

  await test.step('get the ending of their kind and stay in the folder of the dialog', async () => {
    const ask = (suggestedName: string) =>
      desk.page.evaluate(
        (name) =>
          window.purgeDesk.request('chooseTarget', { purpose: 'workbook', suggestedName: name }),
        suggestedName,
      );
    await desk.answerSave(join(desk.folder, 'Report'));
    expect(await ask('../../Purge: May/June')).toMatchObject({ name: 'Report.xlsx' });
    await desk.answerSave(null);
    expect(await ask('Report')).toBeNull();
    const [first] = (await desk.shownDialogs()).slice(-2);
    const documents = await desk.app.evaluate(({ app }) => app.getPath('documents'));
    expect(first?.defaultPath).toBe(join(documents, '-..-Purge- May-June.xlsx'));
    expect(first?.extensions).toEqual(['xlsx']);
  });
});

test.describe('the engine', () => {
  test('answers what has the wrong shape with an error and lives on', async ({ desk }) => {
    await openEnginePort(desk.page);
    const pid = await desk.enginePid();
    await sendRaw(desk.page, [
      'no JSON',
      '{}',
      '{"i":"1"}',
      '{"i":"2","p":{"u":"http://[","b":1}}',
      '{"i":"3","t":99,"p":null}',
      '{"i":"4","p":{"u":"/%ff/status","b":1}}',
      '{"i":"5","p":{"u":"/workspace/status","h":{"content-type":"multipart/form-data"}}}',
      '{"i":"6","p":{"u":"/workspace/status","h":{"content-disposition":5}}}',
      '{"i":"7","p":{"u":"/workspace/status","m":"?","b":{"json":1,"meta":[[9,"x"]]}}}',
      null,
      undefined,
      42,
      [],
      { i: {}, p: { u: 5 } },
      new Uint8Array([255, 255, 0]),
      'x'.repeat(1_000_000),
    ]);
    const wrong = await callEngine(desk.page, 'workspace.open', { file: 5, path: '/etc/passwd' });
    expect(wrong.status).toBe(400);
    expect((await callEngine(desk.page, 'users.page', { offset: -1 })).status).toBe(400);
    expect((await callEngine(desk.page, 'no.such')).status).toBe(404);
    expect((await callEngine(desk.page, '__proto__.constructor')).status).toBe(404);
    const status = await callEngine(desk.page, 'workspace.status');
    expect(status).toMatchObject({ status: 200, body: { open: false } });
    expect(await desk.enginePid()).toBe(pid);
  });
});

test('the log names no file, no folder and no person', async ({ desk }) => {
  const workspace = join(desk.folder, 'Zwetschgenmann.purgedesk');
  await desk.answerSave(workspace);
  await openEnginePort(desk.page);
  const target = await desk.page.evaluate(() =>
    window.purgeDesk.request('chooseTarget', { purpose: 'workspace', suggestedName: 'x' }),
  );
  const created = await callEngine(desk.page, 'workspace.create', { file: target?.token });
  expect(created.status).toBe(200);
  expect(existsSync(workspace)).toBe(true);
  await desk.close();
  expect(desk.log()).toContain('done request.chooseTarget');
  expect(desk.log()).not.toMatch(/Zwetschgenmann|[/\\]|purgedesk/);
});
