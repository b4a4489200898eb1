/**
 * Axe on what is on screen, in light and in dark: no serious or critical finding. Each look is
 * named, so that a failure says where it was seen.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type Axe from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** What to look at alone, where another look has seen what surrounds it. Popovers are dialogs, too. */
export const DIALOG = '[role="dialog"]';
export const MENU = '[role="menu"]';
export const LIST = '[role="listbox"]';

/** One row of a grid is like another. */
const ALIKE = '.ag-row:not([row-index="0"]):not([row-index="1"])';

/** What axe keeps of its rules beside what it tells of them: a finding is as bad as its rule says, wherever it is. */
interface WithImpacts {
  readonly axe: { readonly _audit: { readonly rules: { id: string; impact: string }[] } };
}

/** Half a megabyte of text: sent to each page once. Rules of which no finding matters aren't looked at. */
async function load(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return;
  await page.evaluate((source) => void new Function(source)(), AXE);
  await page.evaluate((matter) => {
    const { rules } = (window as unknown as WithImpacts).axe._audit;
    const light = rules.filter(({ impact }) => !matter.includes(impact));
    const { axe } = window as unknown as { axe: typeof Axe };
    axe.configure({ rules: light.map(({ id }) => ({ id, enabled: false })) });
  }, MATTER);
}

/** How bad a finding must be to matter. */
const MATTER = ['serious', 'critical'];

/** Findings that matter, each with where it is. @param rules all without it */
async function findings(
  page: Page,
  within: string | undefined,
  rules?: readonly string[],
): Promise<string[]> {
  const only = rules ? { runOnly: { type: 'rule' as const, values: [...rules] } } : {};
  const options = { ...only, resultTypes: ['violations' as const] };
  const context = { exclude: [ALIKE], ...(within && { include: [within] }) };
  await load(page);
  return page.evaluate(
    async ([place, given, matter]) => {
      const { axe } = window as unknown as { axe: typeof Axe };
      const { violations } = await axe.run(place, given);
      return violations
        .filter(({ impact }) => impact && matter.includes(impact))
        .flatMap(({ id, nodes }) =>
          nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 160)}`),
        );
    },
    [context, options, MATTER] as const,
  );
}

/** Before the first look: light, and without movement that would be seen half done. */
export function holdStill(page: Page): Promise<void> {
  return page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

/** @param within what to look at; the whole page without it */
export async function look(page: Page, name: string, within?: string): Promise<void> {
  // Asked again while something fades in or is still being counted.
  await expect.poll(() => findings(page, within), { message: name }).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  // Only colours differ.
  const contrast = () => findings(page, within, ['color-contrast']);
  await expect.poll(contrast, { message: `${name}, dark` }).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Looks alone at the one dialog or menu that has just opened, and closes it. */
export async function lookAndClose(page: Page, name: string, what = DIALOG): Promise<void> {
  await expect(page.locator(what)).toBeVisible();
  await look(page, name, what);
  await page.keyboard.press('Escape');
  await expect(page.locator(what)).toHaveCount(0);
}
