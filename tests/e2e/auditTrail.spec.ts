/**
 * Story: the head of a library asks who approved whom, when, and which file went where. The audit trail says so, is
 * narrowed until it answers, leads to the file and the set, and is handed over as a workbook. Somebody who changes a word
 * of it in the file is found out at the next opening, and what came before can still be read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBack } from '../support/readBack.ts';
import { holdStill, look } from './support/axe.ts';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { infoOf, runningTextOf } from './support/pdf.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

const HEADINGS = ['Primary Identifier', 'Last Name', 'User Group', 'Expiry Date', 'Purge Date'];
const ROWS = [
  [...HEADINGS, 'Has Staff Role'],
  ['u1', 'Abbott', 'Alumni', '2018-05-31', '2019-05-31', 'No'],
  ['u2', 'Burns', 'Alumni', '2018-05-31', '2019-06-30', 'No'],
  ['u3', 'Clarke', 'Graduate', '2018-05-31', '2019-07-31', 'No'],
];

const rows = ({ page }: Desk) =>
  page.getByRole('table', { name: 'Audit trail' }).locator('tbody tr');
const row = (desk: Desk, text: string) => rows(desk).filter({ hasText: text });

async function start(desk: Desk): Promise<void> {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await openEnginePort(page);
  const settings = (await callEngine(page, 'settings.get', undefined)).body;
  await callEngine(page, 'settings.save', { ...settings, userName: 'Ruth Iyer', days: 31 });
  const selection = { criteria: { op: 'decision', values: ['undecided'] } };
  await callEngine(page, 'review.decide', { selection, decision: 'approved', reason: null });
  const criteria = { op: 'decision', values: ['approved'] };
  const set = { name: 'To go in autumn', criteria, origin: { from: 'review', users: 'all' } };
  await callEngine(page, 'sets.create', set);
  await callEngine(page, 'register.add', { kind: 'identifier', value: 'u3' });
}

async function choose({ page }: Desk, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('the trail is read, narrowed, followed and handed over', async ({ desk }) => {
  const { page } = desk;
  await start(desk);
  await go(page, 'Reports');
  await page.getByRole('button', { name: 'Audit trail' }).click();
  await expect(page.getByRole('heading', { name: 'Audit trail' })).toBeVisible();

  await expect(row(desk, 'Decision made')).toContainText('Ruth Iyer');
  await expect(row(desk, 'Decision made')).toContainText('Approved · 3 users');
  await expect(row(desk, 'Approval ended')).toContainText('1 user · by the protected register');
  await expect(row(desk, 'Settings changed')).toContainText('30 → 31');
  await expect(row(desk, 'File added')).toContainText('Candidates.csvFile 1');
  await expect(rows(desk).last()).toContainText('Audit trail begun');
  await look(page, 'Audit trail');
  await desk.screenshot('audit-trail');
  await page.emulateMedia({ colorScheme: 'dark' });
  await desk.screenshot('audit-trail-dark');
  await page.emulateMedia({ colorScheme: null });
  const scale = (value: string) =>
    page.evaluate((each) => {
      document.documentElement.style.setProperty('--pd-text-scale', each);
    }, value);
  await scale('1.25');
  await desk.screenshot('audit-trail-125');
  await scale('1');

  await choose(desk, 'What', 'Sets');
  await expect(rows(desk)).toHaveCount(1);
  await expect(page.getByRole('status').filter({ hasText: /^1 of \d+ entries$/ })).toBeVisible();
  const workbook = join(desk.folder, 'Trail.xlsx');
  await desk.answerSave(workbook);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'As workbook (XLSX)…' }).click();
  await expect(page.getByText('Trail.xlsx was written: 1 entry.')).toBeVisible();
  const [front, list] = await readBack(workbook);
  expect(front!.rows.slice(0, 2).map(([first]) => first)).toEqual(['Audit trail', 'Sets']);
  expect(list!.rows[1]!.slice(2, 6)).toEqual([
    ...['Ruth Iyer', 'Set made', 'Set 1: To go in autumn', '3 users'],
  ]);

  const all = { topic: null, staffNo: null, from: null, to: null };
  const asked = { filter: all, offset: 0, limit: 1 };
  const { head: end } = (await callEngine(page, 'trail.page', asked)).body;
  const pdf = join(desk.folder, 'Trail.pdf');
  await desk.answerSave(pdf);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'As PDF…' }).click();
  await expect(page.getByText('Trail.pdf was written: 1 entry.')).toBeVisible();
  expect(infoOf(pdf)).toMatchObject({ Tagged: 'yes' });
  const printed = runningTextOf(pdf).replace(/\s+/g, ' ');
  expect(printed.replaceAll(' ', '')).toContain(end.hash);
  for (const said of ['Audit trail', 'Sets', 'Set made', 'Set 1: To go in autumn', 'Ruth Iyer'])
    expect(printed).toContain(said);
  expect(printed).not.toContain('Decision made');
  expect(printed).not.toMatch(/Lists of users|1 user\b/);

  await page.getByRole('button', { name: 'To go in autumn' }).click();
  await expect(page.getByRole('heading', { name: 'Sets', exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Quick search' }).fill('who did what');
  await page.getByRole('dialog').getByText('Audit trail').click();
  await expect(row(desk, 'File written')).toContainText(['Trail.pdf', 'Trail.xlsx']);

  await choose(desk, 'Who', 'The program');
  await expect(rows(desk)).toHaveCount(1);
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByText('No entry like that')).toBeVisible();
  await look(page, 'Audit trail, nothing found');
  await page.getByRole('button', { name: 'Show all entries' }).click();
  await expect(row(desk, 'File written')).toHaveCount(2);
});

test('a trail that was changed in the file says from which entry on, and can be read', async ({
  desk,
}) => {
  const { page } = desk;
  await start(desk);
  await desk.menu('workspace.close');
  await expect(page.getByRole('heading', { name: 'Purge Desk' })).toBeVisible();
  const path = join(desk.folder, 'Spring.purgedesk');
  const bytes = readFileSync(path);
  const made = '"decision":"approved","users":3';
  expect(bytes.indexOf(made)).toBeGreaterThan(0);
  bytes.write('"decision":"approved","users":2', bytes.indexOf(made), 'latin1');
  writeFileSync(path, bytes);
  await desk.answerOpen([path]);
  await desk.menu('workspace.open');
  const told = page
    .getByRole('alert')
    .filter({ hasText: 'The audit trail of this workspace was changed' });
  await expect(told).toContainText(/entry \d+ is the first that doesn’t fit/);
  const [, entry = ''] = /entry (\d+)/.exec(await told.innerText()) ?? [];
  await go(page, 'Reports');
  await page.getByRole('button', { name: 'Audit trail' }).click();
  await expect(row(desk, 'Decision made').getByRole('img')).toHaveAccessibleName(
    'Doesn’t fit the entries before it',
  );
  await expect(row(desk, 'Decision made').getByRole('cell').first()).toHaveText(entry);
  await expect(row(desk, 'File added').getByRole('img')).toHaveCount(0);
  await look(page, 'Audit trail, changed');
  await desk.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setMinimumSize(1, 1);
    window?.setContentSize(1024, 700);
  });
  await desk.screenshot('audit-trail-changed-narrow');
});
