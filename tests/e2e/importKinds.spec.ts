/**
 * Files as people have them, in the window: numbers that fit both conventions are asked about, an empty report can
 * be added, and a candidate whom a list nearly names shows what the list has.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';

test.use({ program: 'shared' });

const HEADINGS = 'Primary Identifier;User Group;Purge Date;Has Staff Role;Balance';
const line = (id: string, balance = '0') => `${id};Alumni;2020-01-31;No;${balance}`;

function textFile(desk: Desk, name: string, ...lines: string[]): string {
  const path = join(desk.folder, name);
  writeFileSync(path, `${lines.join('\r\n')}\r\n`);
  return path;
}

async function openImport(desk: Desk): Promise<void> {
  await desk.answerSave(join(desk.folder, 'Kinds.purgedesk'));
  await desk.page.getByRole('button', { name: 'New workspace' }).click();
  await desk.page.getByRole('navigation').getByText('Import').click();
}

async function choose(desk: Desk, ...paths: string[]): Promise<void> {
  await desk.answerOpen(paths);
  await desk.page.getByRole('button', { name: 'Choose files' }).first().click();
}

const card = (desk: Desk, name: string): Locator =>
  desk.page.getByRole('region', { name, exact: true });

test('numbers that fit both conventions are asked about before anything is added', async ({
  desk,
}) => {
  await openImport(desk);
  await choose(desk, textFile(desk, 'Euro.csv', HEADINGS, line('a', '1.000'), line('b')));
  const file = card(desk, 'Euro.csv');
  await expect(file.getByRole('alert')).toContainText('How much is 1.000?');
  const add = file.getByRole('button', { name: 'Add 2 candidates' });
  await expect(add).toBeDisabled();
  await file.getByRole('button', { name: 'Decimal comma: 1000' }).click();
  await expect(file.getByText('are read with a decimal comma, as you chose')).toBeVisible();
  await file.getByRole('button', { name: 'Leave them unread' }).click();
  await expect(file.getByText('are left unread, as you chose')).toBeVisible();
  await file.getByRole('button', { name: 'Decimal comma' }).click();
  await expect(file.getByText('are read with a decimal comma, as you chose')).toBeVisible();
  await add.click();
  await expect(desk.page.getByRole('region', { name: 'What was added' })).toBeVisible();
  await openEnginePort(desk.page);
  const input = { criteria: { op: 'search', value: 'a' }, sort: [], offset: 0, limit: 5 };
  const { body } = await callEngine(desk.page, 'users.page', input);
  expect(body.rows).toMatchObject([{ primary_identifier: 'a', balance: 100_000 }]);
});

test('an empty list is added, and a list that nearly names a candidate shows how', async ({
  desk,
}) => {
  const { page } = desk;
  await openImport(desk);
  await choose(desk, textFile(desk, 'Report.csv', HEADINGS, line('10000001'), line('10000002')));
  await card(desk, 'Report.csv').getByRole('button', { name: 'Add 2 candidates' }).click();
  await expect(page.getByRole('region', { name: 'What was added' })).toBeVisible();

  const sentence = 'No user loan counts at other I-Share libraries as of 11/20/26 6pm';
  await choose(desk, textFile(desk, 'PIDs for users LNC.csv', sentence));
  const empty = card(desk, 'PIDs for users LNC.csv');
  await expect(empty.getByRole('alert')).toHaveCount(0);
  await empty.getByRole('button', { name: /^Make exclusion set/ }).click();
  await expect(empty).toHaveCount(0);

  await choose(desk, textFile(desk, 'Keep.csv', 'Primary Identifier', "'10000001", 'other'));
  await card(desk, 'Keep.csv')
    .getByRole('button', { name: /^Make exclusion set/ })
    .click();
  await expect(
    page.getByText('has nearly the same identifier as an entry of a list and is held back'),
  ).toBeVisible();
  await page.getByRole('navigation').getByText('Review').click();
  await page.getByRole('gridcell', { name: '10000001' }).first().click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary').filter({ hasText: 'Possible pair' });
  await expect(panel.getByRole('button', { name: "'10000001" })).toBeVisible();
  await expect(panel.getByText('Keep.csv, sheet Text, row 2')).toBeVisible();
  await desk.screenshot('possible-pair');
});

test('a report of notes that covers everybody says so when it is added, on its page and of a user without any', async ({
  desk,
}) => {
  const { page } = desk;
  await openImport(desk);
  const candidates = textFile(desk, 'Candidates.csv', HEADINGS, line('anna'), line('berta'));
  const notes = textFile(
    desk,
    'Notes.csv',
    'Primary Identifier;Note Type;Note;Note Creation Date',
    'anna;Library;Owes a key;2024-05-31',
  );
  await choose(desk, candidates);
  await card(desk, 'Candidates.csv').getByRole('button', { name: 'Add 2 candidates' }).click();
  const added = page.getByRole('region', { name: 'What was added' });
  await expect(added).toContainText('2 candidates');
  await choose(desk, notes);
  const file = card(desk, 'Notes.csv');
  await file.getByRole('radio', { name: 'Have no notes: the report covers everybody' }).check();
  await file.getByRole('button', { name: 'Add notes of 1 user' }).click();
  await expect(added).toContainText('All other users count as having no notes, unless');
  await page.getByRole('table', { name: 'Imported files' }).getByText('Notes.csv').click();
  await expect(page.getByText('All other users count as having no notes, unless')).toBeVisible();
  await openEnginePort(page);
  const input = { criteria: { op: 'search', value: 'berta' }, sort: [], offset: 0, limit: 5 };
  const { body } = await callEngine(page, 'users.page', input);
  const { userNo } = body.rows[0];
  const told = await callEngine(page, 'users.details', { userNo });
  const kind = told.body.kinds.find((each: { kind: string }) => each.kind === 'notes');
  expect(kind).toMatchObject({ source: { fileName: 'Notes.csv' }, lines: [] });
});
