/**
 * The program on a computer that isn't set to English: what the engine counts is written as the system writes numbers,
 * in tiles and sentences alike. A 1,234 beside a 1.234 is a number that somebody reads wrong by a thousand.
 */
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ deskOptions: { args: ['--lang=de'], env: { LANGUAGE: 'de' } } });

const HEADINGS = ['Primary Identifier', 'Last Name', 'User Group', 'Expiry Date', 'Purge Date'];
const ENGLISH_NUMBER = /\d,\d{3}/;
const ENGLISH_DATE = /\b[A-Z][a-z]{2} \d{1,2}, \d{4}\b|\b\d{4}-\d{2}-\d{2}\b/;

test('numbers and dates are written as the system writes them, in tiles and in sentences', async ({
  desk,
}) => {
  const { page } = desk;
  await newWorkspace(desk);
  const users = Array.from({ length: 1234 }, (_, n) => `u${n}`);
  const rows = users.map((id) => [id, 'Doe', 'Alumni', '2019-01-31', '2020-03-05']);
  await addText(desk, 'Candidates.csv', [HEADINGS, ...rows]);
  const main = page.locator('main');
  const seen = async () => {
    const text = await main.innerText();
    expect(text).not.toMatch(ENGLISH_NUMBER);
    expect(text).not.toMatch(ENGLISH_DATE);
  };

  await go(page, 'Overview');
  await expect(main).toContainText('Review 1.234 candidates');
  await seen();

  await go(page, 'Review');
  await expect(main).toContainText('05.03.2020');
  await callEngine(page, 'review.decide', {
    selection: { criteria: { op: 'all', of: [] } },
    decision: 'excluded',
    reason: 'Other',
  });
  await expect(
    page.getByRole('button', { name: 'Undo: Exclude 1.234 users (Ctrl+Z)' }),
  ).toBeVisible();
  await expect(main).toContainText('1.234 users');
  await seen();

  await go(page, 'Import');
  await expect(main).toContainText('1.234');
  await seen();
});
