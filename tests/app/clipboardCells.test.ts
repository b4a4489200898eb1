/** Copied cells reach the clipboard as text and as HTML, whichever way the runtime takes them. */
import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { clearCopied, copyToClipboard, noteCopied } from '../../src-main/app/clipboardCells.ts';

vi.mock('electron', () => ({}));

const CELLS = { text: '0042\t1', html: '<td>0042</td><td>1</td>' };

function clipboardOf(rest: object) {
  const write = vi.fn();
  return { write, runtime: { clipboard: { write }, ...rest } as never };
}

test('once people were erased, what was copied here is taken away, and nothing else', async () => {
  const state = { text: 'somebody else’s', cleared: 0 };
  const clipboard = {
    write: ({ text }: { text: string }) => {
      state.text = text;
    },
    readText: async () => state.text,
    clear: () => {
      state.cleared++;
      state.text = '';
    },
  };
  const runtime = { clipboard } as never;
  await clearCopied(runtime);
  expect(state.cleared).toBe(0);
  await copyToClipboard({ text: '0042\t1\nBauer', html: '' }, runtime);
  state.text = '0042\t1\r\nBauer';
  await clearCopied(runtime);
  expect(state).toEqual({ text: '', cleared: 1 });

  await copyToClipboard({ text: 'Bauer', html: '' }, runtime);
  state.text = 'copied elsewhere since';
  await clearCopied(runtime);
  expect(state.cleared).toBe(1);

  noteCopied(createHash('sha256').update('Bauer').digest('hex'));
  state.text = 'Bauer';
  await clearCopied(runtime);
  expect(state.cleared).toBe(2);
});

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
