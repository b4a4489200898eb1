/**
 * What main does for each request of the desktop contract: dialogs, recent workspaces, captures, the
 * window. ipcGate.ts calls it with checked input. It grants files as tokens and must never return a
 * path.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { app, type BrowserWindow, Notification, shell } from 'electron';
import type { GrantedFile } from '#shared/contract/desktopContract.ts';
import type { PicturedTexts } from '#shared/contract/shapes/picturedTexts.ts';
import { copyToClipboard, noteCopied } from './clipboardCells.ts';
import type { EngineSupervisor } from './engineProcess.ts';
import { askForFiles, askForTarget } from './fileDialogs.ts';
import type { FileTokens } from './fileTokens.ts';
import type { DesktopHandlers } from './ipcGate.ts';
import type { LastWorkspace } from './lastWorkspace.ts';
import { bringToFront } from './mainWindow.ts';
import { takePagePicture } from './pagePicture.ts';
import type { RecentWorkspaces } from './recentWorkspaces.ts';
import { Refusal } from './refusal.ts';
import type { Remembered } from './remembered.ts';
import type { StartFile } from './startFile.ts';
import type { WorkUnderWay } from './workUnderWay.ts';

export interface DesktopServices {
  readonly window: () => BrowserWindow | null;
  readonly engine: EngineSupervisor;
  readonly tokens: FileTokens;
  readonly recents: RecentWorkspaces;
  readonly remembered: Remembered;
  readonly last: LastWorkspace;
  readonly underWay: WorkUnderWay;
  readonly start: StartFile;
  readonly samplesFolder: string;
  readonly onRecentsChanged: () => void;
}

const SYSTEMS: Readonly<Record<string, string>> = {
  darwin: 'macOS',
  linux: 'Linux',
  win32: 'Windows',
};

export function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/** The candidates first: that is the order in which the sample cycle imports them. */
function sampleWorkbooks(folder: string): string[] {
  const isCandidates = (name: string) => (name.startsWith('Users with Purge Dates') ? 0 : 1);
  return readdirSync(folder)
    .filter((name) => name.toLowerCase().endsWith('.xlsx'))
    .sort((a, b) => isCandidates(a) - isCandidates(b) || a.localeCompare(b))
    .map((name) => join(folder, name));
}

export function grantDropped(
  tokens: FileTokens,
  paths: readonly string[],
): Promise<readonly GrantedFile[]> {
  const files = paths.filter(
    (path) => isAbsolute(path) && statSync(path, { throwIfNoEntry: false })?.isFile(),
  );
  if (files.length < paths.length) {
    throw new Refusal('Drop files here, not folders or devices. Nothing was imported.');
  }
  return Promise.all(files.map((path) => tokens.grant(path, 'open')));
}

/** Notifications that are on screen: without a reference they would lose their click handler. */
const shown = new Set<Notification>();

/** @returns when it is clicked or gone, whether it was clicked; some systems never tell that one is gone */
function notify(window: BrowserWindow, title: string, body: string): Promise<boolean> {
  if (!Notification.isSupported() || window.isFocused()) return Promise.resolve(false);
  const notification = new Notification({ title, body });
  shown.add(notification);
  return new Promise((answer) => {
    const end = (clicked: boolean) => {
      shown.delete(notification);
      answer(clicked);
    };
    notification.on('click', () => {
      if (!window.isDestroyed()) bringToFront(window);
      end(true);
    });
    notification.on('close', () => end(false));
    notification.on('failed', () => end(false));
    notification.show();
  });
}

async function capture(
  window: BrowserWindow,
  engine: EngineSupervisor,
  texts: PicturedTexts | null,
) {
  const picture = await takePagePicture(window.webContents);
  if (!picture) {
    throw new Refusal(
      'The screen capture came out blank. Bring the window to the front and retry.',
    );
  }
  const { png, width, height } = picture;
  const token = randomBytes(24).toString('base64url');
  const takenAt = Date.now();
  await engine.tell({ type: 'capture.taken', token, png, takenAt, width, height, texts });
  return { token, width, height };
}

export function desktopHandlers(services: DesktopServices): DesktopHandlers {
  const { engine, tokens, recents, start } = services;
  const ourWindow = (): BrowserWindow => {
    const window = services.window();
    if (!window) throw new Error('A request without a window');
    return window;
  };
  const grantAll = (paths: readonly string[]): Promise<GrantedFile[]> =>
    Promise.all(paths.map((path) => tokens.grant(path, 'open')));

  return {
    chooseFiles: async ({ purpose }) => grantAll(await askForFiles(ourWindow(), purpose)),
    async chooseTarget({ purpose, suggestedName }) {
      const path = await askForTarget(ourWindow(), purpose, suggestedName);
      return path === null ? null : tokens.grant(path, 'save');
    },
    recentWorkspaces: () =>
      Promise.all(
        recents.list().map(async ({ path, ...known }) => ({
          ...(await tokens.grant(path, 'open')),
          ...known,
        })),
      ),
    mayGiveUp: () => services.underWay.mayGiveUp(ourWindow()),
    async lastWorkspace() {
      const asked = start.take();
      const next =
        asked === null ? services.last.next() : { path: asked, leftOut: false, readOnly: false };
      if (!next) return null;
      const { path, leftOut, readOnly } = next;
      return { file: await tokens.grant(path, 'open'), leftOut, readOnly };
    },
    forgetRecent() {
      recents.forget();
      app.clearRecentDocuments();
      services.onRecentsChanged();
      return null;
    },
    sampleFiles: () => grantAll(sampleWorkbooks(services.samplesFolder)),
    capture: (texts) => capture(ourWindow(), engine, texts ?? null),
    showSaved({ token }) {
      const path = tokens.savedPath(token);
      if (path === undefined) throw new Refusal('This file is not one that was saved here.');
      shell.showItemInFolder(path);
      return null;
    },
    async copyCells(cells) {
      await copyToClipboard(cells);
      return null;
    },
    noteCopied({ sha256 }) {
      noteCopied(sha256);
      return null;
    },
    remember({ name, text }) {
      services.remembered.set(name, text);
      return null;
    },
    notify: async ({ title, body }) => ({ clicked: await notify(ourWindow(), title, body) }),
    setProgress({ fraction }) {
      ourWindow().setProgressBar(fraction ?? -1);
      return null;
    },
    about: () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      sqlite: engine.sqliteVersion(),
      userName: systemUser(),
      platform: `${SYSTEMS[process.platform] ?? process.platform} ${process.getSystemVersion()} (${process.arch})`,
    }),
  };
}
