/**
 * A year ends: jobs are announced once they are older, and nothing of them goes before a librarian has typed how many
 * users they tell of. Afterwards a line of each is left, and nobody's name stands in the file by them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { DIALOG, look } from './support/axe.ts';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { laterClock } from './support/laterClock.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

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

/** In the names of the jobs and of the set alone. */
const SECRET = 'Qwxyzzyname';

const holding = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith('Spring.purgedesk'))
    .filter((name) => readFileSync(join(folder, name)).includes(SECRET));

test('jobs that are older than a year are announced, exported, and leave a line', async ({
  desk,
}) => {
  const path = join(desk.folder, 'Spring.purgedesk');

  await test.step('last year’s cycle', async () => {
    const { page } = desk;
    await newWorkspace(desk);
    await addText(desk, 'Due.csv', [
      ['Primary Identifier', 'User Group', 'Purge Date', 'Record Type', 'Loans', ROLE],
      ['ana', 'Alumni', '2019-05-31', 'Public', 0, 'No'],
      ['ben', 'Alumni', '2019-05-31', 'Public', 1, 'No'],
      ['cleo', 'Alumni', '2019-05-31', 'Public', 0, 'No'],
    ]);
    const selection = { criteria: { op: 'membership', value: 'candidate' } };
    await ask(page, 'review.decide', { selection, decision: 'approved', reason: null });
    const settings = await ask(page, 'settings.get');
    await ask(page, 'settings.save', {
      ...settings,
      userName: 'A. Librarian',
      runDate: '2026-11-21',
      retentionDays: 3650,
    });
    await go(page, 'Jobs');
    await button(page, 'Add Job: Purge User Records').click();
    await page.getByRole('combobox', { name: 'User group' }).click();
    await page.getByRole('option', { name: 'Alumni' }).click();
    await button(page, 'Next').click();
    await page.getByLabel('Job name').fill(`Purge of ${SECRET}`);
    await button(page, 'Add and Close').click();
    const question = page.getByRole('dialog', { name: 'Purge these users?' });
    await question.getByLabel(/^To confirm/).fill('2');
    await button(question, 'Purge 2 users').click();
    await expect(jobRows(page).first()).toContainText('Completed with Errors');
    await expect(page.getByText('Jobs are kept for one year')).toHaveCount(0);
    await button(page, 'Close panel').click();
  });

  await test.step('a year and a day later they are announced, and stay', async () => {
    await desk.restart({ app: laterClock(desk.folder, 367), args: [path] });
    const { page } = desk;
    await openEnginePort(page);
    for (const screen of ['Inbox', 'Jobs']) {
      await go(page, screen);
      await expect(
        page.getByText(/^1 job ended before .* Jobs are kept for one year/),
      ).toBeVisible();
    }
    await expect(jobRows(page)).toHaveCount(1);
    await look(page, 'Jobs with an old one');
    expect((await ask(page, 'jobs.report', { jobId: 1 })).finished).toBe(2);
  });

  await test.step('the question says what goes and stays, and leads to the report', async () => {
    const { page } = desk;
    await button(page, 'Look at it…').click();
    const question = page.getByRole('dialog', { name: 'Remove the people of 1 job?' });
    await expect(question).toContainText('What goes for good');
    await look(page, 'What becomes of old jobs', DIALOG);
    await button(question, 'Report of job 1').click();
    await expect(page.getByRole('heading', { name: `Purge of ${SECRET}` }).first()).toBeVisible();
    await go(page, 'Jobs');
  });

  await test.step('with another number typed nothing goes; with theirs a line is left', async () => {
    const { page } = desk;
    await button(page, 'Look at it…').click();
    const question = page.getByRole('dialog', { name: 'Remove the people of 1 job?' });
    const remove = button(question, 'Remove the people of 1 job');
    await question.getByLabel(/^To confirm/).fill('2');
    await expect(remove).toBeDisabled();
    await question.getByLabel(/^To confirm/).fill('3');
    await remove.click();
    await expect(question).toBeHidden();
    const line = jobRows(page, 'Older than a year').first();
    await expect(line).toContainText(/^1Purge User Records - \d{4}-\d\d-\d\dPeople removed on /);
    await expect(line).toContainText('2deleted');
    await expect(line).toContainText('1retained');
    await expect(page.getByText(SECRET)).toHaveCount(0);
    await expect(page.getByText('Jobs are kept for one year')).toHaveCount(0);
    await look(page, 'A line of a job');
    await line.click();
    const panel = page.getByRole('complementary', { name: 'Job 1' });
    await expect(panel).toContainText('were removed on');
    await expect(panel).toContainText(/Hash of the settings[0-9a-f]{64}/);
    await look(page, 'The panel of a job without people');
    await button(page, 'Actions for job 1').click();
    const report = page.getByRole('menuitem', { name: /^Read the report/ });
    await expect(report).toBeDisabled();
    await expect(report).toContainText('Its people and settings were removed.');
    await page.keyboard.press('Escape');
    await go(page, 'Reports');
    await expect(page.getByRole('heading', { name: 'No reports yet' })).toBeVisible();
    expect(
      await ask(page, 'users.page', pageOf({ op: 'membership', value: 'deleted' })),
    ).toMatchObject({
      total: 2,
    });
    await expect.poll(() => holding(desk.folder)).toEqual([]);
  });
});

const pageOf = (criteria: unknown) => ({ criteria, sort: [], offset: 0, limit: 10 });
