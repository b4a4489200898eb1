/**
 * Giving users a purge date, the first step where a library's users have none: the set, the ticked fields with their
 * values, what it would do and for how many, and what stands in the report and in a user's history afterwards. The purge
 * behind it takes them.
 */
import type { Locator, Page } from '@playwright/test';
import { holdStill, look } from './support/axe.ts';
import { askEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace, runAJob } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Account Type',
  'Status',
];
const row = (id: string, purge: string, account: string) => [
  ...[id, `Of ${id}`, 'Alumni', '2015-05-31', purge, 'No', account, 'Active'],
];

const button = (place: Page | Locator, name: string | RegExp) =>
  place.getByRole('button', { name, exact: typeof name === 'string' });

test('a purge date and a status are given, told beforehand, reported, and followed by the purge', async ({
  desk,
}) => {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Expired.csv', [
    HEADINGS,
    row('u1', '', 'External'),
    row('u2', '', 'Internal'),
    row('u3', '2026-11-01', 'Internal'),
    row('u4', '1994-01-01', 'Internal'),
  ]);
  const settings = await askEngine(page, 'settings.get');
  const planned = { runDate: '2026-11-21', days: 30, reading: 'carli', userName: 'A. Librarian' };
  await askEngine(page, 'settings.save', { ...settings, ...planned });
  const selection = { criteria: { op: 'membership', value: 'candidate' } };
  await askEngine(page, 'review.decide', { selection, decision: 'approved', reason: null });
  await askEngine(page, 'sets.create', {
    ...{ name: 'Expired', criteria: selection.criteria },
    origin: { from: 'review', users: 'all' },
  });
  await go(page, 'Jobs');
  await runAJob(page, 'Update/Notify Users');
  await page.getByRole('radio', { name: 'Expired' }).check();
  await button(page, 'Next').click();

  await test.step('a ticked field without a value holds it up', async () => {
    await page.getByRole('checkbox', { name: 'User group' }).uncheck();
    await expect(
      page.getByText('Tick a field: without one the job changes nothing.'),
    ).toBeVisible();
    await page.getByRole('checkbox', { name: 'Purge date' }).check();
    await expect(page.getByText('Purge date is ticked but has no value.')).toBeVisible();
    await expect(button(page, 'Next')).toBeDisabled();
  });

  await test.step('what is easily overlooked is told while it is filled in', async () => {
    const date = page.getByLabel('New purge date');
    await date.fill('2026-10-22');
    await expect(page.getByText('the three readings of the day bound differ')).toBeVisible();
    await date.fill('2027-01-01');
    await expect(page.getByText('This purge date lies ahead')).toBeVisible();
    await date.fill('1994-01-01');
    await expect(page.getByText('This purge date lies ahead')).toBeHidden();
    await page.getByRole('checkbox', { name: 'Status' }).check();
    await page.getByRole('combobox', { name: 'New status' }).click();
    await expect(page.getByRole('option', { name: 'Active' })).toBeVisible();
    await page.getByRole('combobox', { name: 'New status' }).fill('Inactive');
    await page.keyboard.press('Escape');
    await look(page, 'the fields of Update/Notify Users');
  });

  await test.step('page 4 says for how many, and the numbers open them', async () => {
    await button(page, 'Next').click();
    const table = page.getByLabel('Settings of the job');
    await expect(table).toContainText('Purge date');
    await expect(table).toContainText('Status');
    await expect(table).not.toContainText('User group');
    const fields = page.getByRole('list', { name: 'By field', exact: true });
    await expect(fields.getByRole('listitem')).toHaveText([
      /^Purge date .*1994.*: 3 users; 1 is so already$/,
      /^Status Inactive: 4 users$/,
    ]);
    await button(fields, '3 users').click();
    await expect(page.locator('.ag-row')).toHaveCount(3);
    await button(page, 'Back').click();
    await look(page, 'the review of Update/Notify Users');
    await button(page, 'Submit').click();
    const question = page.getByRole('dialog', { name: 'Submit this job?' });
    await expect(question).toContainText('4 users of the set Expired get the purge date');
    await expect(question).toContainText('the status Inactive');
    await button(question, 'Update 4 users').click();
    await expect(button(page, 'Read the report').first()).toBeVisible();
  });

  await test.step('the report counts by original value', async () => {
    await button(page, 'Read the report').first().click();
    const made = page.getByRole('region', { name: 'What was changed' });
    await expect(made.getByRole('row')).toHaveCount(4);
    await expect(made).toContainText('None');
    await look(page, 'the report of an update');
  });

  await test.step('the history of a user has both, and the purge takes them', async () => {
    const { rows } = await askEngine(page, 'users.page', {
      ...{ criteria: { op: 'search', value: 'u1' }, sort: [], offset: 0, limit: 1 },
    });
    const { history } = await askEngine(page, 'users.get', { userNo: rows[0].userNo });
    expect(
      history.map(({ field, oldValue, newValue }: Record<string, unknown>) => [
        field,
        oldValue,
        newValue,
      ]),
    ).toEqual([
      ['status', 'Active', 'Inactive'],
      ['purge_date', null, '1994-01-01'],
    ]);
    const preview = await askEngine(page, 'jobs.previewPurge', {
      ...{ runDate: '2026-11-21', days: 30, reading: 'carli', waiveThreshold: 0 },
      ...{ recordType: 'Public', userGroup: null },
    });
    expect(preview).toMatchObject({ purged: 4, noPurgeDate: 0 });
  });
});

test('a note, a block and a role that is taken away are told beforehand and stand in the record, the flags and the report', async ({
  desk,
}) => {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  const staff = (id: string, role: string) => [
    ...[id, `Of ${id}`, 'Alumni', '2015-05-31', '2016-05-31', role, 'External', 'Active'],
  ];
  await addText(desk, 'Expired.csv', [HEADINGS, staff('u1', 'Yes'), staff('u2', 'No')]);
  await addText(desk, 'Roles.csv', [
    ['Primary Identifier', 'Role', 'Role Status', 'Role Scope'],
    ['u1', 'Fee Operator', 'Active', 'Main'],
    ['u2', 'Patron', 'Active', 'Main'],
  ]);
  const criteria = { op: 'membership', value: 'candidate' };
  await askEngine(page, 'sets.create', {
    ...{ name: 'Both', criteria, origin: { from: 'review', users: 'all' } },
  });
  await go(page, 'Jobs');
  await button(page, 'Update/Notify Users').first().click();
  await page.getByRole('radio', { name: 'Both' }).check();
  await button(page, 'Choose another user group or other fields').click();

  await test.step('values are offered as users have them, and what is overlooked is told', async () => {
    await page.getByRole('checkbox', { name: 'User group' }).uncheck();
    await page.getByRole('checkbox', { name: 'Add block' }).check();
    await page.getByRole('combobox', { name: 'Add block: value' }).fill('Lost card');
    await page.getByRole('checkbox', { name: 'Remove role' }).check();
    await page.getByRole('combobox', { name: 'Remove role: value' }).click();
    await page.getByRole('option', { name: 'Fee Operator' }).click();
    await page.getByRole('combobox', { name: 'Remove role: scope' }).click();
    await page.getByRole('option', { name: 'Main' }).click();
    await page.getByRole('checkbox', { name: 'Add note' }).check();
    await page.getByRole('textbox', { name: 'Add note: value' }).fill('Litigation since May');
    const warnings = page.getByRole('status').filter({ hasText: 'This text means keep' });
    await expect(warnings).toContainText('This text means keep: 2 users would be held back');
    await expect(warnings).toContainText('1 user with a staff role would lose Fee Operator');
    await expect(warnings).toContainText('No job takes notes away');
    await look(page, 'fields of lines');
  });

  await test.step('a letter would go to everybody, and is left to Alma', async () => {
    await page.getByRole('checkbox', { name: 'Send notification to user' }).check();
    await page.getByRole('textbox', { name: 'Send notification to user: value' }).fill('FINAL');
    await expect(page.getByText('In Alma the letter FINAL would go to 2 users')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Send notification to user' }).uncheck();
  });

  await test.step('page 4 counts each field, and the job runs', async () => {
    await button(page, 'Next').click();
    const table = page.getByLabel('Settings of the job');
    await expect(table).toContainText('Remove role: scope');
    const fields = page.getByRole('list', { name: 'By field', exact: true });
    await expect(fields.getByRole('listitem')).toHaveText([
      'Add block Lost card: 2 users',
      'Remove role Fee Operator: 1 user; 1 is so already',
      'Add note Litigation since May: 2 users',
    ]);
    await look(page, 'the review of fields of lines');
    await button(page, 'Submit').click();
    const question = page.getByRole('dialog', { name: 'Submit this job?' });
    await expect(question).toContainText('2 users of the set Both get the block Lost card');
    await expect(question).toContainText(', and lose the role Fee Operator');
    await button(question, 'Update 2 users').click();
    await expect(button(page, 'Read the report').first()).toBeVisible();
  });

  await test.step('the report counts what was given and taken', async () => {
    await button(page, 'Read the report').first().click();
    const made = page.getByRole('region', { name: 'What was changed' });
    await expect(made).toContainText('Fee Operator (Main)');
    await expect(made).toContainText('Litigation since May');
  });

  await test.step('the record has the lines with the job that gave them, and the flags follow', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Quick search' }).fill('u1');
    await page.getByRole('dialog').getByText('Of u1').click();
    await page.getByRole('tab', { name: /^Notes/ }).click();
    const panel = page.getByRole('tabpanel');
    await expect(panel).toContainText('Litigation since May');
    await expect(button(panel, 'Job 1')).toBeVisible();
    await look(page, 'notes that a job gave');
    await page.getByRole('tab', { name: /^Blocks/ }).click();
    await expect(panel).toContainText('Lost card');
    await page.getByRole('tab', { name: /^Roles/ }).click();
    await expect(panel).not.toContainText('Fee Operator');
    await page.getByRole('tab', { name: /^History/ }).click();
    await expect(panel).toContainText('Remove role: Fee Operator (Main)');
    await expect(panel).toContainText('Add note: Litigation since May');
    const { rows } = await askEngine(page, 'users.page', {
      ...{ criteria: { op: 'search', value: 'u1' }, sort: [], offset: 0, limit: 1 },
    });
    // A report of roles may not have had all of them.
    expect(rows[0].flags).toEqual(expect.arrayContaining(['unknown-role', 'keep-words']));
    expect(rows[0].flags).not.toContain('staff-role');
  });
});
