/**
 * The record behind a candidate: from the grid to all of one user, through every tab by keyboard, on to the next, and
 * Back to the very row. A value without its file, or a Back to the first row, would cost the librarian their place.
 */
import type { Page } from '@playwright/test';
import { holdStill, look } from './support/axe.ts';
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';
import { expectStyled, watchStyles } from './support/styleFaults.ts';

test.use({ program: 'shared' });

const HEADINGS = ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date', 'Staff role'];
const ROWS = [
  HEADINGS,
  ...Array.from({ length: 300 }, (_, n) => [
    `u${String(n).padStart(3, '0')}`,
    `Name${String(n).padStart(3, '0')}`,
    n === 200 ? 'I-Share' : 'Alumni',
    '2019-05-31',
    'No',
  ]),
];

const cell = (page: Page, name: string) =>
  page.locator('.ag-row [col-id="last_name"]').filter({ hasText: name });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name });

test('all of one user, and back to their row', async ({ desk }) => {
  test.setTimeout(120_000);
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Purge dates.csv', ROWS);
  await addText(desk, 'Users.csv', [
    ['Primary Identifier', 'Last Name', 'First Name', 'User Group', 'Expiry Date', 'Record Type'],
    ['u200', 'Name200', 'Nora', 'Retired', '2018-05-31', 'Public'],
  ]);
  await go(page, 'Review');

  await test.step('Enter opens the panel, Enter again the record', async () => {
    await cell(page, 'Name000').click();
    await page.keyboard.press('Control+End');
    await expect(cell(page, 'Name299')).toBeVisible();
    for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: 'Who is this' })).toContainText('Name294');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText('Name294');
    await expect(page.getByText('295 of 300')).toBeVisible();
  });

  await test.step('each value says where it stands', async () => {
    const group = page.getByRole('row', { name: /^User group/ });
    await expect(group).toContainText('Alumni');
    await expect(group).toContainText('Purge dates.csvsheet Text, row 296');
  });

  await test.step('Ctrl and the arrows go on to the next', async () => {
    await page.keyboard.press('Control+ArrowDown');
    await expect(heading(page)).toHaveText('Name295');
    await page.keyboard.press('Control+ArrowUp');
    await page.keyboard.press('Control+ArrowUp');
    await expect(heading(page)).toHaveText('Name293');
    await page.getByRole('button', { name: 'Next user' }).click();
    await expect(heading(page)).toHaveText('Name294');
    // Held down: further than what is read at once.
    for (let n = 0; n < 70; n++) await page.keyboard.press('Control+ArrowUp');
    await expect(heading(page)).toHaveText('Name224');
    await expect(page.getByText('225 of 300')).toBeVisible();
    for (let n = 0; n < 70; n++) await page.keyboard.press('Control+ArrowDown');
    await expect(heading(page)).toHaveText('Name294');
  });

  await test.step('a decision is made here, too', async () => {
    await page.keyboard.press('a');
    await expect(page.getByRole('toolbar').first()).toContainText('Approved');
    await tab(page, /^Decisions/).click();
    await expect(page.getByRole('tabpanel')).toContainText('Approved');
  });

  await test.step('arrows go through all tabs', async () => {
    await tab(page, /^General/).click();
    const titles = await page.getByRole('tab').allInnerTexts();
    for (const title of titles) {
      const current = page.getByRole('tab', { selected: true });
      await expect(current).toHaveText(title.replace('\n', ''));
      await expect(current).toBeFocused();
      await expect(page.getByRole('tabpanel')).toBeVisible();
      await page.keyboard.press('ArrowDown');
    }
    await expect(tab(page, /^General/)).toBeFocused();
  });

  await test.step('Back leads to the row, with the panel', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(heading(page)).toHaveText('Review');
    await expect(cell(page, 'Name294')).toBeVisible();
    await expect(page.locator('.ag-cell:focus')).toHaveCount(1);
    await expect(page.getByRole('complementary', { name: 'Who is this' })).toContainText('Name294');
  });

  await test.step('quick search opens the record, whose history tells both files', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Quick search' }).fill('u200');
    await page.getByRole('dialog').getByText('Name200').click();
    await expect(page.getByRole('row', { name: /^Record type/ })).toContainText(
      'Users.csvsheet Text, row 2',
    );
    await tab(page, 'History').click();
    const history = page.getByRole('tabpanel');
    await expect(history).toContainText('First told by a file: Purge candidates');
    await expect(history).toContainText('User group: I-Share → Retired');
    await expect(page.getByRole('radio', { name: 'Last month' })).toBeChecked();
    await page.keyboard.press('Escape');
    await expect(heading(page)).toHaveText('Review');
  });

  await test.step('lines of details have their tabs, and what is unknown says which report would tell', async () => {
    await addText(desk, 'Blocks.csv', [
      [
        'Primary Identifier',
        'Block Description',
        'Block Note',
        'Block Status',
        'Block Expiry Date',
      ],
      ['u200', 'Litigation', 'Do not purge', 'Active', ''],
      ['u200', 'Overdue', 'Long ago', 'Inactive', '2019-01-31'],
    ]);
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Quick search' }).fill('u200');
    await page.getByRole('dialog').getByText('Name200').click();
    await tab(page, 'Blocks2').click();
    const blocks = page.getByRole('table', { name: 'Blocks' });
    await expect(blocks.getByRole('row', { name: /Litigation/ })).toContainText('Do not purge');
    await expect(blocks.getByRole('row', { name: /Overdue/ })).toContainText('not in force');
    await expect(page.getByRole('tabpanel')).toContainText('Blocks.csv');
    await addText(desk, 'Fees.csv', [
      ['Primary Identifier', 'Fine Fee Status', 'Fine Fee Type', 'Remaining Amount', 'Owner'],
      ['u200', 'Active', 'Lost item', '80.00', 'Main'],
      ['u200', 'In dispute', 'Overdue', '20.00', 'Main'],
      ['u200', 'Active', 'Card', '2.50', 'Law'],
      ['u200', 'Transferred', 'Card', '7.00', 'Law'],
    ]);
    await tab(page, /^Fines/).click();
    const fees = page.getByRole('tabpanel');
    await expect(fees).toContainText('Active balance$82.50');
    await expect(fees).toContainText('Filtered balance$82.50');
    await expect(fees).toContainText('Disputed balance$20.00');
    await expect(fees).toContainText('Transferred balance$7.00');
    await expect(fees.getByRole('row')).toHaveCount(3);
    await fees.getByRole('combobox', { name: 'Owner' }).click();
    await page.getByRole('option', { name: 'Law' }).click();
    await expect(fees).toContainText('Filtered balance$2.50');
    await fees.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'All' }).click();
    await expect(fees).toContainText('Filtered balance$9.50');
    await fees.getByLabel(/^Select the line of row 4/).check();
    await fees.getByRole('button', { name: 'Waive', exact: true }).click();
    const waive = page.getByRole('dialog', { name: 'Waive' });
    await expect(waive.getByRole('button', { name: 'Waive' })).toBeDisabled();
    await waive.getByLabel('Reason').fill('Amnesty');
    await waive.getByRole('button', { name: 'Waive' }).click();
    await expect(fees).toContainText('Active balance$80.00');
    await expect(fees.getByRole('row', { name: /Card/ }).first()).toContainText('$2.50 waived');
    await fees.getByRole('button', { name: 'Add fine/fee' }).click();
    const add = page.getByRole('dialog', { name: 'Add fine/fee' });
    await expect(add).toContainText('The amount must be above 0.');
    await add.getByLabel('Amount').fill('5');
    await add.getByLabel('Comment').fill('New card');
    await add.getByRole('button', { name: 'Add fine/fee' }).click();
    await expect(fees).toContainText('Active balance$85.00');
    const added = fees.getByRole('table', { name: 'Added in the rehearsal' });
    // Nobody owns it: the filter by owner hides it.
    await expect(added).toHaveCount(0);
    await fees.getByRole('combobox', { name: 'Owner' }).click();
    await page.getByRole('option', { name: 'All' }).click();
    await expect(added.getByRole('row', { name: /New card/ })).toContainText('$5.00');
    await expect(fees).toContainText('Filtered balance$112.00');
    await fees.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'In dispute' }).click();
    await expect(fees).toContainText('Filtered balance$20.00');
    await expect(added).toHaveCount(0);
    await tab(page, 'History').click();
    await expect(page.getByRole('tabpanel')).toContainText('Balance: $82.50 → $80.00');
    await tab(page, 'Attachments').click();
    await expect(page.getByRole('tabpanel')).toContainText(
      /Unknown: no file tells this\. .* would\./,
    );
    await tab(page, 'Contact information').click();
    await expect(page.getByRole('heading', { name: 'E-mail addresses' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('fees are added to a user without any, until a file tells otherwise', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Quick search' }).fill('u201');
    await page.getByRole('dialog').getByText('Name201').click();
    await tab(page, /^Fines/).click();
    const fees = page.getByRole('tabpanel');
    await expect(fees).toContainText('the file that tells this doesn’t name this user');
    await expect(fees.getByRole('button', { name: 'Waive' })).toHaveCount(0);
    await fees.getByRole('button', { name: 'Add credit' }).click();
    const credit = page.getByRole('dialog', { name: 'Add credit' });
    await credit.getByLabel('Amount').fill('3');
    await expect(credit).toContainText('A credit needs a comment.');
    await credit.getByLabel('Comment').fill('Paid twice');
    await credit.getByRole('button', { name: 'Add credit' }).click();
    await expect(fees).toContainText('Active balance-$3.00');
    await expect(fees).toContainText('Filtered balance-$3.00');
    await addText(desk, 'Later fees.csv', [
      ['Primary Identifier', 'Fine Fee Status', 'Fine Fee Type', 'Remaining Amount', 'Owner'],
      ['u200', 'Active', 'Lost item', '80.00', 'Main'],
      ['u201', 'Active', 'Card', '4.00', 'Law'],
    ]);
    await expect(fees).toContainText('Active balance$4.00');
    await expect(fees).toContainText('1 change made here no longer holds');
    await expect(fees.getByRole('button', { name: 'Save list for the desk' })).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('a member of a set opens, and Back returns to the set', async () => {
    const criteria = { op: 'users', userNos: [1, 2, 3] };
    await callEngine(page, 'sets.create', {
      name: 'Three',
      description: '',
      note: '',
      private: false,
      criteria,
      origin: { from: 'filter', screen: 'users', words: 'Three' },
    });
    await go(page, 'Sets');
    await page.getByText('Three', { exact: true }).click();
    await cell(page, 'Name001').dblclick();
    await expect(heading(page)).toHaveText('Name001');
    await expect(page.getByText('2 of 3')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(heading(page)).toHaveText('Sets');
  });
});

for (const [currency, told, typed, waived, owed] of [
  ['JPY', '1500', '300', '¥300', '¥1,200'],
  ['KWD', '1.5', '0.125', 'KWD 0.125', 'KWD 1.375'],
] as const)
  test(`amounts are typed and shown with the decimals of ${currency}`, async ({ desk }) => {
    const { page } = desk;
    await holdStill(page);
    await newWorkspace(desk);
    const settings = (await callEngine(page, 'settings.get')).body;
    await callEngine(page, 'settings.save', { ...settings, currency });
    await addText(desk, 'Purge dates.csv', ROWS.slice(0, 3));
    await addText(desk, 'Fees.csv', [
      ['Primary Identifier', 'Fine Fee Status', 'Fine Fee Type', 'Remaining Amount'],
      ['u001', 'Active', 'Lost item', told],
    ]);
    await go(page, 'Review');
    await cell(page, 'Name001').click();
    await page.keyboard.press('Control+Enter');
    await tab(page, /^Fines/).click();
    const fees = page.getByRole('tabpanel');
    await fees.getByLabel('Select all lines shown').check();
    await fees.getByRole('button', { name: 'Waive' }).click();
    const waive = page.getByRole('dialog', { name: 'Waive' });
    await waive.getByLabel('Reason').fill('Amnesty');
    await waive.getByLabel('Amount').fill('99999');
    await expect(waive).toContainText('The amount must be at most what is owed of the line.');
    await waive.getByLabel('Amount').fill(typed);
    await waive.getByRole('button', { name: 'Waive' }).click();
    const line = fees.getByRole('row', { name: /Lost item/ });
    await expect(line).toContainText(`${waived} waived`);
    await expect(line).toContainText(`${owed} owed`);
    await expect(fees).toContainText(`Filtered balance${owed}`);
    await fees.getByRole('button', { name: 'Add credit' }).click();
    const credit = page.getByRole('dialog', { name: 'Add credit' });
    await credit.getByLabel('Comment').fill('Paid twice');
    await look(page, 'Add credit');
    await credit.getByLabel('Amount').fill(typed);
    await credit.getByRole('button', { name: 'Add credit' }).click();
    await expect(fees.getByRole('row', { name: /Paid twice/ })).toContainText(`-${waived}`);
    await look(page, 'Fines/fees changed in the rehearsal');
  });

test('no tab has a serious finding, in light and in dark', async ({ desk }) => {
  test.setTimeout(120_000);
  const { page } = desk;
  await holdStill(page);
  await watchStyles(page);
  await newWorkspace(desk);
  await addText(desk, 'Purge dates.csv', ROWS.slice(0, 4));
  await addText(desk, 'Identifiers.csv', [
    ['Primary Identifier', 'Identifier Type', 'Identifier Value', 'Identifier Status'],
    ['u001', 'Barcode', '2900001', 'Active'],
    ['u001', 'Institution ID', 'X77', 'Inactive'],
  ]);
  await addText(desk, 'Fees.csv', [
    ['Primary Identifier', 'Fine Fee Status', 'Fine Fee Type', 'Remaining Amount', 'Owner'],
    ['u001', 'Active', 'Lost item', '80.00', 'Main'],
    ['u001', 'Active', 'Card', '2.50', 'Law'],
  ]);
  await go(page, 'Review');
  await cell(page, 'Name001').click();
  await page.keyboard.press('Control+Enter');
  for (const each of await page.getByRole('tab').all()) {
    await each.click();
    await look(page, await each.innerText());
  }
  await expectStyled(page, 'User details');
});
