/**
 * Rows of which a file leaves open what they mean: hidden candidates and blank user groups are asked about
 * once, the file can be added without an answer, and then these users are held back in the review.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import ExcelJS from 'exceljs';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Role other than Patron and Instructor',
];

/** Four candidates: the second has no group, the third stands in a hidden row. */
async function filteredExport(desk: Desk): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Candidates');
  const dates = ['2022-05-31', '2023-05-31', 'No'];
  sheet.addRow(HEADINGS);
  sheet.addRow(['seen', 'I-Share', ...dates]);
  sheet.addRow(['blank', null, ...dates]);
  sheet.addRow(['hidden', 'Graduate', ...dates]).hidden = true;
  sheet.addRow(['last', 'Graduate', ...dates]);
  const path = join(desk.folder, 'Filtered.xlsx');
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
  return path;
}

async function readFiltered(desk: Desk): Promise<Locator> {
  await desk.answerSave(join(desk.folder, 'Spring.purgedesk'));
  await desk.page.getByRole('button', { name: 'New workspace' }).click();
  await desk.page.getByRole('navigation').getByText('Import').click();
  await desk.answerOpen([await filteredExport(desk)]);
  await desk.menu('import.choose');
  const file = desk.page.getByRole('region', { name: 'Filtered.xlsx', exact: true });
  await expect(file.getByRole('button', { name: 'Add 4 candidates' })).toBeEnabled();
  return file;
}

async function flags(desk: Desk): Promise<Record<string, string[]>> {
  await openEnginePort(desk.page);
  const { body } = await callEngine(desk.page, 'users.page', {
    criteria: { op: 'membership', value: 'candidate' },
    sort: [],
    offset: 0,
    limit: 10,
  });
  const rows = body.rows as { primary_identifier: string; flags: string[] }[];
  return Object.fromEntries(rows.map((user) => [user.primary_identifier, user.flags]));
}

const added = (desk: Desk) => desk.page.getByRole('region', { name: 'What was added' });

test('hidden rows and blank groups are asked about, and answers can be changed', async ({
  desk,
}) => {
  const file = await readFiltered(desk);
  const hidden = file.getByRole('group', { name: 'Do hidden rows count?' });
  const blank = file.getByRole('group', { name: 'What does a blank user group mean?' });
  await expect(hidden).toContainText('One row (25 % of the file) is hidden');
  await expect(blank).toContainText('One row (25 % of the file) names no user group');

  await hidden.getByRole('button', { name: 'Hold them back' }).click();
  await expect(hidden).toHaveCount(0);
  await file.getByRole('button', { name: 'They count instead' }).click();
  await expect(file.getByText('Hidden rows count like all others, as you chose.')).toBeVisible();
  await blank.getByRole('button', { name: 'The group of the row above' }).click();
  await expect(blank).toHaveCount(0);
  await expect(file.getByText('is read as that of the row above')).toBeVisible();

  await file.getByRole('button', { name: 'Add 4 candidates' }).click();
  await expect(added(desk)).toBeVisible();
  const told = await flags(desk);
  expect(told.hidden).not.toContain('hidden-row');
  expect(told.blank).toContain('protected');
});

test('without an answer the users are held back', async ({ desk }) => {
  const file = await readFiltered(desk);
  await file.getByRole('button', { name: 'Add 4 candidates' }).click();
  await expect(added(desk)).toBeVisible();
  const told = await flags(desk);
  expect(told.hidden).toContain('hidden-row');
  expect(told.blank).toContain('blank-group');
  expect(told.last).not.toContain('hidden-row');
});

/** Ten candidates; two are struck out, and three have a balance that can't be read. */
async function struckExport(desk: Desk): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Candidates');
  sheet.addRow([...HEADINGS, 'Balance']);
  for (let n = 0; n < 10; n++) {
    const balance = n > 6 ? 'n/a' : 0;
    const row = sheet.addRow([`u${n}`, 'Graduate', '2022-05-31', '2023-05-31', 'No', balance]);
    if (n < 2) row.getCell(1).font = { strike: true };
  }
  const path = join(desk.folder, 'Struck.xlsx');
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
  return path;
}

test('a class that is more than a tenth of the file is asked about once, with examples', async ({
  desk,
}) => {
  await desk.answerSave(join(desk.folder, 'Spring.purgedesk'));
  await desk.page.getByRole('button', { name: 'New workspace' }).click();
  await desk.page.getByRole('navigation').getByText('Import').click();
  await desk.answerOpen([await struckExport(desk)]);
  await desk.menu('import.choose');
  const file = desk.page.getByRole('region', { name: 'Struck.xlsx', exact: true });
  const struck = file.getByRole('group', { name: 'Do struck-out rows count?' });
  const balance = file.getByRole('group', { name: 'What do values of “Balance”' });
  await expect(struck).toContainText('2 rows (20 % of the file) are struck out');
  await expect(balance).toContainText('row 9: u7 (“n/a”)');

  await struck.getByRole('button', { name: 'They count like any other row' }).click();
  await expect(
    file.getByText('Struck-out rows count like all others, as you chose.'),
  ).toBeVisible();
  await balance.getByRole('button', { name: 'Show rows' }).click();
  await expect(file.getByRole('table').getByText('u9')).toBeVisible();

  await file.getByRole('button', { name: 'Add 10 candidates' }).click();
  await expect(added(desk)).toBeVisible();
  const told = await flags(desk);
  expect(told.u0).not.toContain('struck-out');
  expect(told.u7).toContain('unreadable-value');
});
