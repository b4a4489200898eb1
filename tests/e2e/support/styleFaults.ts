/**
 * Styles of the program's own that its content security policy stopped: told by Chromium, or elements without effect.
 * For tours of the screens; that foreign styles are stopped, security.spec.ts holds.
 */
import { expect, type Page } from '@playwright/test';

/** From the first line of the page on; loads it again. */
export async function watchStyles(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const stopped: string[] = [];
    Object.assign(window, { stopped });
    document.addEventListener('securitypolicyviolation', (event) =>
      stopped.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  await page.reload();
}

export async function expectStyled(page: Page, name: string): Promise<void> {
  const faults = await page.evaluate(() => {
    const { stopped } = window as unknown as { stopped: readonly string[] };
    const dead = [...document.querySelectorAll('style')].filter(({ sheet }) => sheet === null);
    return [...stopped, ...dead.map(({ outerHTML }) => outerHTML.slice(0, 80))];
  });
  expect(faults, name).toEqual([]);
}
