/**
 * What stories about the review begin with: a new workspace and files in it, past the Import screen, which
 * has stories of its own.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { policyFactsOf } from '#shared/domain/policyFacts.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { callEngine, openEnginePort } from './enginePort.ts';
import type { Desk } from './launch.ts';

export const screens = (page: Page): Locator => page.getByRole('navigation', { name: 'Screens' });

export const go = (page: Page, screen: string) =>
  screens(page).getByText(screen, { exact: true }).click();

/** Undecided, excluded and approved, as the engine counts them. */
export async function countsOf(page: Page) {
  const { body } = await callEngine(page, 'review.counts');
  return [body.undecided, body.excluded, body.approved] as const;
}

/** Filters by one decision, as a click on its number does: then all of them can be decided about at once. */
export const showOnly = (page: Page, decision: 'Undecided' | 'Excluded' | 'Approved') =>
  page
    .getByRole('group', { name: 'Candidates by decision' })
    .getByRole('button', { name: decision })
    .click();

/** Opens a subject of the filter menu. */
export async function openFilter(page: Page, subject: string): Promise<void> {
  await page.getByRole('button', { name: /^Filters( \d+ chosen)?$/ }).click();
  await page.getByRole('button', { name: new RegExp(`^${subject}( \\d+ chosen)?$`) }).click();
}

/** From the Jobs screen to the pages of a job that is run on a set, by the page that chooses it. */
export async function runAJob(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Run a Job', exact: true }).click();
  await page.getByRole('radio', { name: title, exact: true }).check();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
}

export async function newWorkspace(desk: Desk): Promise<void> {
  await desk.answerSave(join(desk.folder, 'Spring.purgedesk'));
  await desk.page.getByRole('button', { name: 'New workspace' }).click();
  await expect(screens(desk.page)).toBeVisible();
  await openEnginePort(desk.page);
  await answerPolicy(desk.page);
}

/** As Settings have it: what is asked before the first job has a story of its own. */
export async function answerPolicy(page: Page): Promise<void> {
  const facts = policyFactsOf((await callEngine(page, 'settings.get')).body);
  expect((await callEngine(page, 'settings.answerPolicy', facts)).status).toBe(200);
}

/** Adds a file of comma-separated text; what kind it is, its headings say, unless it is given. */
export async function addText(desk: Desk, ...file: TextFile): Promise<void> {
  const importId = await checkText(desk, ...file);
  expect((await callEngine(desk.page, 'imports.commit', { importId })).status).toBe(200);
}

type TextFile = [
  name: string,
  rows: readonly (readonly (string | number)[])[],
  kind?: ImportKind | undefined,
];

/** Has it read and checked; then it waits on the Import screen. */
export async function checkText(desk: Desk, ...[name, rows, kind]: TextFile): Promise<number> {
  const { page } = desk;
  const path = join(desk.folder, name);
  writeFileSync(path, rows.map((row) => row.join(',')).join('\n'));
  await desk.answerOpen([path]);
  const [file] = await page.evaluate(() =>
    window.purgeDesk.request('chooseFiles', { purpose: 'workbooks' }),
  );
  const input = { file: file!.token, options: kind ? { kind } : {} };
  const { importId } = (await callEngine(page, 'imports.read', input)).body;
  const state = async () => (await callEngine(page, 'imports.check', { importId })).body.state;
  await expect.poll(state, { timeout: 60_000 }).toBe('checked');
  return importId;
}
