/**
 * Story: a library whose users have no purge dates. Five thousand get one by Update/Notify Users, and from there on the
 * cycle is that of any library: reviewed by rule, approved, moved into OK to Purge, previewed, purged, and the report
 * exported; and in a copy of the workspace, by the other route, purged as a set. Who was purged and who was retained is
 * held against what plain code makes of the same files: a purge date that reached one too few or one too many shows here.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { readBack } from '../support/readBack.ts';
import { type ReportBook, readReportBook } from '../support/reportBook.ts';
import { recompute, SAMPLES } from '../support/samples.ts';
import { askEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { go, newWorkspace, runAJob } from './support/reviewing.ts';

test.use({ program: 'shared' });

const GIVEN = '1994-01-01';
const RUN = { runDate: '2026-11-21', days: 30 };
/** In cents; of minor units. */
const THRESHOLD = 999;

const button = (place: Page | Locator, name: string | RegExp): Locator =>
  place.getByRole('button', { name, exact: typeof name === 'string' });

/** The candidates of the sample cycle, as a report tells them of users who have no purge date. */
async function withoutPurgeDates(path: string): Promise<string> {
  const [sheet] = await readBack(SAMPLES.candidates);
  const headings = sheet!.rows.find(([first]) => first === 'Primary Identifier')!;
  const isTold = headings.map((each) => !/purge date/i.test(String(each)));
  const rows = sheet!.rows.map((row) =>
    row === headings ? [...row] : row.map((cell, n) => (isTold[n] === false ? null : cell)),
  );
  writeFileSync(path, await writeXlsx({ sheets: [{ name: sheet!.name, rows }] }));
  return path;
}

/** Past the Import screen, which has stories of its own. */
async function addFile({ page, ...desk }: Desk, path: string, kind: string): Promise<void> {
  await desk.answerOpen([path]);
  const [file] = await page.evaluate(() =>
    window.purgeDesk.request('chooseFiles', { purpose: 'workbooks' }),
  );
  const asked = { file: file!.token, options: { kind } };
  const { importId } = await askEngine(page, 'imports.read', asked);
  const state = async () => (await askEngine(page, 'imports.check', { importId })).state;
  await expect.poll(state, { timeout: 60_000 }).toBe('checked');
  await askEngine(page, 'imports.commit', { importId });
}

/** A set of whoever matches. */
const makeSet = (page: Page, name: string, criteria: object) =>
  askEngine(page, 'sets.create', { name, criteria, origin: { from: 'review', users: 'all' } });

/** Opens Update/Notify Users and chooses the set. */
async function updateOf(page: Page, set: string): Promise<void> {
  await go(page, 'Jobs');
  await runAJob(page, 'Update/Notify Users');
  await page.getByRole('radio', { name: set }).check();
}

/** Submits what is filled in, and opens its report when it has ended. */
async function submitted(page: Page, confirm: RegExp): Promise<Locator> {
  await button(page, 'Next').click();
  await button(page, 'Submit').click();
  await button(page.getByRole('dialog', { name: 'Submit this job?' }), confirm).click();
  return reportOf(page);
}

async function reportOf(page: Page): Promise<Locator> {
  await button(page.getByRole('complementary'), 'Read the report').click({ timeout: 60_000 });
  return page.getByRole('article');
}

async function confirmPurge(page: Page, users: number): Promise<void> {
  const question = page.getByRole('dialog', { name: 'Purge these users?' });
  await question.getByLabel(/^To confirm/).fill(String(users));
  await button(question, /^Purge [\d,]+ users$/).click();
}

const written = (page: Page, name: string) =>
  expect(page.getByRole('alert').filter({ hasText: name })).toBeVisible({ timeout: 60_000 });

/** Exports the report that is shown, and reads it back. */
async function exportedReport(desk: Desk, name: string): Promise<ReportBook> {
  const { page } = desk;
  await desk.answerSave(join(desk.folder, name));
  await button(page, 'Export').click();
  await page.getByRole('menuitem', { name: 'Report as workbook (XLSX)…' }).click();
  await written(page, name);
  return readReportBook(join(desk.folder, name));
}

const listed = (book: ReportBook, list: string) =>
  book.column(list, 'Primary identifier').map(String).toSorted();

const number = (users: number) => users.toLocaleString('en-US');

test('5,000 users without a purge date get one, are reviewed, moved and purged, and the report tells of each', async ({
  desk,
}) => {
  const { page } = desk;
  await newWorkspace(desk);
  const settings = await askEngine(page, 'settings.get');
  await askEngine(page, 'settings.save', {
    ...{ ...settings, ...RUN, reading: 'carli', waiveThreshold: THRESHOLD },
    userName: 'A. Librarian',
  });
  await addFile(desk, await withoutPurgeDates(join(desk.folder, 'Expired.xlsx')), 'candidates');
  await addFile(desk, SAMPLES.elsewhere, 'exclusions');
  await addFile(desk, SAMPLES.keep, 'exclusions');
  const told = { ...RUN, takesBound: true, cents: THRESHOLD, given: GIVEN };
  const expected = await recompute(told);
  const all = expected.candidates;
  expect(all).toBeGreaterThan(4900);

  await test.step('everybody gets the purge date', async () => {
    const candidate = { op: 'membership', value: 'candidate' };
    const without = { op: 'all', of: [candidate, { op: 'blank', field: 'purge_date' }] };
    await makeSet(page, 'Without a purge date', without);
    await updateOf(page, 'Without a purge date');
    // Nobody is approved yet: that stands in the way of one group alone.
    await expect(button(page, 'Next')).toBeDisabled();
    await button(page, 'Choose another user group or other fields').click();
    await page.getByRole('checkbox', { name: 'User group' }).uncheck();
    await page.getByRole('checkbox', { name: 'Purge date' }).check();
    await page.getByLabel('New purge date').fill(GIVEN);
    const report = await submitted(page, /^Update [\d,]+ users$/);
    const made = report.getByRole('table', { name: 'What was changed' });
    await expect(made).toContainText(number(all));
    await expect(made).toContainText('None');
  });

  await test.step('the review excludes whoever has to stay, and everybody else is approved', async () => {
    await askEngine(page, 'review.applyRules');
    const undecided = { op: 'decision', values: ['undecided'] };
    const selection = { criteria: undecided };
    await askEngine(page, 'review.decide', { selection, decision: 'approved', reason: null });
    const counts = await askEngine(page, 'review.counts');
    expect(counts).toMatchObject({ undecided: 0, excluded: expected.excluded.length });
    await makeSet(page, 'To purge', { op: 'decision', values: ['approved'] });
    await desk.answerSave(join(desk.folder, 'Reviewed.purgedesk'));
    await desk.menu('workspace.saveCopy');
    await written(page, 'Reviewed.purgedesk');
  });

  const approved = all - expected.excluded.length;
  await test.step('the approved users are moved into OK to Purge', async () => {
    await updateOf(page, 'To purge');
    await button(page, 'Next').click();
    await expect(page.getByRole('combobox', { name: 'New user group' })).toHaveValue('OK to Purge');
    const report = await submitted(page, /^Move [\d,]+ users$/);
    await expect(report).toContainText(`Users in the set: ${number(approved)}`);
  });

  const { purged, retained } = expected;
  await test.step('the preview says what the purge does, and it does it', async () => {
    await go(page, 'Jobs');
    await button(page, /Purge User Records$/)
      .first()
      .click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview).toContainText(
      `${number(purged.length)} would be purged, ${number(retained.length)} retained`,
    );
    await button(page, 'Next').click();
    await button(page, 'Add and Close').click();
    await confirmPurge(page, purged.length);
    const report = await reportOf(page);
    await expect(report).toContainText(
      `Users in scope: ${number(purged.length + retained.length)}`,
    );
    await desk.screenshot('report');
  });

  await test.step('the exported report names them, each once', async () => {
    const book = await exportedReport(desk, 'Group.xlsx');
    expect(listed(book, 'Purged')).toEqual(purged.toSorted());
    expect(listed(book, 'Retained')).toEqual(retained.map(({ id }) => id).toSorted());
    const [first] = book.rows('Purged');
    expect(Object.values(first!)).toContainEqual(new Date(GIVEN));
    expect((await askEngine(page, 'review.counts')).deleted).toBe(purged.length);
  });

  await test.step('by the other route, the purge of the set itself, the same users go', async () => {
    await desk.menu('workspace.close');
    await desk.answerOpen([join(desk.folder, 'Reviewed.purgedesk')]);
    await desk.menu('workspace.open');
    await expect(page.getByRole('button', { name: 'Workspace Reviewed' })).toBeVisible();
    await openEnginePort(page);
    await go(page, 'Jobs');
    await button(page, 'Run a Job').click();
    await page.getByRole('radio', { name: 'Purge Users' }).check();
    await button(page, 'Next').click();
    await page.getByRole('radio', { name: 'To purge' }).check();
    await button(page, 'Next').click();
    await expect(page.getByRole('region', { name: 'Preview' })).toContainText(
      `${number(purged.length)} would be purged, ${number(retained.length)} retained`,
    );
    await button(page, 'Next').click();
    await button(page, 'Submit').click();
    await confirmPurge(page, purged.length);
    await reportOf(page);
    const book = await exportedReport(desk, 'Set.xlsx');
    expect(listed(book, 'Purged')).toEqual(purged.toSorted());
    expect(listed(book, 'Retained')).toEqual(retained.map(({ id }) => id).toSorted());
  });
});
