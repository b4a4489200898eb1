/**
 * The review, as a librarian does it: sort and filter, look at one user's evidence, decide singly and
 * for many, with rules, undo and redo, and a set at the end. After each step the counts must add up.
 * One story and its helpers, so it is longer than other files.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { openFilter } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'First Name',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Loans',
  'Balance',
  'Campus',
];

/** Four of twelve carry a flag that excludes: Burns, Clarke, Dunn and Ellis. */
const CANDIDATES: readonly (readonly (string | number)[])[] = [
  ['u01', 'Abbott', 'Anna', 'Undergraduate', '2018-05-31', '2019-05-31', 'No', 0, 0, 'North'],
  ['u02', 'Burns', 'Bert', 'Staff', '2018-05-31', '2019-06-30', 'Yes', 0, 0, 'South'],
  ['u03', 'Clarke', 'Cleo', 'I-Share', '2018-05-31', '2019-07-31', 'No', 0, 0, 'North'],
  ['u04', 'Dunn', 'Dora', 'Graduate', '2018-05-31', '2019-08-31', 'No', 0, 0, 'North'],
  ['u05', 'Ellis', 'Emil', 'Graduate', '2018-05-31', '2019-09-30', '', 0, 0, 'North'],
  ['u06', 'Frost', 'Fred', 'Graduate', '2018-05-31', '2019-10-31', 'No', 2, 0, 'North'],
  ['u07', 'Gray', 'Gina', 'Alumni', '2018-05-31', '2019-11-30', 'No', 0, 12.5, 'North'],
  ['u08', 'Hale', 'Hugo', 'Alumni', '2018-05-31', '2020-01-31', 'No', 0, 0, 'North'],
  ['u09', 'Ives', 'Ines', 'Alumni', '2018-05-31', '2020-02-29', 'No', 0, 0, 'North'],
  ['u10', 'Jones', 'Jo', 'Alumni', '2018-05-31', '2020-03-31', 'No', 0, 0, 'North'],
  ['u11', 'Kemp', 'Kit', 'Alumni', '2018-05-31', '2020-04-30', 'No', 0, 0, 'North'],
  ['u12', 'Lowe', 'Lea', 'Alumni', '2018-05-31', '2020-05-31', 'No', 0, 0, 'North'],
];

async function startReview(desk: Desk): Promise<void> {
  const candidates = join(desk.folder, 'Purge dates.xlsx');
  const keep = join(desk.folder, 'Keep.xlsx');
  const report = { name: 'Report', rows: [HEADINGS, ...CANDIDATES.map((row) => [...row])] };
  const list = { name: 'List', rows: [['Primary Identifier'], ['u04'], ['elsewhere77']] };
  writeFileSync(candidates, await writeXlsx({ sheets: [report] }));
  writeFileSync(keep, await writeXlsx({ sheets: [list] }));
  await desk.answerSave(join(desk.folder, 'Spring.purgedesk'));
  await desk.page.getByRole('button', { name: 'New workspace' }).click();
  await expect(screens(desk.page)).toBeVisible();
  await openEnginePort(desk.page);
  await importFile(desk, candidates);
  await importFile(desk, keep);
  await go(desk.page, 'Review');
}

/** Past the Import screen, which has a story of its own. */
async function importFile({ page, ...desk }: Desk, path: string): Promise<void> {
  await desk.answerOpen([path]);
  const [file] = await page.evaluate(() =>
    window.purgeDesk.request('chooseFiles', { purpose: 'workbooks' }),
  );
  const { importId } = (await callEngine(page, 'imports.read', { file: file!.token })).body;
  const state = async () => (await callEngine(page, 'imports.check', { importId })).body.state;
  await expect.poll(state).toBe('checked');
  expect((await callEngine(page, 'imports.commit', { importId })).status).toBe(200);
}

const screens = (page: Page): Locator => page.getByRole('navigation', { name: 'Screens' });

const go = (page: Page, screen: string) => screens(page).getByText(screen, { exact: true }).click();

const strip = (page: Page): Locator => page.getByRole('group', { name: 'Candidates by decision' });

const part = (page: Page, name: string): Locator => strip(page).getByRole('button', { name });

/** Undecided, excluded, approved: what the strip says, and that it is the sum it shows. */
async function expectCounts(page: Page, undecided: number, excluded: number, approved: number) {
  const numbers = async () => {
    const texts = await strip(page).getByRole('button').allInnerTexts();
    return texts.map((text) => Number(/^\D*(\d+)/.exec(text)?.[1]));
  };
  await expect.poll(numbers).toEqual([12, undecided, excluded, approved]);
  const { body } = await callEngine(page, 'review.counts');
  expect(body).toMatchObject({ candidates: 12, undecided, excluded, approved, deleted: 0 });
}

const row = (page: Page, index: number): Locator => page.locator(`.ag-row[row-index="${index}"]`);

const cell = (page: Page, index: number, column: string): Locator =>
  row(page, index).locator(`[col-id="${column}"]`);

/** The row of a user, wherever it stands. */
const rowOf = (page: Page, name: string): Locator =>
  page.locator('.ag-row').filter({ has: page.getByText(name, { exact: true }) });

/** To the first columns: those out of sight are not drawn. */
async function scrollBack(page: Page): Promise<void> {
  await row(page, 0).first().hover();
  await page.mouse.wheel(-5000, 0);
}

const shown = (page: Page, users: string): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: new RegExp(`^${users}\\b`) })).toBeVisible();

const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Who is this' });

const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('alert').filter({ hasText: text });

const clearFilters = (page: Page) =>
  page.getByRole('button', { name: 'Clear all filters' }).click();

test('a review from the first look to the set', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);

  await test.step('the counts add up from the start', async () => {
    await expectCounts(page, 12, 0, 0);
  });

  await test.step('rows are sorted by a heading', async () => {
    await expect(cell(page, 0, 'last_name')).toHaveText('Abbott');
    const heading = page.getByRole('columnheader', { name: 'Last name' });
    await heading.click();
    await heading.click();
    await expect(cell(page, 0, 'last_name')).toHaveText('Lowe');
    await heading.click();
    await page.getByRole('columnheader', { name: 'Purge date' }).click();
    await scrollBack(page);
    await expect(cell(page, 0, 'last_name')).toHaveText('Abbott');
  });

  await test.step('rows are filtered by text, date, choice and flag', async () => {
    await cell(page, 0, 'last_name').click();
    await page.keyboard.press('/');
    await page.keyboard.type('gina');
    await shown(page, '1 user');
    await expect(cell(page, 0, 'last_name')).toHaveText('Gray');
    await page.keyboard.press('Escape');
    await shown(page, '12 users');

    await openFilter(page, 'Dates');
    const dates = page.getByRole('group', { name: 'Purge date' });
    await dates.getByLabel('From').fill('2020-01-01');
    await dates.getByLabel('To').fill('2020-03-31');
    await page.keyboard.press('Escape');
    await shown(page, '3 users');
    await clearFilters(page);

    await openFilter(page, 'User group');
    await page.getByRole('checkbox', { name: 'Graduate', exact: true }).check();
    await page.getByRole('checkbox', { name: 'I-Share' }).check();
    await page.keyboard.press('Escape');
    await shown(page, '4 users');
    await clearFilters(page);

    await page.getByRole('button', { name: /^Staff (role )?1/ }).click();
    await shown(page, '1 user');
    await expect(cell(page, 0, 'last_name')).toHaveText('Burns');
  });

  await test.step('the panel shows the evidence with file and row', async () => {
    await cell(page, 0, 'last_name').dblclick();
    await expect(panel(page)).toContainText('Burns, Bert');
    await expect(panel(page)).toContainText('Has Role other than Patron and Instructor: Yes');
    await expect(panel(page)).toContainText('Purge dates.xlsx, sheet Report, row 3');
    const campus = panel(page).locator('dl > div').filter({ hasText: 'Campus' });
    // A fact, and a cell of the file.
    await expect(campus.locator('dd')).toHaveText(['South', 'South']);
    await expect(panel(page)).toContainText('The run doesn’t look at staff roles');
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    await clearFilters(page);
  });

  await test.step('one user is excluded by keyboard, another approved at once', async () => {
    await rowOf(page, 'Abbott').locator('[col-id="last_name"]').click();
    await page.keyboard.press('x');
    await expect(page.getByRole('dialog', { name: 'Exclude u01' })).toBeVisible();
    await page.keyboard.press('4');
    await expect(message(page, 'u01 excluded (Still affiliated).')).toBeVisible();
    await expect(rowOf(page, 'Abbott')).toContainText('Excluded');
    await expectCounts(page, 11, 1, 0);

    await rowOf(page, 'Hale').locator('[col-id="last_name"]').click();
    await page.keyboard.press('a');
    await expect(rowOf(page, 'Hale')).toContainText('Approved');
    await expectCounts(page, 10, 1, 1);
  });

  await test.step('N goes to the next undecided user, with the panel', async () => {
    await page.keyboard.press('Enter');
    await expect(panel(page)).toContainText('Hale, Hugo');
    await page.keyboard.press('n');
    await expect(panel(page)).toContainText('Ives, Ines');
    await page.getByRole('button', { name: 'Close panel' }).click();
  });

  await test.step('several are excluded with a reason in own words and a note', async () => {
    await rowOf(page, 'Jones').locator('[col-id="last_name"]').click();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('button', { name: 'Exclude 2 users' }).click();
    const dialog = page.getByRole('dialog', { name: 'Exclude 2 users' });
    await dialog.getByLabel('Reason in your own words').fill('On sabbatical');
    await dialog.getByLabel('Note').fill('Asked by the dean');
    await dialog.getByRole('button', { name: 'Exclude 2 users' }).click();
    await expect(message(page, '2 users excluded (On sabbatical).')).toBeVisible();
    await expectCounts(page, 8, 3, 1);
  });

  await test.step('approving users with a flag says so first', async () => {
    await part(page, 'Undecided').click();
    await shown(page, '8 users');
    await page.getByRole('button', { name: 'Approve all 8 users' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve all 8 users' });
    await expect(dialog).toContainText('3 users will be left alone');
    await expect(dialog).toContainText('2 users who are staff or of unknown role');
    await expect(dialog).toContainText('1 user named by the protected register');
    // Held back: only by name, and nobody has named it.
    const named = dialog.getByRole('checkbox', {
      name: 'Also approve 1 user on an exclusion list',
    });
    await expect(named).not.toBeChecked();
    await expect(dialog.getByRole('button', { name: 'Approve 4 users' })).toBeVisible();
    await named.check();
    await expect(dialog.getByRole('button', { name: 'Approve 5 users' })).toBeVisible();
    const flags = dialog.getByRole('region', { name: 'Flags' });
    await expect(flags).toContainText('On an exclusion list');
    await flags.getByRole('button', { name: /^Leave this one out/ }).click();
    await expect(dialog.getByRole('button', { name: 'Approve 4 users' })).toBeVisible();
    await flags.getByRole('button', { name: /^Include again/ }).click();
    await named.uncheck();
    await dialog.getByRole('radio', { name: 'Data checked' }).check();
    await dialog.getByRole('button', { name: 'Approve 4 users' }).click();
    await expect(message(page, '1 held-back user was left out')).toBeVisible();
    await expect(message(page, '4 users approved (Data checked).')).toBeVisible();
    await expectCounts(page, 4, 3, 5);
    await shown(page, '4 users');
  });

  await test.step('a decision is cleared', async () => {
    await part(page, 'Approved').click();
    await shown(page, '5 users');
    await rowOf(page, 'Hale').locator('[col-id="last_name"]').click();
    await page.keyboard.press('c');
    await expectCounts(page, 5, 3, 4);
    await part(page, 'Candidates').click();
    await shown(page, '12 users');
  });

  await test.step('the rules exclude in one step, which is undone and redone', async () => {
    await page.getByRole('button', { name: 'Apply rules 4 users they would exclude' }).click();
    const dialog = page.getByRole('dialog', { name: 'Suggestions by rule' });
    await expect(dialog.getByRole('row', { name: /On an exclusion list/ })).toContainText('1');
    await dialog.getByRole('button', { name: 'Exclude 4 users' }).click();
    await expectCounts(page, 1, 7, 4);
    await message(page, '4 users excluded by rule.').getByRole('button', { name: 'Undo' }).click();
    await expectCounts(page, 5, 3, 4);
    await desk.menu('edit.redo');
    await expectCounts(page, 1, 7, 4);
    await desk.menu('edit.undo');
    await desk.menu('edit.undo');
    await expectCounts(page, 4, 3, 5);
    await page.getByRole('button', { name: /^Redo: / }).click();
    await page.getByRole('button', { name: /^Redo: / }).click();
    await expectCounts(page, 1, 7, 4);
  });

  await test.step('an undone decision stays in the panel, struck', async () => {
    await rowOf(page, 'Burns').locator('[col-id="last_name"]').dblclick();
    await expect(panel(page)).toContainText('By rule');
    await desk.menu('edit.undo');
    await expect(panel(page).locator('del')).toContainText('By rule');
    await desk.menu('edit.redo');
    await expect(panel(page).locator('del')).toHaveCount(0);
    await page.getByRole('button', { name: 'Close panel' }).click();
    await expectCounts(page, 1, 7, 4);
  });

  await test.step('a set is made of those approved', async () => {
    await page.getByRole('button', { name: 'Make set', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a set' });
    await expect(dialog.getByRole('radio', { name: /^Approved/ })).toBeChecked();
    await expect(dialog.getByRole('switch', { name: 'Private' })).not.toBeChecked();
    await dialog.getByLabel('Set name').fill('Spring purge');
    await dialog.getByLabel('Note').fill('First cycle');
    await dialog.getByRole('button', { name: 'Make set of 4 users' }).click();
    await expect(message(page, 'The set “Spring purge” has 4 members.')).toBeVisible();
    const sets = (await callEngine(page, 'sets.list')).body;
    expect(sets[0]).toMatchObject({
      name: 'Spring purge',
      note: 'First cycle',
      private: false,
      members: 4,
      origin: { from: 'review', users: 'approved' },
    });
    await page.getByRole('button', { name: 'Show in Sets' }).click();
    await expect(page.getByRole('heading', { name: 'Sets', level: 1 })).toBeVisible();
  });

  await test.step('the decisions are there after a restart', async () => {
    await desk.restart();
    await openEnginePort(desk.page);
    await go(desk.page, 'Review');
    await expectCounts(desk.page, 1, 7, 4);
  });
});

test('users behind a number, and everybody', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);

  await test.step('everybody is listed, those on lists only too', async () => {
    await go(page, 'Users');
    await shown(page, '13 users');
    await page
      .getByRole('combobox', { name: 'In this workspace' })
      .selectOption({ label: 'On lists only (1)' });
    await shown(page, '1 user');
    await cell(page, 0, 'primary_identifier').dblclick();
    await expect(panel(page)).toContainText('Not a candidate');
    await expect(panel(page)).toContainText('Keep.xlsx');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(panel(page)).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
  });

  await test.step('quick search lists those found', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Quick search' }).fill('gray');
    await page.getByText('Show 1 user in a list').click();
    await expect(page.getByRole('button', { name: /^Only: “gray”/ })).toBeVisible();
    await cell(page, 0, 'primary_identifier').dblclick();
    await expect(panel(page)).toContainText('owes $12.50, more than $1.00');
    await shown(page, '1 user');
  });

  await test.step('a set is made of them, and everybody is one click away', async () => {
    await page.getByRole('button', { name: 'Make set', exact: true }).click();
    await page.getByRole('button', { name: 'Make set of 1 user' }).click();
    await expect(message(page, /has 1 member\./)).toBeVisible();
    await page.getByRole('button', { name: /^Only: “gray”/ }).click();
    await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
    await shown(page, '13 users');
  });
});

test('the reasons of Settings are those of the dialog, digit by digit', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);

  await test.step('one is added, moved up by the keyboard, and another renamed', async () => {
    await go(page, 'Settings');
    await page
      .getByRole('navigation', { name: 'Sections of Settings' })
      .getByRole('button', { name: 'Reasons' })
      .click();
    const heading = page.getByRole('heading', { name: 'Reasons', exact: true });
    await expect(heading).toBeFocused();
    await expect(heading).toBeInViewport();
    const list = page.getByRole('region', { name: 'For excluding' });
    await list.getByLabel('New reason for excluding').fill('On leave');
    await list.getByRole('button', { name: 'Add' }).click();
    await expect(list.getByLabel('Reason 7')).toHaveValue('On leave');
    await list.getByLabel('Reason 7').press('Alt+ArrowUp');
    await expect(list.getByLabel('Reason 6')).toHaveValue('On leave');
    await expect(list.getByLabel('Reason 6')).toBeFocused();
    await list.getByLabel('Reason 1').fill('activity elsewhere');
    await expect(list).toContainText('The list has this reason already.');
    await list.getByLabel('Reason 1').fill('Works here');
    await list.getByLabel('Reason 1').press('Enter');
    await list.getByRole('button', { name: 'Remove “Other”' }).click();
    await message(page, 'The reason “Other” was removed').getByRole('button').first().click();
    await expect(list.getByLabel('Reason 7')).toHaveValue('Other');
    const saved = async () => (await callEngine(page, 'settings.get')).body.excludeReasons;
    await expect
      .poll(saved)
      .toEqual([
        ...['Works here', 'Activity elsewhere', 'Protected group', 'Still affiliated'],
        ...['Data conflict', 'On leave', 'Other'],
      ]);
  });

  await test.step('their digits exclude', async () => {
    await go(page, 'Review');
    await rowOf(page, 'Hale').locator('[col-id="last_name"]').click();
    await page.keyboard.press('x');
    await expect(page.getByRole('dialog', { name: 'Exclude u08' })).toBeVisible();
    await page.keyboard.press('6');
    await expect(message(page, 'u08 excluded (On leave).')).toBeVisible();
    await rowOf(page, 'Ives').locator('[col-id="last_name"]').click();
    await page.keyboard.press('x');
    await expect(page.getByRole('dialog', { name: 'Exclude u09' })).toBeVisible();
    await page.keyboard.press('1');
    await expect(message(page, 'u09 excluded (Works here).')).toBeVisible();
  });
});

test('an empty review says what goes here', async ({ desk }) => {
  const { page } = desk;
  await desk.answerSave(join(desk.folder, 'Empty.purgedesk'));
  await page.getByRole('button', { name: 'New workspace' }).click();
  await go(page, 'Review');
  await expect(page.getByRole('heading', { name: 'No candidates yet' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import candidates' })).toBeVisible();
});
