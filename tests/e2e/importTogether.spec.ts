/**
 * Files that are chosen together: what is said of each is true of the workspace as it is when that file is
 * added, not as it was when they were read.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';

test.use({ program: 'shared' });

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

test('the same file again is not added with the others, and says which decisions it ends', async ({
  desk,
}) => {
  const { page } = desk;
  await openImport(desk);
  const candidates = await workbook(desk, 'Candidates for purge.xlsx', CANDIDATES);
  await choose(desk, candidates);
  await page.getByRole('button', { name: 'Add 30 candidates' }).click();
  await page.getByRole('region', { name: 'What was added' }).waitFor();
  await openEnginePort(page);
  const approved = await callEngine(page, 'review.decide', {
    selection: { criteria: { op: 'membership', value: 'candidate' } },
    decision: 'approved',
    reason: null,
  });
  expect(approved.body).toMatchObject({ changed: 30 });

  await page.getByRole('navigation').getByText('Import', { exact: true }).click();
  const fresh: Rows = CANDIDATES.map((row, n) =>
    n > 0 && n <= 5 ? row.map((cell) => (cell === 'Alumni' ? 'Faculty' : cell)) : row,
  );
  await choose(desk, candidates, await workbook(desk, 'Candidates for purge (2).xlsx', fresh));
  const same = page.getByRole('region', { name: 'Candidates for purge.xlsx', exact: true });
  await expect(same.getByText('The same file was added')).toBeVisible();
  await expect(same.getByRole('button', { name: 'Add 30 candidates again' })).toBeEnabled();
  await expect(page.getByRole('button', { name: /^Add (all )?\d+ files/ })).toHaveCount(0);
  const other = page.getByRole('region', { name: 'Candidates for purge (2).xlsx', exact: true });
  await expect(other.getByText(/5 users return: 5 with another user group/)).toBeVisible();
  await expect(other.getByText(/the decisions about 5 users end/)).toBeVisible();
  await expect(
    other.getByText(/Decisions stay, except those about the 5 users above/),
  ).toBeVisible();
  await expect(same.getByText(/group and role from this file\. Decisions stay\./)).toBeVisible();
  await desk.screenshot('same-again');
  await page.emulateMedia({ colorScheme: 'dark' });
  await desk.screenshot('same-again-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await other.getByRole('button', { name: 'Add 30 candidates' }).click();
  const added = page.getByRole('region', { name: 'What was added' });
  await expect(added).toContainText('5 users returned.');
  await expect(added).toContainText('The decisions about 5 users ended');
});
