/**
 * A whole review without the mouse: to the screen, to the rows, filter, open, decide singly and for many, undo,
 * apply the rules. Where the keyboard gets lost, somebody who has no mouse can't go on.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/launch.ts';
import { addText, countsOf, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const ROWS = [
  [
    'Primary Identifier',
    'Last Name',
    'User Group',
    'Purge Date',
    'Has Role other than Patron and Instructor',
  ],
  ['k01', 'Abbott', 'Alumni', '2015-01-31', 'No'],
  ['k02', 'Burns', 'Alumni', '2015-02-28', 'No'],
  ['k03', 'Clarke', 'Graduate', '2015-03-31', 'Yes'],
  ['k04', 'Dunn', 'Graduate', '2015-04-30', 'No'],
  ['k05', 'Ellis', 'I-Share', '2015-05-31', 'No'],
  ['k06', 'Frost', 'Graduate', '2015-06-30', 'No'],
  ['k07', 'Gray', 'Graduate', '2015-07-31', 'No'],
] as const;

const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Who is this' });

const focusedCell = (page: Page): Locator => page.locator('.ag-cell-focus');

const isFocused = (element: Element) => element === document.activeElement;

const focusedRow = (page: Page): Locator =>
  page.locator('.ag-row-focus').filter({ has: page.locator('[col-id="last_name"]') });

/** A dialog that closes gives the keyboard back a moment later; what is typed before is lost. */
const rowsListen = (page: Page) =>
  expect(page.locator('.ag-cell:focus, .ag-cell :focus').first()).toBeAttached();

const said = (page: Page): Locator => page.locator('[aria-live]');

// One story: each step stands where the keyboard was left by the one before.
test('a review from the keyboard alone', async ({ desk }) => {
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  const { page } = desk;
  const { keyboard } = page;
  // Keys of the menu don't come from a page: what they call is called.
  await desk.menu('go.review');
  await expect(page.getByRole('heading', { name: 'Review', level: 1 })).toBeVisible();

  await test.step('N goes to the first undecided user; Enter opens it', async () => {
    await expect(page.locator('.ag-row').first()).toContainText('Abbott');
    await keyboard.press('n');
    await expect(focusedCell(page)).toHaveText('k01');
    await keyboard.press('Enter');
    await expect(panel(page)).toContainText('Abbott');
  });

  await test.step('X and a digit exclude, and the keyboard is back in the rows', async () => {
    await keyboard.press('x');
    await expect(page.getByRole('dialog', { name: 'Exclude k01' })).toBeVisible();
    await keyboard.press('4');
    await expect.poll(() => countsOf(page)).toEqual([6, 1, 0]);
    await rowsListen(page);
    // Said for a screen reader: what, for whom, and how many are left.
    await expect(page.getByRole('alert').filter({ hasText: 'k01 excluded' })).toBeVisible();
    await expect(said(page).filter({ hasText: 'Still undecided: 6 users' })).toBeAttached();
    await keyboard.press('n');
    await expect(panel(page)).toContainText('Burns');
  });

  await test.step('A approves who has no flag at once; C clears', async () => {
    await rowsListen(page);
    await keyboard.press('a');
    await expect.poll(() => countsOf(page)).toEqual([5, 1, 1]);
    await expect(panel(page).getByText('Approved').first()).toBeVisible();
    await keyboard.press('c');
    await expect.poll(() => countsOf(page)).toEqual([6, 1, 0]);
    await desk.menu('edit.undo');
    await expect.poll(() => countsOf(page)).toEqual([5, 1, 1]);
    await keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
  });

  await test.step('staff is approved with the identifier typed', async () => {
    await keyboard.press('n');
    await expect(focusedCell(page)).toHaveText('k03');
    await keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: /Approve k03/ });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Approve this user' })).toBeDisabled();
    // The digit chooses a reason; Tab goes on to the note and the identifier.
    await keyboard.press('1');
    const identifier = dialog.getByRole('textbox', { name: /type the primary identifier/ });
    for (let n = 0; n < 12 && !(await identifier.evaluate(isFocused)); n++)
      await keyboard.press('Tab');
    await keyboard.type('k03');
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await expect.poll(() => countsOf(page)).toEqual([4, 1, 2]);
    await expect(dialog).toBeHidden();
  });

  await test.step('/ searches, Esc clears, the arrow leads to the rows, ranges select', async () => {
    await rowsListen(page);
    await keyboard.press('/');
    await expect(
      page.getByRole('textbox', { name: /Search name, identifier or e-mail/ }),
    ).toBeFocused();
    await keyboard.type('gra');
    await expect(page.locator('.ag-row')).toHaveCount(1);
    await keyboard.press('Escape');
    await expect(page.locator('.ag-row')).toHaveCount(7);
    await expect(page.locator('.ag-row').first()).toContainText('Abbott');
    await keyboard.press('ArrowDown');
    await rowsListen(page);
    await keyboard.press('Control+End');
    await expect(focusedRow(page)).toContainText('Gray');
    await keyboard.press('Shift+ArrowUp');
    await expect(page.getByText(/^2 (of 7 )?(users )?selected/).first()).toBeVisible();
    await keyboard.press('x');
    await expect(page.getByRole('dialog', { name: 'Exclude 2 users' })).toBeVisible();
    await keyboard.press('6');
    await expect.poll(() => countsOf(page)).toEqual([2, 3, 2]);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await rowsListen(page);
  });

  await test.step('? shows all keys, and Esc leads back to the rows', async () => {
    await keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(keys).toContainText('Approve');
    await keyboard.press('Escape');
    await expect(keys).toBeHidden();
    await rowsListen(page);
    await keyboard.press('n');
    await expect(focusedCell(page)).toHaveText(/k04|k05/);
  });
});
