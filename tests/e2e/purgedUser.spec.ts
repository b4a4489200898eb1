/**
 * What the screens say of users whom a purge has taken: in their history, the quick search, after pasting, and at
 * Undo. Each of these once said something that wasn't so, in the tool that is the proof.
 */
import type { Locator, Page } from '@playwright/test';
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, countsOf, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const ROWS = [
  [
    'Primary Identifier',
    'Last Name',
    'User Group',
    'Purge Date',
    'Has Role other than Patron and Instructor',
  ],
  ['p01', 'Abbott', 'Alumni', '2015-01-31', 'No'],
  ['p02', 'Burns', 'Alumni', '2015-02-28', 'No'],
  ['p03', 'Clarke', 'Graduate', '2015-03-31', 'No'],
] as const;

const PURGE = {
  kind: 'purge-user-records',
  name: 'Autumn purge',
  parameters: {
    runDate: '2026-11-21',
    days: 30,
    recordType: 'Public',
    userGroup: 'Alumni',
    waiveThreshold: 100,
    reading: 'carli',
  },
};

const message = (page: Page, text: string): Locator =>
  page.getByRole('alert').filter({ hasText: text });

test('a purged user is purged wherever they are shown', async ({ desk }) => {
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  const { page } = desk;
  const everybody = { criteria: { op: 'all', of: [] } };
  const { body: settings } = await callEngine(page, 'settings.get');
  await callEngine(page, 'settings.save', { ...settings, runDate: '2026-11-21' });
  const approval = { selection: everybody, decision: 'approved', reason: null };
  expect((await callEngine(page, 'review.decide', approval)).status).toBe(200);
  const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
  const submitted = await callEngine(page, 'jobs.submit', { job: PURGE, capture: token });
  expect(submitted.status, JSON.stringify(submitted.body)).toBe(200);
  await expect
    .poll(async () => (await callEngine(page, 'review.counts')).body)
    .toMatchObject({ approved: 1, deleted: 2 });

  await test.step('quick search says so, and their history has the purge with its job', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Quick search' }).fill('abbott');
    const search = page.getByRole('dialog');
    await expect(search).toContainText('Purged');
    await expect(search).not.toContainText('Approved');
    await search.getByText('Abbott').click();
    await page.getByRole('tab', { name: 'Evidence' }).click();
    await expect(page.getByRole('tabpanel')).toContainText(
      'A purge in this workspace has taken this user',
    );
    await page.getByRole('tab', { name: 'History' }).click();
    const history = page.getByRole('listitem').filter({ hasText: 'Job 1' });
    await expect(history).toContainText('Purged');
    await history.getByRole('button', { name: 'Job 1' }).click();
    await expect(page.getByText('Autumn purge').first()).toBeVisible();
  });

  await test.step('pasted with others, they are told apart', async () => {
    await go(page, 'Review');
    await desk.app.evaluate(({ clipboard }) => clipboard.writeText('p01\r\np03\r\nnobody\r\n'));
    await page.locator('.ag-row').first().locator('[col-id="last_name"]').click();
    await page.keyboard.press('Control+v');
    await expect(message(page, '2 found, 1 of them purged, 1 unknown.')).toBeVisible();
  });

  await test.step('Undo changes who is left, and says that number', async () => {
    await desk.menu('edit.undo');
    await expect(message(page, 'Undone: Approve 1 user.')).toBeVisible();
    expect(await countsOf(page)).toEqual([1, 0, 0]);
  });
});
