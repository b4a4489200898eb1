/**
 * Axe on the dialogs of the review, of settings and of the shell, light and dark, and on what is said when the
 * engine stops. Most are looked at alone: accessibility.spec.ts has seen the pages behind them.
 */
import type { Page } from '@playwright/test';
import { DIALOG, holdStill, look, lookAndClose, MENU } from './support/axe.ts';
import { callEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace, showOnly } from './support/reviewing.ts';

const CANDIDATES = [
  [
    'Primary Identifier',
    'Last Name',
    'User Group',
    'Expiry Date',
    'Purge Date',
    'Has Role other than Patron and Instructor',
    'Balance',
    'Locker',
  ],
  ['d01', 'Abbott', 'Alumni', '2018-05-31', '2015-01-31', 'No', 0, 'A'],
  ['d02', 'Burns', 'Alumni', '2099-01-31', '2015-02-28', 'No', 3, 'A'],
  ['d03', 'Clarke', 'Graduate', '2018-05-31', '2015-03-31', 'Yes', 0, 'B'],
  ['d04', 'Dunn', 'I-Share', '2018-05-31', '2015-04-30', 'No', 0, ''],
  ['0005', 'Ellis', 'Graduate', '2018-05-31', '', '', 0, ''],
  ['d06', 'Frost', 'Graduate', '2018-05-31', '2015-06-30', 'No', 12.5, ''],
];

async function startReview(desk: Desk): Promise<void> {
  await holdStill(desk.page);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', CANDIDATES);
  await addText(desk, 'Keep.csv', [['Primary Identifier'], ['d06']]);
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).first().click();

/** The keyboard on a user's row, found by name. */
const toRow = (page: Page, lastName: string) =>
  page.locator('.ag-row [col-id="last_name"]', { hasText: lastName }).click();

test('the dialogs of the review and of settings', async ({ desk }) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await startReview(desk);
  await callEngine(page, 'samples.draw', { among: 'not-excluded', perGroup: 2 });
  await callEngine(page, 'signOff.sign', { name: 'Ana Fischer' });
  await go(page, 'Review');

  await test.step('decisions', async () => {
    for (const [lastName, key, words] of [
      ['Abbott', 'x', 'Exclude'],
      ['Frost', 'a', 'Flags of this user'],
      ['Clarke', 'a', 'To confirm, type'],
      ['Dunn', 'a', 'protected'],
    ] as const) {
      await toRow(page, lastName);
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toContainText(words);
      await lookAndClose(page, `Deciding on ${lastName}`);
    }
    await showOnly(page, 'Undecided');
    await press(page, /^Approve all/);
    await expect(page.getByRole('dialog')).toContainText('Approve');
    await lookAndClose(page, 'Approving all');
    await press(page, /^Apply rules/);
    await expect(page.getByRole('dialog').getByRole('table')).toBeVisible();
    await lookAndClose(page, 'Rules');
    await press(page, 'Make set');
    await expect(page.getByRole('button', { name: /^Make set of/ })).toBeVisible();
    await lookAndClose(page, 'Making a set');
  });

  await test.step('checks and sign-off', async () => {
    const views = page.getByRole('navigation', { name: 'Views of the review' });
    await views.getByText('Checks').click();
    await page.getByRole('navigation', { name: 'Checks' }).getByText('Sampling check').click();
    await press(page, 'Remove sample');
    await lookAndClose(page, 'Removing a sample');
    await views.getByText('Sign-off').click();
    await press(page, 'Withdraw the sign-off');
    await lookAndClose(page, 'Withdrawing the sign-off');
  });

  await test.step('settings', async () => {
    await go(page, 'Settings');
    await press(page, 'Add a rule');
    await look(page, 'Adding a rule', DIALOG);
    await page.getByRole('combobox', { name: 'User group' }).fill('Graduate');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toContainText('Protects 3 candidates');
    await lookAndClose(page, 'Adding a rule for some');
    await press(page, /^Change .*I-Share/);
    await lookAndClose(page, 'Changing a rule');
    const reason = page.getByRole('textbox', { name: 'Reason 1' }).first();
    await reason.fill(await page.getByRole('textbox', { name: 'Reason 2' }).first().inputValue());
    await look(page, 'Settings with a reason that is there already');
  });
});

test('the shell: search, keys, erasing, and an engine that stops', async ({ desk }) => {
  test.setTimeout(120_000);
  desk.allowErrors(/EngineStopped|engine stopped/i);
  const { page } = desk;
  await startReview(desk);

  await press(page, 'Workspace Spring');
  await lookAndClose(page, 'Menu of the workspace', MENU);
  await desk.menu('view.shortcuts');
  await lookAndClose(page, 'Keyboard shortcuts');
  await desk.menu('view.search');
  await expect(page.getByRole('dialog', { name: 'Quick search' })).toBeVisible();
  await look(page, 'Quick search', DIALOG);
  const search = page.getByRole('textbox', { name: 'Quick search' });
  await search.fill('d0');
  await expect(page.getByRole('dialog')).toContainText('Abbott');
  await page.keyboard.press('ArrowDown');
  await look(page, 'Quick search with users', DIALOG);
  await search.fill('sign-off');
  await expect(page.getByRole('dialog')).not.toContainText('Abbott');
  await page.keyboard.press('ArrowDown');
  await look(page, 'Quick search with a view', DIALOG);
  await search.fill('zzzz');
  await expect(page.getByRole('dialog')).toContainText('No user, set');
  await lookAndClose(page, 'Quick search, nobody');
  await desk.menu('workspace.erase');
  await lookAndClose(page, 'Erasing');

  const started = () => desk.log().split('done engine.ready').length - 1;
  const before = started();
  for (let time = 1; time <= 3; time++) {
    await expect.poll(started).toBe(before + time - 1);
    process.kill(await desk.enginePid(), 'SIGKILL');
    if (time > 1) continue;
    await expect(page.getByText('The engine stopped and was restarted.')).toBeVisible();
    await look(page, 'Engine restarted');
  }
  await expect(page.getByText('The engine can’t be started')).toBeVisible();
  await look(page, 'Engine given up');
});
