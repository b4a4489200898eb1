/**
 * User cleanup: whoever a purge here has taken is found by month, put back one by one or all together, and the report of
 * the purge says so. A rehearsal that can't be repeated makes people begin anew with another workspace.
 */
import { holdStill, look } from './support/axe.ts';
import { askEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import {
  AUTUMN_PURGE,
  approveCandidates,
  CANDIDATE_HEADINGS,
  submitJob,
} from './support/purging.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';
import { crowded, scaleText, sizeWindow } from './support/window.ts';

test.use({ program: 'shared' });

const ROWS = [
  CANDIDATE_HEADINGS,
  ['u1', 'Abbott', 'Alumni', '2015-01-31', 'No'],
  ['u2', 'Burns', 'Alumni', '2015-02-28', 'No'],
  ['u3', 'Clarke', 'Alumni', '2015-03-31', 'No'],
  ['u4', 'Davis', 'Graduate', '2015-03-31', 'No'],
];

test('users whom a purge has taken are put back', async ({ desk }) => {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  const rows = page.locator('.ag-row');
  const dialog = page.getByRole('dialog', { name: /^Restore/ });

  await test.step('an empty screen says what goes here', async () => {
    await go(page, 'User cleanup');
    await expect(page.getByRole('heading', { name: 'Nobody is deleted' })).toBeVisible();
    await look(page, 'User cleanup, nobody');
  });

  await approveCandidates(page);
  await submitJob(page, AUTUMN_PURGE);

  await test.step('they are listed by the month of their deletion', async () => {
    await expect(rows).toHaveCount(3);
    const months = page.getByLabel('Month of deletion');
    await expect(months.getByRole('option')).toHaveCount(2);
    await months.selectOption({ index: 1 });
    await expect(rows).toHaveCount(3);
    await look(page, 'User cleanup');
  });

  await test.step('several are selected, or the first of the list as it is sorted', async () => {
    const selected = () => page.locator('.ag-row[aria-selected="true"]');
    const first = page.getByRole('button', { name: 'Select first 2' });
    const clear = page.getByRole('button', { name: 'Clear', exact: true });
    // There are no more than Settings say: all are meant anyway.
    await expect(page.getByRole('button', { name: /^Select first/ })).toBeHidden();
    await go(page, 'Settings');
    const number = page.getByLabel('User cleanup selects at once');
    await expect(number).toHaveValue('50');
    await number.fill('2000');
    await number.blur();
    await expect(number).toHaveValue(/^1.?000$/);
    await number.fill('2');
    await number.blur();
    await go(page, 'User cleanup');
    await first.click();
    await expect(selected()).toHaveCount(2);
    await expect(selected()).toContainText(['Abbott', 'Burns']);
    await expect(page.getByRole('button', { name: 'Restore 2 users' })).toBeVisible();
    await look(page, 'User cleanup, first selected');
    await clear.click();
    const head = (name: string) => page.getByRole('columnheader', { name });
    await head('Primary identifier').click();
    await expect(head('Primary identifier')).toHaveAttribute('aria-sort', 'descending');
    await expect(rows.first()).toContainText('Clarke');
    await first.click();
    await expect(selected()).toContainText(['Clarke', 'Burns']);
    await clear.click();
    await rows.filter({ hasText: 'Abbott' }).getByRole('checkbox').check();
    await expect(page.getByRole('button', { name: 'Restore 1 user' })).toBeVisible();
    await page.getByRole('button', { name: 'Select all 3' }).click();
    await expect(page.getByRole('button', { name: /^Restore .*3 users$/ })).toBeVisible();
    await clear.click();
    await head('Deleted').click();
    await expect(head('Deleted')).toHaveAttribute('aria-sort', 'ascending');
  });

  await test.step('by keyboard alone, beside an open panel, in a narrow window and in large text', async () => {
    const bar = page.getByRole('toolbar', { name: 'Search, filters and actions' });
    const panel = page.getByRole('complementary', { name: 'Who is this' });
    await rows.first().getByRole('gridcell').nth(1).click();
    await page.keyboard.press('Enter');
    await expect(panel).toBeVisible();
    await sizeWindow(desk, 900, 700);
    await expect.poll(() => crowded(bar)).toEqual([]);
    await rows.first().getByRole('checkbox').check();
    await expect(page.getByRole('button', { name: 'Restore 1 user' })).toBeVisible();
    await expect.poll(() => crowded(bar)).toEqual([]);
    await panel.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Clear', exact: true }).press('Enter');
    // What had the keyboard is gone: the list has it.
    await expect(page.locator('.ag-cell:focus')).toHaveCount(1);
    await scaleText(page, 1.25);
    await expect.poll(() => crowded(bar)).toEqual([]);
    await page.getByRole('button', { name: 'Purge…' }).press('Enter');
    const purging = page.getByRole('dialog', { name: 'Purge 3 users for good' });
    await expect(purging.getByRole('textbox')).toBeFocused();
    // Nothing of it stands above its title, however far it is scrolled.
    const [whole, body] = await purging.evaluate((dialog) =>
      [dialog, dialog.querySelector('.mantine-Modal-body')!].map(
        ({ scrollHeight, clientHeight }) => scrollHeight - clientHeight,
      ),
    );
    expect(whole).toBe(0);
    expect(body).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Purge…' })).toBeFocused();
    await scaleText(page, 1);
    await sizeWindow(desk, 1440, 900);
  });

  await test.step('one is put back, and says so in their history', async () => {
    await page.getByRole('textbox', { name: /^Search/ }).fill('burns');
    await expect(rows).toHaveCount(1);
    await page.getByRole('button', { name: 'Restore 1 user' }).click();
    await expect(dialog).toContainText('They are in this workspace again');
    await look(page, 'Restore one user');
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
    await page.getByRole('button', { name: 'Show all deleted users' }).click();
    await expect(rows).toHaveCount(2);
    const { history } = await askEngine(page, 'users.get', { userNo: 2 });
    expect(history.map(({ what }: { what: string }) => what)).toEqual(['restored', 'purged']);
  });

  await test.step('from the report of the purge all others are put back, and it says so', async () => {
    await go(page, 'Reports');
    await page.getByRole('button', { name: /Autumn purge/ }).click();
    await page.getByRole('button', { name: 'Restore users', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('User cleanup');
    await expect(page.getByRole('button', { name: /^Only: Deleted by job 1/ })).toBeVisible();
    await rows.first().dblclick();
    const panel = page.getByRole('complementary', { name: 'Who is this' });
    await expect(panel).toContainText('Purged');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Restore all 2 users' }).click();
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await expect(page.getByRole('heading', { name: 'Nobody is deleted' })).toBeVisible();
    await go(page, 'Reports');
    await page.getByRole('button', { name: /Autumn purge/ }).click();
    await expect(page.getByRole('heading', { name: 'Restored after this job' })).toBeVisible();
  });

  await test.step('who is deleted again is purged for good, once the number is typed', async () => {
    await approveCandidates(page);
    await submitJob(page, { ...AUTUMN_PURGE, name: 'Again' });
    await go(page, 'User cleanup');
    await expect(rows).toHaveCount(3);
    await page.getByRole('button', { name: 'Purge…' }).click();
    const purging = page.getByRole('dialog', { name: 'Purge 3 users for good' });
    await expect(purging.getByRole('button', { name: 'Purge for good' })).toBeDisabled();
    await look(page, 'Purge users for good');
    await page.keyboard.type('3');
    await purging.getByRole('button', { name: 'Purge for good' }).click();
    await desk.begunAnew();
    await expect(page.getByRole('heading', { name: 'Nobody is deleted' })).toBeVisible();
    await go(page, 'Users');
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText('Davis');
    await go(page, 'Inbox');
    await expect(page.getByText(/User Cleanup/).first()).toBeVisible();
    await go(page, 'Reports');
    await page.getByRole('button', { name: /^Again/ }).click();
    await page.getByRole('tab', { name: /^Purged/ }).click();
    await expect(page.getByText('[erased]').first()).toBeVisible();
  });
});
