/**
 * Lists of identifiers: what one is for is asked on its card and remembered; a workbook about something else
 * is no list; a list of another identifier says why it finds nobody.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { showOnly } from './support/reviewing.ts';

test.use({ program: 'shared' });

type Rows = readonly (readonly string[])[];

async function workbook(desk: Desk, name: string, rows: Rows): Promise<string> {
  const path = join(desk.folder, name);
  const sheets = [{ name: 'Report', rows: rows.map((row) => [...row]) }];
  writeFileSync(path, await writeXlsx({ sheets }));
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

const card = (desk: Desk, name: string): Locator =>
  desk.page.getByRole('region', { name, exact: true });

const CANDIDATES: Rows = [
  ['Primary Identifier', 'User Group', 'Purge Date', 'Has Staff Role', 'Last Name'],
  ...Array.from({ length: 30 }, (_, n) => [`user${n}`, 'Alumni', '2020-01-31', 'No', 'Doe']),
];

test('a list says what it is for, and an unrelated workbook is none', async ({ desk }) => {
  const { page } = desk;
  await openImport(desk);
  const names = ['Candidates for purge.xlsx', 'Alma export 3.xlsx', 'Weeding list.xlsx'];
  await choose(
    desk,
    await workbook(desk, names[0]!, CANDIDATES),
    await workbook(desk, names[1]!, [['USERNAME'], ['user1'], ['user2']]),
    await workbook(desk, names[2]!, [
      ['Title', 'ISBN', 'Barcode'],
      ['Moby-Dick', '9780142437247', '30112'],
    ]),
  );
  const list = card(desk, names[1]!);
  const weeding = card(desk, names[2]!);
  await expect(weeding.getByText('What is this file?')).toBeVisible();
  await expect(weeding.getByRole('button', { name: /^(Add|Make)/ })).toHaveCount(0);
  await expect(list.getByText('What is this list for?')).toBeVisible();
  await expect(list.getByRole('button', { name: /^Make set/ })).toBeDisabled();
  await expect(page.getByRole('button', { name: /^Add all/ })).toHaveCount(0);
  await desk.screenshot('lists-asked');
  await page.emulateMedia({ colorScheme: 'dark' });
  await desk.screenshot('lists-asked-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await list.getByRole('radio', { name: /^Just a set/ }).click();
  await expect(list.getByRole('button', { name: 'Make set of 2 identifiers' })).toBeEnabled();
  await page.getByRole('button', { name: 'Add 2 files' }).click();
  const added = page.getByRole('region', { name: 'What was added' });
  await expect(added).toContainText('Became the set Alma export 3 of 2 identifiers. 2 of them');
  await openEnginePort(page);
  const excluded = async () =>
    (await callEngine(page, 'review.counts')).body.flags['exclusion-list'] ?? 0;
  expect(await excluded()).toBe(0);

  // The answer is remembered, and can be changed after the file was added.
  await choose(desk, await workbook(desk, 'Alma export 4.xlsx', [['USERNAME'], ['user3']]));
  const next = card(desk, 'Alma export 4.xlsx');
  await expect(next.getByText('As for the last list of this name.')).toBeVisible();
  await expect(next.getByRole('radio', { name: /^Just a set/ })).toBeChecked();
  await desk.screenshot('lists-remembered');
  await page.getByRole('row', { name: /Alma export 3/ }).click();
  await page.getByRole('radio', { name: /^Users to keep/ }).click();
  await desk.screenshot('lists-added');
  await expect.poll(excluded).toBe(2);
});

test('a list of barcodes says that it finds nobody, and why', async ({ desk }) => {
  const { page } = desk;
  await openImport(desk);
  await choose(desk, await workbook(desk, 'Candidates for purge.xlsx', CANDIDATES));
  await page.getByRole('button', { name: 'Add 30 candidates' }).click();
  await expect(page.getByRole('region', { name: 'What was added' })).toBeVisible();
  await choose(desk, await workbook(desk, 'Keep these.xlsx', [['Barcode'], ['30112000000001']]));
  const list = card(desk, 'Keep these.xlsx');
  await expect(list.getByText(/the column “Barcode” holds another/).first()).toBeVisible();
  await desk.screenshot('lists-nobody');
  await list.getByRole('button', { name: 'Make exclusion set of 1 identifier' }).click();
  await expect(page.getByRole('region', { name: 'What was added' })).toContainText(
    'the column “Barcode” holds another identifier',
  );
});

test('a list of staff tells roles that no report does, and is named where many are approved', async ({
  desk,
}) => {
  const { page } = desk;
  await openImport(desk);
  const plain = CANDIDATES.map((row) => row.filter((_, column) => column !== 3));
  await choose(desk, await workbook(desk, 'Candidates for purge.xlsx', plain));
  await page.getByRole('button', { name: 'Add 30 candidates' }).click();
  await page.getByRole('region', { name: 'What was added' }).waitFor();
  await choose(desk, await workbook(desk, 'Library staff.xlsx', [['Primary ID'], ['user7']]));
  const list = card(desk, 'Library staff.xlsx');
  await list.getByRole('radio', { name: /^All users with a staff role/ }).click();
  await expect(
    list.getByText(/^29 users whose role no report gives aren’t on the list/),
  ).toBeVisible();
  await desk.screenshot('staff-list');
  await list.getByRole('button', { name: 'Use as the list of staff: 1 identifier' }).click();
  await expect(page.getByRole('region', { name: 'What was added' })).toContainText(
    '1 identifier of users with a staff role. All others whose role no report gives',
  );
  await desk.screenshot('staff-list-added');
  await page.getByRole('button', { name: /^Review 30/ }).click();
  await showOnly(page, 'Undecided');
  await page.getByRole('button', { name: /^Approve all/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/Staff roles come from the list/)).toContainText(
    'Library staff.xlsx',
  );
  await desk.screenshot('staff-list-approve');
  await page.emulateMedia({ colorScheme: 'dark' });
  await desk.screenshot('staff-list-approve-dark');
});
