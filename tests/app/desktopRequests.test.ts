/** What main does for the page: files as tokens in a useful order, folders refused, no blank evidence. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import {
  type DesktopServices,
  desktopHandlers,
  grantDropped,
} from '../../src-main/app/desktopRequests.ts';
import { fileTokens } from '../../src-main/app/fileTokens.ts';
import { lastWorkspace } from '../../src-main/app/lastWorkspace.ts';
import { recentWorkspaces } from '../../src-main/app/recentWorkspaces.ts';
import { rememberedByPages } from '../../src-main/app/remembered.ts';
import { startFile } from '../../src-main/app/startFile.ts';
import { workUnderWay } from '../../src-main/app/workUnderWay.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** What the desktop was told to show. */
const shown = vi.hoisted((): { told: object; events: Map<string, () => void> }[] => []);
const electron = vi.hoisted(() => ({
  app: { clearRecentDocuments: vi.fn(), getVersion: () => '0.1.0' },
  clipboard: { write: vi.fn() },
  shell: { showItemInFolder: vi.fn() },
  Notification: class {
    static isSupported(): boolean {
      return true;
    }
    readonly told: object;
    readonly events = new Map<string, () => void>();
    constructor(told: object) {
      this.told = told;
    }
    on(event: string, tell: () => void): void {
      this.events.set(event, tell);
    }
    show(): void {
      shown.push(this);
    }
  },
}));
vi.mock('electron', () => electron);
const picture = vi.hoisted(() => ({ takePagePicture: vi.fn() }));
vi.mock('../../src-main/app/pagePicture.ts', () => picture);

const tokensOf = () => fileTokens(async () => {});

function desktop(given: string | null = null) {
  const folder = temporaryFolder();
  const tell = vi.fn(async () => {});
  const recents = recentWorkspaces(join(folder, 'recent.json'));
  const tokens = tokensOf();
  const setProgressBar = vi.fn();
  const window = {
    ...{ setProgressBar, isFocused: vi.fn(() => false), isDestroyed: () => false },
    ...{ isMinimized: () => true, restore: vi.fn(), show: vi.fn(), focus: vi.fn() },
  };
  const onRecentsChanged = vi.fn();
  const handlers = desktopHandlers({
    window: () => window as never,
    engine: { tell, sqliteVersion: () => '3.47.0' } as unknown as DesktopServices['engine'],
    tokens,
    recents,
    remembered: rememberedByPages(join(folder, 'remembered.json')),
    last: lastWorkspace(recents, []),
    underWay: workUnderWay(),
    start: startFile(given),
    samplesFolder: folder,
    onRecentsChanged,
  });
  const file = (name: string): string => {
    writeFileSync(join(folder, name), '');
    return join(folder, name);
  };
  return {
    folder,
    file,
    handlers,
    recents,
    tokens,
    tell,
    setProgressBar,
    window,
    onRecentsChanged,
  };
}

describe('dropped files', () => {
  test('are granted each', async () => {
    const { file } = desktop();
    const granted = await grantDropped(tokensOf(), [file('a.xlsx'), file('b.csv')]);
    expect(granted.map(({ name }) => name)).toEqual(['a.xlsx', 'b.csv']);
  });

  test('are refused together when one is a folder, gone or without a whole path', () => {
    const { file, folder } = desktop();
    mkdirSync(join(folder, 'Lists'));
    for (const other of [join(folder, 'Lists'), join(folder, 'gone.csv'), 'a.xlsx'])
      expect(() => grantDropped(tokensOf(), [file('a.xlsx'), other])).toThrow(
        'Nothing was imported',
      );
  });
});

describe('the desktop', () => {
  test('lists the sample workbooks with the candidates first', async () => {
    const { handlers, file } = desktop();
    for (const name of ['Loans.xlsx', 'Users with Purge Dates.xlsx', 'Fines.XLSX', 'notes.md'])
      file(name);
    const samples = await handlers.sampleFiles(undefined);
    expect(samples.map(({ name }) => name)).toEqual([
      'Users with Purge Dates.xlsx',
      'Fines.XLSX',
      'Loans.xlsx',
    ]);
  });

  test('opens the file that was asked for before the one that was open', async () => {
    const { folder, file, handlers, recents } = desktop('/given.purgedesk');
    recents.opened(file('Last.purgedesk'));
    expect(await handlers.lastWorkspace(undefined)).toMatchObject({
      file: { name: 'given.purgedesk' },
      leftOut: false,
    });
    expect(await handlers.lastWorkspace(undefined)).toMatchObject({
      file: { name: 'Last.purgedesk', folder: basename(folder) },
    });
    recents.closed();
    expect(await handlers.lastWorkspace(undefined)).toBeNull();
  });

  test('forgets recent workspaces in the list, the menu and the system', async () => {
    const { file, handlers, recents, onRecentsChanged } = desktop();
    recents.opened(file('Last.purgedesk'));
    handlers.forgetRecent(undefined);
    expect(await handlers.recentWorkspaces(undefined)).toEqual([]);
    expect(onRecentsChanged).toHaveBeenCalledOnce();
    expect(electron.app.clearRecentDocuments).toHaveBeenCalledOnce();
  });

  test('shows a file that was saved, and none that was only opened', async () => {
    const { file, handlers, tokens } = desktop();
    const path = file('Report.xlsx');
    const { token: opened } = await tokens.grant(path, 'open');
    expect(() => handlers.showSaved({ token: opened })).toThrow('not one that was saved here');
    const { token: saved } = await tokens.grant(path, 'save');
    handlers.showSaved({ token: saved });
    expect(electron.shell.showItemInFolder).toHaveBeenCalledExactlyOnceWith(path);
  });

  test('hands a picture to the engine under a new token, and never a blank one', async () => {
    const { handlers, tell } = desktop();
    picture.takePagePicture.mockResolvedValue(null);
    await expect(handlers.capture(undefined)).rejects.toThrow('came out blank');
    expect(tell).not.toHaveBeenCalled();
    picture.takePagePicture.mockResolvedValue({ png: new Uint8Array(9), width: 4, height: 3 });
    const first = await handlers.capture(undefined);
    const second = await handlers.capture(undefined);
    expect(first).toEqual({ token: expect.stringMatching(/^[\w-]{32}$/), width: 4, height: 3 });
    expect(second.token).not.toBe(first.token);
    expect(tell).toHaveBeenLastCalledWith(
      expect.objectContaining({ type: 'capture.taken', token: second.token, width: 4, height: 3 }),
    );
  });

  test('answers a notification when it is clicked, with the window in front, or gone', async () => {
    const { handlers, window } = desktop();
    const told = { title: 'Purge User Records: Completed', body: '3 purged' };
    window.isFocused.mockReturnValueOnce(true);
    expect(await handlers.notify(told)).toEqual({ clicked: false });
    expect(shown).toEqual([]);

    const answers = [handlers.notify(told), handlers.notify(told)];
    const [first, second] = shown;
    expect(first?.told).toEqual(told);
    expect(window.focus).not.toHaveBeenCalled();
    second?.events.get('close')?.();
    first?.events.get('click')?.();
    expect(await Promise.all(answers)).toEqual([{ clicked: true }, { clicked: false }]);
    expect(window.restore).toHaveBeenCalledOnce();
    expect(window.focus).toHaveBeenCalledOnce();
  });

  test('shows progress in the task bar, and takes it away', () => {
    const { handlers, setProgressBar } = desktop();
    handlers.setProgress({ fraction: 0.5 });
    handlers.setProgress({ fraction: null });
    expect(setProgressBar.mock.calls.flat()).toEqual([0.5, -1]);
  });
});
