/**
 * Axe on what leads from sets to the report, light and dark: sets with their dialogs, every page of both jobs,
 * the last questions, the report with its picture. Whoever can't read one of these can't purge.
 */
import type { Page } from '@playwright/test';
import { holdStill, LIST, look, lookAndClose, MENU } from './support/axe.ts';
import { callEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace, runAJob } from './support/reviewing.ts';

test.use({ program: 'shared' });

/** Some are purged, some retained for each of two reasons, one has a staff role and one an unknown one. */
const CANDIDATES = [
  [
    'Primary Identifier',
    'Last Name',
    'User Group',
    'Purge Date',
    'Has Role other than Patron and Instructor',
    'Loans',
    'Balance',
  ],
  ['u01', 'Abbott', 'Alumni', '2019-05-31', 'No', 0, 0],
  ['u02', 'Burns', 'Staff', '2019-06-30', 'Yes', 0, 0],
  ['u03', 'Clarke', 'I-Share', '2019-07-31', 'No', 0, 0],
  ['u04', 'Dunn', 'Graduate', '2019-08-31', '', 0, 5],
  ['u05', 'Ellis', 'Graduate', '2019-10-31', 'No', 2, 0],
  ['u06', 'Frost', 'Alumni', '2019-11-30', 'No', 0, 12.5],
  ['u07', 'Gray', 'Alumni', '2026-10-22', 'No', 0, 0],
  ['u08', 'Hale', 'Alumni', '', 'No', 0, 0],
  ['00123', 'Moss', 'OK to Purge', '2020-05-31', 'No', 0, 0],
];

async function startReviewed(desk: Desk): Promise<void> {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Purge dates.csv', CANDIDATES);
  await addText(desk, 'Keep.csv', [['Primary Identifier'], ['u06'], ['elsewhere77']]);
  await save(page, { runDate: '2026-11-21', days: 30, waiveThreshold: 999 });
  const candidates = { op: 'membership', value: 'candidate' };
  const decided = (value: string) => ({ op: 'decision', values: [value] });
  expect((await callEngine(page, 'review.applyRules')).status).toBe(200);
  const undecided = { selection: { criteria: decided('undecided') }, reason: null };
  await callEngine(page, 'review.decide', { ...undecided, decision: 'approved' });
  for (const [name, criteria] of [
    ['Candidates', candidates],
    ['Approved', decided('approved')],
  ] as const)
    expect(
      (
        await callEngine(page, 'sets.create', {
          name,
          criteria,
          origin: { from: 'review', users: 'all' },
        })
      ).status,
    ).toBe(200);
}

async function save(page: Page, changed: object): Promise<void> {
  const { body } = await callEngine(page, 'settings.get');
  const saved = await callEngine(page, 'settings.save', { ...body, ...changed });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Looks at the dialog that a button opens, and closes it by key. */
async function lookAtDialog(page: Page, name: string, title: string): Promise<void> {
  await expect(page.getByRole('dialog', { name: title })).toBeVisible();
  await lookAndClose(page, name);
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

const pageTitle = (page: Page, name: string) =>
  expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();

test('sets and what is done with them', async ({ desk }) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await startReviewed(desk);
  await go(page, 'Sets');
  await page.getByRole('table', { name: 'Sets' }).getByText('Keep', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Set Keep' })).toContainText('2 members');
  await look(page, 'A set');
  await press(page, 'Export set file');
  await lookAtDialog(page, 'Exporting a set', 'Export set file');
  await press(page, 'More about this set');
  await look(page, 'Menu of a set', MENU);
  await page.getByRole('menuitem', { name: 'Delete the set' }).click();
  await lookAtDialog(page, 'Deleting a set', 'Delete this set?');
  await page.getByRole('tab', { name: 'Details' }).click();
  await look(page, 'Details of a set');

  await press(page, 'Combine sets');
  // With the page behind it, once for all dialogs.
  await look(page, 'Combining, nothing chosen');
  await page.getByRole('combobox', { name: 'Second set' }).click();
  await look(page, 'Choosing a set', LIST);
  await page.getByRole('option', { name: /Candidates/ }).click();
  await page.getByLabel('Name of the new set').fill('keep');
  await expect(page.getByRole('dialog')).toContainText('There is already');
  await lookAtDialog(page, 'Combining under a name that is taken', 'Combine sets');
});

test('the pages of both jobs, their questions and the report', async ({ desk }) => {
  test.setTimeout(240_000);
  const { page } = desk;
  await startReviewed(desk);
  await go(page, 'Jobs');

  await test.step('Update/Notify Users', async () => {
    await runAJob(page, 'Update/Notify Users');
    await pageTitle(page, 'Choose the set');
    await page.getByRole('radio', { name: 'Candidates' }).click();
    await expect(page.getByRole('region', { name: /^Members of/ })).toContainText('9 members');
    await expect(page.getByRole('list', { name: 'Not approved' })).toBeVisible();
    await look(page, 'Choose the set, refused');
    await page.getByRole('radio', { name: 'Approved' }).click();
    await expect(page.getByRole('button', { name: 'Next' })).toBeEnabled();
    await look(page, 'Choose the set');
    await press(page, 'Next');
    await page.getByRole('checkbox', { name: 'User group' }).uncheck();
    await look(page, 'Task parameters, nothing ticked');
    await page.getByRole('checkbox', { name: 'User group' }).check();
    await press(page, 'Explain the condition');
    await look(page, 'Task parameters, with an explanation');
    await page.keyboard.press('Escape');
    await press(page, 'Next');
    await pageTitle(page, 'Review and submit');
    await save(page, { signOffAbove: 3 });
    await expect(page.getByText('above 3 two people have to sign')).toBeVisible();
    await look(page, 'Review of the update, refused');
    await save(page, { signOffAbove: 1_000 });
    await press(page, 'Submit');
    await expect(page.getByRole('dialog', { name: 'Submit this job?' })).toBeVisible();
    await look(page, 'Submit this job?');
    await press(page, 'Move 4 users');
    await expect(page.getByRole('button', { name: 'Read the report' }).first()).toBeVisible();
    await look(page, 'Jobs with one opened');
  });

  await test.step('Purge User Records', async () => {
    await press(page, 'Add Job: Purge User Records');
    const preview = page.getByRole('region', { name: 'Preview' });
    const days = page.getByRole('textbox', { name: 'Number of days after purge date' });
    await days.fill('0');
    await choose(page, 'User record type', 'All');
    await expect(preview).toContainText('has an unknown role');
    await look(page, 'Purge settings with advice and warnings');
    await choose(page, 'User record type', 'Public');
    await days.fill('30');
    const abbott = { op: 'contains', field: 'last_name', value: 'Abbott' };
    const excluded = { selection: { criteria: abbott }, decision: 'excluded', reason: 'Other' };
    expect((await callEngine(page, 'review.decide', excluded)).body.changed).toBe(1);
    await expect(preview).toContainText('1 user whom this purge may take is not approved');
    await press(page, 'Next');
    await expect(page.getByRole('button', { name: 'Go on without approval' })).toBeVisible();
    await look(page, 'Review of the purge, refused');
    await press(page, 'Go on without approval');
    await lookAtDialog(page, 'Without approval', 'Go on without approval?');
    await press(page, 'Leave them out');
    const leaving = page.getByRole('dialog', { name: 'Leave them out of the purge' });
    await leaving.getByRole('radio', { name: 'All of them to one group' }).check();
    await look(page, 'Leave them out of the purge');
    await leaving.getByRole('radio', { name: /^Back to the group/ }).check();
    await leaving.getByRole('button', { name: 'Leave 1 user out' }).click();
    await expect(page.getByRole('button', { name: 'Add and Close', exact: true })).toBeEnabled();
    await look(page, 'Review of the purge');
    await press(page, 'Add and Close');
    const question = page.getByRole('dialog', { name: 'Purge these users?' });
    await expect(question).toContainText('Flags among the 2 users to be purged');
    await look(page, 'Purge these users?');
    await question.getByLabel(/^To confirm/).fill('2');
    await question.getByRole('button', { name: 'Purge 2 users' }).click();
    await expect(page.getByRole('button', { name: 'Read the report' }).first()).toBeVisible();
  });

  await test.step('the report', async () => {
    const panel = page.getByRole('complementary', { name: 'Job 3' });
    await panel.getByRole('button', { name: 'Read the report' }).click();
    await expect(page.getByRole('img', { name: /settings of job 3/ })).toBeVisible();
    await look(page, 'Report');
    await press(page, 'Enlarge the picture');
    await lookAtDialog(page, 'Enlarged picture', 'Settings of job 3 as shown at Submit');
    for (const tab of ['Purged', 'Retained']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('table', { name: `${tab} by job 3` })).toBeVisible();
      await look(page, `Report: ${tab}`);
    }
  });
});
