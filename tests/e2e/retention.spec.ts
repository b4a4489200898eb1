/**
 * The day on which the personal data of a workspace is due: announced when it is opened, in the inbox and on the start page;
 * then nothing can be changed until somebody postpones it for a reason, or erases what is left of anybody.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DIALOG, look } from './support/axe.ts';
import { askEngine, openEnginePort } from './support/enginePort.ts';
import { laterClock } from './support/laterClock.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

const DAY_MS = 86_400_000;
const daysFromNow = (days: number) =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Its first words stand out. */
const banner = (page: Page) =>
  page.getByText(/^The personal data in this workspace (?:is|was) due/).locator('..');
const close = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: 'due to be erased' })
    .getByRole('button', { name: 'Close message' });
const lookAt = (page: Page) => page.getByRole('button', { name: 'What goes and what stays…' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'What goes and what stays' });
const startPage = (page: Page) => page.getByRole('heading', { name: 'Purge Desk' });

async function dueIn(page: Page, days: number): Promise<void> {
  const settings = await askEngine(page, 'settings.get');
  await askEngine(page, 'settings.save', {
    ...settings,
    ...{ userName: 'A. Librarian', retentionDay: daysFromNow(days) },
    institution: { ...settings.institution, timeZone: 'UTC' },
  });
}

async function workspace(desk: Desk): Promise<string> {
  await newWorkspace(desk);
  await addText(desk, 'Due.csv', [
    ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date', 'Record Type'],
    ...['ana', 'ben', 'cleo'].map((id) => [id, `Sur${id}qx`, 'Alumni', '2019-05-31', 'Public']),
  ]);
  return join(desk.folder, 'Spring.purgedesk');
}

test('it is announced, and a notice that was closed is there again at the next opening', async ({
  desk,
}) => {
  const path = await workspace(desk);
  const { page } = desk;
  await openEnginePort(page);
  await expect(banner(page)).toHaveCount(0);
  await dueIn(page, 20);
  await expect(banner(page)).toContainText('in 20 days');
  await look(page, 'Overview with the day on which data is due');
  await go(page, 'Inbox');
  await expect(banner(page)).toHaveCount(2);
  await close(page).click();
  await expect(banner(page)).toHaveCount(1);
  await go(page, 'Review');
  await expect(banner(page)).toHaveCount(0);

  await desk.menu('workspace.close');
  await expect(startPage(page)).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Data due soon');
  await look(page, 'Start page with the day on which data is due');
  await page.getByRole('button', { name: /^Spring/ }).click();
  await expect(banner(page)).toContainText('in 20 days');

  // More urgently a second time.
  await close(page).click();
  await dueIn(page, 6);
  await expect(banner(page)).toContainText('in 6 days');

  await go(page, 'Settings');
  const section = page.getByRole('region', { name: 'Retention' });
  await section.scrollIntoViewIfNeeded();
  await expect(section.getByLabel('Day on which it is due')).toHaveValue(daysFromNow(6));
  await section.getByText('By days', { exact: true }).click();
  await expect(section.getByLabel('Days after the last job')).toHaveValue('365');
  await expect(banner(page)).toHaveCount(0);
  await look(page, 'Settings, retention');
  await section.getByLabel('Days after the last job').fill('7');
  await section.getByLabel('Days after the last job').press('Enter');
  await expect(banner(page)).toContainText('in 7 days');
  expect(path).toContain('Spring');
});

test('from that day on it can only be read, until it is postponed for a reason, or erased', async ({
  desk,
}) => {
  test.setTimeout(600_000);
  const path = await workspace(desk);
  await openEnginePort(desk.page);
  await dueIn(desk.page, 5);

  await test.step('nothing can be changed, and everything read', async () => {
    await desk.restart({ app: laterClock(desk.folder, 6), args: [path] });
    const { page } = desk;
    await openEnginePort(page);
    await expect(banner(page)).toContainText('It can only be read until it is erased or postponed');
    await go(page, 'Import');
    const choose = page.getByRole('button', { name: 'Choose files' });
    await expect(choose).toBeDisabled();
    await expect(choose).toHaveAttribute('title', /personal data in this workspace is due/);
    await go(page, 'Users');
    await expect(page.getByText('Suranaqx')).toBeVisible();
    await look(page, 'Users of a workspace that is due');
    await lookAt(page).first().click();
    await expect(dialog(page)).toContainText('3 users: 3 candidates, 0 deleted');
    await expect(dialog(page)).toContainText('3 rows of 1 file, and 1 imported file kept here');
    await look(page, 'What goes and what stays', DIALOG);
  });

  await test.step('postponed with a reason it goes on', async () => {
    const { page } = desk;
    const open = dialog(page).getByRole('button', { name: 'Postpone…' });
    await open.press('Enter');
    await dialog(page).getByRole('button', { name: 'Back' }).press('Enter');
    await expect(open).toBeFocused();
    await open.press('Enter');
    const postpone = dialog(page).getByRole('button', { name: 'Postpone', exact: true });
    await expect(postpone).toBeDisabled();
    await dialog(page).getByLabel('Postpone until').fill(daysFromNow(30));
    await expect(postpone).toBeDisabled();
    await dialog(page).getByLabel('Reason').fill('The audit is still under way');
    await look(page, 'Postponing', DIALOG);
    await postpone.click();
    await expect(page.getByText(/^Erasing the personal data is postponed until/)).toBeVisible();
    await expect(banner(page)).toContainText('From that day on it can only be read');
    await go(page, 'Import');
    await expect(page.getByRole('button', { name: 'Choose files' })).toBeEnabled();
    await go(page, 'Settings');
    await expect(page.getByRole('region', { name: 'Retention' })).toContainText(
      'by A. Librarian: “The audit is still under way”',
    );
  });

  await test.step('erased by a typed number, nobody is left, and the reports are', async () => {
    const later = join(desk.folder, 'later');
    mkdirSync(later);
    await desk.restart({ app: laterClock(later, 40), args: [path] });
    const { page } = desk;
    await lookAt(page).first().click();
    await expect(dialog(page)).toContainText('The audit is still under way');
    await dialog(page).getByRole('button', { name: 'Erase personal data…' }).click();
    const erase = dialog(page).getByRole('button', { name: 'Erase personal data', exact: true });
    const field = dialog(page).getByLabel(/^To confirm, type the number of users: 3/);
    await field.pressSequentially('2');
    await expect(erase).toBeDisabled();
    await field.press('Backspace');
    await field.pressSequentially('3');
    await look(page, 'Erasing the personal data', DIALOG);
    await erase.click();
    await desk.begunAnew();
    await expect(dialog(page)).toHaveCount(0);
    await expect(banner(page)).toHaveCount(0, { timeout: 60_000 });
    await go(page, 'Users');
    await expect(page.getByText('Suranaqx')).toHaveCount(0);
    await go(page, 'Jobs');
    await expect(page.getByRole('table', { name: 'Jobs', exact: true })).toContainText('3');
    await desk.menu('workspace.close');
    await expect(startPage(page)).toBeVisible();
    expect(readFileSync(path).includes('Suranaqx')).toBe(false);
  });
});
