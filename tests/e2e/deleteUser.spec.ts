/**
 * Deleting one user from their record: what stands in the way is told, the letter is written and noted, and who may go
 * goes as a job. A dialog that lets somebody through whom the engine refuses, or the other way round, would show here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { holdStill, look } from './support/axe.ts';
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Record Type',
  'Loans',
  'Balance',
  'Researcher',
];
const ROWS = [
  HEADINGS,
  ['u1', 'Abbott', '2019-05-31', 'No', 'Public', 0, 0, 'No'],
  ['u2', 'Burns', '2019-05-31', 'No', 'Public', 2, 0.5, 'No'],
  ['u3', 'Clarke', '2019-05-31', 'No', 'Contact', 0, 0, 'No'],
  ['u4', 'Davis', '2019-05-31', 'No', 'Public', 0, 0, 'Yes'],
  ['u5', 'Evans', '2019-05-31', 'No', 'Public', 0, 12.5, 'No'],
];

const message = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text });

async function openDialog(page: Page, name: string) {
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Quick search' }).fill(name);
  await page.getByRole('dialog').getByText(name).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  return page.getByRole('dialog', { name: 'Delete user' });
}

test('one user is deleted, or told why not', async ({ desk }) => {
  test.setTimeout(120_000);
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await addText(desk, 'Fees.csv', [
    ['Primary Identifier', 'Fine Fee Status', 'Fine Fee Type', 'Remaining Amount'],
    ['u5', 'Active', 'Lost item', '10.00'],
    ['u5', 'Active', 'Card', '2.50'],
  ]);
  await go(page, 'Review');

  await test.step('nobody who isn’t approved', async () => {
    const dialog = await openDialog(page, 'Abbott');
    await expect(dialog).toContainText('Not approved in the review: undecided');
    await expect(dialog.getByRole('button', { name: 'Delete user' })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'View user' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('tab', { name: /^Evidence/, selected: true })).toBeVisible();
  });

  for (const userNo of [1, 2, 3, 4, 5])
    await callEngine(page, 'review.decide', {
      selection: { criteria: { op: 'users', userNos: [userNo] } },
      decision: 'approved',
      reason: 'Other',
      named: ['contact'],
    });

  await test.step('nobody who has loans and owes half a dollar; the letter says both', async () => {
    const dialog = await openDialog(page, 'Burns');
    await expect(dialog).toContainText('Outstanding loans: 2');
    await expect(dialog).toContainText('They owe $0.50: any balance due stands in the way');
    await look(page, 'Delete user, refused');
    await dialog.getByRole('button', { name: 'Notify user' }).click();
    const letter = page.getByRole('dialog', { name: 'Notify user' });
    await expect(letter.getByLabel('User deletion letter')).toHaveValue(
      /Dear Burns,[\s\S]*\$0\.50 to be paid/,
    );
    await look(page, 'Notify user');
    await expect(letter.getByLabel('User deletion letter')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(letter).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Burns');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('button', { name: 'Notify user' }).click();
    await letter.getByRole('button', { name: 'Cancel' }).click();
    await expect(letter).toBeHidden();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('button', { name: 'Notify user' }).click();
    const path = join(desk.folder, 'Letter.txt');
    await desk.answerSave(path);
    await letter.getByRole('button', { name: 'Save letter' }).click();
    await expect(message(page, 'The letter was written: Letter.txt')).toBeVisible();
    expect(readFileSync(path, 'utf8')).toContain('2 items on loan');
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByRole('tabpanel')).toContainText(
      'User deletion letter written: Letter.txt',
    );
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('button', { name: 'Notify user' }).click();
    const list = join(desk.folder, 'Letters.csv');
    await desk.answerSave(list);
    await letter.getByRole('button', { name: 'Save mail-merge list' }).click();
    await expect(message(page, 'The letter was written: Letters.csv')).toBeVisible();
    expect(readFileSync(list, 'utf8')).toContain('Outstanding loans; A balance due');
    await page.getByRole('tab', { name: 'Attachments2' }).click();
    const attachments = page.getByRole('tabpanel');
    await expect(attachments).toContainText('User deletion letter');
    await expect(attachments).toContainText('2 items on loan, to be returned');
    await expect(attachments).toContainText('Written as a row of a mail-merge list');
    await look(page, 'Attachments with a letter');
  });

  await test.step('Cancel leaves everything as it is, with the keyboard where it was', async () => {
    const dialog = await openDialog(page, 'Burns');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeFocused();
    expect((await callEngine(page, 'jobs.list')).body).toEqual([]);
  });

  await test.step('Waive fees of whom only a sum is told says how they can be waived', async () => {
    const dialog = await openDialog(page, 'Burns');
    await dialog.getByRole('button', { name: 'Waive fees' }).click();
    await expect(page.getByRole('tab', { name: 'Fines/fees', selected: true })).toBeVisible();
    await expect(page.getByRole('tabpanel')).toContainText(
      'They owe $0.50 by a report that tells no lines.',
    );
    await expect(page.getByRole('button', { name: 'Add credit' })).toBeVisible();
  });

  await test.step('a researcher stays: Alma refuses those with assets', async () => {
    const dialog = await openDialog(page, 'Davis');
    await expect(dialog).toContainText('A researcher: Alma refuses those with assets');
    await expect(dialog.getByRole('button', { name: 'Delete user' })).toHaveCount(0);
    await expect(dialog.getByRole('button', { name: 'Waive fees' })).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('what they owe is waived by keyboard alone; then they can go', async () => {
    const dialog = await openDialog(page, 'Evans');
    await dialog.getByRole('button', { name: 'Waive fees' }).press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('tab', { name: 'Fines/fees2', selected: true })).toBeVisible();
    const fees = page.getByRole('tabpanel');
    await expect(fees).toContainText('Select fines/fees to waive, dispute or restore them.');
    await expect(fees.getByRole('button', { name: 'Waive' })).toBeDisabled();
    await fees.getByLabel('Select all lines shown').press('Space');
    await expect(fees).toContainText('2 selected: $12.50 owed');
    await fees.getByRole('button', { name: 'Waive' }).press('Enter');
    const waive = page.getByRole('dialog', { name: 'Waive' });
    await expect(waive).toContainText('A waive needs a reason.');
    await expect(waive.getByRole('button', { name: 'Waive' })).toBeDisabled();
    await look(page, 'Waive');
    await expect(waive.getByLabel('Reason')).toBeFocused();
    await page.keyboard.type('Amnesty');
    for (const name of ['Comment', 'Cancel', 'Waive']) {
      await page.keyboard.press('Tab');
      await expect(waive.getByLabel(name).or(waive.getByRole('button', { name }))).toBeFocused();
    }
    await page.keyboard.press('Enter');
    await expect(fees).toContainText('Active balance$0.00');
    await expect(fees).toContainText('No fine/fee has this status and owner');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(dialog.getByRole('button', { name: 'Delete user' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a Contact only when one is meant', async () => {
    const dialog = await openDialog(page, 'Clarke');
    await expect(dialog).toContainText('vendors’ records shouldn’t be deleted');
    await dialog.getByRole('textbox').pressSequentially('u3');
    await expect(dialog.getByRole('button', { name: 'Delete user' })).toBeDisabled();
    await expect(dialog).toContainText('Tick that a Contact is meant.');
    await dialog.getByLabel('A Contact is meant').check();
    await expect(dialog.getByRole('button', { name: 'Delete user' })).toBeEnabled();
    await look(page, 'Delete user');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('who may go goes, with a job and its report', async () => {
    const dialog = await openDialog(page, 'Abbott');
    await dialog.getByRole('textbox').pressSequentially('u1');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Delete user' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(message(page, 'Job 2 deletes the user.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Delete', exact: true })).toHaveCount(0);
    await page.getByRole('tab', { name: /^Jobs/ }).click();
    await expect(page.getByRole('row', { name: /Job 2/ })).toContainText('Deleted');
    await page.getByRole('tabpanel').getByRole('button', { name: 'Job 2' }).click();
    await expect(page.getByRole('article', { name: /^Report of Delete User/ })).toBeVisible();
    expect((await callEngine(page, 'review.counts')).body).toMatchObject({ deleted: 1 });
  });
});
