/**
 * Story: a job runs into a fault of the program in its second batch. The librarian is told on Jobs, in the Inbox and in
 * its report that it failed, why, and how far it had come; the job behind it has run; nothing goes on behind the next
 * start, and submitted again it does the rest. Taken for completed, it would prove what it hadn't done.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { holdStill, look } from './support/axe.ts';
import { askEngine, openEnginePort } from './support/enginePort.ts';
import { faultyJob } from './support/faultyJob.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace, screens } from './support/reviewing.ts';

const BATCH = 2000;
const USERS = BATCH + 300;

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures it needs
  deskOptions: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'purge-desk-faulty-'));
    await use({ args: [], env: {}, app: faultyJob(folder, 1, BATCH + 100) });
    rmSync(folder, { recursive: true });
  },
});

const candidates = [
  ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date', 'Has Staff Role', 'Status'],
  ...Array.from({ length: USERS }, (_, n) => {
    return [`u${n}`, `Of ${n}`, 'Alumni', '2019-05-31', 'No', 'Active'];
  }),
];

const jobRow = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Jobs' }).getByRole('row').filter({ hasText: name });

async function submit(page: Page, name: string, told: object): Promise<number> {
  const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
  const parameters = { setId: 1, userGroup: null, condition: 'Unconditionally', ...told };
  const job = { kind: 'update-notify-users', name, parameters };
  return (await askEngine(page, 'jobs.submit', { job, capture: token })).jobId;
}

const inactive = {
  fields: [{ field: 'status', value: 'Inactive', condition: 'Unconditionally' }],
};

async function users(page: Page, jobId: number, outcome: string): Promise<number> {
  return (await askEngine(page, 'jobs.users', { jobId, outcome, offset: 0, limit: 1 })).total;
}

test('a job that fails says so everywhere, blocks nothing, and can be submitted again', async ({
  desk,
}) => {
  desk.allowErrors(/TypeError: a bug/);
  await holdStill(desk.page);
  await newWorkspace(desk);
  const { page } = desk;
  await addText(desk, 'Expired.csv', candidates);
  const criteria = { op: 'membership', value: 'candidate' };
  const selection = { criteria };
  await askEngine(page, 'review.decide', { selection, decision: 'approved', reason: null });
  const origin = { from: 'review', users: 'all' };
  await askEngine(page, 'sets.create', { name: 'Expired', criteria, origin });
  await submit(page, 'Deactivate', inactive);
  await submit(page, 'Move', { userGroup: 'OK to Purge' });

  await test.step('Jobs lists it as Failed, and the one behind it as completed', async () => {
    await go(page, 'Jobs');
    await expect(jobRow(page, 'Move')).toContainText('Completed Successfully');
    await expect(jobRow(page, 'Deactivate')).toContainText('Failed');
    const told = page.getByRole('alert').filter({ hasText: '“Deactivate” failed.' });
    await expect(told).toHaveAttribute('data-tone', 'failed');
    await jobRow(page, 'Deactivate').click();
    await expect(page.getByText('A fault in Purge Desk ended this job.')).toBeVisible();
    await expect(page.getByText('It had reached 2,000 of 2,300 users by then')).toBeVisible();
    await look(page, 'Jobs with one that failed');
    await desk.screenshot('jobs');
  });

  await test.step('the Inbox says why', async () => {
    await expect(screens(page).getByRole('button', { name: /^Inbox/ })).toHaveAccessibleName(
      /2 unread messages$/,
    );
    await go(page, 'Inbox');
    const message = page.getByRole('button', { name: /^Unread: Deactivate/ });
    await expect(message).toContainText('Failed: 2,000 changed, 0 left alone');
    await expect(message).toContainText('A fault in Purge Desk ended this job.');
    await look(page, 'Inbox with a job that failed');
    await desk.screenshot('inbox');
    await message.click();
  });

  await test.step('its report begins with it, and tells of those whom it had reached', async () => {
    await expect(page.getByRole('heading', { name: 'Deactivate', level: 2 })).toBeVisible();
    await expect(page.getByText('This job failed.')).toBeVisible();
    await expect(page.getByText('It had reached 2,000 of 2,300 users by then')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Not reached' })).toContainText(
      '300',
    );
    await look(page, 'the report of a job that failed');
    await desk.screenshot('report');
    expect(await users(page, 1, 'changed')).toBe(BATCH);
    const { rows } = await askEngine(page, 'users.page', {
      ...{ criteria: { op: 'search', value: `u${BATCH + 50}` }, sort: [], offset: 0, limit: 9 },
    });
    expect(rows).toMatchObject([{ status: 'Active', user_group: 'OK to Purge' }]);
  });

  await test.step('in a program without the fault it stays as it is, and another one does the rest', async () => {
    await desk.restart({ app: undefined });
    const again = desk.page;
    await openEnginePort(again);
    await go(again, 'Jobs');
    await expect(jobRow(again, 'Deactivate')).toContainText('Failed');
    expect(await users(again, 1, 'changed')).toBe(BATCH);
    const jobId = await submit(again, 'Once more', inactive);
    await expect(jobRow(again, 'Once more')).toContainText('Completed with Errors');
    expect(await users(again, jobId, 'changed')).toBe(USERS - BATCH);
    expect(await users(again, jobId, 'unchanged')).toBe(BATCH);
  });
});
