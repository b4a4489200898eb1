/**
 * A purge planned with care: what 0 days instead of 30 and another waive threshold would change is seen beforehand, with
 * the users behind each number; and after the run and a newer file, what has become of those whom it left.
 */
import type { Locator, Page } from '@playwright/test';
import { holdStill, look } from './support/axe.ts';
import { askEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  ...['Primary Identifier', 'Last Name', 'User Group', 'Purge Date'],
  ...['Has Role other than Patron and Instructor', 'Loans', 'Balance'],
];
const row = (id: string, purge: string, loans: number, balance: number) => [
  ...[id, `Of ${id}`, 'OK to Purge', purge, 'No', loans, balance],
];

const button = (place: Page | Locator, name: string | RegExp) =>
  place.getByRole('button', { name, exact: typeof name === 'string' });

test('two previews and a preview beside the last run: who goes by one alone, and why not by the other', async ({
  desk,
}) => {
  const { page } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await addText(desk, 'Expired.csv', [
    HEADINGS,
    row('ready', '2019-05-31', 0, 0),
    row('recent', '2026-11-05', 0, 0),
    row('lender', '2019-05-31', 2, 0),
    row('owes', '2019-05-31', 0, 12.5),
  ]);
  const settings = await askEngine(page, 'settings.get');
  await askEngine(page, 'settings.save', {
    ...settings,
    ...{ runDate: '2026-11-21', days: 30, reading: 'carli', waiveThreshold: 999 },
    userName: 'A. Librarian',
  });
  const selection = { criteria: { op: 'membership', value: 'candidate' } };
  await askEngine(page, 'review.decide', { selection, decision: 'approved', reason: null });
  await go(page, 'Jobs');
  await button(page, 'Add Job: Purge User Records').first().click();

  const numbers = page.getByRole('list', { name: 'Who would be purged' });
  const items = numbers.getByRole('listitem');
  const days = page.getByRole('textbox', { name: 'Number of days after purge date' });

  await test.step('at first the other settings are those of this purge', async () => {
    await button(page, 'Compare…').click();
    await expect(page.getByRole('heading', { name: 'Compare previews', level: 1 })).toBeVisible();
    await expect(page.getByText('The settings are the same.')).toBeVisible();
    await expect(items).toHaveText([
      '1 with both',
      '0 only with this purge',
      '0 only with the other settings',
      '3 with neither',
    ]);
    await look(page, 'two previews that are the same');
  });

  await test.step('0 days instead of 30 take one more, and the number opens them', async () => {
    await days.fill('0');
    await expect(items.nth(2)).toHaveText('1 only with the other settings');
    await expect(page.getByText('The settings are the same.')).toBeHidden();
    const why = page.getByRole('table', { name: /^Only with the other settings: why/ });
    await expect(why.getByRole('row')).toHaveText([
      'ReasonUsers',
      'Purge date after the last one taken1',
    ]);
    await button(why, '1').click();
    await expect(page.locator('.ag-row')).toHaveCount(1);
    await expect(page.locator('.ag-row')).toContainText('recent');
    await button(page, 'Back').click();
    await expect(days).toHaveValue('0');
  });

  await test.step('each reason counts', async () => {
    await page.getByRole('textbox', { name: 'Waive threshold' }).fill('20');
    await expect(items).toHaveText([
      '1 with both',
      '0 only with this purge',
      '2 only with the other settings',
      '1 with neither',
    ]);
    const why = page.getByRole('table', { name: /^Only with the other settings: why/ });
    await expect(why).toContainText('Fines/fees above the waive threshold');
    const table = page.getByRole('table', { name: 'Settings side by side' });
    const differing = table.getByRole('row').filter({ has: page.getByLabel('differs') });
    await expect(differing).toHaveCount(3);
    await look(page, 'two previews that differ');
    await page.getByRole('radiogroup').getByText('The last run', { exact: true }).click();
    await expect(page.getByText('No purge has run in this workspace yet.')).toBeVisible();
  });

  await test.step('the purge itself keeps its settings, and runs', async () => {
    await button(page, 'Back').click();
    await expect(days).toHaveValue('30');
    await button(page, 'Next').click();
    await button(page, 'Add and Close').click();
    const question = page.getByRole('dialog', { name: 'Purge these users?' });
    await question.getByLabel(/^To confirm/).fill('1');
    await button(question, 'Purge 1 user').click();
    await expect(button(page, 'Read the report').first()).toBeVisible();
  });

  await test.step('beside the last run: whom it retained and who would go now', async () => {
    await addText(desk, 'Newer.csv', [
      HEADINGS,
      row('lender', '2019-05-31', 0, 0),
      row('owes', '2019-05-31', 0, 12.5),
      row('recent', '2026-11-05', 0, 0),
      row('new', '2019-05-31', 0, 0),
    ]);
    await go(page, 'Jobs');
    await button(page, 'Add Job: Purge User Records').first().click();
    await button(page, 'Compare…').click();
    await page.getByRole('radiogroup').getByText('The last run', { exact: true }).click();
    await expect(items).toHaveText([
      '0 then and again now',
      '2 only now',
      '1 only then',
      '2 neither then nor now',
    ]);
    const now = page.getByRole('table', { name: /^Only now: why/ });
    await expect(now).toContainText('Outstanding loans');
    await expect(now).toContainText('Came since: in no file before that run');
    const then = page.getByRole('table', { name: /^Only then: why/ });
    await expect(then).toContainText('Purged then, and in no file since');
    await look(page, 'a preview beside the last run');
    await button(then, '1').click();
    await expect(page.locator('.ag-row')).toHaveCount(1);
    await expect(page.locator('.ag-row')).toContainText('ready');
    await button(page, 'Back').click();
    await expect(page.getByText('The settings are the same.')).toBeVisible();
    const table = page.getByRole('table', { name: 'Settings side by side' });
    await expect(table.getByRole('row', { name: /^Delete user policy/ })).toBeVisible();
  });

  await test.step('what is set in Alma otherwise since then is told', async () => {
    const settings = await askEngine(page, 'settings.get');
    await askEngine(page, 'settings.save', { ...settings, esploro: true });
    const esploro = page.getByRole('row', { name: /^Esploro/ });
    await expect(esploro).toContainText('On: researchers with assets or grants stay');
    await expect(esploro.getByLabel('differs')).toBeVisible();
    await expect(page.getByText('The settings are the same.')).toBeHidden();
    await look(page, 'what was set in Alma otherwise');
    await desk.screenshot('compared-policy');
  });
});
