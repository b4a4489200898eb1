/**
 * Finding users as in Alma: tabs by record type with their counts, account, role and status, exact search. A tab that
 * counts others than it lists, or a filter that can't be reached by keyboard, would hide somebody from the review.
 */
import type { Page } from '@playwright/test';
import { DIALOG, holdStill, look } from './support/axe.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace, openFilter } from './support/reviewing.ts';

test.use({ program: 'shared' });

const TYPES = ['Public', 'Public', 'Staff', 'Contact', ''];
const ACCOUNTS = ['External', 'Internal', 'Internal with external authentication'];

/** 60 users: 24 Public, 12 Staff, 12 Contact, 12 of unknown record type. */
const ROWS = [
  [
    'Primary Identifier',
    'Last Name',
    'First Name',
    'User Record Type',
    'User Type',
    'Status',
    'Role Name',
    'Expiry Date',
    'Job Category',
    'User Group',
    'Email',
    'Researcher',
  ],
  ...Array.from({ length: 60 }, (_, n) => [
    `r${n}`,
    `Name${n}`,
    `Given${n}`,
    TYPES[n % 5]!,
    ACCOUNTS[n % 3]!,
    n % 4 === 0 ? 'Inactive' : 'Active',
    n % 5 === 2 ? 'Patron; User Manager' : 'Patron',
    n % 2 === 0 ? '2099-01-31' : '2018-05-31',
    n % 7 === 0 ? 'Faculty' : 'Student',
    ['Alumni', 'Graduate'][n % 2]!,
    `reader.${n}@example.org`,
    n % 20 === 0 ? 'Yes' : 'No',
  ]),
];

const shown = (page: Page, users: string) =>
  expect(page.getByRole('status').filter({ hasText: new RegExp(`^${users}\\b`) })).toBeVisible();

const tab = (page: Page, name: RegExp) =>
  page.getByRole('radiogroup', { name: 'Record type' }).getByRole('radio', { name });
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });

test('users are found by tab, account, role, status and exact search', async ({ desk }) => {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'All users.csv', ROWS);
  await go(page, 'Users');
  await shown(page, '60 users');

  await test.step('tabs list whom they count, by keyboard', async () => {
    await expect(tab(page, /^All 60$/)).toBeChecked();
    await tab(page, /^All/).focus();
    for (const [name, users] of [
      ['Staff', 12],
      ['Public', 36],
      ['Contact', 12],
      ['All', 60],
    ] as const) {
      await page.keyboard.press('ArrowDown');
      await expect(tab(page, new RegExp(`^${name} ${users}$`))).toBeChecked();
      await shown(page, `${users} users`);
      const type = page.getByRole('columnheader', { name: 'Record type' });
      await (name === 'All' ? expect(type).toBeVisible() : expect(type).toBeHidden());
    }
  });

  await test.step('account, role and status narrow each other', async () => {
    await choice(page, 'Status').selectOption({ label: 'Not active or expired (45)' });
    await shown(page, '45 users');
    await choice(page, 'Account').selectOption({ label: 'Internal (15)' });
    await shown(page, '15 users');
    await choice(page, 'Role').selectOption({ label: 'User Manager (3)' });
    await shown(page, '3 users');
    await expect(tab(page, /^Staff 3$/)).toBeAttached();
    await look(page, 'Users, filtered');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await shown(page, '60 users');
  });

  await test.step('an exact search finds one identifier', async () => {
    const search = page.getByRole('textbox', { name: /^Search name/ });
    await search.fill('r1');
    await shown(page, '11 users');
    await page.getByRole('button', { name: 'Exact', exact: true }).click();
    await shown(page, '1 user');
    await search.fill('READER.7@example.org');
    await shown(page, '1 user');
    await expect(page.locator('.ag-row[row-index="0"] [col-id="primary_identifier"]')).toHaveText(
      'r7',
    );
  });

  await test.step('what no file fills is no column', async () => {
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.getByRole('button', { name: 'Columns' }).click();
    await expect(page.getByText('Researcher').first()).toBeVisible();
    await expect(page.getByText('Birth date')).toBeHidden();
  });
});

const BLOCKED = [
  ['Primary Identifier', 'Block Description', 'Block Status', 'Block Note'],
  ...Array.from({ length: 12 }, (_, n) => [
    `r${n}`,
    n % 3 === 0 ? 'Lost card' : 'Patron privileges suspended',
    n < 8 ? 'Active' : 'Inactive',
    n === 2 ? 'do not purge' : '',
  ]),
  ['r1', 'Lost card', 'Active', ''],
];
const NOTED = [
  ['Primary Identifier', 'Note Type', 'Note', 'Note Creation Date'],
  ['r1', 'Other', 'Litigation: ask the dean', '2021-05-31'],
  ['r2', 'Address', 'Moved away', '2019-05-31'],
  ['r3', 'Other', 'in litigation', '2018-05-31'],
  ['r9', 'Other', 'litigation, too', '2018-05-31'],
];

test('users are found by their blocks and notes, and become a set that says so', async ({
  desk,
}) => {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'All users.csv', ROWS);
  await addText(desk, 'Blocks.csv', BLOCKED);
  await addText(desk, 'Notes.csv', NOTED);
  await go(page, 'Users');
  await shown(page, '60 users');
  const cell = (row: number, column: string) =>
    page.locator(`.ag-row[row-index="${row}"] [col-id="${column}"]`);
  const menu = page.getByRole('dialog', { name: 'Filters' });
  const chip = (words: string) => page.getByRole('button', { name: `Remove filter: ${words}` });

  await test.step('columns count them, as in Alma; what no file tells is unknown', async () => {
    // Of columns further to the right the grid has none of their cells yet.
    await cell(1, 'lines:blocks').scrollIntoViewIfNeeded();
    await expect(page.getByRole('columnheader', { name: 'Blocks' })).toBeVisible();
    await expect(cell(1, 'lines:blocks')).toHaveText('2');
    await expect(cell(8, 'lines:blocks')).toHaveText('');
    await expect(cell(1, 'lines:notes')).toHaveText('1');
    await expect(cell(0, 'lines:notes')).toContainText('Not reported');
    const heading = page.getByRole('columnheader', { name: 'Blocks' }).getByText('Blocks');
    await heading.click();
    await heading.click();
    await expect(cell(0, 'primary_identifier')).toHaveText('r1');
  });

  await test.step('by keyboard: has blocks, and a note that contains a word', async () => {
    await openFilter(page, 'Blocks, notes and other details');
    await look(page, 'The filter on details, empty', DIALOG);
    await menu.getByRole('button', { name: 'Blocks', exact: true }).press('Enter');
    await expect(chip('Has blocks in force')).toBeAttached();
    await shown(page, '8 users');
    await menu.getByRole('button', { name: 'Notes', exact: true }).press('Enter');
    // Where a word is to be typed, it can be typed at once.
    await page.keyboard.type('litigation');
    await shown(page, '2 users');
    await look(page, 'The filter on details', DIALOG);
    await menu
      .getByRole('group', { name: 'Blocks' })
      .getByRole('combobox', { name: 'Values' })
      .click();
    await page.getByRole('option', { name: 'Lost card' }).click();
    await shown(page, '2 users');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(chip('Note text contains “litigation”')).toBeVisible();
    await expect(chip('Block description: Lost card, in force')).toBeVisible();
    await look(page, 'Users, filtered by details');
  });

  await test.step('the filter is saved, and its words with it', async () => {
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Save filter' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save filter' });
    await expect(dialog).toContainText(
      'Block description: Lost card, in force, Note text contains “litigation”',
    );
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Litigation');
    await dialog.getByRole('button', { name: 'Save filter' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'finds 2 users now' })).toBeVisible();
    await page.getByRole('button', { name: 'Make set', exact: true }).click();
    await page.getByRole('button', { name: 'Make set of 2 users' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /has 2 members\./ })).toBeVisible();
  });

  await test.step('a chip takes its part back; the column asks the same', async () => {
    await chip('Block description: Lost card, in force').click();
    await shown(page, '3 users');
    await cell(0, 'lines:notes').click();
    await page.keyboard.press('Alt+ArrowDown');
    const ofColumn = page.getByRole('dialog', { name: 'Filter and sort Notes' });
    await expect(ofColumn.getByRole('textbox', { name: 'Text' })).toHaveValue('litigation');
    await look(page, 'The filter of a column that counts details', DIALOG);
    await ofColumn.getByLabel('Notes: who has them').selectOption('Not reported');
    await shown(page, '56 users');
    await ofColumn.getByLabel('Notes: who has them').selectOption('Any or none');
    await shown(page, '60 users');
    await page.keyboard.press('Escape');
  });

  await test.step('the number leads to the blocks themselves', async () => {
    await cell(0, 'lines:blocks').getByRole('button').click();
    await expect(page.getByRole('tab', { name: 'Blocks' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await expect(page.getByRole('tabpanel')).toContainText('Lost card');
  });

  await test.step('filter and set say by what they were made', async () => {
    await go(page, 'Sets');
    const words = 'Block description: Lost card, in force, Note text contains “litigation”';
    const sets = page.getByRole('table', { name: 'Sets' });
    await expect(sets.getByRole('cell', { name: `Users: ${words}` })).toBeVisible();
    await expect(sets.getByRole('cell', { name: `Filter: ${words}` })).toBeVisible();
  });
});

test('who should be a candidate and isn’t is counted and becomes a set', async ({ desk }) => {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'All users.csv', ROWS);
  await go(page, 'Review');
  await page.getByRole('button', { name: 'Find missing candidates' }).click();
  const table = page.getByRole('table', { name: /^Missing candidates/ });
  // Thirty expired in 2018, six of them contacts; nobody has a purge date.
  await expect(table.getByRole('row').last()).toContainText('24');
  await look(page, 'Missing candidates');
  await page.getByRole('radio', { name: 'Purge date too late' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^Nobody whom the imported files describe/)).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('button', { name: 'Make set', exact: true }).click();
  await page.getByRole('button', { name: 'Make set of 24 users' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /has 24 members\./ })).toBeVisible();
  await table.getByRole('button', { name: '24' }).first().click();
  await shown(page, '24 users');
});

test('possible twins are compared side by side, and what is said of them is remembered', async ({
  desk,
}) => {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Twins.csv', [
    [
      'Primary Identifier',
      'Last Name',
      'First Name',
      'User Type',
      'Status',
      'Birth Date',
      'Purge Date',
    ],
    ['old', 'Gray', 'Gina', 'External', 'Inactive', '1980-05-31', '2019-01-31'],
    ['new', 'Gray', 'Gina', 'External', 'Active', '1980-05-31', ''],
    ['else', 'Gray', 'Gus', 'External', 'Active', '1980-05-31', ''],
  ]);
  await go(page, 'Users');
  await shown(page, '3 users');
  await page.locator('.ag-row[row-index="0"] [col-id="primary_identifier"]').dblclick();
  const panel = page.getByRole('complementary', { name: 'Who is this' });
  await expect(panel).toContainText('Same names and birth date');
  await panel.getByRole('button', { name: 'Compare with new' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare possible twins' });
  await expect(dialog.getByRole('row', { name: /^Status differs/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^Birth date/ })).toContainText('1980');
  await look(page, 'Comparing twins');
  await dialog.getByRole('button', { name: 'Different people' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'different people' })).toBeVisible();
  await expect(panel).not.toContainText('Same names and birth date');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(panel).toContainText('Same names and birth date');
});
