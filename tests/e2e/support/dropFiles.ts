/**
 * Drops files on an element the way a file manager does: through the browser's own input, because a
 * drop event made by a script carries no paths and the desktop refuses it.
 */
import type { Locator, Page } from '@playwright/test';

export async function dropFiles(page: Page, target: Locator, paths: readonly string[]) {
  const box = await target.boundingBox();
  if (!box) throw new Error('The target of the drop is not on screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  }
  await session.detach();
}
