/** The question before files that are being read are given up: when it is asked, what it says, what an answer means. */
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { readingFiles } from '../../src-main/app/readingFiles.ts';

const showMessageBox = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ dialog: { showMessageBox } }));

const window = {} as BrowserWindow;

test('nothing is asked while nothing is read', async () => {
  const reading = readingFiles();
  expect(await reading.mayGiveUp(window)).toBe(true);
  reading.are(['Big.xlsx']);
  reading.are([]);
  expect(reading.any()).toBe(false);
  expect(await reading.mayGiveUp(window)).toBe(true);
  expect(showMessageBox).not.toHaveBeenCalled();
});

test('the question names the file and is asked once; the safe answer comes first', async () => {
  const reading = readingFiles();
  reading.are(['Big.xlsx']);
  showMessageBox.mockResolvedValueOnce({ response: 0 });
  const answers = await Promise.all([reading.mayGiveUp(window), reading.mayGiveUp(window)]);
  expect(answers).toEqual([false, false]);
  expect(showMessageBox).toHaveBeenCalledOnce();
  const [, asked] = showMessageBox.mock.lastCall!;
  expect(asked.message).toBe('“Big.xlsx” is still being read.');
  expect(asked).toMatchObject({ defaultId: 0, cancelId: 0 });
  expect(asked.buttons).toEqual(['Keep reading', 'Close anyway']);

  reading.are(['Big.xlsx', 'Bigger.xlsx']);
  showMessageBox.mockResolvedValueOnce({ response: 1 });
  expect(await reading.mayGiveUp(window)).toBe(true);
  expect(showMessageBox.mock.lastCall![1].message).toBe('2 files are still being read.');
});
