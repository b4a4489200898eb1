/**
 * Somebody writes that they want to know what is held about them, and then to be erased. Who can’t find them wherever they
 * stand can’t answer, and who erases the wrong person can’t put it right.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdStill, look } from './support/axe.ts';
import { askEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  ...['Primary Identifier', 'Last Name', 'First Name', 'User Group', 'Purge Date'],
  ...['Has Role other than Patron and Instructor', 'Loans', 'Remark'],
];
const ROWS = [
  HEADINGS,
  ['u1', 'Abbott', 'Anna', 'Alumni', '2015-01-31', 'No', '2', 'asked twice'],
  ['u2', 'Burns', 'Bert', 'Alumni', '2015-02-28', 'No', '0', 'friend of Anna Abbott'],
  ['u3', 'Abbott', 'Zoe', 'Alumni', '2015-03-31', 'No', '0', 'lives with Ilse Farthing'],
];
const FEES = [
  ['Primary Identifier', 'Fine Fee Status', 'Remaining Amount'],
  ['u1', 'Active', '12.50'],
  ['lib-7', 'Active', '3.00'],
];

test('one person is found, told everything, and erased on their request', async ({ desk }) => {
  test.setTimeout(180_000);
  const { page, folder } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await addText(desk, 'Fees.csv', FEES);
  await askEngine(page, 'users.addNote', { userNo: 2, text: 'Ask Abbott, Anna first' });
  const field = page.getByRole('textbox', { name: 'What is known of the person' });
  const found = page.getByRole('status').filter({ hasText: /^Found/ });

  await test.step('an empty view says what it is for', async () => {
    await go(page, 'User cleanup');
    await page.getByText('One person', { exact: true }).click();
    await expect(
      page.getByRole('heading', { name: 'Somebody asks what is held about them' }),
    ).toBeVisible();
    await expect(field).toBeFocused();
    await look(page, 'One person, nobody yet');
  });

  await test.step('a name that somebody shares finds both, and says whose the rest is', async () => {
    await field.fill('Abbott');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await expect(found).toContainText('2 users');
    await expect(page.getByRole('button', { name: 'Erase on request…' })).toHaveAttribute(
      'title',
      'Tick the records of the person who asks.',
    );
    await page.getByRole('checkbox', { name: /Abbott, Zoe/ }).check();
    await expect(page.getByText(/also belongs to 1 user not ticked/)).toBeVisible();
  });

  await test.step('what names them is shown in its place', async () => {
    await field.fill('Anna Abbott');
    await page.keyboard.press('Control+Enter');
    await expect(found).toHaveText('Found: 1 user, 2 rows in Purge candidates, 1 note.');
    await expect(field).toBeFocused();
    await expect(page.getByRole('checkbox', { name: /Abbott, Anna/ })).toBeChecked();
    await look(page, 'One person, found');
    await page.getByRole('button', { name: /Ask Abbott, Anna first/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Burns, Bert');
    await page.keyboard.press('Escape');
    await expect(found).toBeVisible();
  });

  await test.step('everything held is saved as PDF and JSON', async () => {
    for (const [item, ending] of [
      ['Save as JSON', 'json'],
      ['Save as PDF', 'pdf'],
    ] as const) {
      const path = join(folder, `Held.${ending}`);
      await desk.answerSave(path);
      await page.getByRole('button', { name: 'Everything held…' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect(page.getByText(`is in Held.${ending}.`)).toBeVisible();
    }
    const json = JSON.parse(readFileSync(join(folder, 'Held.json'), 'utf8'));
    expect(json.records).toHaveLength(1);
    expect(readFileSync(join(folder, 'Held.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  await test.step('they are erased behind a typed word that comes after what is to be known', async () => {
    await page.getByRole('button', { name: 'Erase on request…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase on request' });
    await expect(dialog).toContainText('They have loans.');
    await expect(dialog.getByRole('button', { name: 'Erase for good' })).toBeDisabled();
    await look(page, 'Erase on request');
    await page.keyboard.type('erase');
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await desk.begunAnew();
    await expect(dialog).toBeHidden();
    await expect(field).toHaveValue('');
    await go(page, 'Users');
    await expect(page.locator('.ag-row')).toHaveCount(3);
  });

  await test.step('somebody whom an unknown column alone names is erased, too', async () => {
    await go(page, 'User cleanup');
    await page.getByText('One person', { exact: true }).click();
    await field.fill('farthing, ilse');
    await page.keyboard.press('Control+Enter');
    await expect(found).toHaveText('Found: 1 row in Purge candidates.');
    await page.getByRole('button', { name: 'Erase on request…' }).click();
    await expect(page.getByRole('dialog')).toContainText('Somebody who is no user here');
    await page.keyboard.type('ERASE');
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await desk.begunAnew();
    await expect(field).toHaveValue('');
    await field.fill('farthing, ilse');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: 'Nothing names them' })).toBeVisible();
  });

  await test.step('from the record of a user everything held is two clicks away', async () => {
    await go(page, 'Users');
    await page.locator('.ag-row').first().dblclick();
    await page.getByRole('button', { name: 'All details' }).click();
    await page.getByRole('button', { name: 'Everything held…' }).click();
    await expect(page.getByRole('menuitem', { name: 'Save as PDF' })).toBeVisible();
    await look(page, 'Everything held, menu');
    await page.getByRole('menuitem', { name: 'Erase on request…' }).click();
    await expect(found).toContainText('1 user');
  });
});
