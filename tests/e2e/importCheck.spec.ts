/**
 * The check of an import, as somebody uses it who must trust it with a purge: text files as programs
 * write them, kinds and columns told by hand and kept as a profile, what a fresh report changes, the
 * rows behind a number, and an import taken back out.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { sheetRows } from '../support/readBack.ts';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Last Name',
  'Has Role other than Patron and Instructor',
];

type Cell = string | number;

async function workbook(desk: Desk, name: string, users: readonly (readonly Cell[])[]) {
  const path = join(desk.folder, name);
  const rows = [HEADINGS, ...users.map((user) => [...user])];
  writeFileSync(path, await writeXlsx({ sheets: [{ name: 'Report', rows }] }));
  return path;
}

function textFile(desk: Desk, name: string, lines: readonly string[], encoding: BufferEncoding) {
  const path = join(desk.folder, name);
  writeFileSync(path, Buffer.from(`${lines.join('\r\n')}\r\n`, encoding));
  return path;
}

async function openImport(desk: Desk): Promise<void> {
  await desk.answerSave(join(desk.folder, 'Spring.purgedesk'));
  await desk.page.getByRole('button', { name: 'New workspace' }).click();
  await desk.page.getByRole('navigation').getByText('Import').click();
}

async function choose(desk: Desk, ...paths: string[]): Promise<void> {
  await desk.answerOpen(paths);
  await desk.menu('import.choose');
}

const card = (desk: Desk, name: string): Locator =>
  desk.page.getByRole('region', { name, exact: true });

const added = (desk: Desk): Locator => desk.page.getByRole('region', { name: 'What was added' });

/** The number above a label. */
const figure = (place: Locator, label: string): Locator =>
  place.locator('dl > div').filter({ hasText: label }).locator('dd');

/** The rows of a part that is open. */
const rowsOf = (place: Locator, what: string): Locator =>
  place.getByRole('table', { name: new RegExp(`^${what}`) }).locator('tbody tr');

async function addNow(desk: Desk, button: RegExp): Promise<void> {
  await desk.page.getByRole('button', { name: button }).click();
  await expect(added(desk)).toBeVisible();
}

test('a CSV file in Windows-1252 with semicolons', async ({ desk }) => {
  const { page } = desk;
  const lines = [
    'A1;Grad;2022-05-31;2023-05-31;Müller;No',
    'A2;Grad;2022-05-31;2023-05-31;Straße;No',
  ];
  const path = textFile(desk, 'Kandidaten.csv', [HEADINGS.join(';'), ...lines], 'latin1');
  await openImport(desk);
  await choose(desk, path);

  const file = card(desk, 'Kandidaten.csv');
  await expect(file).toContainText('Semicolon-separated text, Windows-1252');
  await file.getByRole('tab', { name: 'First rows' }).click();
  await expect(file.getByRole('row', { name: /A1/ })).toContainText('Müller');

  await file.getByRole('tab', { name: 'How it is read' }).click();
  const separator = file.getByRole('combobox', { name: 'Separator' });
  await expect(separator).toHaveValue('Semicolon');
  await separator.click();
  await page.getByRole('option', { name: 'Comma' }).click();
  await expect(file).toContainText('Windows-1252');
  await expect(file).not.toContainText('Semicolon-separated');
  await desk.screenshot('wrong-separator');
  await file.getByRole('combobox', { name: 'Separator' }).click();
  await page.getByRole('option', { name: 'Semicolon' }).click();
  await expect(file).toContainText('Semicolon-separated');
  await addNow(desk, /^Add 2 candidates/);

  await openEnginePort(page);
  const input = { criteria: { op: 'search', value: 'straße' }, sort: [], offset: 0, limit: 5 };
  const { body } = await callEngine(page, 'users.page', input);
  expect(body.rows).toMatchObject([{ primary_identifier: 'A2', last_name: 'Straße' }]);
  // Dialogs offer text files, too.
  expect((await desk.shownDialogs()).at(-1)?.extensions).toEqual(
    expect.arrayContaining(['xlsx', 'csv', 'tsv', 'txt', '*']),
  );
});

test('a kind and a column told by hand are kept as a profile', async ({ desk }) => {
  const { page } = desk;
  const headings = 'Primary Identifier,Titel,Anzahl';
  const may = textFile(desk, 'Ausleihen Mai.csv', [headings, 'A1,Faust,2', 'A2,Emil,0'], 'utf8');
  const june = textFile(desk, 'Ausleihen Juni.csv', [headings, 'A1,Faust,5', 'A2,Emil,1'], 'utf8');
  await openImport(desk);
  await choose(desk, may);

  const file = card(desk, 'Ausleihen Mai.csv');
  const kind = file.getByRole('combobox', { name: /^Kind of/ });
  // A list of identifiers, for all that its headings say: what it is for is asked.
  await expect(file).toContainText('What is this list for?');
  await expect(kind).toHaveValue('');
  await kind.click();
  await page.getByRole('option', { name: /^Loans/ }).click();
  await expect(file.getByRole('alert')).toContainText('Which column holds the number of loans');
  await expect(file.getByRole('button', { name: /^Add loans of/ })).toBeDisabled();
  await desk.screenshot('missing');
  await file.getByRole('combobox', { name: /^Column of the file/ }).click();
  await page.getByRole('option', { name: 'Column C, “Anzahl”: 2' }).click();
  await file.getByRole('combobox', { name: 'What the column holds' }).click();
  await page.getByRole('option', { name: 'Number of loans' }).click();
  await expect(file.getByRole('alert')).toHaveCount(0);

  await file.getByRole('tab', { name: 'How it is read' }).click();
  await expect(file.getByRole('combobox', { name: /“Anzahl” is read as/ })).toHaveValue(
    'Number of loans',
  );
  await file.getByRole('button', { name: 'Save as profile' }).click();
  await page.getByRole('textbox', { name: 'Name of the profile' }).fill('Ausleihen');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(file).toContainText('Read by the profile “Ausleihen”');
  await file.getByRole('radio', { name: 'Have no loans' }).check();
  await addNow(desk, /^Add loans of 2 users/);
  await expect(added(desk)).toContainText('Loans of 2 users. 2 of them weren’t known before');
  await expect(added(desk)).toContainText('All other users count as having no loans, unless');

  await choose(desk, june);
  const next = card(desk, 'Ausleihen Juni.csv');
  await expect(next).toContainText('Its headings match the profile “Ausleihen”');
  await next.getByRole('button', { name: 'Use the profile' }).click();
  await expect(next).toContainText('Read by the profile “Ausleihen”');
  await expect(next.getByRole('combobox', { name: /^Kind of/ })).toHaveValue('Loans');
  await expect(next.getByRole('button', { name: /^Add loans of 2 users/ })).toBeEnabled();

  await page.getByRole('navigation').getByText('Settings').click();
  const profiles = page.getByRole('table', { name: 'Import profiles' });
  await expect(profiles.getByRole('row', { name: /Ausleihen Loans 3/ })).toBeVisible();
  await page.getByRole('button', { name: 'Delete the profile Ausleihen' }).click();
  await expect(profiles).toHaveCount(0);
});

const MAY = [
  ['A1', 'Grad', '2021-05-31', '2022-05-31', 'Abel', 'No'],
  ['A2', 'Grad', '2021-05-31', '2022-05-31', 'Burns', 'No'],
  ['A3', 'Grad', '2021-05-31', '2022-05-31', 'Cole', 'No'],
  ['A4', 'Grad', '2021-05-31', '2022-05-31', 'Dunn', 'No'],
];
const JUNE = [
  ['A1', 'Alumni', '2021-05-31', '2022-05-31', 'Abel', 'No'],
  ['a2', 'Grad', '2099-05-31', '2022-05-31', 'Burns', 'Yes'],
  ['A3', 'Grad', '2021-05-31', '2022-05-31', 'Cole', 'No'],
  ['A9', 'Grad', '2021-05-31', '2022-05-31', 'Hale', 'No'],
];

test('what a fresh report changes is told before it is added', async ({ desk }) => {
  const { page } = desk;
  await openImport(desk);
  await choose(desk, await workbook(desk, 'May.xlsx', MAY));
  await addNow(desk, /^Add 4 candidates/);
  await choose(desk, await workbook(desk, 'June.xlsx', JUNE));

  const file = card(desk, 'June.xlsx');
  await expect(figure(file, 'Changed')).toHaveText('2');
  await figure(file, 'Changed').getByRole('button').click();
  await expect(file).toContainText('with the last file of the kind “Purge candidates”, May.xlsx');
  for (const line of ['1New.', '2Changed.', '2Returned.', '1Gone.', '1Unchanged.']) {
    await expect(file.getByRole('listitem').filter({ hasText: line })).toBeVisible();
  }
  await file.getByRole('button', { name: 'Show rows: changed' }).click();
  const changed = rowsOf(file, 'Changed of June');
  await expect(changed).toHaveCount(2);
  await expect(changed.first().locator('del')).toHaveText('before: Grad');
  await expect(changed.first().locator('ins')).toHaveText('now: Alumni');
  await file.getByRole('button', { name: /^Expiry date 1/ }).click();
  const moved = rowsOf(file, 'Changed, expiry date');
  await expect(moved).toHaveCount(1);
  await expect(moved.locator('del').first()).toContainText('May 31, 2021');
  await expect(moved.locator('ins').first()).toContainText('May 31, 2099');
  await desk.screenshot('changed');
  await file.getByRole('button', { name: 'Show rows: gone' }).click();
  await expect(rowsOf(file, 'Gone')).toContainText(['A4']);

  await addNow(desk, /^Add 4 candidates/);
  await added(desk).getByRole('button', { name: '2 users changed.' }).click();
  await expect(page.getByRole('heading', { name: 'June.xlsx' })).toBeVisible();
  await expect(rowsOf(page.locator('main'), 'Changed of June')).toHaveCount(2);
  await page.getByRole('button', { name: /^Back/ }).click();
  await page.getByRole('navigation').getByText('Review').click();
  await expect(page.getByRole('button', { name: 'Returned 2' })).toBeVisible();
});

test('an import and what came after it are taken back out', async ({ desk }) => {
  const { page } = desk;
  await openImport(desk);
  await choose(desk, await workbook(desk, 'May.xlsx', MAY));
  await addNow(desk, /^Add 4 candidates/);
  const list = textFile(desk, 'Keep.csv', ['Primary Identifier', 'A3', 'K1'], 'utf8');
  await choose(desk, await workbook(desk, 'June.xlsx', JUNE), list);
  await page.getByRole('button', { name: 'Add all 2 files' }).click();
  await expect(added(desk)).toContainText('2 files added');

  await page.getByRole('row', { name: /^June\.xlsx/ }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 file that was added after it is taken back out, too:');
  await expect(dialog).toContainText('Keep.csv');
  await expect(dialog).toContainText('2 users known only from these files leave the workspace');
  await desk.screenshot('undo');
  await dialog.getByRole('button', { name: 'Take 2 files back out' }).click();

  await expect(page.getByText('2 files taken back out.')).toBeVisible();
  await expect(card(desk, 'June.xlsx')).toBeVisible();
  await expect(card(desk, 'Keep.csv')).toBeVisible();
  await openEnginePort(page);
  const { body } = await callEngine(page, 'workspace.status');
  expect(body).toMatchObject({ users: 4, candidates: 4, imports: 1, sets: 0 });
  const input = { criteria: { op: 'search', value: 'A1' }, sort: [], offset: 0, limit: 5 };
  const { body: users } = await callEngine(page, 'users.page', input);
  expect(users.rows).toMatchObject([{ user_group: 'Grad', flags: [] }]);
});

test('numeric identifiers are opened and exported', async ({ desk }) => {
  const { page } = desk;
  const numeric = MAY.map(([id, ...rest]) => [
    id === 'A2' ? 4711 : id === 'A4' ? 815 : id!,
    ...rest,
  ]);
  await openImport(desk);
  await choose(desk, await workbook(desk, 'Numbers.xlsx', numeric as Cell[][]));

  const file = card(desk, 'Numbers.xlsx');
  await file.getByRole('button', { name: 'Show rows: numeric identifiers' }).click();
  const rows = rowsOf(file, 'Numeric identifiers');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('3471');
  await expect(rows.first()).toContainText('Burns');
  const target = join(desk.folder, 'numeric.xlsx');
  await desk.answerSave(target);
  await file.getByRole('button', { name: 'Export numeric identifiers' }).click();
  await expect(page.getByText('numeric.xlsx was written: 2 rows.')).toBeVisible();
  expect((await desk.shownDialogs()).at(-1)?.defaultPath).toContain(
    'Numbers - numeric identifiers',
  );
  const written = JSON.stringify(await sheetRows(target, 'Rows'));
  expect(written).toContain('"4711"');
  expect(written).toContain('"815"');
});

test('the data date is told, and the original is saved as it was', async ({ desk }) => {
  const { page } = desk;
  const lines = [HEADINGS.join(','), ...MAY.map((row) => row.join(','))];
  await openImport(desk);
  await choose(desk, textFile(desk, 'May.csv', lines, 'utf8'));
  const file = card(desk, 'May.csv');
  await expect(file).toContainText('the file’s own time: check it');
  await file.getByRole('button', { name: /^Change the data date/ }).click();
  await file.getByLabel('Data date of May.csv').fill('2022-06-01');
  await file.getByRole('button', { name: 'Save date' }).click();
  await expect(file).toContainText('Data of Jun 1, 2022, as you said');
  await addNow(desk, /^Add 4 candidates/);

  await expect(page.getByRole('row', { name: /^May\.csv/ })).toContainText('Jun 1, 2022');
  await expect(page.locator('footer')).toContainText('Data of Jun 1, 2022');
  await page.getByRole('row', { name: /^May\.csv/ }).click();
  const target = join(desk.folder, 'Copy.csv');
  await desk.answerSave(target);
  await page.getByRole('button', { name: 'Save original' }).click();
  await expect(page.getByText('Copy.csv was written as it was imported.')).toBeVisible();
  expect((await desk.shownDialogs()).at(-1)).toMatchObject({ extensions: ['csv'] });

  await page.getByRole('navigation').getByText('Settings').click();
  await page.getByRole('combobox', { name: 'Keep imported files' }).click();
  await page.getByRole('option', { name: 'Not at all' }).click();
  await expect(page.getByText('Saved in this workspace.')).toBeVisible();
});
