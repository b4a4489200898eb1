/**
 * The grid as a spreadsheet: ranges over rows that aren't loaded, copying to Excel, pasting identifiers,
 * the menus by keyboard, saved filters and views. What is copied and selected is what was meant.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { openFilter } from './support/reviewing.ts';

test.use({ program: 'shared' });

/** More than AG Grid loads at once, and than the engine gives at once. */
const USERS = 1500;
const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'User Group',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Balance',
  'Locker',
];

async function startReview(desk: Desk): Promise<void> {
  const rows = Array.from({ length: USERS }, (_, n) => [
    String(n + 1).padStart(6, '0'),
    n === 0 ? '=1+1' : `Name ${n + 1}`,
    n % 3 === 0 ? 'Alumni' : 'Graduate',
    '2019-05-31',
    'No',
    n === 1 ? 12.5 : 0,
    `0${n}`,
  ]);
  const path = join(desk.folder, 'Purge dates.xlsx');
  const sheets = [{ name: 'Report', rows: [HEADINGS, ...rows] }];
  writeFileSync(path, await writeXlsx({ sheets }));
  await desk.answerSave(join(desk.folder, 'Spring.purgedesk'));
  await desk.page.getByRole('button', { name: 'New workspace' }).click();
  await expect(screens(desk.page)).toBeVisible();
  await openEnginePort(desk.page);
  await desk.answerOpen([path]);
  const [file] = await desk.page.evaluate(() =>
    window.purgeDesk.request('chooseFiles', { purpose: 'workbooks' }),
  );
  const { importId } = (await callEngine(desk.page, 'imports.read', { file: file!.token })).body;
  const state = async () => (await callEngine(desk.page, 'imports.check', { importId })).body.state;
  await expect.poll(state).toBe('checked');
  expect((await callEngine(desk.page, 'imports.commit', { importId })).status).toBe(200);
  await screens(desk.page).getByText('Review', { exact: true }).click();
  // By identifier, so that each test knows which row is whose.
  await desk.page.getByRole('columnheader', { name: 'Primary identifier' }).click();
  await expect(cell(desk.page, 0, 'primary_identifier')).toHaveText('000001');
}

const screens = (page: Page): Locator => page.getByRole('navigation', { name: 'Screens' });

const cell = (page: Page, index: number, column: string): Locator =>
  page.locator(`.ag-row[row-index="${index}"] [col-id="${column}"]`);

const says = (page: Page, text: string): Promise<void> =>
  expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();

const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('alert').filter({ hasText: text });

const copied = (desk: Desk) =>
  desk.app.evaluate(async ({ clipboard }) => {
    const text = await clipboard.readText();
    const html =
      'readHTML' in clipboard
        ? // Of Electron up to version 43.
          (clipboard as unknown as { readHTML(): string }).readHTML()
        : await (await clipboard.read())[0]?.getType('text/html').then((blob) => blob.text());
    return { lines: text.split(/\r?\n/), html };
  });

test('ranges reach over rows that are not loaded, and what is selected is copied', async ({
  desk,
}) => {
  const { page } = desk;
  await startReview(desk);
  await cell(page, 1, 'primary_identifier').click();

  await test.step('a cell is copied as it is', async () => {
    await page.keyboard.press('Control+c');
    await expect(message(page, 'Copied the cell.')).toBeVisible();
    const { lines, html } = await copied(desk);
    expect(lines).toEqual(['000002']);
    expect(html).toContain(`mso-number-format:'\\@'`);
  });

  await test.step('Shift extends and takes back', async () => {
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await says(page, '3 selected');
    await page.keyboard.press('Shift+ArrowUp');
    await says(page, '2 selected');
    await expect(page.locator('.ag-row[aria-selected="true"]')).toHaveCount(2);
  });

  await test.step('to the last row, loaded or not', async () => {
    await page.keyboard.press('Control+Shift+End');
    await says(page, '1,499 selected');
    await page.keyboard.press('Control+c');
    await expect(message(page, 'Copied 1,499 rows.')).toBeVisible();
    const { lines } = await copied(desk);
    expect(lines).toHaveLength(1500);
    expect(lines[0]).toMatch(/^Primary identifier\tDecision\t/);
    expect(lines[1]).toMatch(/^000002\t.*\t2019-05-31\t.*12\.50$/);
    expect(lines.at(-1)).toMatch(/^001500\t/);
  });

  await test.step('a name that looks like a formula stays text', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Space');
    await says(page, '1 selected');
    await page.keyboard.press('Control+c');
    await expect(message(page, 'Copied 1 row.')).toBeVisible();
    const { lines, html } = await copied(desk);
    expect(lines[1]).toContain(`\t'=1+1\t`);
    expect(html).toContain(`'\\@'">=1+1</td>`);
  });
});

test('pasted identifiers become a filter, and the unknown ones are shown', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);
  await desk.app.evaluate(({ clipboard }) =>
    clipboard.writeText('Username\tName\r\n000003\tx\r\n000007\r\n7\r\nnobody\r\n'),
  );
  await cell(page, 0, 'last_name').click();
  await page.keyboard.press('Control+v');
  await expect(message(page, '2 found, 2 unknown.')).toBeVisible();
  await says(page, '2 users');
  await page.getByRole('button', { name: 'Show unknown' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pasted identifiers that nobody has' });
  await expect(dialog.getByRole('listitem')).toHaveText(['7', 'nobody']);
  await page.keyboard.press('Escape');
  // In a narrow window the filter itself is folded.
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await says(page, '1,500 users');
});

/** Does something as soon as no cell has the keyboard, which is over before a test could know of it. */
async function betweenCells(page: Page, act: 'ArrowDown' | 'paste'): Promise<void> {
  await page.evaluate((what) => {
    const { port1, port2 } = new MessageChannel();
    const look = () => {
      const active = document.activeElement!;
      if (active.closest('.ag-cell')) return port2.postMessage('');
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '000005');
      active.dispatchEvent(
        what === 'paste'
          ? new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData })
          : new KeyboardEvent('keydown', { key: what, bubbles: true, cancelable: true }),
      );
    };
    port1.onmessage = look;
    look();
  }, act);
}

test('keys and what is pasted while the rows are drawn anew are for the rows', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);
  await desk.app.evaluate(({ clipboard }) => clipboard.writeText('000003\r\n000007\r\n'));
  const focused = page.locator('.ag-cell:focus');

  await cell(page, 0, 'primary_identifier').click();
  await betweenCells(page, 'ArrowDown');
  await page.keyboard.press('Control+v');
  await says(page, '2 users');
  await expect(focused).toHaveText('000007');

  await page.keyboard.press('ArrowUp');
  await expect(focused).toHaveText('000003');
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await says(page, '1,500 users');
  await cell(page, 0, 'primary_identifier').click();
  await betweenCells(page, 'paste');
  await page.keyboard.press('Control+v');
  await says(page, '1 user');
  await expect(focused).toHaveText('000005');
});

test('menus by keyboard, a saved filter and a view', async ({ desk }) => {
  const { page } = desk;
  await startReview(desk);

  await test.step('the row menu filters by the value under it', async () => {
    await cell(page, 0, 'user_group').click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Show only: Alumni' }).click();
    await says(page, '500 users');
    // The keyboard is in the rows again.
    await expect(page.locator('.ag-cell:focus')).toHaveText('Alumni');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Hide: Alumni' }).click();
    await says(page, '0 users');
    await page.getByRole('button', { name: 'Remove filter: Not: Alumni' }).click();
  });

  await test.step('the filter is kept under a name and finds its users anew', async () => {
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Save filter' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save filter' });
    await dialog.getByLabel('Name').fill('All alumni');
    await dialog.getByRole('button', { name: 'Save filter' }).click();
    await expect(message(page, 'it finds 500 users now')).toBeVisible();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await says(page, '1,500 users');
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: /^All alumni/ }).click();
    await expect(
      page.getByRole('button', { name: 'Remove filter: In set All alumni' }),
    ).toBeVisible();
    await says(page, '500 users');
    const [set] = (await callEngine(page, 'sets.list')).body;
    expect(set).toMatchObject({
      name: 'All alumni',
      origin: { from: 'saved-filter', words: 'Alumni' },
      members: 500,
    });
    expect(set.criteria).not.toBeNull();
  });

  await test.step('a column of the file is shown, and the view brings it back', async () => {
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByLabel('Find a column').fill('locker');
    await page.getByRole('checkbox', { name: 'Locker' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Save these columns as a view' }).click();
    await page.getByLabel('Name of the view').fill('With lockers');
    await page.getByRole('button', { name: 'Save view' }).click();
    await expect(message(page, 'The view “With lockers” was saved.')).toBeVisible();
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('button', { name: 'Reset columns' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await page.getByRole('menuitem', { name: 'With lockers' }).click();
    await cell(page, 0, 'primary_identifier').click();
    await page.keyboard.press('End');
    await expect(cell(page, 0, 'extra:Locker')).toHaveText('00');
  });

  await test.step('the decisions so far are shown, newest first', async () => {
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByLabel('Find a column').fill('so far');
    await page.getByRole('checkbox', { name: 'Decisions so far, newest first' }).check();
    await page.keyboard.press('Escape');
    // Whichever rows are on screen by now: they follow one another in the document as on it.
    const row = page.locator('.ag-row:has([col-id="primary_identifier"])').nth(3);
    const userNo = await row.getAttribute('row-id');
    const selection = { criteria: { op: 'users', userNos: [Number(userNo)] } };
    for (const [decision, reason] of [
      ['excluded', 'Still affiliated'],
      ['approved', 'Data checked'],
    ])
      await callEngine(page, 'review.decide', { selection, decision, reason });
    // The column stands at the left end; the grid was at the right one.
    await row.locator('[col-id="primary_identifier"]').click();
    await page.keyboard.press('Home');
    await expect(page.locator(`[row-id="${userNo}"] [col-id="decisions"]`)).toHaveText(
      'Approved (Data checked); Excluded (Still affiliated)',
    );
  });
});

test('the heading of a column filters by it, with its values and with conditions', async ({
  desk,
}) => {
  const { page } = desk;
  await startReview(desk);
  const box = (column: string) => page.getByRole('dialog', { name: `Filter and sort ${column}` });
  const chip = (text: string) => page.getByRole('button', { name: `Remove filter: ${text}` });

  await test.step('Alt+Down opens it on a cell, and values are ticked', async () => {
    await cell(page, 0, 'user_group').click();
    await page.keyboard.press('Alt+ArrowDown');
    const group = box('User group');
    await expect(group.getByText('1,000')).toBeVisible();
    await group.getByRole('textbox', { name: 'Search values' }).fill('alu');
    await group.getByRole('checkbox', { name: 'Alumni' }).check();
    await says(page, '500 users');
    await expect(chip('Alumni')).toBeVisible();
    await desk.screenshot('column-filter-values');
    await page.keyboard.press('Escape');
    await expect(group).toHaveCount(0);
    await expect(cell(page, 0, 'user_group')).toBeFocused();
  });

  await test.step('the filter menu says the same', async () => {
    await openFilter(page, 'User group');
    await expect(page.getByRole('checkbox', { name: 'Alumni' })).toBeChecked();
    await page.keyboard.press('Escape');
  });

  await test.step('its arrow opens it, and a date lies from today', async () => {
    const heading = page.locator('.ag-header-cell[col-id="purge_date"]');
    await heading.hover();
    await heading.locator('button').click();
    const dates = box('Purge date');
    await dates.getByLabel('Condition').selectOption({ label: 'In the last …' });
    await dates.getByRole('textbox', { name: 'How many' }).fill('1');
    await says(page, '0 users');
    await dates.getByLabel('Condition').selectOption({ label: 'At least … ago' });
    await says(page, '500 users');
    await desk.screenshot('column-filter-dates');
    await dates.getByRole('button', { name: 'Clear filter of this column' }).click();
    await page.keyboard.press('Escape');
    await expect(dates).toHaveCount(0);
    await expect(heading).toBeFocused();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await says(page, '1,500 users');
  });

  await test.step('a column that only the file knows is filtered and sorted, too', async () => {
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Locker' }).check();
    await page.keyboard.press('Escape');
    const heading = page.locator('.ag-header-cell[col-id="extra:Locker"]');
    // Columns out of sight are not drawn.
    await page
      .locator('.ag-body-horizontal-scroll-viewport')
      .evaluate((bar) => bar.scrollTo({ left: 99_999 }));
    await heading.hover();
    await heading.locator('button').click();
    const locker = box('Locker');
    await locker.getByLabel('Condition').selectOption({ label: 'Ends with' });
    await locker.getByRole('textbox', { name: 'Text', exact: true }).fill('99');
    await says(page, '15 users');
    await locker.getByRole('button', { name: 'Sort descending' }).click();
    await expect(cell(page, 0, 'extra:Locker')).toHaveText('0999');
    await expect(chip('Locker ends with “99”')).toBeVisible();
    const { body } = await callEngine(page, 'users.count', {
      criteria: { op: 'extra', heading: 'Locker', is: { how: 'ends', value: '99' } },
    });
    expect(body).toEqual({ users: 15 });
    await chip('Locker ends with “99”').click();
    await says(page, '1,500 users');
  });
});

test('the rows have the window, and the keyboard reaches them in five tabs', async ({ desk }) => {
  const { page, app } = desk;
  await startReview(desk);
  const rows = (width: number, height: number, zoomed = 0) =>
    test.step(`${width} x ${height}, ${zoomed} steps in`, async () => {
      await app.evaluate(
        ({ BrowserWindow, Menu }, [w, h, steps]) => {
          const window = BrowserWindow.getAllWindows()[0]!;
          window.setMinimumSize(1, 1);
          window.setContentSize(w!, h!);
          const choose = (id: string) => Menu.getApplicationMenu()!.getMenuItemById(id)!.click();
          choose('zoom.reset');
          for (let n = 0; n < steps!; n++) choose('zoom.in');
        },
        [width, height, zoomed] as const,
      );
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(zoomed ? width / 2 : width);
    });
  /** Whole rows within the grid's view. */
  const visible = () =>
    page.evaluate(() => {
      const edge = (part: string) => document.querySelector(part)!.getBoundingClientRect();
      const from = edge('.ag-header').bottom;
      const to = edge('.ag-body-horizontal-scroll').top;
      return [...document.querySelectorAll('.ag-row')]
        .map((row) => row.getBoundingClientRect())
        .filter(({ top, bottom }) => top >= from - 1 && bottom <= to + 1).length;
    });

  // Rows of the pinned part and of the rest are one row each.
  const parts = await page.locator('.ag-row[row-index="0"]').count();
  const atLeast = (count: number) =>
    expect.poll(async () => (await visible()) / parts).toBeGreaterThanOrEqual(count);
  await rows(1440, 900);
  await atLeast(19);
  await rows(1024, 700);
  await atLeast(12);
  await rows(1440, 900, 5);
  await atLeast(6);
  await rows(1440, 900);
  await test.step('compact', async () => {
    await screens(page).getByText('Settings', { exact: true }).click();
    await page.getByRole('switch', { name: /compact/i }).click({ force: true });
    await screens(page).getByText('Review', { exact: true }).click();
    await atLeast(24);
    // The keyboard stays where rows are still coming only once they are there.
    await expect(cell(page, 0, 'primary_identifier')).toHaveText('000001');
  });
  await test.step('from the top of the page', async () => {
    // Where Tab goes on from is where one clicked last, unless something else has the keyboard.
    await page.evaluate(() => {
      const top = document.createElement('span');
      top.tabIndex = -1;
      document.body.prepend(top);
      top.focus();
    });
    let tabs = 0;
    const inRows = () => page.evaluate(() => document.activeElement?.closest('.ag-row') != null);
    for (; tabs < 12 && !(await inRows()); tabs++) await page.keyboard.press('Tab');
    expect(tabs).toBeLessThanOrEqual(5);
    await page.keyboard.press('ArrowUp');
    await expect(page.locator('.ag-header-cell[col-id="primary_identifier"]')).toBeFocused();
  });
});
