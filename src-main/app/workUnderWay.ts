/**
 * Which files the engine is reading and which ones it is writing as exports, and the question before they are given up:
 * closing the workspace or the window would lose them. Never ends any of it itself; of an engine that ended it takes
 * away what was half written.
 */
import { rmSync } from 'node:fs';
import { type BrowserWindow, dialog } from 'electron';
import type { ExportedFile } from '#shared/contract/desktopContract.ts';

export interface WorkUnderWay {
  /** As the engine tells. */
  reading(names: readonly string[]): void;
  exporting(files: readonly ExportedFile[]): void;
  /** However it ended: nothing is under way any more. */
  engineEnded(): void;
  any(): boolean;
  /** True where nothing is under way or the librarian agrees. Asked twice at once, there is one question. */
  mayGiveUp(window: BrowserWindow | null): Promise<boolean>;
  /** The program is closing and still at work: true where the librarian won't wait. One question at a time, too. */
  mayBreakOff(window: BrowserWindow | null): Promise<boolean>;
}

export function workUnderWay(): WorkUnderWay {
  let read: readonly string[] = [];
  let exported: readonly ExportedFile[] = [];
  let asking: Promise<boolean> | null = null;
  const once = (question: () => Promise<boolean>) => {
    asking ??= question().finally(() => {
      asking = null;
    });
    return asking;
  };
  const any = () => read.length + exported.length > 0;
  return {
    reading(names) {
      read = names;
    },
    exporting(files) {
      exported = files;
    },
    engineEnded() {
      for (const { beside } of exported) rmSync(beside, { force: true });
      read = [];
      exported = [];
    },
    any,
    mayGiveUp(window) {
      if (!any() || !window) return Promise.resolve(true);
      const names = exported.map(({ name }) => name);
      return once(() => ask(window, read, names));
    },
    mayBreakOff: async (window) => window !== null && once(() => askToBreakOff(window)),
  };
}

const CLOSE = 'Close anyway';

const WORDS = {
  reading: {
    are: (files: string, one: boolean) => `${files} ${one ? 'is' : 'are'} still being read.`,
    keep: 'Keep reading',
    one: 'If you close now, nothing of it is kept, and you have to choose the file again. Files that have been read wait in the workspace until you add them.',
    more: 'If you close now, nothing of them is kept, and you have to choose these files again. Files that have been read wait in the workspace until you add them.',
  },
  exporting: {
    are: (files: string, one: boolean) => `${files} ${one ? 'is' : 'are'} still being exported.`,
    keep: 'Keep exporting',
    one: 'If you close now, it is not written, and you have to export again. A file of this name that was there before stays as it is.',
    more: 'If you close now, they are not written, and you have to export again. Files of these names that were there before stay as they are.',
  },
} as const;
const KEEP_BOTH = 'Keep going';

async function askToBreakOff(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Purge Desk is still at work on the workspace.',
    detail:
      'It closes by itself when that is done. If you close now, what it is doing is not done at all; everything else is kept.',
    buttons: ['Keep waiting', CLOSE],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

function filesText(names: readonly string[]): string {
  return names.length === 1 ? `“${names[0]}”` : `${names.length} files`;
}

async function ask(
  window: BrowserWindow,
  read: readonly string[],
  exported: readonly string[],
): Promise<boolean> {
  const parts = [
    { names: read, words: WORDS.reading },
    { names: exported, words: WORDS.exporting },
  ].filter(({ names }) => names.length > 0);
  const each = parts.map(({ names, words }) => {
    const one = names.length === 1;
    return { said: words.are(filesText(names), one), detail: one ? words.one : words.more };
  });
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: each.map(({ said }) => said).join('\n'),
    detail: each.map(({ detail }) => detail).join('\n\n'),
    buttons: [parts.length === 1 ? parts[0]!.words.keep : KEEP_BOTH, CLOSE],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
