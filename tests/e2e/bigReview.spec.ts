/**
 * A review of 20,000 candidates: all that match are chosen, decided about in one step, and taken back, also
 * after a restart. A selection that knew loaded rows only would leave nearly everybody out.
 */
import type { Locator, Page } from '@playwright/test';
import { openEnginePort } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, countsOf, go, newWorkspace } from './support/reviewing.ts';

const USERS = 20_000;
const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'First Name',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Role other than Patron and Instructor',
];
const GROUPS = ['Undergraduate', 'Graduate', 'Alumni', 'Courtesy Borrower'];

const candidates = () =>
  Array.from({ length: USERS }, (_, n) => [
    `u${String(n).padStart(7, '0')}`,
    `Name${n % 9000}`,
    `First${n % 500}`,
    GROUPS[n % 4]!,
    '2018-05-31',
    `20${12 + (n % 9)}-0${1 + (n % 9)}-15`,
    n % 100 === 0 ? 'Yes' : 'No',
  ]);

const firstRow = (page: Page): Locator => page.locator('.ag-row[row-index="0"]').first();

const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('alert').filter({ hasText: text });

test('20,000 users are excluded at once, and the step is taken back', async ({ desk }) => {
  test.setTimeout(240_000);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', [HEADINGS, ...candidates()]);
  const { page } = desk;
  await go(page, 'Review');
  expect(await countsOf(page)).toEqual([USERS, 0, 0]);

  await test.step('all that match are selected, not only the loaded rows', async () => {
    await firstRow(page).locator('[col-id="last_name"]').click();
    await page.keyboard.press('Control+a');
    await expect(page.getByText(/20,000 (of 20,000 )?(users )?selected/).first()).toBeVisible();
  });

  await test.step('they are excluded in one step', async () => {
    await page.keyboard.press('x');
    await expect(page.getByRole('dialog', { name: /Exclude.* 20,000 users/ })).toBeVisible();
    await page.keyboard.press('4');
    await expect(message(page, /20,000 users excluded/)).toBeVisible({ timeout: 30_000 });
    expect(await countsOf(page)).toEqual([0, USERS, 0]);
  });

  await test.step('undo and redo bring everybody back and forth', async () => {
    await desk.menu('edit.undo');
    await expect.poll(() => countsOf(page), { timeout: 30_000 }).toEqual([USERS, 0, 0]);
    // The key that the menu doesn't have.
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => countsOf(page), { timeout: 30_000 }).toEqual([0, USERS, 0]);
  });

  await test.step('undo works after a restart', async () => {
    await desk.restart();
    await openEnginePort(desk.page);
    await go(desk.page, 'Review');
    await desk.menu('edit.undo');
    await expect.poll(() => countsOf(desk.page), { timeout: 30_000 }).toEqual([USERS, 0, 0]);
  });

  await test.step('approving all leaves staff alone, and the last row is as quick as the first', async () => {
    await firstRow(desk.page).locator('[col-id="last_name"]').click();
    await desk.page.keyboard.press('Control+a');
    await desk.page.keyboard.press('a');
    const dialog = desk.page.getByRole('dialog', { name: /Approve/ });
    await expect(dialog).toContainText('200 users');
    await dialog.getByRole('button', { name: /^Approve 19,800/ }).click();
    await expect
      .poll(() => countsOf(desk.page), { timeout: 30_000 })
      .toEqual([USERS / 100, 0, USERS * 0.99]);
    // What is typed before the closing dialog has given the keyboard back is lost.
    await expect(desk.page.locator('.ag-cell:focus, .ag-cell :focus').first()).toBeAttached();
    await desk.page.keyboard.press('Control+End');
    await expect(desk.page.locator(`.ag-row[row-index="${USERS - 1}"]`).first()).toContainText(
      'u0',
    );
  });
});
