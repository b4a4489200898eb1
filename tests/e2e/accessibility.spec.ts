/**
 * Axe on every screen, light and dark, with a review under way: no serious or critical finding. Contrast that
 * fails in the dark, or a button without a name, shuts somebody out of the task.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type Axe from 'axe-core';
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

const ROWS = [
  [
    'Primary Identifier',
    'Last Name',
    'User Group',
    'Expiry Date',
    'Purge Date',
    'Has Role other than Patron and Instructor',
    'Balance',
    'Shelf',
  ],
  ...Array.from({ length: 40 }, (_, n) => [
    n % 7 === 0 ? `00${n}` : `x${n}`,
    `Name${n}`,
    ['Alumni', 'Graduate', 'I-Share'][n % 3]!,
    n % 5 === 0 ? '2099-01-31' : '2018-05-31',
    n % 9 === 0 ? '' : `20${10 + (n % 12)}-05-31`,
    ['No', 'Yes', ''][n % 3]!,
    n % 4,
    'A',
  ]),
];

/** Findings that matter, each with where it is. @param rules all without it */
async function findings(page: Page, rules?: readonly string[]): Promise<string[]> {
  const only = rules ? { runOnly: { type: 'rule' as const, values: [...rules] } } : {};
  const options = { ...only, resultTypes: ['violations' as const] };
  return page.evaluate(
    async ([source, given]) => {
      const loaded = window as unknown as { axe?: typeof Axe };
      if (!loaded.axe) new Function(source)();
      // One row of a grid is like another.
      const alike = '.ag-row:not([row-index="0"]):not([row-index="1"])';
      const { violations } = await loaded.axe!.run({ exclude: [alike] }, given);
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 160)}`),
        );
    },
    [AXE, options] as const,
  );
}

test('no screen has a serious finding, in light and in dark', async ({ desk }) => {
  test.setTimeout(240_000);
  const { page } = desk;
  const look = async (name: string) => {
    // Asked again while something fades in or is still being counted.
    await expect.poll(() => findings(page), { message: name }).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    // Only colours differ.
    const contrast = () => findings(page, ['color-contrast']);
    await expect.poll(contrast, { message: `${name}, dark` }).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  };
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await look('Welcome');
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await addText(desk, 'Keep.csv', [['Primary Identifier'], ['x1'], ['x2'], ['7']]);
  await callEngine(page, 'review.applyRules');
  await callEngine(page, 'samples.draw', { among: 'not-excluded', perGroup: 2 });
  await callEngine(page, 'signOff.sign', { name: 'Ana Fischer' });
  for (const screen of ['Overview', 'Import', 'Sets', 'Jobs', 'Reports', 'Users', 'Settings']) {
    await go(page, screen);
    await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
    await look(screen);
  }
  await go(page, 'Review');
  await page.locator('.ag-row[row-index="0"] [col-id="last_name"]').dblclick();
  await expect(page.getByRole('complementary', { name: 'Who is this' })).toContainText('Name');
  await look('Review with a user');
  await page.keyboard.press('x');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('Deciding');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const views = page.getByRole('navigation', { name: 'Views of the review' });
  await views.getByText('Checks').click();
  const checks = page.getByRole('navigation', { name: 'Checks' });
  for (const each of await checks.getByRole('button').or(checks.getByRole('link')).all()) {
    await each.click();
    await look(`Checks: ${await each.innerText()}`);
  }
  await views.getByText('Sign-off').click();
  await look('Sign-off');
});
