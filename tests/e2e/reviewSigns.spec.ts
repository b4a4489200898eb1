/**
 * Signs that somebody stays, from the setting or the file to the line in the panel: words that mean keep, months of
 * recent activity, proxies and guardians. A word that Settings take and the review doesn't follow lets somebody go whom
 * the librarian has just protected.
 */
import type { Locator, Page } from '@playwright/test';
import { look } from './support/axe.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';
import { expectStyled, watchStyles } from './support/styleFaults.ts';

test.use({ program: 'shared' });

const PID = 'Primary Identifier';
const CANDIDATES = [
  [PID, 'Last Name', 'Purge Date', 'Staff role'],
  ...['kim', 'lee', 'moss', 'nash'].map((id) => [id, `Name-${id}`, '2019-05-31', 'No']),
];

const flagsOf = (page: Page, name: string) =>
  page.locator('.ag-row', { hasText: name }).locator('[col-id="flags"]');
const panel = (page: Page) => page.getByRole('complementary', { name: 'Who is this' });

function monthsAgo(months: number): string {
  const day = new Date();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day.toISOString().slice(0, 10);
}

/** What is shown of a flag in the panel of a user. */
async function evidence(page: Page, name: string, flag: string): Promise<Locator> {
  await page.locator('.ag-row [col-id="last_name"]', { hasText: name }).click();
  // Once it is open, it follows; Enter again would lead to the record.
  if (!(await panel(page).isVisible())) await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText(name);
  return panel(page).getByRole('listitem').filter({ hasText: flag }).first();
}

async function withNotes(desk: Desk): Promise<Page> {
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', CANDIDATES);
  await addText(desk, 'Notes.csv', [
    [PID, 'Note Type', 'Note Text'],
    ['kim', 'General', 'Emeritus: please keep'],
    ['lee', 'General', 'Dont purge'],
  ]);
  return page;
}

test('a word that means keep flags who has it, shows the line, and lets go again', async ({
  desk,
}) => {
  test.setTimeout(120_000);
  const page = await withNotes(desk);
  await go(page, 'Review');
  await expect(flagsOf(page, 'Name-lee')).toContainText('Keep');
  await expect(flagsOf(page, 'Name-kim')).not.toContainText('Keep');

  await go(page, 'Settings');
  const words = page.getByRole('combobox', { name: 'Words' });
  await words.fill('ＥＭＥＲＩＴＵＳ');
  await words.press('Enter');
  await go(page, 'Review');
  await expect(flagsOf(page, 'Name-kim')).toContainText('Keep');
  const shown = await evidence(page, 'Name-kim', 'Note or block to keep');
  await expect(shown).toContainText('Emeritus: please keep');
  await expect(shown).toContainText('Notes.csv, sheet Text, row 2');

  await go(page, 'Settings');
  await words.press('Backspace');
  await expect(page.getByText('ＥＭＥＲＩＴＵＳ')).toHaveCount(0);
  await go(page, 'Review');
  await expect(flagsOf(page, 'Name-kim')).not.toContainText('Keep');
  await expect(flagsOf(page, 'Name-lee')).toContainText('Keep');
});

test('months of recent activity move the flag, and nobody is looked at without them', async ({
  desk,
}) => {
  test.setTimeout(120_000);
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', CANDIDATES);
  await addText(desk, 'Users.csv', [
    [PID, 'Last Name', 'Last Patron Activity Date', 'Record Type'],
    ['kim', 'Name-kim', monthsAgo(4), 'Public'],
    ['lee', 'Name-lee', monthsAgo(30), 'Public'],
  ]);
  await go(page, 'Review');
  await expect(flagsOf(page, 'Name-kim')).toContainText('Active');
  await expect(flagsOf(page, 'Name-lee')).not.toContainText('Active');
  const shown = await evidence(page, 'Name-kim', 'Recent activity');
  await expect(shown).toContainText('Users.csv, sheet Text, row 2');

  await go(page, 'Settings');
  const months = page.getByRole('textbox', { name: 'Months of recent activity' });
  await months.fill('36');
  await months.press('Tab');
  await go(page, 'Review');
  await expect(flagsOf(page, 'Name-lee')).toContainText('Active');
  await go(page, 'Settings');
  await months.fill('2');
  await months.press('Tab');
  await go(page, 'Review');
  await expect(flagsOf(page, 'Name-kim')).not.toContainText('Active');
  await go(page, 'Settings');
  await page.getByText('Not looked at', { exact: true }).click();
  await expect(months).toHaveCount(0);
  await page.getByText('Within months', { exact: true }).click();
  await expect(months).toHaveValue('12');
  await go(page, 'Review');
  await expect(flagsOf(page, 'Name-kim')).toContainText('Active');
});

test('proxies and guardians show the other user and both lines, and lead to them', async ({
  desk,
}) => {
  test.setTimeout(120_000);
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', CANDIDATES);
  await addText(desk, 'Users.csv', [
    [PID, 'Last Name', 'First Name', 'Status', 'Birth Date', 'Record Type'],
    ['prof', 'Stone', 'Ira', 'Active', '1970-02-03', 'Public'],
    ['child', 'Moss', 'Ada', 'Active', monthsAgo(120), 'Public'],
  ]);
  await addText(desk, 'Proxies.csv', [
    [PID, 'Proxy For', 'Proxy For Name'],
    ['kim', 'PROF', 'Ira Stone'],
    ['prof', 'lee', 'Name-lee'],
  ]);
  await addText(desk, 'Contacts.csv', [
    [PID, 'Email Address', 'CC', 'Address Line 1', 'City', 'Postal Code'],
    ['moss', 'moss@example.org', 'No', '12 Main St.', 'Springfield', '62701'],
    ['child', 'Moss@Example.org', 'Yes', '7 Elm St', 'Springfield', '62701'],
  ]);
  await watchStyles(page);
  await go(page, 'Review');
  for (const name of ['Name-kim', 'Name-lee'])
    await expect(flagsOf(page, name)).toContainText('Proxy');
  await expect(flagsOf(page, 'Name-moss')).toContainText('Guardian');
  await expect(flagsOf(page, 'Name-nash')).not.toContainText(/Proxy|Guardian/);

  const kim = await evidence(page, 'Name-kim', 'Proxy or sponsor');
  await expect(kim).toContainText('prof Stone, Ira');
  await expect(kim).toContainText('PROF');
  await expect(kim).toContainText('Proxies.csv, sheet Text, row 2');
  const lee = await evidence(page, 'Name-lee', 'Proxy or sponsor');
  await expect(lee).toContainText('Proxies.csv, sheet Text, row 3');
  const moss = await evidence(page, 'Name-moss', 'Possible guardian');
  await expect(moss).toContainText('Letters go in copy to Moss@Example.org');
  await expect(moss).toContainText('Contacts.csv, sheet Text, row 3');
  await expect(moss).toContainText('Contacts.csv, sheet Text, row 2');
  await look(page, 'review signs');
  await expectStyled(page, 'review signs');

  await page.getByRole('button', { name: /^(?:Possible g|G)uardian 1/ }).click();
  await expect(flagsOf(page, 'Name-kim')).toHaveCount(0);
  await expect(flagsOf(page, 'Name-moss')).toBeVisible();

  await moss.getByRole('button', { name: 'child' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Moss');
});
