/** Copied cells reach the clipboard as text and as HTML, whichever way the runtime takes them. */
import { expect, test, vi } from 'vitest';
import { copyToClipboard } from '../../src-main/app/clipboardCells.ts';

vi.mock('electron', () => ({}));

const CELLS = { text: '0042\t1', html: '<td>0042</td><td>1</td>' };

function clipboardOf(rest: object) {
  const write = vi.fn();
  return { write, runtime: { clipboard: { write }, ...rest } as never };
}

test('as Electron takes them', async () => {
  class ClipboardItem {
    readonly items: Readonly<Record<string, string>>;
    constructor(items: Readonly<Record<string, string>>) {
      this.items = items;
    }
  }
  const { write, runtime } = clipboardOf({ ClipboardItem });
  await copyToClipboard(CELLS, runtime);
  expect(write).toHaveBeenCalledExactlyOnceWith([
    new ClipboardItem({ 'text/plain': CELLS.text, 'text/html': CELLS.html }),
  ]);
});

test('as the fallback runtime takes them', async () => {
  const { write, runtime } = clipboardOf({});
  await copyToClipboard(CELLS, runtime);
  expect(write).toHaveBeenCalledExactlyOnceWith(CELLS);
});
