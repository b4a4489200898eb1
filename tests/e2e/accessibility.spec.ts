/**
 * Axe on every screen, light and dark, with a review under way: no serious or critical finding. Contrast that
 * fails in the dark, or a button without a name, shuts somebody out of the task.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
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

/** Findings that matter, each with where it is. */
async function findings(page: Page): Promise<string[]> {
  const results = await page.evaluate(async (source) => {
    const loaded = window as unknown as { axe?: { run(on: Document): Promise<AxeResults> } };
    if (!loaded.axe) new Function(source)();
    return loaded.axe!.run(document);
  }, AXE);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 160)}`),
    );
}

for (const scheme of ['light', 'dark'] as const) {
  test(`no screen has a serious finding, ${scheme}`, async ({ desk }) => {
    test.setTimeout(240_000);
    const { page } = desk;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    expect(await findings(page), 'Welcome').toEqual([]);
    await newWorkspace(desk);
    await addText(desk, 'Candidates.csv', ROWS);
    await addText(desk, 'Keep.csv', [['Primary Identifier'], ['x1'], ['x2'], ['7']]);
    await callEngine(page, 'review.applyRules');
    await callEngine(page, 'samples.draw', { among: 'not-excluded', perGroup: 2 });
    await callEngine(page, 'signOff.sign', { name: 'Ana Fischer' });
    const look = async (name: string) => {
      await expect(page.locator('main')).not.toHaveAttribute('aria-busy', 'true');
      expect(await findings(page), name).toEqual([]);
    };
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
}
