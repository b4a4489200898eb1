/**
 * Styles come from the program alone: the policy lets in style elements that carry the nonce of this load, and no style
 * attribute from markup. Every style that the page's own libraries write gets through, on every screen.
 */
import type { Page } from '@playwright/test';
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { REFUSED_BY_CHROMIUM } from './support/refusals.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

const SCREENS = ['Overview', 'Import', 'Review', 'Sets', 'Jobs', 'Reports', 'Users', 'Settings'];

const ROWS = [
  ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date'],
  ...Array.from({ length: 40 }, (_, n) => [`x${n}`, `Name${n}`, 'Alumni', '2018-05-31']),
];

/** From the first line of the page on. */
async function watchViolations(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { violations: seen });
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  await page.reload();
}

/** What was stopped, and style elements that have no effect. */
const found = (page: Page) =>
  page.evaluate(() => {
    const { violations } = window as unknown as { violations: string[] };
    const dead = [...document.querySelectorAll('style')].filter(({ sheet }) => sheet === null);
    return [...violations, ...dead.map(({ outerHTML }) => outerHTML.slice(0, 80))];
  });

test('on every screen and in what opens over it no style of ours is stopped', async ({ desk }) => {
  const { page } = desk;
  await watchViolations(page);
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await addText(desk, 'Keep.csv', [['Primary Identifier'], ['x1'], ['x2']]);
  await callEngine(page, 'review.applyRules');
  for (const screen of SCREENS) {
    await go(page, screen);
    await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
    await desk.screenshot(screen);
    expect(await found(page), screen).toEqual([]);
  }
  await go(page, 'Review');
  const row = page.locator('.ag-row[row-index="0"] [col-id="last_name"]');
  await expect(row).toBeVisible();
  await test.step('the grid has its shape', async () => {
    const box = await page.locator('.ag-header').boundingBox();
    expect(box?.height).toBeGreaterThan(25);
    await expect(page.locator('.ag-row[row-index="0"]')).toHaveCSS('position', 'absolute');
  });
  await row.dblclick();
  await expect(page.getByRole('complementary', { name: 'Who is this' })).toBeVisible();
  for (const [what, open] of [
    ['deciding', () => page.keyboard.press('x')],
    ['shortcuts', () => desk.menu('view.shortcuts')],
    ['search', () => desk.menu('view.search')],
  ] as const) {
    await open();
    await expect(page.getByRole('dialog')).toBeVisible();
    await desk.screenshot(what);
    expect(await found(page), what).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

test('foreign styles are stopped', async ({ desk }) => {
  desk.allowErrors(REFUSED_BY_CHROMIUM);
  const { page } = desk;
  await test.step('each load has a nonce of its own, which markup doesn’t show', async () => {
    const policies = await desk.app.evaluate(async ({ net }) => {
      const load = async () => {
        const { headers } = await net.fetch('app://purge-desk/index.html');
        return headers.get('content-security-policy') ?? '';
      };
      return [await load(), await load()];
    });
    const nonces = policies.map((each) => /'nonce-([\w+/]{22}==)'/.exec(each)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    expect(nonces).not.toContain(undefined);
    for (const each of policies) expect(each).not.toContain('unsafe-inline');
    const shown = await page.evaluate(() => {
      const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
      return { written: meta?.getAttribute('nonce'), length: meta?.nonce.length };
    });
    expect(shown).toEqual({ written: '', length: 24 });
  });

  await test.step('neither an element nor markup changes how the page looks', async () => {
    const look = await page.evaluate(async () => {
      const told = new Promise<string[]>((done) => {
        const seen = new Set<string>();
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          seen.add(effectiveDirective);
          if (seen.size === 2) done([...seen].toSorted());
        });
      });
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid red }';
      document.head.append(style);
      const markup = document.createElement('div');
      markup.innerHTML = '<p id="planted" style="outline: 7px solid red">planted</p>';
      document.body.append(markup);
      const widthOf = (element: Element) => getComputedStyle(element).outlineStyle;
      return {
        told: await told,
        body: widthOf(document.body),
        planted: widthOf(markup.firstElementChild as Element),
      };
    });
    expect(look).toEqual({
      told: ['style-src-attr', 'style-src-elem'],
      body: 'none',
      planted: 'none',
    });
  });
});
