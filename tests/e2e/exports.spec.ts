/**
 * From the finished job to each file in at most three clicks; and exports that take long: the librarian works on, sees
 * how far they are, ends them, closes, or has a full disk, and never finds half a file.
 */
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import { sheetRows } from '../support/readBack.ts';
import { SAMPLES } from '../support/samples.ts';
import { exportGate } from './support/exportGate.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { go, screens } from './support/reviewing.ts';

const button = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', { name, exact: typeof name === 'string' });

const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('alert').filter({ hasText: text });

/** Without those that the workspace has beside it while it is open. */
const filesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('Spring.purgedesk-'))
    .toSorted();

let folderOfCycle: string;
/** A workspace whose cycle is over, made on the command line: each test gets a copy. */
let finishedCycle: string;
test.beforeAll(async () => {
  folderOfCycle = mkdtempSync(join(tmpdir(), 'purge-desk-cycle-'));
  finishedCycle = join(folderOfCycle, 'Spring.purgedesk');
  const { code, stderr } = await ended(
    startNode([
      builtFile('cli.js'),
      'rehearse',
      ...['--candidates', SAMPLES.candidates, '--exclusions', SAMPLES.keep],
      ...[
        '--run-date',
        '2026-11-21',
        '--workspace',
        finishedCycle,
        '--out',
        join(folderOfCycle, 'out'),
      ],
    ]),
  );
  // What it tells of the files is another test's business.
  expect(code, stderr).toBe(0);
});
test.afterAll(() => rmSync(folderOfCycle, { recursive: true, force: true }));

/** The program with that workspace open. */
async function openFinished(desk: Desk, app?: string): Promise<Page> {
  const workspace = join(desk.folder, 'Spring.purgedesk');
  copyFileSync(finishedCycle, workspace);
  await desk.restart({ args: [workspace], ...(app && { app }) });
  await expect(screens(desk.page)).toBeVisible();
  return desk.page;
}

async function exportAs(page: Page, item: string | RegExp): Promise<void> {
  await button(page, 'Export').click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** What was exported last has been written whole, and nothing lies beside it. */
async function expectWritten(desk: Desk, fileName: string): Promise<string> {
  // The pages of thousands of users take a while.
  const written = message(desk.page, `${fileName} was written`);
  await expect(written).toBeVisible({ timeout: 120_000 });
  await expect(button(written, 'Show in folder')).toBeVisible();
  expect(readdirSync(desk.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  return join(desk.folder, fileName);
}

const running = (page: Page) => button(page.getByRole('contentinfo'), /^Exporting report of job/);

test('from the finished job to each file in at most three clicks', async ({ desk }) => {
  test.setTimeout(300_000);
  const page = await openFinished(desk);
  await go(page, 'Reports');

  await test.step('the workbook', async () => {
    await desk.answerSave(join(desk.folder, 'Report.xlsx'));
    await exportAs(page, 'Report as workbook (XLSX)…');
    const path = await expectWritten(desk, 'Report.xlsx');
    expect((await sheetRows(path, 'Purged')).length).toBeGreaterThan(1);
    const { defaultPath, title } = (await desk.shownDialogs()).at(-1)!;
    expect(title).toBe('Export workbook');
    expect(defaultPath).toMatch(/Purge User Records - job 2 - \d{4}-\d\d-\d\d - report\.xlsx$/);
  });

  await test.step('the PDF', async () => {
    await desk.answerSave(join(desk.folder, 'Report.pdf'));
    await exportAs(page, 'Report as PDF…');
    const path = await expectWritten(desk, 'Report.pdf');
    expect(readFileSync(path, 'latin1').slice(0, 5)).toBe('%PDF-');
    const shown = await desk.shownDialogs();
    const dialogs = shown.length;
    const { defaultPath, title } = shown.at(-1)!;
    expect(title).toBe('Export PDF');
    expect(defaultPath).toMatch(/ - job 2 - .* - report\.pdf$/);
    // The application menu asks for the same.
    await desk.answerSave(null);
    await desk.menu('export.pdf');
    await expect.poll(async () => (await desk.shownDialogs()).at(-1)?.title).toBe(title);
    await expect.poll(async () => (await desk.shownDialogs()).length).toBe(dialogs + 1);
  });

  await test.step('the rows of the review, as they are filtered', async () => {
    await go(page, 'Review');
    await page.locator('.ag-row[row-index="0"]').first().waitFor();
    await desk.answerSave(null);
    await desk.menu('export.pdf');
    const asked = async () => (await desk.shownDialogs()).at(-1)?.defaultPath;
    await expect.poll(asked).toMatch(/Review list .*\.pdf$/);
    await go(page, 'Reports');
  });

  await test.step('each list', async () => {
    await button(page, 'Export').click();
    await expect(page.getByRole('menuitem', { name: /as CSV…/ }).first()).toBeVisible();
    const lists = await page.getByRole('menuitem', { name: /as CSV…/ }).allInnerTexts();
    await page.keyboard.press('Escape');
    expect(lists.some((name) => name.startsWith('Purged as CSV…'))).toBe(true);
    for (const [n, name] of lists.entries()) {
      await desk.answerSave(join(desk.folder, `List ${n}.csv`));
      await exportAs(page, new RegExp(`^${name.split(' as CSV')[0]} as CSV…`));
      const path = await expectWritten(desk, `List ${n}.csv`);
      const rows = Number(/([\d,]+)\s*$/.exec(name)![1]!.replace(',', ''));
      expect(readFileSync(path, 'utf8').trimEnd().split('\r\n')).toHaveLength(rows + 1);
      const { defaultPath, title } = (await desk.shownDialogs()).at(-1)!;
      expect(title).toBe('Export list');
      expect(defaultPath).toMatch(/ - job 2 - .*\.csv$/);
    }
  });
});

test('while an export takes long the librarian works on, and ends it', async ({ desk }) => {
  test.setTimeout(120_000);
  const gate = exportGate(desk.folder);
  const page = await openFinished(desk, gate.app);
  const before = filesIn(desk.folder);
  await go(page, 'Reports');

  await test.step('one waits behind the other, and the grid pages on', async () => {
    for (const name of ['First.xlsx', 'Second.xlsx']) {
      await desk.answerSave(join(desk.folder, name));
      await exportAs(page, 'Report as workbook (XLSX)…');
    }
    await expect(running(page)).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText('1 waiting');
    await go(page, 'Users');
    await page.locator('.ag-row[row-index="0"]').first().waitFor();
    await page.keyboard.press('Control+End');
    await expect(running(page)).toBeVisible();
    const pieces = () => filesIn(desk.folder).filter((name) => !before.includes(name));
    await expect.poll(pieces).toEqual([expect.stringMatching(/^\.purge-desk-.*\.part$/)]);
    await desk.screenshot('exporting');
  });

  await test.step('the one that waits is cancelled from the list of them', async () => {
    await running(page).click();
    const waiting = page.getByRole('dialog', { name: /^Exporting/ });
    await expect(waiting).toContainText('Waiting to export report of job 2');
    await desk.screenshot('exports');
    await button(waiting, /^Cancel the export/)
      .last()
      .click();
    await expect(message(page, 'The export of Second.xlsx was cancelled')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(running(page)).toBeVisible();
  });

  await test.step('the one that runs is cancelled in the middle, and nothing is left', async () => {
    await button(page.getByRole('contentinfo'), /^Cancel the export/).click();
    await expect(message(page, 'The export of First.xlsx was cancelled')).toBeVisible();
    await expect(running(page)).toBeHidden();
    expect(filesIn(desk.folder)).toEqual(before);
  });

  await test.step('the next one is written as soon as it may', async () => {
    await go(page, 'Reports');
    await desk.answerSave(join(desk.folder, 'Third.xlsx'));
    await exportAs(page, 'Report as workbook (XLSX)…');
    await expect(running(page)).toBeVisible();
    gate.open();
    await expectWritten(desk, 'Third.xlsx');
    await desk.screenshot('written');
  });
});

test('closing asks first while an export runs, and leaves no half file', async ({ desk }) => {
  test.setTimeout(120_000);
  const gate = exportGate(desk.folder);
  const page = await openFinished(desk, gate.app);
  const before = filesIn(desk.folder);
  await go(page, 'Reports');
  await desk.answerSave(join(desk.folder, 'Report.xlsx'));
  await exportAs(page, 'Report as workbook (XLSX)…');
  await expect(running(page)).toBeVisible();
  await desk.answerQuestion('Keep exporting');
  await desk.menu('workspace.close');
  await expect.poll(async () => (await desk.shownDialogs()).length).toBe(2);
  await expect(running(page)).toBeVisible();
  await desk.answerQuestion('Close anyway');
  await desk.menu('workspace.close');
  await expect(message(page, 'The workspace was closed before the export was done')).toBeVisible();
  expect(filesIn(desk.folder)).toEqual(before);
});

test('a disk that is full in the middle is named, and the file of before stays', async ({
  desk,
}) => {
  test.setTimeout(120_000);
  const gate = exportGate(desk.folder);
  const page = await openFinished(desk, gate.app);
  const path = join(desk.folder, 'Report.xlsx');
  writeFileSync(path, 'of last year');
  await go(page, 'Reports');
  await desk.answerSave(path);
  await exportAs(page, 'Report as workbook (XLSX)…');
  await expect(running(page)).toBeVisible();
  gate.fillDisk();
  const said = message(
    page,
    /^Report\.xlsx: The disk with the folder “[^”]+” is full\. Nothing was written\./,
  );
  await expect(said).toContainText('Free some space, or choose another disk.');
  await desk.screenshot('disk-full');
  expect(readFileSync(path, 'utf8')).toBe('of last year');
  expect(filesIn(desk.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
