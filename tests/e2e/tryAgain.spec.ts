/**
 * An erasing runs into a fault of the program, goes on when the librarian tries again, and then finds something that it
 * can't take away: that is told wherever the erasing stands, until it is seen to and searched once more. Who takes it for
 * proved hands over a certificate of what isn't so; who has no way on is left with half an erasing.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { holdStill, look } from './support/axe.ts';
import { askEngine } from './support/enginePort.ts';
import { faultyJob, mendFault } from './support/faultyJob.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

const PURGE = {
  kind: 'purge-user-records',
  name: 'Autumn purge',
  parameters: {
    ...{ runDate: '2026-11-21', days: 30, recordType: 'Public', userGroup: 'Alumni' },
    ...{ waiveThreshold: 100, reading: 'carli' },
  },
};
const ERASING = {
  ...{ kind: 'erase-users', name: 'User Cleanup', parameters: {}, typedUsers: 1 },
  users: { criteria: { op: 'membership', value: 'deleted' } },
};
const ERASING_ID = 2;

const faulty = test.extend<{ readonly build: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures it needs
  build: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'purge-desk-faulty-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  deskOptions: ({ build }, use) => use({ args: [], env: {}, app: faultyJob(build, ERASING_ID, 1) }),
});

const panel = (page: Page) => page.getByRole('complementary', { name: `Job ${ERASING_ID}` });
const tryAgain = (page: Page) => panel(page).getByRole('button', { name: 'Try again' });

async function submit({ page }: Desk, job: object): Promise<void> {
  const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
  await askEngine(page, 'jobs.submit', { job, capture: token });
}

async function openErasing({ page }: Desk): Promise<void> {
  await go(page, 'Jobs');
  await page
    .getByRole('table', { name: 'Jobs' })
    .getByRole('row', { name: /User Cleanup/ })
    .click();
}

faulty(
  'an erasing that stopped, and one that found something, are tried again',
  async ({ desk, build }) => {
    desk.allowErrors(/TypeError: a bug/);
    const { page } = desk;
    await holdStill(page);
    await newWorkspace(desk);
    await addText(desk, 'Candidates.csv', [
      ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date', 'Has Staff Role'],
      ['user0001', 'Abbott', 'Alumni', '2015-01-31', 'No'],
      ['user0002', 'Burns', 'Graduate', '2015-02-28', 'No'],
    ]);
    const selection = { criteria: { op: 'membership', value: 'candidate' } };
    await askEngine(page, 'review.decide', { selection, decision: 'approved', reason: null });
    await submit(desk, PURGE);
    const purging = async () => (await askEngine(page, 'jobs.report', { jobId: 1 })).state;
    await expect.poll(purging).toBe('completed');
    const left = join(desk.userData, 'logs', 'earlier.log');
    mkdirSync(join(desk.userData, 'logs'), { recursive: true });
    writeFileSync(left, 'Somebody wrote down user0001 here\n');
    await submit(desk, ERASING);

    await test.step('a job that stopped says what is half done, and has a way on', async () => {
      await openErasing(desk);
      await expect(panel(page)).toContainText('A fault in Purge Desk stopped this job.');
      await look(page, 'An erasing that stopped');
      await desk.screenshot('stopped');
      mendFault(build);
      await tryAgain(page).click();
      await desk.begunAnew();
    });

    await test.step('what was found is told wherever the erasing stands', async () => {
      await expect(page.getByText('“User Cleanup” is completed, but not proved.')).toBeVisible();
      await openErasing(desk);
      await expect(panel(page)).toContainText('Not proved: 1 finding');
      await look(page, 'An erasing that found something');
      await desk.screenshot('unproved');
      await go(page, 'Inbox');
      const message = page.getByRole('button', { name: /User Cleanup/ });
      await expect(message).toContainText(/Purge request PR-.*Not proved: 1 finding/);
      await look(page, 'Inbox with an erasing that is not proved');
      await go(page, 'User cleanup');
      await page.getByText('Purge requests', { exact: true }).click();
      const requests = page.getByRole('table', { name: 'Purge requests, newest first' });
      await expect(requests).toContainText('Not proved: 1 finding');
      await look(page, 'Purge requests, one not proved');
      await desk.screenshot('unproved-request');
      await requests.getByRole('button', { name: `Job ${ERASING_ID}` }).click();
      await panel(page).getByRole('button', { name: 'Read the report' }).click();
      await expect(page.getByText('Not proved: 1 finding')).toBeVisible();
      await expect(page.getByText(/earlier\.log/)).toBeVisible();
      // Nobody can be put back whom it has erased.
      await expect(page.getByRole('button', { name: 'Restore users', exact: true })).toHaveCount(0);
      await look(page, 'Report of an erasing that found something');
    });

    await test.step('once it is seen to, it is proved', async () => {
      rmSync(left);
      await openErasing(desk);
      await tryAgain(page).click();
      await desk.begunAnew();
      await openErasing(desk);
      await expect(panel(page)).toContainText('Completed Successfully');
      await expect(tryAgain(page)).toHaveCount(0);
      await go(page, 'User cleanup');
      await page.getByText('Purge requests', { exact: true }).click();
      await expect(page.getByRole('button', { name: /^Certificate \(PDF\) of/ })).toBeVisible();
      await expect(page.getByText(/^Not proved/)).toHaveCount(0);
    });
  },
);
