/**
 * Axe on the Import screen, light and dark: every answer that a file can wait for, every tab of its check with
 * rows opened, a file that can't be read, one that was added, and the way to take it back out.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { DIALOG, holdStill, LIST, look } from './support/axe.ts';
import { callEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Last Name',
  'Has Role other than Patron and Instructor',
];
const MAY = [
  HEADINGS,
  ['A1', 'Grad', '2021-05-31', '2022-05-31', 'Abel', 'No'],
  ['A2', 'Grad', '2021-05-31', '2022-05-31', 'Burns', 'No'],
  ['A3', 'Grad', '2021-05-31', '2022-05-31', 'Cole', 'No'],
];
/** Users changed, gone, new and unchanged; a conflict, no group, no identifier, a date that is none. */
const JUNE = [
  HEADINGS,
  ['A1', 'Alumni', '2021-05-31', '2022-05-31', 'Abel', 'No'],
  ['A3', 'Grad', '2021-05-31', '2022-05-31', 'Cole', 'No'],
  ['a1', 'Grad', '2021-05-31', '2022-05-31', 'Abel', 'No'],
  ['A9', '', 'soon', '2022-05-31', 'Hale', 'Yes'],
  ['', 'Grad', '2021-05-31', '2022-05-31', 'Moss', 'No'],
];
/** Month or day first: both fit. */
const EITHER = [HEADINGS, ['B1', 'Grad', '5/4/2021', '6/7/2022', 'Dunn', 'No']];
const LOANS = [
  ['Primary Identifier', 'Titel', 'Anzahl'],
  ['A1', 'Faust', '2'],
];

async function choose(desk: Desk, name: string, rows: readonly (readonly string[])[]) {
  const path = join(desk.folder, name);
  writeFileSync(path, rows.map((row) => row.join(',')).join('\n'));
  await desk.answerOpen([path]);
  await desk.menu('import.choose');
  const card = desk.page.getByRole('region', { name, exact: true });
  await expect(card).toBeVisible();
  return card;
}

const tab = (card: Locator, name: string) => card.getByRole('tab', { name }).click();

test('the Import screen with files that wait', async ({ desk }) => {
  test.setTimeout(240_000);
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'May.csv', MAY);
  await addText(desk, 'Keep.csv', [['Primary Identifier'], ['A3'], ['K1']]);
  const list = { op: 'membership', value: 'candidate' };
  await callEngine(page, 'sets.create', {
    name: 'All',
    criteria: list,
    origin: { from: 'review', users: 'all' },
  });
  await go(page, 'Import');

  await test.step('a file with errors, tab by tab', async () => {
    const june = await choose(desk, 'June.csv', JUNE);
    await expect(june.getByRole('button', { name: /^Add 3 candidates/ })).toBeEnabled();
    await june
      .getByRole('button', { name: /^Show rows: / })
      .first()
      .click();
    await expect(june.getByRole('table').first()).toBeVisible();
    await look(page, 'Things to know, rows opened');
    await tab(june, 'What changes');
    await june.getByRole('button', { name: 'Show rows: changed' }).click();
    await expect(june.locator('ins').first()).toBeVisible();
    await look(page, 'What changes, rows opened');
    for (const name of ['First rows', 'How it is read', 'Errors', 'File']) {
      await tab(june, name);
      await look(page, `Tab ${name}`);
    }
    await tab(june, 'How it is read');
    await june.getByRole('button', { name: 'Save as profile' }).click();
    await look(page, 'Saving a profile', DIALOG);
    await page.keyboard.press('Escape');
    await june.getByRole('combobox', { name: /“Last Name” is read as/ }).click();
    await look(page, 'Choosing what a column is', LIST);
    await page.keyboard.press('Escape');
    await june.getByRole('button', { name: /^Change the data date/ }).click();
    await look(page, 'Changing the data date');
  });

  await test.step('files that wait for an answer, and one that can’t be read', async () => {
    const either = await choose(desk, 'Either.csv', EITHER);
    await expect(either.getByRole('alert')).toContainText('Which date is');
    const loans = await choose(desk, 'Ausleihen.csv', LOANS);
    // An open list closes when the check of its file ends.
    await expect(loans.getByRole('alert')).toBeVisible();
    await loans.getByRole('combobox', { name: /^Kind of/ }).click();
    await look(page, 'Choosing a kind', LIST);
    await page.getByRole('option', { name: /^Loans/ }).click();
    await expect(loans.getByRole('alert')).toContainText('Which column holds');
    const list = await choose(desk, 'Report.csv', [['USERNAME'], ['A1']]);
    await expect(list.getByRole('alert')).toContainText('What is this list for?');
    const books = await choose(desk, 'Books.csv', [
      ['Title', 'ISBN'],
      ['Moby-Dick', '9780142437247'],
    ]);
    await expect(books.getByRole('alert')).toContainText('What is this file?');
    const broken = await choose(desk, 'Broken.xlsx', [['PK\u0003\u0004 cut short']]);
    await expect(broken.getByRole('alert')).toBeVisible();
    await look(page, 'Files that wait');
  });

  await test.step('added files, and taking one back out', async () => {
    await page.getByRole('button', { name: /^Add 3 candidates/ }).click();
    await expect(page.getByRole('region', { name: 'What was added' })).toBeVisible();
    await look(page, 'What was added');
    await page.getByRole('row', { name: /^May\.csv/ }).click();
    await expect(page.getByRole('heading', { name: 'May.csv' })).toBeVisible();
    await look(page, 'A file that was added');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByRole('dialog')).toContainText('are taken back out, too:');
    await look(page, 'Taking files back out');
  });
});
