/**
 * Axe on what opens over the rows of the review, light and dark: every filter, the menus of a row, a column and
 * the views, the names that are asked for, and identifiers that nobody has.
 */
import type { Page } from '@playwright/test';
import { DIALOG, holdStill, LIST, look, lookAndClose, MENU } from './support/axe.ts';
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const CANDIDATES = [
  ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date', 'Balance', 'Locker'],
  ['d01', 'Abbott', 'Alumni', '2015-01-31', 0, 'A'],
  ['d02', 'Burns', 'Alumni', '2015-02-28', 3, 'A'],
  ['d03', 'Clarke', 'Graduate', '', 12.5, ''],
];

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click();

const cell = (page: Page, row: number, column: string) =>
  page.locator(`.ag-row[row-index="${row}"] [col-id="${column}"]`);

test('filters and menus over the rows', async ({ desk }) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', CANDIDATES);
  await addText(desk, 'Keep.csv', [['Primary Identifier'], ['d02']]);
  await callEngine(page, 'review.applyRules');
  await go(page, 'Review');
  await expect(cell(page, 0, 'last_name')).toBeVisible();

  await press(page, /^Filters/);
  for (const subject of ['Decision', 'Flags', 'User group', 'Dates', 'Amounts', 'More']) {
    await press(page, subject);
    await look(page, `Filter: ${subject}`, DIALOG);
  }
  await page.getByRole('combobox', { name: 'In all of these sets' }).click();
  await look(page, 'Choosing sets to filter by', LIST);
  await page.keyboard.press('Escape');
  await press(page, 'Saved filters');
  await lookAndClose(page, 'Saved filters, none yet', MENU);
  await cell(page, 0, 'user_group').click({ button: 'right' });
  await look(page, 'Menu of a row', MENU);
  await page.getByRole('menuitem', { name: /^Show only: / }).click();
  await press(page, 'Saved filters');
  await page.getByRole('menuitem', { name: 'Save filter' }).click();
  await look(page, 'Naming a filter, with the page');
  await page.getByRole('dialog').getByLabel('Name').fill('Keep');
  await expect(page.getByRole('dialog')).toContainText('There is already');
  await lookAndClose(page, 'Naming a filter as a set');
  await press(page, 'Clear all filters');

  await page.locator('.ag-header-cell[col-id="last_name"]').click({ button: 'right' });
  await look(page, 'Menu of a column', MENU);
  await page.getByRole('menuitem', { name: 'Filter by this column' }).click();
  await look(page, 'Filter of a column of text', DIALOG);
  await page.getByRole('checkbox', { name: 'Burns' }).check();
  await lookAndClose(page, 'Values that are ticked', DIALOG);
  await cell(page, 0, 'purge_date').click();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByLabel('Condition').selectOption({ label: 'At least … ago' });
  await lookAndClose(page, 'Filter of a column of dates', DIALOG);
  await look(page, 'Headings of filtered columns', '.ag-header');
  await press(page, 'Clear all filters');
  await press(page, 'Columns');
  await lookAndClose(page, 'Columns');
  await press(page, 'Views');
  await page.getByRole('menuitem', { name: 'Save these columns as a view' }).click();
  await page.getByLabel('Name of the view').fill('Short');
  await look(page, 'Naming a view', DIALOG);
  await press(page, 'Save view');
  await press(page, 'Views');
  await lookAndClose(page, 'Views', MENU);

  await desk.app.evaluate(({ clipboard }) => clipboard.writeText('d01\r\nd02\r\nnobody\r\n'));
  await cell(page, 0, 'last_name').click();
  await page.keyboard.press('Control+v');
  await press(page, 'Show unknown');
  await lookAndClose(page, 'Unknown identifiers');
  await look(page, 'Rows of pasted identifiers');
});
