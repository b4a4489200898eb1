/**
 * Purge jobs are added as in Alma: Add keeps the form open with the same settings for the next one, Add and Close goes
 * back to the jobs; and what can be done with a job of the list. A form that loses its settings, or says that a job was
 * added that wasn't, makes librarians run something else than they meant.
 */
import type { Locator, Page } from '@playwright/test';
import { look, MENU } from './support/axe.ts';
import { callEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const button = (place: Page | Locator, name: string | RegExp): Locator =>
  place.getByRole('button', { name, exact: true });

const jobRows = (page: Page, list = 'Jobs'): Locator =>
  page.getByRole('table', { name: list, exact: true }).locator('tbody tr');

// biome-ignore lint/suspicious/noExplicitAny: the contract's shapes differ by request
async function ask(page: Page, request: string, input?: unknown): Promise<any> {
  const { status, body } = await callEngine(page, request, input);
  expect(status, `${request}: ${JSON.stringify(body)}`).toBe(200);
  return body;
}

const ROLE = 'Has Role other than Patron and Instructor';

/** Two users of each group are approved and due; one of them owes. */
async function startReviewed(desk: Desk): Promise<void> {
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Due.csv', [
    ['Primary Identifier', 'User Group', 'Purge Date', 'Record Type', 'Loans', 'Balance', ROLE],
    ['ana', 'Alumni', '2019-05-31', 'Public', 0, 0, 'No'],
    ['ben', 'Alumni', '2019-05-31', 'Public', 1, 0, 'No'],
    ['cleo', 'Guest', '2019-05-31', 'Public', 0, 0, 'No'],
    ['dora', 'Guest', '2019-05-31', 'Public', 0, 5, 'No'],
  ]);
  const selection = { criteria: { op: 'membership', value: 'candidate' } };
  await ask(page, 'review.decide', { selection, decision: 'approved', reason: null });
  const settings = await ask(page, 'settings.get');
  const planned = { runDate: '2026-11-21', days: 30, waiveThreshold: 100, reading: 'carli' };
  await ask(page, 'settings.save', { ...settings, ...planned, userName: 'A. Librarian' });
}

async function chooseGroup(page: Page, group: string): Promise<void> {
  await page.getByRole('combobox', { name: 'User group' }).click();
  await page.getByRole('option', { name: group }).click();
}

async function confirm(page: Page, users: string): Promise<void> {
  const question = page.getByRole('dialog', { name: 'Purge these users?' });
  await question.getByLabel(/^To confirm/).fill(users);
  await button(question, `Purge ${users} ${users === '1' ? 'user' : 'users'}`).click();
}

const actions = (page: Page, jobId: number) => button(page, `Actions for job ${jobId}`);

test('a form that stays open for the next job, and one that closes', async ({ desk }) => {
  const { page } = desk;
  await startReviewed(desk);
  await go(page, 'Jobs');
  await button(page, 'Add Job: Purge User Records').click();

  await test.step('Add says which job was added and keeps the settings', async () => {
    await chooseGroup(page, 'Alumni');
    await page.getByRole('textbox', { name: 'Number of days after purge date' }).fill('7');
    await button(page, 'Next').click();
    await page.getByLabel('Job name').fill('First of two');
    await button(page, 'Add').click();
    await confirm(page, '1');
    const note = page.getByRole('status', { name: 'Added from this form' });
    await expect(note).toHaveText(/^Job 1 was added\. These are its settings still/);
    await expect(
      page.getByRole('textbox', { name: 'Number of days after purge date' }),
    ).toHaveValue('7');
    await expect(page.getByRole('combobox', { name: 'User group' })).toHaveValue('Alumni');
    await look(page, 'The form that stays open');
    await expect
      .poll(async () => (await ask(page, 'jobs.list'))[0])
      .toMatchObject({ name: 'First of two', state: 'completed', finished: 1, failed: 1 });
  });

  await test.step('the next one has a name of its own, and Add and Close goes back to the jobs', async () => {
    await chooseGroup(page, 'Guest');
    await button(page, 'Next').click();
    await expect(page.getByLabel('Job name')).toHaveValue('Purge User Records - 2026-11-21');
    await button(page, 'Add and Close').click();
    await confirm(page, '1');
    await expect(page.getByRole('complementary', { name: 'Job 2' })).toBeVisible();
    await expect(jobRows(page)).toHaveCount(2);
    await expect(jobRows(page).first()).toContainText('Purge User Records - 2026-11-21');
    await expect(jobRows(page).last()).toContainText('First of two');
    await expect(page.getByText('is filled in and wasn’t submitted')).toHaveCount(0);
  });
});

test('what can be done with a job of the list, and why not', async ({ desk }) => {
  const { page } = desk;
  await startReviewed(desk);
  const settings = { runDate: '2026-11-21', days: 12, recordType: 'Public', userGroup: 'Alumni' };
  const parameters = { ...settings, waiveThreshold: 250, reading: 'carli' };
  await go(page, 'Jobs');
  await button(page, 'Add Job: Purge User Records').click();
  await chooseGroup(page, 'Alumni');
  await page.getByRole('textbox', { name: 'Number of days after purge date' }).fill('12');
  await page.getByRole('textbox', { name: 'Waive threshold' }).fill('2.5');
  await button(page, 'Next').click();
  await button(page, 'Add and Close').click();
  await confirm(page, '1');
  await expect(jobRows(page).first()).toContainText('Completed with Errors');
  expect((await ask(page, 'jobs.report', { jobId: 1 })).parameters).toMatchObject(parameters);

  await test.step('the menu opens by keyboard and doesn’t open the job', async () => {
    await button(page, 'Close panel').click();
    await expect(page.getByRole('complementary', { name: 'Job 1' })).toHaveCount(0);
    await actions(page, 1).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Read the report' })).toBeVisible();
    await look(page, 'Actions for a job', MENU);
    const cancel = page.getByRole('menuitem', { name: /^Cancel the job/ });
    await expect(cancel).toBeDisabled();
    await expect(cancel).toContainText('It has ended.');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('complementary', { name: 'Job 1' })).toHaveCount(0);
  });

  await test.step('the users whom it purged, and those whom it retained', async () => {
    for (const [item, user] of [
      ['Purged: 1 user', 'ana'],
      ['Retained: 1 user', 'ben'],
    ] as const) {
      await actions(page, 1).click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect(page.getByRole('gridcell', { name: user, exact: true })).toBeVisible();
      await go(page, 'Jobs');
    }
  });

  await test.step('another job with the same settings; a draft is kept until it is thrown away', async () => {
    await actions(page, 1).click();
    await page.getByRole('menuitem', { name: 'New job with these settings' }).click();
    await expect(
      page.getByRole('textbox', { name: 'Number of days after purge date' }),
    ).toHaveValue('12');
    await expect(page.getByRole('combobox', { name: 'User group' })).toHaveValue('Alumni');
    await expect(page.getByRole('textbox', { name: 'Waive threshold' })).toHaveValue('USD 2.50');
    await page.getByRole('textbox', { name: 'Number of days after purge date' }).fill('99');
    await go(page, 'Jobs');
    const draft = page.getByRole('group', {
      name: 'Purge User Records is filled in and wasn’t submitted.',
    });
    await expect(draft).toBeVisible();
    await look(page, 'A draft above the list');
    await actions(page, 1).click();
    await page.getByRole('menuitem', { name: 'New job with these settings' }).click();
    const question = page.getByRole('dialog', { name: 'Fill the form in anew?' });
    await button(question, 'Keep it').click();
    await button(draft, 'Go on').click();
    await expect(
      page.getByRole('textbox', { name: 'Number of days after purge date' }),
    ).toHaveValue('99');
    await go(page, 'Jobs');
    await button(draft, 'Delete the draft').click();
    await expect(draft).toHaveCount(0);
    await button(page, 'Undo').click();
    await expect(draft).toBeVisible();
    await button(draft, 'Delete the draft').click();
    await expect(draft).toHaveCount(0);
    await expect
      .poll(() => ask(page, 'jobs.draft', { kind: 'purge-user-records' }))
      .toEqual({ draft: null });
  });
});
