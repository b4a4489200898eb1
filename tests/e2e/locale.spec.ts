/**
 * The program on a computer that isn't set to English: what the engine counts is written as the system writes numbers,
 * in tiles and sentences alike. A 1,234 beside a 1.234 is a number that somebody reads wrong by a thousand. What is
 * shown can be typed where the program asks for it.
 */
import type { Locator, Page } from '@playwright/test';
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, checkText, go, newWorkspace } from './support/reviewing.ts';

const HEADINGS = ['Primary Identifier', 'User Group', 'Purge Date', 'Staff role', 'Balance'];
const USERS = 1234;
const EVERYBODY = { criteria: { op: 'all', of: [] } };

/** What no page of another locale may show: numbers and dates of the English one. */
const ENGLISH = /\d,\d{3}|\b[A-Z][a-z]{2} \d{1,2}, \d{4}\b/;

/** How Linux says it, and what the librarian's keyboard has. */
const LOCALES = [
  {
    env: { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    count: '1.234',
    date: '05.03.2020',
    typed: '2000,5',
    field: 'USD 2.000,50',
    amount: '2.000,50 $',
  },
  {
    env: { LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
    count: '١٬٢٣٤',
    date: '٠٥/٠٣/٢٠٢٠',
    typed: '٢٠٠٠',
    field: 'USD 2,000.00',
    amount: '٢٬٠٠٠٫٠٠ US$',
  },
] as const;

for (const locale of LOCALES) {
  test.describe(locale.env.LANG, () => {
    test.use({ deskOptions: { args: [], env: { ...locale.env, LANGUAGE: '' } } });

    test('numbers and dates are written as the system writes them, and read so', async ({
      desk,
    }) => {
      const { page } = desk;
      const main = page.locator('main');
      await newWorkspace(desk);
      await addText(desk, 'Candidates.csv', candidates('OK to Purge'));

      await test.step('on Overview', async () => {
        await go(page, 'Overview');
        await expect.poll(() => read(main)).toContain(`Review ${locale.count} candidates`);
        expect(await read(main)).not.toMatch(ENGLISH);
      });

      await test.step('in Review', async () => {
        await go(page, 'Review');
        await expect.poll(() => read(main)).toContain(locale.date);
        await callEngine(page, 'review.decide', {
          selection: EVERYBODY,
          decision: 'approved',
          reason: 'Other',
        });
        await expect
          .poll(() => read(page.getByRole('contentinfo')))
          .toContain(`${locale.count} users`);
        await expect
          .poll(() => named(page, `Undo: Approve ${locale.count} users (Ctrl+Z)`))
          .toBe(1);
        expect(await read(main)).not.toMatch(ENGLISH);
      });

      await test.step('in the check of a file that waits', async () => {
        await checkText(desk, 'Next.csv', candidates('Alumni'));
        await go(page, 'Import');
        await expect.poll(() => read(main)).toContain(`Add ${locale.count} candidates`);
        expect(await read(main)).not.toMatch(ENGLISH);
      });

      await test.step('in the wizard, whose fields take the digits of the keyboard', async () => {
        await go(page, 'Jobs');
        await page.getByRole('button', { name: 'Purge User Records' }).first().click();
        await expect.poll(() => read(main)).toContain(`${locale.count} approved`);
        const threshold = page.getByRole('textbox', { name: 'Waive threshold' });
        await threshold.fill('');
        await page.keyboard.type(locale.typed);
        await threshold.blur();
        await expect(threshold).toHaveValue(locale.field);
        expect(await read(main)).not.toMatch(ENGLISH);
        await page.getByRole('button', { name: 'Next', exact: true }).click();
        await expect.poll(() => read(main)).toContain(locale.amount);
      });

      await test.step('and the number that is asked for can be typed as it is shown', async () => {
        await page.getByRole('button', { name: 'Add and Close', exact: true }).click();
        const question = page.getByRole('dialog', { name: 'Purge these users?' });
        await question.getByLabel(/^To confirm/).fill(locale.count);
        await question.getByRole('button', { name: /^Purge / }).click();
        await page.getByRole('button', { name: 'Read the report' }).first().click();
        await expect.poll(() => read(main)).toContain(`Users in scope: ${locale.count}`);
      });
    });
  });
}

function candidates(group: string): (string | number)[][] {
  const row = (n: number) => [`u${n}`, group, '2020-03-05', 'No', 0];
  return [HEADINGS, ...Array.from({ length: USERS }, (_, n) => row(n))];
}

/** Without the marks that keep the order of what is written from right to left, and with usual spaces. */
async function read(part: Locator): Promise<string> {
  return plain(await part.innerText());
}

function plain(text: string): string {
  return text.replace(/[\u200e\u200f\u2066-\u2069]/g, '').replace(/[\u00a0\u202f]/g, ' ');
}

/** How many buttons are called so. */
async function named(page: Page, name: string): Promise<number> {
  const labels = await page
    .getByRole('button')
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
  return labels.filter((each) => plain(each) === name).length;
}
