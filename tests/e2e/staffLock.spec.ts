/**
 * The staff lock and the protected register, tried from outside: together with others, by pasting, past
 * the page through the contract. One staff user is approved by typing and stays marked; nobody whom the
 * register names is.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { showOnly } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'First Name',
  'User Group',
  'Purge Date',
  'Has Role other than Patron and Instructor',
];

/** Burns is staff, of Dunn no report says, Clarke is a linked user, the two others may go. */
const CANDIDATES = [
  ['s01', 'Abbott', 'Anna', 'Alumni', '2019-05-31', 'No'],
  ['S0-02', 'Burns', 'Bert', 'Staff', '2019-06-30', 'Yes'],
  ['s03', 'Clarke', 'Cleo', 'I-Share', '2019-07-31', 'No'],
  ['s04', 'Dunn', 'Dora', 'Alumni', '2019-08-31', ''],
  ['s05', 'Ellis', 'Emil', 'Alumni', '2019-09-30', 'No'],
];

async function startReview(desk: Desk): Promise<void> {
  const { page } = desk;
  const path = join(desk.folder, 'Purge dates.xlsx');
  writeFileSync(
    path,
    await writeXlsx({ sheets: [{ name: 'Report', rows: [HEADINGS, ...CANDIDATES] }] }),
  );
  await desk.answerSave(join(desk.folder, 'Lock.purgedesk'));
  await page.getByRole('button', { name: 'New workspace' }).click();
  await expect(screens(page)).toBeVisible();
  await openEnginePort(page);
  await desk.answerOpen([path]);
  const [file] = await page.evaluate(() =>
    window.purgeDesk.request('chooseFiles', { purpose: 'workbooks' }),
  );
  const { importId } = (await callEngine(page, 'imports.read', { file: file!.token })).body;
  const state = async () => (await callEngine(page, 'imports.check', { importId })).body.state;
  await expect.poll(state).toBe('checked');
  expect((await callEngine(page, 'imports.commit', { importId })).status).toBe(200);
  await go(page, 'Review');
}

const screens = (page: Page): Locator => page.getByRole('navigation', { name: 'Screens' });

const go = (page: Page, screen: string) => screens(page).getByText(screen, { exact: true }).click();

const rowOf = (page: Page, name: string): Locator =>
  page.locator('.ag-row').filter({ has: page.getByText(name, { exact: true }) });

const nameOf = (page: Page, name: string): Locator =>
  rowOf(page, name).locator('[col-id="last_name"]');

const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Who is this' });

const message = (page: Page, text: string): Locator =>
  page.getByRole('alert').filter({ hasText: text });

const shown = (page: Page, users: string): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: new RegExp(`^${users}\\b`) })).toBeVisible();

/** Asks for the approval of one user by key. */
async function pressApprove(page: Page, name: string, identifier: string): Promise<Locator> {
  await nameOf(page, name).click();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: `Approve ${identifier}` });
  await expect(dialog).toBeVisible();
  return dialog;
}

const expectApproved = (page: Page, approved: number, staffConfirmed: number) =>
  expect
    .poll(async () => (await callEngine(page, 'review.counts')).body)
    .toMatchObject({ approved, staffConfirmed });

/** How the engine says that each user stands, by last name. */
async function reviewStates(page: Page): Promise<Record<string, string>> {
  const input = { criteria: { op: 'all', of: [] }, sort: [], offset: 0, limit: 100 };
  const { rows } = (await callEngine(page, 'users.page', input)).body;
  return Object.fromEntries(
    rows.map((row: { last_name: string; decision: string }) => [row.last_name, row.decision]),
  );
}

async function userNoOf(page: Page, identifier: string): Promise<number> {
  const found = await callEngine(page, 'users.find', { identifiers: [identifier] });
  return found.body.userNos[0];
}

const NOT_APPROVED = { Burns: 'undecided', Clarke: 'undecided', Dunn: 'undecided' };

test('staff and protected users are left alone when many are approved', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);

  await test.step('how many are left alone is said before', async () => {
    await showOnly(page, 'Undecided');
    await page.getByRole('button', { name: 'Approve all 5 users' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve all 5 users' });
    await expect(dialog).toContainText('3 users will be left alone');
    await expect(dialog).toContainText('2 users who are staff or of unknown role');
    await expect(dialog).toContainText('1 user named by the protected register');
    await dialog.getByRole('radio', { name: 'Data checked' }).check();
    await dialog.getByRole('button', { name: 'Approve 2 users' }).click();
  });

  await test.step('and after, with the users behind the number', async () => {
    await expect(message(page, '2 users approved (Data checked).')).toBeVisible();
    expect(await reviewStates(page)).toMatchObject({
      ...NOT_APPROVED,
      Abbott: 'approved',
      Ellis: 'approved',
    });
    await page.getByRole('button', { name: '2 users who are staff or of unknown role' }).click();
    await expect(nameOf(page, 'Burns')).toBeVisible();
    await expect(nameOf(page, 'Dunn')).toBeVisible();
    await shown(page, '2 users');
  });

  await test.step('a selection of nobody else can’t be approved at all', async () => {
    await page.getByRole('button', { name: 'Approve all 2 users' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve all 2 users' });
    await expect(dialog).toContainText('None of these users can be approved together');
    await expect(dialog.getByRole('button', { name: /^Approve/ })).toHaveCount(0);
    await page.keyboard.press('Escape');
    expect(await reviewStates(page)).toMatchObject(NOT_APPROVED);
  });

  await test.step('nor do they come into the set of those not excluded', async () => {
    await go(page, 'Review');
    await page.getByRole('button', { name: 'Make set', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a set' });
    await expect(dialog.getByRole('radio', { name: /^Approved/ })).toBeChecked();
    await dialog.getByRole('radio', { name: /^Not excluded/ }).check();
    await expect(dialog.getByRole('button', { name: 'Make set of 2 users' })).toBeVisible();
  });
});

test('one staff user is approved by typing alone, and stays marked', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);
  const dialog = await pressApprove(page, 'Burns', 'S0-02');
  const field = dialog.getByLabel('To confirm, type the primary identifier: S0-02');
  const approve = dialog.getByRole('button', { name: 'Approve this user' });
  const paste = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.paste());

  await test.step('what is pasted or dropped into the field is refused', async () => {
    await desk.app.evaluate(({ clipboard }) => clipboard.writeText('S0-02'));
    await dialog.getByLabel('Note').focus();
    await paste();
    // Pasting itself works, so that the next refusal means something.
    await expect(dialog.getByLabel('Note')).toHaveValue('S0-02');
    await dialog.getByRole('radio', { name: 'Role has ended' }).check();
    await field.focus();
    await paste();
    await expect(dialog).toContainText('Pasting doesn’t work here. Type it.');
    await page.keyboard.press('Control+V');
    await expect(field).toHaveValue('');
    const taken = await field.evaluate((input) =>
      input.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true })),
    );
    expect(taken).toBe(false);
    await expect(approve).toBeDisabled();
  });

  await test.step('another identifier is not enough', async () => {
    await field.pressSequentially('s0-02');
    await expect(approve).toBeDisabled();
    await field.press('Enter');
    await expect(dialog).toBeVisible();
    expect(await reviewStates(page)).toMatchObject(NOT_APPROVED);
  });

  await test.step('the identifier, typed, and a reason are', async () => {
    await field.fill('');
    await field.pressSequentially('S0-02');
    await expect(approve).toBeEnabled();
    // Enter only moves on to the button.
    await field.press('Enter');
    await expect(approve).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(message(page, 'S0-02 approved (Role has ended).')).toBeVisible();
    await expect(
      page.getByRole('status').filter({ hasText: 'Still undecided: 4 users.' }),
    ).toHaveCount(1);
    await expectApproved(page, 1, 1);
  });

  await test.step('the mark stays in the rows, the panel and beside the counts', async () => {
    await expect(rowOf(page, 'Burns').locator('[col-id="decision"]')).toContainText('Staff');
    await nameOf(page, 'Burns').dblclick();
    await expect(panel(page)).toContainText('Staff, approved one by one');
    const decisions = panel(page)
      .locator('section')
      .filter({ hasText: /^Decisions so far/ });
    await expect(decisions).toContainText('Staff, approved one by one');
    await desk.restart();
    await openEnginePort(desk.page);
    await go(desk.page, 'Review');
    await desk.page.getByRole('button', { name: '1 staff approved one by one' }).click();
    await expect(nameOf(desk.page, 'Burns')).toBeVisible();
    await shown(desk.page, '1 user');
  });

  await test.step('approving many doesn’t touch it, undoing takes it back', async () => {
    await desk.menu('edit.undo');
    await expectApproved(desk.page, 0, 0);
    await desk.menu('edit.redo');
    await expectApproved(desk.page, 1, 1);
  });
});

test('the contract lets nobody past the staff lock', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);
  const burns = await userNoOf(page, 'S0-02');
  const dunn = await userNoOf(page, 's04');
  const approve = (userNos: readonly number[], more: object = {}) =>
    callEngine(page, 'review.decide', {
      selection: { criteria: { op: 'users', userNos } },
      decision: 'approved',
      reason: 'Other',
      ...more,
    });

  expect((await approve([burns])).body).toMatchObject({ changed: 0, staffLocked: 1 });
  expect((await approve([burns, dunn])).body).toMatchObject({ changed: 0, staffLocked: 2 });
  const refused = [
    await approve([burns], { typedIdentifier: 's0-02' }),
    await approve([burns], { typedIdentifier: '' }),
    await approve([burns], { typedIdentifier: 'S0-02', reason: '  ' }),
    await approve([burns, dunn], { typedIdentifier: 'S0-02' }),
    await approve([dunn], { typedIdentifier: 'S0-02' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
  expect(await reviewStates(page)).toMatchObject(NOT_APPROVED);
  await expectApproved(page, 0, 0);

  expect((await approve([burns], { typedIdentifier: 'S0-02' })).body).toMatchObject({ changed: 1 });
  await expectApproved(page, 1, 1);
});

test('a protected user can’t be approved until the rule is gone', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);

  await test.step('the rule is named, with the way to it', async () => {
    const dialog = await pressApprove(page, 'Clarke', 's03');
    await expect(dialog).toContainText('User group: I-Share');
    await expect(dialog.getByRole('button', { name: 'Approve this user' })).toHaveCount(0);
    const clarke = await userNoOf(page, 's03');
    const answer = await callEngine(page, 'review.decide', {
      selection: { criteria: { op: 'users', userNos: [clarke] } },
      decision: 'approved',
      reason: 'Other',
      typedIdentifier: 's03',
    });
    expect(answer.body).toMatchObject({ changed: 0, protected: 1 });
    await dialog.getByRole('button', { name: 'Show the register in Settings' }).click();
    await expect(page.getByRole('heading', { name: 'Protected register' })).toBeInViewport();
  });

  await test.step('a rule says whom it protects while it is typed', async () => {
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a rule to the protected register' });
    await dialog.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Identifier prefix' }).click();
    await dialog.getByRole('textbox', { name: 'Identifier prefix' }).fill('S0');
    await expect(dialog).toContainText('Protects 5 candidates now.');
    await dialog.getByRole('textbox', { name: 'Identifier prefix' }).fill('s0-');
    await expect(dialog).toContainText('Protects 1 candidate now.');
    await dialog.getByLabel('Review on').fill('2020-01-31');
    await dialog.getByLabel('Note').fill('Service accounts');
    await dialog.getByRole('button', { name: 'Add the rule' }).click();
    await expect(message(page, 'The identifier prefix s0- protects 1 candidate.')).toBeVisible();
    const row = page.getByRole('row', { name: /Identifier prefix s0-/ });
    await expect(row).toContainText('Service accounts');
    await expect(row).toContainText('Due');
  });

  await test.step('with both rules gone and one back, only the other’s user may go', async () => {
    await page.getByRole('button', { name: 'Remove user group I-Share' }).click();
    await expect(message(page, '1 candidate can be approved again')).toBeVisible();
    await go(page, 'Review');
    await nameOf(page, 'Clarke').click();
    await page.keyboard.press('a');
    await expect(message(page, 's03 approved.')).toBeVisible();
    await expectApproved(page, 1, 0);
    await pressApprove(page, 'Burns', 'S0-02');
    await expect(page.getByRole('dialog')).toContainText('Identifier prefix: s0-');
    await page.keyboard.press('Escape');
  });

  await test.step('a rule takes those out of approval whom it names', async () => {
    await callEngine(page, 'register.add', { kind: 'name', value: 'Clarke, C*' });
    await expectApproved(page, 0, 0);
    await nameOf(page, 'Clarke').dblclick();
    await expect(panel(page)).toContainText('Name: Clarke, C*');
    await expect(panel(page)).toContainText('never approved');
  });
});
