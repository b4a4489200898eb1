/**
 * The review list as a file: filtered on screen, written in three clicks, read back. A file that holds others than the
 * screen showed, or other columns, is believed all the same.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBack } from '../support/readBack.ts';
import { holdStill, look } from './support/axe.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace, openFilter } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date', 'Has Staff Role'];
const CANDIDATES = [
  HEADINGS,
  ['0012', 'Abbott', 'Alumni', '2015-01-31', 'No'],
  ['0007', '=SUM(A1)', 'Alumni', '2014-02-28', 'No'],
  ['d03', 'Clarke', 'Graduate', '2015-03-31', 'Yes'],
  ['d04', 'Dunn', 'Graduate', '2015-04-30', 'No'],
];

async function startReview(desk: Desk): Promise<void> {
  await holdStill(desk.page);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', CANDIDATES);
  await go(desk.page, 'Review');
}

test('what is filtered is written as a workbook and as CSV, with the columns that are shown', async ({
  desk,
}) => {
  const { page } = desk;
  await startReview(desk);
  await openFilter(page, 'User group');
  await page.getByRole('checkbox', { name: /^Alumni/ }).check();
  await page.keyboard.press('Escape');
  const form = page.getByRole('dialog', { name: 'Export users' });
  const said = (text: string) => page.getByRole('alert').filter({ hasText: text });

  const workbook = join(desk.folder, 'Alumni.xlsx');
  await desk.answerSave(workbook);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await form.getByRole('button', { name: 'Export 2 users' }).click();
  await expect(said('2 users exported to Alumni.xlsx.')).toBeVisible();
  const [front, list] = await readBack(workbook);
  expect(front!.rows.slice(0, 2).map(([first]) => first)).toEqual(['Review list', 'Alumni']);
  expect(list!.name).toBe('Review list');
  expect(list!.rows[0]).toEqual([
    ...['Primary identifier', 'Decision', 'Review flags', 'Last name', 'First name', 'User group'],
    ...['Has role other than patron and instructor', 'Expiry date', 'Purge date'],
    ...['Loans', 'Balance'],
  ]);
  const at = (heading: string) => list!.rows[0]!.indexOf(heading);
  // The review begins with the oldest purge date.
  expect(list!.rows.slice(1).map((row) => row[at('Primary identifier')])).toEqual(['0007', '0012']);
  expect(list!.rows[1]![at('Last name')]).toBe('=SUM(A1)');
  expect(list!.rows[1]![at('Purge date')]).toBeInstanceOf(Date);

  const text = join(desk.folder, 'Alumni.csv');
  await desk.answerSave(text);
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Quick search' }).fill('export the list');
  await page.getByRole('button', { name: 'Export the list of users' }).click();
  await form.getByRole('radio', { name: 'Text (CSV)' }).check();
  await form.getByRole('radio', { name: 'Choose' }).check();
  const columns = form.getByRole('group', { name: 'Columns to export' });
  for (const box of await columns.getByRole('checkbox').all())
    if (await box.isEnabled()) await box.uncheck();
  await columns.getByRole('checkbox', { name: 'Last name' }).check();
  await look(page, 'Exporting users', '[role="dialog"]');
  await form.getByRole('button', { name: 'Export 2 users' }).click();
  await expect(said('2 users exported to Alumni.csv.')).toBeVisible();
  expect(readFileSync(text, 'utf8')).toBe(
    "\ufeffPrimary identifier,Last name\r\n0007,'=SUM(A1)\r\n0012,Abbott\r\n",
  );

  // As it was chosen the last time.
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(form.getByRole('radio', { name: 'Text (CSV)' })).toBeChecked();
  await expect(form.getByRole('radio', { name: 'Choose' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
});

test('the selected alone are written, from the menu of a row and by keyboard', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);
  const row = (name: string) => page.locator('.ag-row', { hasText: name });
  await row('Clarke').getByRole('checkbox').check();
  await row('Dunn').getByRole('checkbox').check();
  await row('Dunn').locator('[col-id="last_name"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Export 2 users…' }).click();
  const form = page.getByRole('dialog', { name: 'Export users' });
  await expect(form.getByRole('radio', { name: 'The 2 selected' })).toBeChecked();
  await form.getByRole('radio', { name: 'All 4 in this list' }).check();
  await expect(form.getByRole('button', { name: 'Export 4 users' })).toBeVisible();
  await form.getByRole('radio', { name: 'The 2 selected' }).check();
  const path = join(desk.folder, 'Two.xlsx');
  await desk.answerSave(path);
  await form.getByRole('button', { name: 'Export 2 users' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: '2 users exported' })).toBeVisible();
  const [front, list] = await readBack(path);
  expect(front!.rows[1]![0]).toBe('Selected users (All candidates)');
  expect(list!.rows.slice(1).map(([first]) => first)).toEqual(['d03', 'd04']);
});
