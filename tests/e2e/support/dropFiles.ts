/**
 * Drops files on an element the way a file manager does: through the browser's own input, because a
 * drop event made by a script carries no paths and the desktop refuses it.
 */
import type { Locator, Page } from '@playwright/test';

export interface Drag {
  /** Lets the files go where they are. */
  drop(): Promise<void>;
  /** Takes them out of the window. */
  leave(): Promise<void>;
}

/** Holds files over an element. */
export async function dragFiles(
  page: Page,
  target: Locator,
  paths: readonly string[],
): Promise<Drag> {
  const box = await target.boundingBox();
  if (!box) throw new Error('The target of the drop is not on screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x, y, data });
  await send('dragEnter');
  await send('dragOver');
  return {
    async drop() {
      await send('drop');
      await session.detach();
    },
    async leave() {
      await send('dragOver');
      // The protocol has no word for leaving: this is what the window hears then.
      await page.evaluate(
        ([left, top]) =>
          document
            .elementFromPoint(left, top)
            ?.dispatchEvent(new DragEvent('dragleave', { bubbles: true, relatedTarget: null })),
        [x, y] as const,
      );
      await session.detach();
    },
  };
}

export async function dropFiles(page: Page, target: Locator, paths: readonly string[]) {
  const drag = await dragFiles(page, target, paths);
  await drag.drop();
}
