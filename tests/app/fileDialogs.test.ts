/** The dialogs: no suggested name leads out of the folder, and no file is replaced without a question. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BrowserWindow } from 'electron';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { askForFiles, askForTarget, safeName, withEnding } from '../../src-main/app/fileDialogs.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const dialog = vi.hoisted(() => ({
  showOpenDialog: vi.fn(),
  showSaveDialog: vi.fn(),
  showMessageBox: vi.fn(),
}));
vi.mock('electron', () => ({ dialog, app: { getPath: () => '/documents' } }));

const window = {} as BrowserWindow;

describe('a suggested name', () => {
  test('keeps what it can', () => {
    expect(safeName('Purge candidates 2026-11-21')).toBe('Purge candidates 2026-11-21');
    expect(safeName('Über “alles”, 東京 & co')).toBe('Über “alles”, 東京 & co');
    expect(safeName('a/b\\c:d*?"<>|\n')).toBe('a-b-c-d-------');
    expect(safeName(' ../.. ')).toBe('-');
    expect(safeName(' . ')).toBe('Untitled');
  });

  test('is a plain file name, whatever was asked for', () => {
    const awkward = fc.constantFrom('.', '..', '/', '\\', ' ', ':', '\0', '\n', 'C:', 'a', '~');
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 140 }),
      fc.array(awkward, { maxLength: 140 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(name, (suggested) => {
        const safe = safeName(suggested);
        expect(basename(safe)).toBe(safe);
        expect(join('/documents', safe)).toBe(`/documents/${safe}`);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be gone
        expect(safe).toMatch(/^[^<>:"/\\|?*\0-\x1f]{1,120}$/su);
        expect(safe).not.toMatch(/^[\s.]|[\s.]$/);
      }),
    );
  });

  test('gets the ending that is missing', () => {
    expect(withEnding('List', 'xlsx')).toBe('List.xlsx');
    expect(withEnding('List.XLSX', 'xlsx')).toBe('List.XLSX');
    expect(withEnding('List.csv', 'xlsx')).toBe('List.csv.xlsx');
  });
});

describe('a place for something new', () => {
  beforeEach(() => {
    for (const each of Object.values(dialog)) each.mockReset();
  });
  const answers = (filePath: string, canceled = false) =>
    dialog.showSaveDialog.mockResolvedValue({ filePath, canceled });

  test('is suggested with its ending in the documents', async () => {
    answers('/documents/Report.xlsx');
    expect(await askForTarget(window, 'workbook', '../Report')).toBe('/documents/Report.xlsx');
    const [, options] = dialog.showSaveDialog.mock.lastCall ?? [];
    expect(options).toMatchObject({
      title: 'Export workbook',
      defaultPath: join('/documents', '-Report.xlsx'),
      filters: [{ extensions: ['xlsx'] }],
    });
  });

  test('keeps the kind of an imported text file', async () => {
    answers('/documents/List.csv');
    await askForTarget(window, 'original', 'List.csv');
    expect(dialog.showSaveDialog.mock.lastCall?.[1]).toMatchObject({
      filters: [{ extensions: ['csv'] }],
    });
    // Not where something else is saved.
    await askForTarget(window, 'capture', 'List.csv');
    expect(dialog.showSaveDialog.mock.lastCall?.[1]).toMatchObject({
      defaultPath: join('/documents', 'List.csv.png'),
    });
  });

  test('of an export has the ending of its kind', async () => {
    answers('/documents/Purged users.csv');
    await askForTarget(window, 'csv', 'Purged users');
    expect(dialog.showSaveDialog.mock.lastCall?.[1]).toMatchObject({
      defaultPath: join('/documents', 'Purged users.csv'),
      filters: [{ extensions: ['csv'] }],
    });
    await askForTarget(window, 'pdf', 'Report.xlsx');
    expect(dialog.showSaveDialog.mock.lastCall?.[1]).toMatchObject({
      defaultPath: join('/documents', 'Report.xlsx.pdf'),
      filters: [{ extensions: ['pdf'] }],
    });
  });

  test('is none when the dialog was cancelled', async () => {
    answers('', true);
    expect(await askForTarget(window, 'copy', 'Copy')).toBeNull();
  });

  test('is asked about once more where only the added ending meets another file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'Copy.purgedesk'), '');
    answers(join(folder, 'Copy'));
    dialog.showMessageBox.mockResolvedValue({ response: 0 });
    expect(await askForTarget(window, 'copy', 'Copy')).toBeNull();
    expect(dialog.showMessageBox.mock.lastCall?.[1]).toMatchObject({
      message: 'Replace Copy.purgedesk?',
      cancelId: 0,
    });
    dialog.showMessageBox.mockResolvedValue({ response: 1 });
    expect(await askForTarget(window, 'copy', 'Copy')).toBe(join(folder, 'Copy.purgedesk'));
    // The system's own dialog has asked about this one.
    dialog.showMessageBox.mockClear();
    answers(join(folder, 'Copy.purgedesk'));
    expect(await askForTarget(window, 'copy', 'Copy')).toBe(join(folder, 'Copy.purgedesk'));
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
  });
});

test('several files can be chosen for an import, one workspace to open', async () => {
  dialog.showOpenDialog.mockResolvedValue({ canceled: false, filePaths: ['/a.xlsx', '/b.csv'] });
  expect(await askForFiles(window, 'workbooks')).toEqual(['/a.xlsx', '/b.csv']);
  const properties = () => dialog.showOpenDialog.mock.lastCall?.[1].properties;
  expect(properties()).toContain('multiSelections');
  await askForFiles(window, 'workspace');
  expect(properties()).not.toContain('multiSelections');
  dialog.showOpenDialog.mockResolvedValue({ canceled: true, filePaths: [] });
  expect(await askForFiles(window, 'workspace')).toEqual([]);
});
