/**
 * Import, as a librarian does it: by dialog and by dropping files, one file and several, with progress
 * and cancel; files that can't be read; rows with errors; dates that fit both orders; a fresh export
 * that replaces the review.
 */
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Locator } from '@playwright/test';
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import { dragFiles, dropFiles } from './support/dropFiles.ts';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';

test.use({ program: 'shared' });

const SAMPLES = resolve(import.meta.dirname, '../../resources/samples');
const CANDIDATES = join(SAMPLES, 'Users with Purge Dates of Current Date or Earlier.xlsx');
const ELSEWHERE = join(
  SAMPLES,
  'PIDs for users with loans or fines at other i-share libraries SPL.xlsx',
);
const KEEP = join(SAMPLES, 'Keep - library staff and retirees.xlsx');

const HEADINGS = [
  'Primary Identifier',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Role other than Patron and Instructor',
];

/** A workbook of candidates; each row is an identifier and a purge date. */
async function workbook(desk: Desk, name: string, users: readonly (readonly [string, string])[]) {
  const path = join(desk.folder, name);
  const rows = users.map(([id, date]) => [id, 'Undergraduate', date, date, 'No']);
  writeFileSync(path, await writeXlsx({ sheets: [{ name: 'Report', rows: [HEADINGS, ...rows] }] }));
  return path;
}

async function openImport(desk: Desk): Promise<void> {
  await desk.answerSave(join(desk.folder, 'Spring.purgedesk'));
  await desk.page.getByRole('button', { name: 'New workspace' }).click();
  await desk.page.getByRole('navigation').getByText('Import').click();
}

async function choose(desk: Desk, ...paths: string[]): Promise<void> {
  await desk.answerOpen(paths);
  await desk.page.getByRole('button', { name: 'Choose files' }).first().click();
}

/** The card of a file that isn't added yet. */
const card = (desk: Desk, name: string): Locator =>
  desk.page.getByRole('region', { name, exact: true });

const added = (desk: Desk): Locator => desk.page.getByRole('region', { name: 'What was added' });

/** The number above a label in the card. */
const figure = (place: Locator, label: string): Locator =>
  place.locator('dl > div').filter({ hasText: label }).locator('dd');

async function listed(desk: Desk) {
  await openEnginePort(desk.page);
  const { body } = await callEngine(desk.page, 'imports.list');
  return body as { state: string; fileName: string }[];
}

test('candidates by dialog: checked, looked at, added', async ({ desk }) => {
  const { page } = desk;
  await openImport(desk);
  await expect(page.getByText('Drop reports on this window')).toBeVisible();
  await expect(page.getByText('CARLI’s report:')).toHaveCount(2);
  await choose(desk, CANDIDATES);

  const file = card(desk, 'Users with Purge Dates of Current Date or Earlier.xlsx');
  await expect(file.getByText('headings in row 6')).toBeVisible();
  await expect(figure(file, 'Rows').first()).toHaveText('5,000');
  await expect(figure(file, 'Identifiers')).toHaveText('4,984');
  await expect(figure(file, 'New')).toHaveText('4,984');
  await expect(file.getByText('Numeric identifiers.')).toBeVisible();
  await desk.screenshot('checked');

  await file.getByRole('tab', { name: 'Errors' }).click();
  const errors = file.getByRole('table', { name: /^Errors/ });
  await expect(errors.getByRole('row')).toHaveCount(5);
  await expect(errors.getByRole('row').nth(1)).toContainText('75');
  await expect(errors.getByRole('row').nth(1)).toContainText('The primary identifier is blank.');
  await expect(errors).toContainText('1.23457E+12');

  await file.getByRole('tab', { name: 'How it is read' }).click();
  await expect(file.getByRole('row', { name: /^D Purge Date/ })).toContainText('Text, month first');
  await expect(file.getByRole('combobox', { name: /“Purge Date” is read as/ })).toHaveValue(
    'Purge date',
  );
  await expect(file.getByText('month first: no other order fits the whole column')).toBeVisible();
  await file.getByRole('tab', { name: 'First rows' }).click();
  await expect(file.getByRole('row', { name: /9753971/ })).toContainText('Dec 18, 2022');
  await file.getByRole('tab', { name: 'File', exact: true }).click();
  await expect(file.getByText('Data as of: 11/20/2026')).toBeVisible();

  // Elsewhere and back: nothing is lost, and nothing is read twice.
  await page.getByRole('navigation').getByText('Overview').click();
  await page.getByRole('button', { name: /^Back/ }).click();
  await file.getByRole('button', { name: 'Add 4,984 candidates' }).click();

  await expect(added(desk)).toContainText('4,984 candidates: 4,984 new, 0 known before.');
  await expect(added(desk)).toContainText('4 rows had errors.');
  await page.getByRole('row', { name: /Users with Purge Dates/ }).click();
  await expect(page.getByRole('heading', { name: /Users with Purge Dates/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Errors' }).click();
  await expect(page.getByRole('table', { name: /^Errors/ }).getByRole('row')).toHaveCount(5);
  await page.getByRole('button', { name: /^Back/ }).click();
  await expect(page.getByRole('table', { name: 'Imported files' })).toBeVisible();
  expect(await listed(desk)).toHaveLength(1);
});

test('files are taken, or not, where the screen is drawn anew under them', async ({ desk }) => {
  const { page } = desk;
  await openImport(desk);
  const offer = page.getByText('Drop files to import');
  const drag = () => dragFiles(page, page.locator('body'), [CANDIDATES]);

  await test.step('taken out of the window they leave nothing behind', async () => {
    const { leave } = await drag();
    await desk.menu('go.overview');
    await expect(page.getByRole('heading', { name: 'Overview', exact: true })).toBeVisible();
    await expect(offer).toBeVisible();
    await leave();
    await expect(offer).toHaveCount(0);
  });

  await test.step('let go they are read', async () => {
    const { drop } = await drag();
    await desk.menu('go.review');
    await expect(page.getByRole('heading', { name: 'Review', exact: true })).toBeVisible();
    await drop();
    await expect(offer).toHaveCount(0);
    // To the end: while a file is being read the program asks before it closes.
    const file = card(desk, basename(CANDIDATES));
    await expect(file.getByRole('button', { name: 'Add 4,984 candidates' })).toBeVisible();
  });
});

test('several files dropped on the window are added at once', async ({ desk }) => {
  const { page } = desk;
  await openImport(desk);
  await dropFiles(page, page.locator('body'), [ELSEWHERE, CANDIDATES, KEEP]);

  const list = card(desk, 'PIDs for users with loans or fines at other i-share libraries SPL.xlsx');
  // Three cards stand folded; the name unfolds one.
  await expect(list).toContainText('417 identifiers');
  await expect(list.getByText('What is this list for?')).toHaveCount(0);
  await list.getByRole('button', { name: /^PIDs for users/ }).click();
  await expect(list.getByRole('combobox', { name: /^Kind of/ })).toHaveValue('Exclusion list');
  const name = list.getByLabel('Name of the set');
  await expect(name).toHaveValue(
    'PIDs for users with loans or fines at other i-share libraries SPL',
  );
  await expect(
    list.getByRole('button', { name: 'Make exclusion set of 417 identifiers' }),
  ).toBeEnabled();
  await name.fill('');
  await expect(
    list.getByRole('button', { name: 'Make exclusion set of 417 identifiers' }),
  ).toBeDisabled();
  await name.fill('Elsewhere');
  await page.getByRole('button', { name: 'Add all 3 files' }).click();

  await expect(added(desk)).toContainText('3 files added');
  await expect(added(desk)).toContainText('Became the set Elsewhere of 417 identifiers. 375 of');
  await expect(added(desk)).toContainText('2 candidates may be on a list with other leading');
  await desk.screenshot('added');
  await added(desk).getByRole('button', { name: 'Elsewhere' }).click();
  await expect(page.getByRole('heading', { name: 'Sets', exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Back/ }).click();
  await added(desk).getByRole('button', { name: 'Review 4,984 candidates' }).click();
  await expect(page.getByRole('heading', { name: 'Review', exact: true })).toBeVisible();
});

/** So large that reading it takes a while. */
async function largeWorkbook(desk: Desk): Promise<string> {
  const large = join(desk.folder, 'Large.xlsx');
  const rows = function* () {
    yield HEADINGS;
    for (let n = 0; n < 200_000; n++) {
      yield [`U${n}`, 'Undergraduate', '2022-05-31', '2023-05-31', 'No'];
    }
  };
  const bytes = writeXlsxStream(rows(), { name: 'Report' });
  await pipeline(Readable.fromWeb(bytes as never), createWriteStream(large));
  return large;
}

test('closing while a file is being read asks first; what was read waits', async ({ desk }) => {
  const { page } = desk;
  const large = await largeWorkbook(desk);
  await openImport(desk);
  await choose(desk, KEEP);
  await expect(page.getByRole('button', { name: /^Make exclusion set/ })).toBeVisible();
  await choose(desk, large);
  await expect(card(desk, 'Large.xlsx').getByRole('progressbar')).toBeVisible();

  // The workspace, then the window: both stay.
  for (const close of [
    () => desk.menu('workspace.close'),
    () => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
  ]) {
    const asked = (await desk.shownDialogs()).length;
    await desk.answerQuestion('Keep reading');
    await close();
    await expect.poll(async () => (await desk.shownDialogs()).length).toBe(asked + 1);
    expect((await desk.shownDialogs()).at(-1)?.title).toBe('“Large.xlsx” is still being read.');
    await expect(card(desk, 'Large.xlsx')).toBeVisible();
  }

  await desk.answerQuestion('Close anyway');
  await desk.menu('workspace.close');
  await expect(page.getByRole('button', { name: 'New workspace' })).toBeVisible();
  // What is known of it without opening it: that a file waits.
  const recent = page.getByRole('listitem').filter({ hasText: 'Spring' });
  await expect(recent).toContainText('1 file to add');
  await recent.getByRole('button').click();
  await page.getByRole('navigation').getByText('Import').click();
  const states = (await listed(desk)).map(({ fileName, state }) => [fileName, state]);
  expect(states).toEqual([['Keep - library staff and retirees.xlsx', 'checked']]);
  // Nothing is read any more: the window closes without a question.
  await desk.restart();
});

test('reading shows its progress, and cancel leaves no trace', async ({ desk }) => {
  const { page } = desk;
  const large = await largeWorkbook(desk);
  await openImport(desk);
  await choose(desk, large, CANDIDATES);

  const file = card(desk, 'Large.xlsx');
  await expect(file.getByText(/[\d,]+ rows · [\d,]+ a second/)).toBeVisible();
  await expect(file.getByRole('progressbar')).toBeVisible();
  await expect(page.getByText('Waits for the file before it')).toBeVisible();
  // Other screens stay usable meanwhile.
  await page.getByRole('navigation').getByText('Sets').click();
  await expect(page.getByRole('heading', { name: 'Sets', exact: true })).toBeVisible();
  await page.getByRole('navigation').getByText('Import').click();
  await desk.screenshot('reading');
  await page.getByRole('button', { name: 'Cancel reading Large.xlsx' }).click();

  await expect(file).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add 4,984 candidates' })).toBeVisible({
    timeout: 30_000,
  });
  const states = (await listed(desk)).map(({ fileName, state }) => [fileName, state]);
  expect(states).toEqual([['Users with Purge Dates of Current Date or Earlier.xlsx', 'checked']]);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('Drop reports on this window')).toBeVisible();
  expect((await callEngine(page, 'workspace.status')).body).toMatchObject({ users: 0, imports: 0 });
});

test('a file that can’t be read says why and can be removed', async ({ desk }) => {
  const { page } = desk;
  const write = (name: string, bytes: string | Buffer) => {
    const path = join(desk.folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const whole = readFileSync(CANDIDATES);
  const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  const directory = Buffer.from('Workbook', 'utf16le');
  const files = [
    write('Old.xls', Buffer.concat([signature, Buffer.alloc(1000), directory, Buffer.alloc(600)])),
    write('Text.xlsx', 'Primary Identifier\nA1\n'),
    write('Half.xlsx', whole.subarray(0, whole.length / 2)),
  ];
  await openImport(desk);
  await choose(desk, ...files);

  await expect(card(desk, 'Old.xls').getByRole('alert')).toContainText('old format (.xls)');
  // The contents count, whatever the name ends in.
  await expect(card(desk, 'Text.xlsx').getByText('Text, UTF-8')).toBeVisible();
  await expect(card(desk, 'Half.xlsx').getByRole('alert')).toContainText('its end is missing');
  await desk.screenshot('failed');

  // Put right under the same name, it is read where it stands.
  writeFileSync(join(desk.folder, 'Half.xlsx'), whole);
  await card(desk, 'Half.xlsx').getByRole('button', { name: 'Try again' }).click();
  await expect(
    card(desk, 'Half.xlsx').getByRole('button', { name: 'Add 4,984 candidates' }),
  ).toBeVisible();
  for (const [name, button] of [
    ['Old.xls', 'Remove'],
    ['Text.xlsx', 'Discard'],
  ] as const) {
    await card(desk, name).getByRole('button', { name: button }).click();
    await expect(card(desk, name)).toHaveCount(0);
  }
  expect(await listed(desk)).toHaveLength(1);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('dates that fit both orders are asked for before anything is added', async ({ desk }) => {
  const { page } = desk;
  const path = await workbook(desk, 'Dates.xlsx', [
    ['A1', '3/4/2022'],
    ['A2', '5/6/2022'],
  ]);
  await openImport(desk);
  await choose(desk, path, KEEP);

  const file = card(desk, 'Dates.xlsx');
  await expect(file.getByRole('alert')).toContainText('Which date is 3/4/2022?');
  const add = file.getByRole('button', { name: 'Add 2 candidates' });
  await expect(add).toBeDisabled();
  await expect(page.getByRole('button', { name: /^Add (all )?\d files/ })).toHaveCount(0);
  await desk.screenshot('question');

  await file.getByRole('button', { name: 'Day first: Apr 3, 2022' }).click();
  await expect(file.getByText('are read with the day first')).toBeVisible();
  await expect(add).toBeEnabled();
  await file.getByRole('button', { name: 'Read with the month first instead' }).click();
  await expect(file.getByText('are read with the month first')).toBeVisible();
  await file.getByRole('button', { name: 'Read with the day first instead' }).click();
  await expect(file.getByText('are read with the day first')).toBeVisible();
  await file.getByRole('button', { name: 'Show details' }).click();
  await file.getByRole('tab', { name: 'First rows' }).click();
  await expect(file.getByRole('row', { name: /A1/ })).toContainText('Apr 3, 2022');
  await add.click();

  await expect(added(desk)).toContainText('2 candidates: 2 new');
  await openEnginePort(page);
  const criteria = { op: 'membership', value: 'candidate' };
  const { body } = await callEngine(page, 'users.page', {
    criteria,
    sort: [{ field: 'primary_identifier', direction: 'asc' }],
    offset: 0,
    limit: 10,
  });
  const dates = body.rows.map((row: { purge_date: string }) => row.purge_date);
  expect(dates).toEqual(['2022-04-03', '2022-06-05']);
});

test('a fresh export is added to the review or replaces it', async ({ desk }) => {
  const { page } = desk;
  const may = await workbook(desk, 'May.xlsx', [
    ['A1', '2022-01-01'],
    ['A2', '2022-01-01'],
    ['A3', '2022-01-01'],
  ]);
  const june = await workbook(desk, 'June.xlsx', [
    ['a3', '2022-02-01'],
    ['B1', '2022-02-01'],
  ]);
  await openImport(desk);
  await choose(desk, may);
  await page.getByRole('button', { name: 'Add 3 candidates' }).click();
  await expect(added(desk)).toBeVisible();

  await choose(desk, june);
  const file = card(desk, 'June.xlsx');
  await expect(figure(file, 'New')).toHaveText('1');
  await expect(figure(file, 'Already known')).toHaveText('1');
  await expect(file.getByRole('radio', { name: 'Add to the 3 candidates' })).toBeChecked();
  await file.getByRole('button', { name: 'Add 2 candidates' }).click();
  await expect(added(desk)).toContainText('The review now has 4 candidates.');

  await choose(desk, june);
  await expect(file.getByText('The same file was added')).toBeVisible();
  await file.getByRole('radio', { name: 'Replace the review' }).check();
  await desk.screenshot('replace');
  await file.getByRole('button', { name: 'Replace the review with 2 candidates' }).click();
  await expect(added(desk)).toContainText('The review had 4 candidates until now.');

  // Choosing files from the list leaves no steps of its own behind.
  await page.getByRole('button', { name: /^Back/ }).click();
  await expect(page.getByRole('heading', { name: 'Overview', exact: true })).toBeVisible();
  await openEnginePort(page);
  const { body } = await callEngine(page, 'workspace.status');
  expect(body).toMatchObject({ candidates: 2, imports: 3 });
});

test('the kind can be changed by hand', async ({ desk }) => {
  const { page } = desk;
  await openImport(desk);
  await choose(desk, CANDIDATES);
  const file = card(desk, 'Users with Purge Dates of Current Date or Earlier.xlsx');
  await file.getByRole('combobox', { name: /^Kind of/ }).click();
  await page.getByRole('option', { name: /^Exclusion list/ }).click();
  await expect(
    file.getByRole('button', { name: 'Make exclusion set of 4,984 identifiers' }),
  ).toBeVisible();

  await file.getByRole('button', { name: 'Discard' }).click();
  await choose(desk, KEEP);
  const keep = card(desk, 'Keep - library staff and retirees.xlsx');
  const kind = keep.getByRole('combobox', { name: /^Kind of/ });
  await kind.click();
  await page.getByRole('option', { name: /^Purge candidates/ }).click();
  await expect(keep.getByRole('alert')).toContainText('Which column holds the purge date?');
  await expect(keep.getByRole('button', { name: 'Add 35 candidates' })).toBeDisabled();
  await kind.click();
  await page.getByRole('option', { name: /^Exclusion list/ }).click();
  await expect(
    keep.getByRole('button', { name: 'Make exclusion set of 35 identifiers' }),
  ).toBeVisible();
});

/** A list of users to keep, without anything to ask. */
async function keepList(desk: Desk, name: string): Promise<string> {
  const path = join(desk.folder, name);
  const rows = [['Primary Identifier'], [`${name} 1`], [`${name} 2`], [` ${name} 3 `]];
  writeFileSync(path, await writeXlsx({ sheets: [{ name: 'Keep', rows }] }));
  return path;
}

async function resize(desk: Desk, width: number, height: number): Promise<void> {
  await desk.app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size),
    [width, height] as [number, number],
  );
  await expect.poll(() => desk.page.evaluate(() => window.innerWidth)).toBe(width);
}

/** What the page shows without scrolling. */
const scrolls = (place: Locator) =>
  place.evaluate((element) => ({
    down: element.scrollHeight > element.clientHeight,
    right: element.scrollWidth > element.clientWidth,
  }));

test('the cards of ten files fit the screen, a line each; who asks stands open', async ({
  desk,
}) => {
  const { page } = desk;
  const names = Array.from({ length: 10 }, (_, n) => `Keep - list ${n + 1}.xlsx`);
  await openImport(desk);
  await resize(desk, 1440, 900);
  await choose(desk, ...(await Promise.all(names.map((name) => keepList(desk, name)))));

  await expect(page.getByRole('button', { name: 'Add all 10 files' })).toBeVisible({
    timeout: 30_000,
  });
  for (const name of names) {
    const line = card(desk, name);
    await expect(line).toContainText('Exclusion list');
    await expect(line).toContainText('3 rows');
    await expect(line).toContainText('to know');
    await expect(line).toBeInViewport({ ratio: 1 });
  }
  await desk.screenshot('ten-files');

  // One line and one place for the days of all of them.
  await expect(page.getByText('the file’s own time')).toHaveCount(0);
  await expect(page.getByText('10 files don’t say which day their data is from.')).toBeVisible();
  await page.getByRole('button', { name: 'Check the dates' }).click();
  await page.getByRole('button', { name: `Change the data date of ${names[3]}` }).click();
  await page.getByLabel(`Data date of ${names[3]}`).fill('2022-06-01');
  await page.getByRole('button', { name: 'Save date' }).click();
  await expect(page.getByText('9 files don’t say which day their data is from.')).toBeVisible();
  await page.getByRole('button', { name: 'Hide the dates' }).click();

  // What a line says opens its card there.
  const second = card(desk, names[1]!);
  await second.getByRole('button', { name: /^\d to know/ }).click();
  await expect(second.getByText('Odd spaces.')).toBeVisible();
  await second.getByRole('button', { name: names[1]!, exact: true }).click();
  await expect(second.getByText('Odd spaces.')).toHaveCount(0);

  const asking = await workbook(desk, 'Dates.xlsx', [
    ['A1', '3/4/2022'],
    ['A2', '5/6/2022'],
  ]);
  await choose(desk, asking);
  const dates = card(desk, 'Dates.xlsx');
  await expect(dates.getByRole('alert')).toContainText('Which date is 3/4/2022?');
  await dates.getByRole('button', { name: 'Dates.xlsx', exact: true }).click();
  await expect(dates).toContainText('Asks a question');

  await page.getByRole('button', { name: 'Add 10 files' }).click();
  await expect(added(desk)).toContainText('10 files added');
  for (const width of [1440, 1024]) {
    await resize(desk, width, 900);
    const table = page.getByRole('table', { name: 'Imported files' });
    expect(await scrolls(table.locator('..'))).toMatchObject({ right: false });
    for (const heading of ['File', 'Kind', 'Rows', 'Errors', 'Data of', 'Added']) {
      await expect(table.getByRole('columnheader', { name: heading, exact: true })).toBeVisible();
    }
  }
});
