/**
 * Finding users as in Alma: tabs by record type with their counts, account, role and status, exact search. A tab that
 * counts others than it lists, or a filter that can't be reached by keyboard, would hide somebody from the review.
 */
import type { Page } from '@playwright/test';
import { holdStill, look } from './support/axe.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

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
