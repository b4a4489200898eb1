/**
 * Documents on paper: what main makes of HTML, in a window that can do nothing else. The documents themselves are
 * looked at in documents.spec.ts.
 */
import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { fontsOf, infoOf, textOf } from './support/pdf.ts';
import { openPrintDesk, type PrintDesk } from './support/printDesk.ts';
import { watchNetwork } from './support/watchNetwork.ts';

let desk: PrintDesk;
test.beforeAll(async () => {
  desk = await openPrintDesk();
});
test.afterAll(() => desk.close());

const page = (body: string, style = '') =>
  `<!doctype html><html lang="en"><title>Report</title><link rel="stylesheet" href="/fonts/fonts.css">
   <style>html { font-family: Inter } @page { font-family: Inter } ${style}</style>${body}`;

const left = () =>
  desk.app.evaluate(({ BrowserWindow, session }) => ({
    windows: BrowserWindow.getAllWindows().length,
    served: session.fromPartition('purge-desk-print').protocol.isProtocolHandled('app'),
  }));
const NOTHING = { windows: 0, served: false };

test('a document becomes a tagged PDF with numbered pages in our typefaces', async () => {
  const numbers =
    '@page { size: A4; @bottom-right { content: counter(page) " of " counter(pages) } } h2 { break-before: page }';
  // Chromium loads no typeface for the margins alone.
  const body = '<h1>First</h1><p>1 of 2</p><h2>Second</h2>';
  const pdf = await desk.print('numbered.pdf', { html: page(body, numbers) });
  expect(infoOf(pdf)).toMatchObject({
    Title: 'Report',
    Creator: 'Purge Desk 0.0.0',
    Tagged: 'yes',
    JavaScript: 'no',
    Pages: '2',
    'Page size': expect.stringContaining('A4'),
  });
  expect(textOf(pdf)).toMatch(/1 of 2[\s\S]*2 of 2/);
  expect(fontsOf(pdf)).toEqual([
    {
      name: expect.stringMatching(/Inter/),
      type: 'CID TrueType',
      embedded: true,
      hasUnicode: true,
    },
    {
      name: expect.stringMatching(/Inter/),
      type: 'CID TrueType',
      embedded: true,
      hasUnicode: true,
    },
  ]);
  expect(await left()).toEqual(NOTHING);
});

test('documents wait for each other, and each gets its own', async () => {
  const names = ['one', 'two', 'three'];
  const pdfs = await Promise.all(
    names.map((name) => desk.print(`${name}.pdf`, { html: page(`<p>${name}`) })),
  );
  expect(pdfs.map((pdf) => textOf(pdf).trim())).toEqual(names);
  expect(await left()).toEqual(NOTHING);
});

test('a document runs no script, takes no style from markup, asks for nothing, leads nowhere', async () => {
  const watch = await watchNetwork();
  const url = `http://${watch.host}/`;
  const files = () => readdirSync(desk.folder, { recursive: true }).length;
  await desk.print('before.pdf', { html: page('<p>before') });
  const before = files();
  const html = page(`<p id="told">unchanged</p><p style="display: none">shown</p>
    <script>document.getElementById('told').textContent = 'script ran'</script>
    <img src="${url}img" onerror="document.title = 'script ran'" alt="">
    <img src="app://purge-desk/index.html" alt=""><img src="/../document.html" alt="">
    <link rel="stylesheet" href="${url}css"><link rel="stylesheet" href="file:///etc/passwd">
    <iframe src="${url}frame"></iframe><iframe src="app://purge-desk/index.html"></iframe>
    <object data="${url}object"></object>
    <audio src="${url}audio" autoplay></audio>
    <meta http-equiv="refresh" content="0; url=${url}meta">
    <style>@import url(${url}import); p { background: url(${url}background) }
    @font-face { font-family: x; src: url(${url}font) } p { font-family: x, Inter; display: none }</style>`);
  const pdf = await desk.print('hostile.pdf', { html });
  expect(watch.reached()).toBe(0);
  expect(textOf(pdf).trim().split(/\s+/)).toEqual(['unchanged', 'shown']);
  expect(infoOf(pdf).Title).toBe('Report');
  await watch.close();
  // The PDF itself: nothing was stored for printing it.
  expect(files()).toBe(before + 1);
  expect(await left()).toEqual(NOTHING);
});

test('what never ends is given up, whoever gives it up', async () => {
  const failure = await test.step('takes too long', () =>
    desk.app.evaluate(() =>
      hurried
        .print(
          { html: '<p>late', paper: 'A4', title: 'Late', dialog: false },
          new AbortController().signal,
        )
        .then((printed) => printed.failure),
    ));
  expect(failure).toBe('late');
  const failures = await test.step('is called off while it is made, and before', () =>
    desk.app.evaluate(async () => {
      const job = { html: '<p>off', paper: 'A4', title: 'Off', dialog: false } as const;
      const cancel = new AbortController();
      const both = [printing.print(job, cancel.signal), printing.print(job, cancel.signal)];
      setTimeout(() => cancel.abort(), 0);
      return (await Promise.all(both)).map((printed) => printed.failure);
    }));
  expect(failures).toEqual(['cancelled', 'cancelled']);
  const crashed = await test.step('crashes', () =>
    desk.app.evaluate(({ app }) => {
      app.once('browser-window-created', (_event, window) => {
        window.webContents.once('did-start-loading', () =>
          window.webContents.forcefullyCrashRenderer(),
        );
      });
      const job = { html: '<p>crash', paper: 'A4', title: 'Crash', dialog: false } as const;
      return printing.print(job, new AbortController().signal).then((printed) => printed.failure);
    }));
  expect(crashed).toBe('failed');
  expect(await left()).toEqual(NOTHING);
  const after = await desk.print('after.pdf', { html: page('<p>after') });
  expect(textOf(after).trim()).toBe('after');
});

test('the system’s dialog is asked with the paper, and its answer is told', async () => {
  /** In the place of the dialog: what it was asked, and the answer. */
  const asked = (printed: boolean, reason: string) =>
    desk.app.evaluate(
      async ({ app }, [printed, reason]) => {
        const options: unknown[] = [];
        app.once('browser-window-created', (_event, window) => {
          window.webContents.print = (given, answer) => {
            options.push(given, window.getTitle(), window.isVisible());
            answer?.(printed, reason);
          };
        });
        const job = { html: '<p>x', paper: 'Letter', title: 'June purge', dialog: true } as const;
        const { pdf, failure } = await printing.print(job, new AbortController().signal);
        return { options, pdf, failure };
      },
      [printed, reason] as const,
    );
  const options = [{ printBackground: true, pageSize: 'Letter' }, expect.any(String), false];
  expect(await asked(true, '')).toEqual({ options, pdf: null, failure: null });
  expect(await asked(false, 'Print job canceled')).toEqual({ options, pdf: null, failure: null });
  expect(await asked(false, 'Invalid printer settings')).toMatchObject({ failure: 'noPrinter' });
  expect(await left()).toEqual(NOTHING);
});

test('the log says that something was printed, never what', async () => {
  const secret = 'Ottoline Featherstonehaugh';
  // What stories before this one printed stands in it, too, and what they let fail.
  const before = desk.log().length;
  const since = () => desk.log().slice(before);
  await desk.print('secret.pdf', { html: page(`<p>${secret}`), title: secret });
  // It is written beside what goes on.
  await expect.poll(since).toMatch(/done print ms=\d+ bytes=\d+/);
  const log = since();
  expect(log).not.toMatch(/Ottoline|Featherstone|document\.html/);
  expect(log).not.toMatch(/ failed /);
});
