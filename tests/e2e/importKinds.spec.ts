/**
 * Files as people have them, in the window: numbers that fit both conventions are asked about, an empty report can
 * be added, and a candidate whom a list nearly names shows what the list has.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import ExcelJS from 'exceljs';
import { dropFiles } from './support/dropFiles.ts';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';

const HEADINGS = 'Primary Identifier;User Group;Purge Date;Has Staff Role;Balance';
const line = (id: string, balance = '0') => `${id};Alumni;2020-01-31;No;${balance}`;

function textFile(desk: Desk, name: string, ...lines: string[]): string {
  const path = join(desk.folder, name);
  writeFileSync(path, `${lines.join('\r\n')}\r\n`);
  return path;
}

async function openImport(desk: Desk): Promise<void> {
  await desk.answerSave(join(desk.folder, 'Kinds.purgedesk'));
  await desk.page.getByRole('button', { name: 'New workspace' }).click();
  await desk.page.getByRole('navigation').getByText('Import').click();
}

async function choose(desk: Desk, ...paths: string[]): Promise<void> {
  await desk.answerOpen(paths);
  await desk.page.getByRole('button', { name: 'Choose files' }).first().click();
}

const card = (desk: Desk, name: string): Locator =>
  desk.page.getByRole('region', { name, exact: true });

test('numbers that fit both conventions are asked about before anything is added', async ({
  desk,
}) => {
  await openImport(desk);
  await choose(desk, textFile(desk, 'Euro.csv', HEADINGS, line('a', '1.000'), line('b')));
  const file = card(desk, 'Euro.csv');
  await expect(file.getByRole('alert')).toContainText('How much is 1.000?');
  const add = file.getByRole('button', { name: 'Add 2 candidates' });
  await expect(add).toBeDisabled();
  await file.getByRole('button', { name: 'Decimal comma: 1000' }).click();
  await expect(file.getByText('are read with a decimal comma, as you chose')).toBeVisible();
  await file.getByRole('button', { name: 'Leave them unread' }).click();
  await expect(file.getByText('are left unread, as you chose')).toBeVisible();
  await file.getByRole('button', { name: 'Decimal comma' }).click();
  await expect(file.getByText('are read with a decimal comma, as you chose')).toBeVisible();
  await add.click();
  await expect(desk.page.getByRole('region', { name: 'What was added' })).toBeVisible();
  await openEnginePort(desk.page);
  const input = { criteria: { op: 'search', value: 'a' }, sort: [], offset: 0, limit: 5 };
  const { body } = await callEngine(desk.page, 'users.page', input);
  expect(body.rows).toMatchObject([{ primaryIdentifier: 'a', balance: 100_000 }]);
});

test('an empty list is added, and a list that nearly names a candidate shows how', async ({
  desk,
}) => {
  const { page } = desk;
  await openImport(desk);
  await choose(desk, textFile(desk, 'Report.csv', HEADINGS, line('10000001'), line('10000002')));
  await card(desk, 'Report.csv').getByRole('button', { name: 'Add 2 candidates' }).click();
  await expect(page.getByRole('region', { name: 'What was added' })).toBeVisible();

  const sentence = 'No user loan counts at other I-Share libraries as of 11/20/26 6pm';
  await choose(desk, textFile(desk, 'PIDs for users LNC.csv', sentence));
  const empty = card(desk, 'PIDs for users LNC.csv');
  await expect(empty.getByRole('alert')).toHaveCount(0);
  await empty.getByRole('button', { name: /^Make exclusion set/ }).click();
  await expect(empty).toHaveCount(0);

  await choose(desk, textFile(desk, 'Keep.csv', 'Primary Identifier', "'10000001", 'other'));
  await card(desk, 'Keep.csv')
    .getByRole('button', { name: /^Make exclusion set/ })
    .click();
  await expect(page.getByText('is nearly named by a list and held back')).toBeVisible();
  await page.getByRole('navigation').getByText('Review').click();
  await page.getByRole('gridcell', { name: '10000001' }).first().click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary').filter({ hasText: 'Possible pair' });
  await expect(panel.getByRole('button', { name: "'10000001" })).toBeVisible();
  await expect(panel.getByText('Keep.csv, sheet Text, row 2')).toBeVisible();
  await desk.screenshot('possible-pair');
});

test('files that can’t be read, or hold back some users, say so when they are dropped together', async ({
  desk,
}) => {
  const { page } = desk;
  await openImport(desk);
  const raw = (name: string, bytes: Uint8Array): string => {
    const path = join(desk.folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const old = new Uint8Array(1024);
  old.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  // Where such a container names its streams.
  old.set(Buffer.from('Workbook', 'utf16le'), 512);
  const lock = new Uint8Array(165).fill(0x20);
  const xml = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>';
  await dropFiles(page, page.locator('body'), [
    raw('~$Report.xlsx', lock),
    raw('Old.xls', old),
    raw('Of 2003.xls', new TextEncoder().encode(xml)),
    textFile(desk, 'Control.csv', 'Primary Identifier', 'a', 'b\u0001'),
    textFile(desk, 'Quote.csv', HEADINGS, line('a'), '"b"x;Alumni;2020-01-31;No;0', line('c')),
    textFile(desk, 'Total.csv', HEADINGS, line('a'), line('b'), 'Grand Total;;;;0'),
    await oddWorkbook(desk),
  ]);
  const says = (name: string, text: string | RegExp) =>
    expect(card(desk, name)).toContainText(text, { timeout: 60_000 });
  await says('~$Report.xlsx', 'This is the lock file that Excel keeps');
  await says('Old.xls', 'an Excel workbook in the old format (.xls)');
  await says('Of 2003.xls', 'an XML spreadsheet of 2003');
  await says('Control.csv', 'the first (U+0001) in row 3');
  for (const name of ['Quote.csv', 'Total.csv', 'Odd.xlsx'])
    await card(desk, name).getByRole('button', { name: 'Show details' }).click();
  await says('Quote.csv', 'A stray quotation mark');
  await says('Total.csv', 'Rows hold totals and name nobody');
  await says('Odd.xlsx', 'Rows are struck out');
  await says('Odd.xlsx', 'Rows are hidden in the file');
  await desk.screenshot('dropped');

  // What can be read is added, and whoever is unclear is held back.
  await card(desk, 'Odd.xlsx').getByRole('button', { name: 'Add 4 candidates' }).click();
  await expect(page.getByRole('region', { name: 'What was added' })).toBeVisible();
  await openEnginePort(page);
  await callEngine(page, 'review.applyRules');
  const input = {
    criteria: { op: 'decision', values: ['excluded'] },
    sort: [],
    offset: 0,
    limit: 9,
  };
  const { body } = await callEngine(page, 'users.page', input);
  const held = (body.rows as { primaryIdentifier: string; flags: string[] }[]).map(
    ({ primaryIdentifier, flags }) => [primaryIdentifier, flags],
  );
  expect(Object.fromEntries(held)).toMatchObject({
    hidden: ['hidden-row'],
    struck: ['struck-out'],
    '1234567890123456': expect.arrayContaining(['lost-digits']),
  });
});

/** A row that is hidden, one that is struck out, one with a number of 16 digits, and a plain one. */
async function oddWorkbook(desk: Desk): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Candidates');
  const rest = ['Alumni', '2020-01-31', 'No', 0];
  sheet.addRow(HEADINGS.split(';'));
  sheet.addRow(['plain', ...rest]);
  sheet.addRow(['hidden', ...rest]).hidden = true;
  sheet.addRow(['struck', ...rest]).font = { strike: true };
  sheet.addRow([1234567890123456, ...rest]);
  const path = join(desk.folder, 'Odd.xlsx');
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
  return path;
}
