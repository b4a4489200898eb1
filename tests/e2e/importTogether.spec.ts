/**
 * Files that are chosen together: what is said of each is true of the workspace as it is when that file is
 * added, not as it was when they were read.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { type Desk, expect, test } from './support/launch.ts';

type Rows = readonly (readonly string[])[];

async function workbook(desk: Desk, name: string, rows: Rows): Promise<string> {
  const path = join(desk.folder, name);
  writeFileSync(
    path,
    await writeXlsx({ sheets: [{ name: 'Report', rows: rows.map((row) => [...row]) }] }),
  );
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

const CANDIDATES: Rows = [
  ['Primary Identifier', 'User Group', 'Purge Date', 'Has Staff Role', 'Last Name'],
  ...Array.from({ length: 30 }, (_, n) => [`user${n}`, 'Alumni', '2020-01-31', 'No', 'Doe']),
];

test('fines of candidates chosen with them are not called fines of strangers', async ({ desk }) => {
  const { page } = desk;
  await openImport(desk);
  const fees = await workbook(desk, 'Fines and fees.xlsx', [
    ['Primary Identifier', 'Remaining Amount', 'Fine Fee Status'],
    ...Array.from({ length: 12 }, (_, n) => [`user${n}`, '3.00', 'Active']),
  ]);
  await choose(desk, fees, await workbook(desk, 'Candidates for purge.xlsx', CANDIDATES));
  await page.getByRole('button', { name: 'Add all 2 files' }).click();
  const added = page.getByRole('region', { name: 'What was added' });
  await expect(added).toContainText('2 files added');
  await expect(added).toContainText('Fines and fees of 12 users.');
  await expect(added).not.toContainText('known before and');
});
