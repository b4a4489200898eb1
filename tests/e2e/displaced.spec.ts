/**
 * The file of the open workspace goes from its place: the page says so and keeps saying it, what was decided is saved
 * elsewhere with one button, and the window isn't closed over it without a question.
 */
import { renameSync, rmSync } from 'node:fs';
import { openEnginePort } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, countsOf, go, newWorkspace } from './support/reviewing.ts';

const ROLE = 'Has Role other than Patron and Instructor';
const ROWS = [
  ['Primary Identifier', 'User Group', 'Expiry Date', 'Purge Date', ROLE],
  ...['u10', 'u11', 'u12'].map((id) => [id, 'Alumni', '2020-05-31', '2021-05-31', 'No']),
];

test('a deleted workspace is saved in a new place with all that was decided', async ({ desk }) => {
  const { page } = desk;
  const path = `${desk.folder}/Spring.purgedesk`;
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await go(page, 'Review');
  await page.locator('.ag-row[row-index="0"] [col-id="primary_identifier"]').click();
  await expect(page.locator('.ag-cell-focus')).toHaveText('u10');
  await page.keyboard.press('a');
  await expect.poll(async () => (await countsOf(page))[0]).toBe(2);

  const banner = page.getByRole('alert').filter({ hasText: 'no longer in its place' });
  renameSync(path, `${path}.moved`);
  await expect(banner).toBeVisible();
  renameSync(`${path}.moved`, path);
  await expect(banner).toBeHidden();

  rmSync(path);
  await expect(banner).toBeVisible();
  await desk.screenshot('displaced');
  await desk.answerQuestion('Keep it open');
  await desk.menu('workspace.close');
  await expect.poll(async () => (await desk.shownDialogs()).length).toBeGreaterThan(0);
  await expect(banner).toBeVisible();

  const rescued = `${desk.folder}/Rescued.purgedesk`;
  await desk.answerSave(rescued);
  await banner.getByRole('button', { name: 'Save as' }).click();
  await expect(banner).toBeHidden();
  await page.locator('.ag-row[row-index="1"] [col-id="primary_identifier"]').click();
  await page.keyboard.press('a');
  await expect.poll(async () => (await countsOf(page))[0]).toBe(1);

  await desk.restart();
  await openEnginePort(desk.page);
  await go(desk.page, 'Review');
  await expect.poll(async () => (await countsOf(desk.page))[0]).toBe(1);
});
