/** The window and its text as small and as large as people have them, and what that does to a row of buttons. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Desk } from './launch.ts';

/** @param size of what is in the window, in pixels: also smaller than the program lets it be */
export async function sizeWindow({ app, page }: Desk, ...size: [number, number]): Promise<void> {
  await app.evaluate(({ BrowserWindow }, [width, height]) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setMinimumSize(1, 1);
    window?.setContentSize(width, height);
  }, size);
  const seen = () => page.evaluate(() => [window.innerWidth, window.innerHeight]);
  await expect.poll(seen).toEqual(size);
}

/** @param factor 1.25: text of 125 % */
export const scaleText = (page: Page, factor: number): Promise<void> =>
  page.evaluate((scale) => {
    document.documentElement.style.setProperty('--pd-text-scale', String(scale));
  }, factor);

/** Buttons of it that lie upon one another, or outside of the window, by their names. */
export const crowded = (bar: Locator): Promise<string[]> =>
  bar.evaluate((element) => {
    // What stands in a field has its place there.
    const buttons = [...element.querySelectorAll('button, select')]
      .filter((button) => button.closest('.mantine-Input-wrapper') === null)
      .map((button) => ({
        name: button.getAttribute('aria-label') ?? button.textContent ?? '',
        box: button.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 0);
    const outside = buttons.filter(({ box }) => box.left < 0 || box.right > window.innerWidth);
    const upon = buttons.filter(({ box }, n) =>
      buttons
        .slice(n + 1)
        .some(
          (other) =>
            other.box.left < box.right - 1 &&
            box.left < other.box.right - 1 &&
            other.box.top < box.bottom - 1 &&
            box.top < other.box.bottom - 1,
        ),
    );
    return [...outside, ...upon].map(({ name }) => name);
  });
