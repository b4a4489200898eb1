/** The question before files that are being read or exported are given up: when it is asked, what it says, what an answer means. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { workUnderWay } from '../../src-main/app/workUnderWay.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const showMessageBox = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ dialog: { showMessageBox } }));

const window = {} as BrowserWindow;

test('nothing is asked while nothing is read', async () => {
  const underWay = workUnderWay();
  expect(await underWay.mayGiveUp(window)).toBe(true);
  underWay.reading(['Big.xlsx']);
  underWay.reading([]);
  expect(underWay.any()).toBe(false);
  expect(await underWay.mayGiveUp(window)).toBe(true);
  expect(showMessageBox).not.toHaveBeenCalled();
});

test('the question names the file and is asked once; the safe answer comes first', async () => {
  const underWay = workUnderWay();
  underWay.reading(['Big.xlsx']);
  showMessageBox.mockResolvedValueOnce({ response: 0 });
  const answers = await Promise.all([underWay.mayGiveUp(window), underWay.mayGiveUp(window)]);
  expect(answers).toEqual([false, false]);
  expect(showMessageBox).toHaveBeenCalledOnce();
  const [, asked] = showMessageBox.mock.lastCall!;
  expect(asked.message).toBe('“Big.xlsx” is still being read.');
  expect(asked).toMatchObject({ defaultId: 0, cancelId: 0 });
  expect(asked.buttons).toEqual(['Keep reading', 'Close anyway']);

  underWay.reading(['Big.xlsx', 'Bigger.xlsx']);
  showMessageBox.mockResolvedValueOnce({ response: 1 });
  expect(await underWay.mayGiveUp(window)).toBe(true);
  expect(showMessageBox.mock.lastCall![1].message).toBe('2 files are still being read.');
});

test('exports are asked about, too, beside what is being read', async () => {
  const underWay = workUnderWay();
  underWay.exporting([{ name: 'Review.xlsx', beside: '/x/Review.xlsx.part' }]);
  showMessageBox.mockResolvedValue({ response: 0 });
  expect(await underWay.mayGiveUp(window)).toBe(false);
  expect(showMessageBox.mock.lastCall![1]).toMatchObject({
    message: '“Review.xlsx” is still being exported.',
    buttons: ['Keep exporting', 'Close anyway'],
  });
  underWay.reading(['Big.xlsx', 'Bigger.xlsx']);
  expect(await underWay.mayGiveUp(window)).toBe(false);
  expect(showMessageBox.mock.lastCall![1]).toMatchObject({
    message: '2 files are still being read.\n“Review.xlsx” is still being exported.',
    buttons: ['Keep going', 'Close anyway'],
  });
  underWay.exporting([]);
  underWay.reading([]);
  expect(underWay.any()).toBe(false);
});

test('what an engine that ended had half written goes, and nothing else', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'Review.xlsx');
  writeFileSync(path, 'of last year');
  writeFileSync(`${path}.part`, 'half');
  const underWay = workUnderWay();
  underWay.exporting([{ name: 'Review.xlsx', beside: `${path}.part` }]);
  underWay.engineEnded();
  expect(readdirSync(folder)).toEqual(['Review.xlsx']);
  expect(underWay.any()).toBe(false);
});

test('who won’t wait for the end is asked once more, and keeps waiting unless they say so', async () => {
  const underWay = workUnderWay();
  showMessageBox.mockClear();
  showMessageBox.mockResolvedValueOnce({ response: 0 });
  const twice = [underWay.mayBreakOff(window), underWay.mayBreakOff(window)];
  expect(await Promise.all(twice)).toEqual([false, false]);
  expect(showMessageBox).toHaveBeenCalledOnce();
  expect(showMessageBox.mock.lastCall![1]).toMatchObject({ defaultId: 0, cancelId: 0 });
  showMessageBox.mockResolvedValueOnce({ response: 1 });
  expect(await underWay.mayBreakOff(window)).toBe(true);
  expect(await underWay.mayBreakOff(null)).toBe(false);
});

test('a workspace whose file is gone is asked about, too; an engine that ended has none', async () => {
  const underWay = workUnderWay();
  underWay.displaced(true);
  underWay.reading(['Big.xlsx']);
  showMessageBox.mockResolvedValue({ response: 0 });
  expect(await underWay.mayGiveUp(window)).toBe(false);
  expect(showMessageBox.mock.lastCall![1]).toMatchObject({
    message: 'The workspace file is no longer in its place.\n“Big.xlsx” is still being read.',
    buttons: ['Keep going', 'Close anyway'],
  });
  underWay.engineEnded();
  expect(underWay.any()).toBe(false);
});
