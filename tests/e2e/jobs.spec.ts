/**
 * From sets to the report, as a librarian does it: combine, export a set file, Update/Notify Users on
 * four pages, preview, purge, report with its picture. Files that come out are read with another
 * library than the one that wrote them, and compared with the screen. One long story, because each
 * step needs what the one before it left behind.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { readBack } from '../support/readBack.ts';
import { readReportBook } from '../support/reportBook.ts';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { answerPolicy } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'First Name',
  'User Group',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Loans',
  'Balance',
];

/**
 * With a run on 21 Nov 2026 and 30 days: nine are in scope, six of them purged, three retained; one
 * stands on the boundary, one has no purge date, one not yet come.
 */
const CANDIDATES: readonly (readonly (string | number)[])[] = [
  ['u01', 'Abbott', 'Anna', 'Alumni', '2019-05-31', 'No', 0, 0],
  ['u02', 'Burns', 'Bert', 'Staff', '2019-06-30', 'Yes', 0, 0],
  ['u03', 'Clarke', 'Cleo', 'I-Share', '2019-07-31', 'No', 0, 0],
  ['u04', 'Dunn', 'Dora', 'Graduate', '2019-08-31', 'No', 0, 0],
  ['u05', 'Ellis', 'Emil', 'Graduate', '2019-09-30', '', 0, 0],
  ['u06', 'Frost', 'Fred', 'Graduate', '2019-10-31', 'No', 2, 0],
  ['u07', 'Gray', 'Gina', 'Alumni', '2019-11-30', 'No', 0, 12.5],
  ['u08', 'Hale', 'Hugo', 'Alumni', '2020-01-31', 'No', 1, 50],
  ['u09', 'Ives', 'Ines', 'Alumni', '2020-02-29', 'No', 0, 5],
  ['u10', 'Jones', 'Jo', 'Alumni', '2026-10-22', 'No', 0, 0],
  ['u11', 'Kemp', 'Kit', 'Alumni', '2026-11-01', 'No', 0, 0],
  ['u12', 'Lowe', 'Lea', 'Alumni', '', 'No', 0, 0],
  ['00123', 'Moss', 'Mo', 'Graduate', '2020-05-31', 'No', 0, 0],
  ['u14', 'Nash', 'Nora', 'Graduate', '2020-06-30', 'No', 0, 0],
  ['u15', 'Oak', 'Otto', 'OK to Purge', '2020-07-31', 'No', 0, 0],
];

const TO_PURGE = ['00123', 'u01', 'u09', 'u10', 'u14', 'u15'];
const RETAINED = [
  ['u06', 'Outstanding loans'],
  ['u07', 'Fines/fees above the waive threshold'],
  ['u08', 'Outstanding loans; Fines/fees above the waive threshold'],
];
const REVIEWED = [...TO_PURGE, 'u06', 'u07', 'u08', 'u11', 'u12'].toSorted();

const RESULT_SET = 'Reviewed';

/** A reviewed workspace with the sets Keep, Candidates and Excluded in the review. */
async function startReviewed(desk: Desk): Promise<void> {
  const { page } = desk;
  const candidates = join(desk.folder, 'Purge dates.xlsx');
  const keep = join(desk.folder, 'Keep.xlsx');
  const report = { name: 'Report', rows: [HEADINGS, ...CANDIDATES.map((row) => [...row])] };
  const list = { name: 'List', rows: [['Primary Identifier'], ['u04'], ['elsewhere77']] };
  writeFileSync(candidates, await writeXlsx({ sheets: [report] }));
  writeFileSync(keep, await writeXlsx({ sheets: [list] }));
  await desk.answerSave(join(desk.folder, 'Autumn.purgedesk'));
  await page.getByRole('button', { name: 'New workspace' }).click();
  await expect(screens(page)).toBeVisible();
  await openEnginePort(page);
  await answerPolicy(page);
  await importFile(desk, candidates);
  await importFile(desk, keep);
  const settings = await ask(page, 'settings.get');
  const planned = { runDate: '2026-11-21', days: 30, waiveThreshold: 999, reading: 'carli' };
  await ask(page, 'settings.save', { ...settings, ...planned, userName: 'A. Librarian' });
  await ask(page, 'review.applyRules');
  const selection = { criteria: { op: 'decision', values: ['undecided'] } };
  await ask(page, 'review.decide', { selection, decision: 'approved', reason: null });
  await makeSet(page, 'Candidates', { op: 'membership', value: 'candidate' });
  await makeSet(page, 'Excluded in the review', { op: 'decision', values: ['excluded'] });
}

/** Past the Import screen, which has a story of its own. */
async function importFile({ page, ...desk }: Desk, path: string): Promise<void> {
  await desk.answerOpen([path]);
  const [file] = await page.evaluate(() =>
    window.purgeDesk.request('chooseFiles', { purpose: 'workbooks' }),
  );
  const { importId } = await ask(page, 'imports.read', { file: file!.token });
  const state = async () => (await ask(page, 'imports.check', { importId })).state;
  await expect.poll(state).toBe('checked');
  await ask(page, 'imports.commit', { importId });
}

const makeSet = (page: Page, name: string, criteria: unknown) =>
  ask(page, 'sets.create', { name, criteria, origin: { from: 'review', users: 'all' } });

// biome-ignore lint/suspicious/noExplicitAny: the contract's shapes differ by request
async function ask(page: Page, request: string, input?: unknown): Promise<any> {
  const { status, body } = await callEngine(page, request, input);
  expect(status, `${request}: ${JSON.stringify(body)}`).toBe(200);
  return body;
}

const screens = (page: Page): Locator => page.getByRole('navigation', { name: 'Screens' });

const go = (page: Page, screen: string) => screens(page).getByText(screen, { exact: true }).click();

const button = (place: Page | Locator, name: string | RegExp): Locator =>
  place.getByRole('button', { name, exact: true });

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });

const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('alert').filter({ hasText: text });

/** Chooses from one of Mantine's selects. */
async function choose(place: Page | Locator, label: string, option: string): Promise<void> {
  const page = 'page' in place ? place.page() : place;
  await place.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

/** The value beside a label in a list of labels and values. */
const valueBeside = (place: Locator, label: string): Locator =>
  place.locator(`dt:text-is("${label}") + dd`);

async function combine(page: Page): Promise<void> {
  await go(page, 'Sets');
  await button(page, 'Combine sets').click();
  const form = dialog(page, 'Combine sets');
  await choose(form, 'First set', 'Candidates');
  await choose(form, 'Second set', 'Excluded in the review');
  await form.getByLabel('Name of the new set').fill(RESULT_SET);
  await button(form, 'Make set of 11 users').click();
  await expect(page.getByRole('heading', { name: RESULT_SET })).toBeVisible();
}

/** From the opened set through the pages of Update/Notify Users to the question. */
async function fillUpdate(page: Page): Promise<void> {
  await button(
    page.getByRole('region', { name: `Set ${RESULT_SET}` }),
    'Update/Notify Users',
  ).click();
  for (let n = 0; n < 2; n++) await button(page, 'Next').click();
  await expect(page.getByRole('heading', { name: 'Review and submit' })).toBeVisible();
}

const jobRows = (page: Page): Locator =>
  page.getByRole('table', { name: 'Jobs' }).locator('tbody tr');

/** How many colours the picture has, sampled; a blank one has one. */
function coloursOf(image: Locator): Promise<number> {
  return image.evaluate(async (element) => {
    const picture = element as HTMLImageElement;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4 * 7) {
      colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    }
    return colours.size;
  });
}

test('from two sets to the report of the purge', async ({ desk }) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await startReviewed(desk);
  const settingsAtSubmit = new Map<string, string>();

  await test.step('a set says who in it is unknown to the workspace', async () => {
    await go(page, 'Sets');
    await page.getByRole('table', { name: 'Sets' }).getByText('Keep', { exact: true }).click();
    const set = page.getByRole('region', { name: 'Set Keep' });
    await expect(set).toContainText('1 member is known from an exclusion list alone');
  });

  await test.step('from a list of users to keep one combines first: candidates Not the list', async () => {
    const set = page.getByRole('region', { name: 'Set Keep' });
    await expect(button(set, 'Update/Notify Users')).toHaveCount(0);
    await button(set, 'Combine').click();
    const form = dialog(page, 'Combine sets');
    await expect(form.getByRole('combobox', { name: 'Second set' })).toHaveValue('Keep');
    await expect(form.getByRole('radio', { name: 'Not', exact: true })).toBeChecked();
    await button(form, 'Cancel').click();
  });

  await test.step('two sets are combined, with the number known before', async () => {
    await button(page, 'Combine sets').click();
    const form = dialog(page, 'Combine sets');
    await choose(form, 'First set', 'Candidates');
    await choose(form, 'Second set', 'Excluded in the review');
    for (const [operator, users] of [
      ['And', 4],
      ['Or', 15],
      ['Not', 11],
    ] as const) {
      await form.getByText(operator, { exact: true }).first().click();
      await expect(button(form, `Make set of ${users} users`)).toBeVisible();
    }
    await expect(form.getByLabel('Name of the new set')).toHaveValue(/^To purge, /);
    await form.getByLabel('Name of the new set').fill('candidates');
    await expect(form).toContainText('There is already a set named “Candidates”');
    await form.getByLabel('Name of the new set').fill(RESULT_SET);
    await button(form, 'Make set of 11 users').click();
    await expect(page.getByRole('heading', { name: RESULT_SET })).toBeVisible();
    await expect(page.locator('[role="row"].ag-row')).toHaveCount(11);
    await desk.screenshot('set');
  });

  await test.step('its details can be changed', async () => {
    await page.getByRole('tab', { name: 'Details' }).click();
    await page.getByLabel('Note').fill('Autumn cycle');
    await button(page, 'Save details').click();
    await expect(message(page, 'were saved')).toBeVisible();
    const sets = await ask(page, 'sets.list');
    expect(sets[0]).toMatchObject({ name: RESULT_SET, note: 'Autumn cycle', private: false });
    await page.getByRole('tab', { name: 'Members' }).click();
  });

  await test.step('the set file is what Alma reads', async () => {
    const target = join(desk.folder, 'set.xlsx');
    await button(page, 'Export set file').click();
    const form = dialog(page, 'Export set file');
    await form.getByLabel('Primary ID').check();
    await desk.answerSave(target);
    await button(form, 'Export 11 users').click();
    await expect(message(page, 'set.xlsx was written: 11 identifiers')).toBeVisible();
    await expect(button(page, 'Show in folder')).toBeVisible();
    const sheets = await readBack(target);
    expect(sheets).toHaveLength(1);
    expect(sheets[0]!.rows[0]).toEqual(['Primary ID']);
    expect(
      sheets[0]!.rows
        .slice(1)
        .map(([cell]) => cell)
        .toSorted(),
    ).toEqual(REVIEWED);
  });

  await test.step('Update/Notify Users has Alma’s pages; the first has chosen the job', async () => {
    const pane = page.getByRole('region', { name: `Set ${RESULT_SET}` });
    await button(pane, 'Update/Notify Users').click();
    await expect(page.getByRole('heading', { name: 'Choose the set' })).toBeVisible();
    const steps = page.getByRole('list', { name: 'Pages of this job' });
    await expect(steps.getByRole('listitem')).toHaveText([
      /Choose the job$/,
      /2Choose the set$/,
      /3Task parameters$/,
      /4Review and submit$/,
    ]);
    await button(steps, /Choose the job/).click();
    await expect(page.getByRole('radio', { name: 'Update/Notify Users' })).toBeChecked();
    await button(page, 'Next').click();
    const chosen = page.getByRole('region', { name: `Members of ${RESULT_SET}` });
    await expect(chosen).toContainText('11 members');
    await expect(chosen).toContainText('Nobody has a staff role.');
    // No report of this story tells it: that is no tick.
    await expect(chosen).toContainText('In no report about loans or fines at other libraries');
    await button(page, 'Next').click();
    await page.getByRole('checkbox', { name: 'User group' }).uncheck();
    await expect(button(page, 'Next')).toBeDisabled();
    await page.getByRole('checkbox', { name: 'User group' }).check();
    await expect(page.getByRole('combobox', { name: 'New user group' })).toHaveValue('OK to Purge');
    await button(page, 'Next').click();
    const settings = page.getByLabel('Settings of the job');
    await expect(valueBeside(settings, 'Set')).toHaveText(RESULT_SET);
    await expect(valueBeside(settings, 'Set members')).toHaveText('11 users');
    await expect(valueBeside(settings, 'User group')).toHaveText('OK to Purge');
    await expect(valueBeside(settings, 'User group: condition')).toHaveText('Unconditionally');
    await expect(page.getByLabel('Job name')).toHaveValue(
      new RegExp(`^Update/Notify Users - ${RESULT_SET} - \\d{4}-\\d\\d-\\d\\d$`),
    );
  });

  await test.step('double clicks submit one job', async () => {
    await button(page, 'Submit').dblclick();
    const question = dialog(page, 'Submit this job?');
    await expect(question).toContainText('10 users of the set');
    await expect(question).toContainText('OK to Purge');
    await button(question, 'Move 10 users').dblclick();
    await expect(button(page, 'Read the report').first()).toBeVisible();
    await expect(jobRows(page)).toHaveCount(1);
    const jobs = await ask(page, 'jobs.list');
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({ state: 'completed', total: 11, finished: 10, failed: 1 });
    expect(jobs[0]).toMatchObject({ user: 'A. Librarian', hasCapture: true });
  });

  await test.step('the change stands in the history of a user', async () => {
    const criteria = { op: 'search', value: 'Abbott' };
    const { rows } = await ask(page, 'users.page', { criteria, sort: [], offset: 0, limit: 1 });
    const { history } = await ask(page, 'users.get', { userNo: rows[0].userNo });
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({ field: 'user_group', oldValue: 'Alumni', jobId: 1 });
    expect(history[0]).toMatchObject({ newValue: 'OK to Purge', by: 'A. Librarian' });
  });

  await test.step('the preview counts everybody and changes nobody', async () => {
    await button(page, 'Add Job: Purge User Records').click();
    const preview = page.getByRole('region', { name: 'Preview' });
    // Nobody who was approved is missed: the numbers add up to all of them, before anything else is said.
    const account = preview.getByRole('region', { name: 'Approved users' });
    await expect(button(account, '11 approved')).toBeVisible();
    const shares = account.getByRole('list', { name: 'What becomes of the approved users' });
    await expect(shares.getByRole('listitem')).toHaveText([
      '6 purged',
      '3 retained',
      '1 not yet due',
      '1 without purge date',
    ]);
    await expect(preview).toHaveText(
      /11 approved.*9 users in scope.*6 would be purged, 3 retained/,
    );
    await button(shares, '1 not yet due').click();
    await expect(page.getByText('Kemp', { exact: true })).toBeVisible();
    await button(page, 'Back').click();
    await expect(preview).not.toContainText('ut of scope');
    // What reports leave open is one sentence; the list is behind it.
    const rules = preview.getByRole('table', { name: 'Rules that reports leave open' });
    await expect(preview).toContainText('reports leave 6 of the 9 reasons open');
    await expect(rules).toBeHidden();
    await button(preview, 'Show which').click();
    await expect(rules.locator('tbody tr').first()).toHaveText(/^Acquisitions6$/);
    await expect(preview).toContainText('1 user on the last day, about whom they differ');
    await expect(preview).toContainText('$5.00 would be waived');
    const readings = preview.getByRole('table', { name: /which purge dates count/ });
    await expect(readings.locator('tbody tr td:last-child')).toHaveText(['8', '9', '9']);
    await expect(button(preview, /^Outstanding loans 2/)).toBeVisible();
    await expect(button(preview, /^Fines\/fees above the waive threshold 2/)).toBeVisible();
    expect((await ask(page, 'review.counts')).deleted).toBe(0);
  });

  await test.step('the preview follows the form, and advice stands beside it', async () => {
    const preview = page.getByRole('region', { name: 'Preview' });
    const days = page.getByRole('textbox', { name: 'Number of days after purge date' });
    await days.fill('0');
    await expect(page.getByText('1 day or more is advised.')).toBeVisible();
    await expect(preview).toContainText('10 users in scope');
    await days.fill('30');
    await choose(page, 'User record type', 'All');
    await expect(page.getByRole('combobox', { name: 'User group' })).toBeDisabled();
    await expect(preview).toContainText('1 user to be purged has a staff role');
    await expect(preview).toContainText('1 user to be purged has an unknown role');
    await choose(page, 'User record type', 'Public');
    await expect(preview).toContainText('9 users in scope');
  });

  await test.step('a number opens its users, and Back returns to the form as it was', async () => {
    await page.getByRole('textbox', { name: 'Waive threshold' }).fill('60');
    const preview = page.getByRole('region', { name: 'Preview' });
    await button(preview, '7 purged').click();
    await expect(page.getByRole('heading', { name: 'Settings and preview' })).toBeHidden();
    await expect(page.getByText('Gray', { exact: true })).toBeVisible();
    await button(page, 'Back').click();
    await expect(page.getByRole('textbox', { name: 'Waive threshold' })).toHaveValue('USD 60.00');
    await page.getByRole('textbox', { name: 'Waive threshold' }).fill('9.99');
    await expect(preview).toContainText('6 would be purged');
  });

  await test.step('what was entered outlives other screens; Back goes one page back, then out', async () => {
    const heading = (name: string) => page.getByRole('heading', { name, exact: true });
    await button(page, 'Next').click();
    await page.getByLabel('Job name').fill('Autumn purge');
    await go(page, 'Settings');
    await go(page, 'Jobs');
    await button(page, 'Add Job: Purge User Records').click();
    await expect(page.getByText('As you left it.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Waive threshold' })).toHaveValue('USD 9.99');
    await button(page, 'Next').click();
    await expect(page.getByLabel('Job name')).toHaveValue('Autumn purge');
    await page.locator('header').getByRole('button', { name: 'Back' }).click();
    await expect(heading('Settings and preview')).toBeVisible();
    await button(page, 'Next').click();
    await expect(heading('Review and submit')).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(heading('Settings and preview')).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(jobRows(page)).toHaveCount(1);
    await button(page, 'Add Job: Purge User Records').click();
  });

  await test.step('the purge asks for the number of users and runs once', async () => {
    await button(page, 'Next').click();
    const settings = page.getByLabel('Settings of the job');
    await expect(valueBeside(settings, 'Number of days after purge date')).toHaveText('30');
    await expect(valueBeside(settings, 'User group')).toHaveText('OK to Purge');
    await expect(valueBeside(settings, 'Waive threshold')).toHaveText('$9.99');
    await expect(valueBeside(settings, 'Which purge dates count')).toContainText(
      'As CARLI describes it',
    );
    const words = await settings.locator('dt, dd').allTextContents();
    for (let n = 0; n < words.length; n += 2) settingsAtSubmit.set(words[n]!, words[n + 1]!);
    await button(page, 'Add and Close').dblclick();
    const question = dialog(page, 'Purge these users?');
    await expect(question).toContainText('6 users will be purged');
    await question.getByLabel(/^To confirm/).fill('7');
    await expect(button(question, 'Purge 6 users')).toBeDisabled();
    await question.getByLabel(/^To confirm/).fill('6');
    await button(question, 'Purge 6 users').dblclick();
    await expect(button(page, 'Read the report').first()).toBeVisible();
    await expect(jobRows(page)).toHaveCount(2);
    await expect(jobRows(page).first()).toContainText('6deleted');
    await expect(jobRows(page).first()).toContainText('3retained');
    expect(await ask(page, 'jobs.list')).toHaveLength(2);
  });

  await test.step('the report keeps the picture of the settings', async () => {
    await button(page.getByRole('complementary', { name: 'Job 2' }), 'Read the report').click();
    const picture = page.getByRole('img', { name: /settings of job 2/ });
    await expect(picture).toBeVisible();
    expect(await coloursOf(picture)).toBeGreaterThan(20);
    const target = join(desk.folder, 'settings.png');
    await desk.answerSave(target);
    await button(page, 'Save picture').click();
    await expect(message(page, 'settings.png was written')).toBeVisible();
    const hash = createHash('sha256').update(readFileSync(target)).digest('hex');
    await expect(page.getByText(hash)).toBeVisible();
    await button(page, 'Enlarge the picture').click();
    await expect(dialog(page, 'Settings of job 2 as shown at Submit')).toBeVisible();
    await page.keyboard.press('Escape');
    await desk.screenshot('report');
  });

  await test.step('its counts add up and its events name the users', async () => {
    const report = page.getByRole('article');
    await expect(report).toContainText('Users in scope: 9');
    const events = report.getByRole('table', { name: 'Job events' }).locator('tbody tr');
    await expect(events.locator('td:nth-child(2)')).toHaveText(['6', '2', '2', '1']);
    const told = report.getByRole('table', { name: 'Money, last day, and what isn’t known' });
    await expect(told.getByRole('row', { name: /^Balances waived/ })).toContainText('$5.00');
    await expect(told.getByRole('row', { name: /^Users on the last day/ })).toContainText('1');
    const rules = report.getByRole('table', { name: 'What reports leave open' });
    await expect(rules.locator('tbody tr').first()).toHaveText(/^Acquisitions6$/);
    await button(rules.locator('tbody tr').first(), '6').click();
    await expect(page.getByText('Moss', { exact: true })).toBeVisible();
    await button(page, 'Back').click();
    await button(report, '$5.00').click();
    await expect(page.getByText('Ives', { exact: true })).toBeVisible();
    await expect(page.getByText('Moss', { exact: true })).toBeHidden();
    await button(page, 'Back').click();
  });

  await test.step('the exported report says the same as the screen', async () => {
    const target = join(desk.folder, 'report.xlsx');
    await desk.answerSave(target);
    await button(page, 'Export').click();
    await page.getByRole('menuitem', { name: 'Report as workbook (XLSX)…' }).click();
    await expect(message(page, 'report.xlsx was written')).toBeVisible();
    const { defaultPath } = (await desk.shownDialogs()).at(-1)!;
    expect(defaultPath).toMatch(/Purge User Records - job 2 - \d{4}-\d\d-\d\d - report\.xlsx$/);

    const report = page.getByRole('article');
    const book = await readReportBook(target);
    const settings = report.getByRole('table', { name: 'Settings', exact: true }).locator('tr');
    for (const row of await settings.all()) {
      const [label, value] = [row.locator('th'), row.locator('td')];
      const name = (await label.textContent()) ?? '';
      expect(book.fact('Settings', name)).toBe(await value.textContent());
      // One format of dates, amounts and names from the pages to the workbook.
      expect(settingsAtSubmit.get(name)).toBe(await value.textContent());
    }
    expect(book.fact('Money, last day, and what isn’t known', 'Balances waived')).toBe(5);
    const hash = String(book.fact('Picture of the settings', 'SHA-256'));
    await expect(page.getByText(hash)).toBeVisible();

    const usersIn = (list: string, ...headings: readonly string[]) =>
      book.rows(list).map((row) => headings.map((heading) => row[heading]));
    const usersOn = async (tab: string, columns: readonly number[]) => {
      await report.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      const table = report.getByRole('table', { name: `${tab} by job 2` });
      await expect(table.locator('tbody tr').first()).toContainText(/\S/);
      const rows = await table.locator('tbody tr').all();
      const texts = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
      return texts.map((row) => columns.map((n) => row[n]));
    };
    const purged = await usersOn('Purged', [0]);
    expect(purged.flat().toSorted()).toEqual(TO_PURGE);
    expect(usersIn('Purged', 'Primary identifier')).toEqual(purged);
    // Below the reasons it stands where each was read: value, file and row.
    const shown = await usersOn('Retained', [0, 6]);
    const retained = shown.map(([user, because]) => [user, because?.split('\n')[0]]);
    expect(retained).toEqual(RETAINED);
    expect(usersIn('Retained', 'Primary identifier', 'Retained because')).toEqual(retained);
    expect(shown.map(([, because]) => because?.split('\n')[1])).toEqual([
      'Loans 2: Purge dates.xlsx, row 7',
      'Balance $12.50: Purge dates.xlsx, row 8',
      'Loans 1: Purge dates.xlsx, row 9; Balance $50.00: Purge dates.xlsx, row 9',
    ]);
  });

  await test.step('a set that a job used says so before it is deleted', async () => {
    await go(page, 'Sets');
    await page
      .getByRole('table', { name: 'Sets' })
      .getByText(RESULT_SET, { exact: true })
      .first()
      .click();
    await button(page, 'More about this set').click();
    await page.getByRole('menuitem', { name: 'Delete the set' }).click();
    const question = dialog(page, 'Delete this set?');
    await expect(question).toContainText('Used by job 1');
    await button(question, 'Delete the set').click();
    await expect(message(page, 'was deleted')).toBeVisible();
    const names = page.getByRole('table', { name: 'Sets' }).locator('td:first-child');
    await expect(names).toHaveCount(4);
    await expect(names.getByText(RESULT_SET, { exact: true })).toHaveCount(0);
  });
});

test('without a picture nothing is submitted', async ({ desk }) => {
  const { page } = desk;
  await startReviewed(desk);
  await combine(page);
  await fillUpdate(page);

  await desk.app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const { capturePage } = webContents;
    const blank = { isEmpty: () => true };
    webContents.capturePage = (async () => blank) as unknown as typeof capturePage;
    Object.assign(globalThis, {
      capturesAgain: () => {
        webContents.capturePage = capturePage;
      },
    });
  });
  await button(page, 'Submit').click();
  await expect(message(page, 'nothing was submitted')).toBeVisible();
  await expect(dialog(page, 'Submit this job?')).toBeHidden();
  expect(await ask(page, 'jobs.list')).toEqual([]);

  await desk.app.evaluate(() =>
    (globalThis as unknown as { capturesAgain(): void }).capturesAgain(),
  );
  await button(page, 'Try again').click();
  await button(dialog(page, 'Submit this job?'), 'Move 10 users').click();
  await expect(button(page, 'Read the report').first()).toBeVisible();
  expect((await ask(page, 'jobs.list'))[0]).toMatchObject({ finished: 10, hasCapture: true });
});

test('what was entered in the pages of a job outlives a restart until it is thrown away', async ({
  desk,
}) => {
  await startReviewed(desk);
  const fill = async () => {
    await go(desk.page, 'Jobs');
    await button(desk.page, 'Add Job: Purge User Records').first().click();
    return desk.page.getByRole('textbox', { name: 'Waive threshold' });
  };
  await (await fill()).fill('60');
  const kept = () => ask(desk.page, 'jobs.draft', { kind: 'purge-user-records' });
  await expect.poll(async () => (await kept()).draft?.waiveThreshold).toBe('60.00');
  await desk.restart();
  await openEnginePort(desk.page);
  await expect(await fill()).toHaveValue('USD 60.00');
  await expect(desk.page.getByText('As you left it.')).toBeVisible();
  await button(desk.page, 'Cancel').click();
  await expect(await fill()).toHaveValue('USD 9.99');
  await expect.poll(kept).toEqual({ draft: null });
});

test('numbers that are no longer true are not confirmed', async ({ desk }) => {
  const { page } = desk;
  await startReviewed(desk);
  await combine(page);
  await fillUpdate(page);
  await button(page, 'Submit').click();
  const question = dialog(page, 'Submit this job?');
  await expect(question).toContainText('10 users of the set');

  // Another job that moves one of them, as a second window of the same person might.
  const setId = (await makeSet(page, 'One', { op: 'search', value: 'Abbott' })).setId;
  const parameters = { setId, userGroup: 'OK to Purge', condition: 'Unconditionally' };
  const job = { kind: 'update-notify-users', name: 'Another', parameters };
  const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
  await ask(page, 'jobs.submit', { job, capture: token });
  await expect(question).toContainText('This workspace has changed');
  await expect(button(question, 'Move 10 users')).toBeDisabled();
  await button(question, 'Cancel').click();
  await button(page, 'Submit').click();
  await button(question, 'Move 9 users').click();
  await expect(jobRows(page)).toHaveCount(2);
});
