/**
 * Which files the engine is reading, which ones it is writing as exports and whether the workspace has lost its place,
 * and the question before they are given up: closing the workspace or the window would lose them. Never ends any of it itself; of an engine that ended it takes
 * away what was half written.
 */
import { rmSync } from 'node:fs';
import { type BrowserWindow, dialog } from 'electron';
import type { ExportedFile } from '#shared/contract/desktopContract.ts';

export interface WorkUnderWay {
  /** As the engine tells. */
  reading(names: readonly string[]): void;
  exporting(files: readonly ExportedFile[]): void;
  /** The file of the open workspace went from its place, or is back. */
  displaced(isDisplaced: boolean): void;
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
  let displaced = false;
  let asking: Promise<boolean> | null = null;
  const once = (question: () => Promise<boolean>) => {
    asking ??= question().finally(() => {
      asking = null;
    });
    return asking;
  };
  const any = () => displaced || read.length + exported.length > 0;
  return {
    reading(names) {
      read = names;
    },
    exporting(files) {
      exported = files;
    },
    displaced(isDisplaced) {
      displaced = isDisplaced;
    },
    engineEnded() {
      for (const { beside } of exported) rmSync(beside, { force: true });
      read = [];
      exported = [];
      displaced = false;
    },
    any,
    mayGiveUp(window) {
      if (!any() || !window) return Promise.resolve(true);
      const names = exported.map(({ name }) => name);
      const parts = [
        ...(displaced ? [DISPLACED] : []),
        ...partsOf(read, WORDS.reading),
        ...partsOf(names, WORDS.exporting),
      ];
      return once(() => ask(window, parts));
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
const KEEP_ALL = 'Keep going';

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

interface Part {
  readonly said: string;
  readonly detail: string;
  readonly keep: string;
}

const DISPLACED: Part = {
  said: 'The workspace file is no longer in its place.',
  detail:
    'If you close now and the file was deleted, everything in it is lost. Keep the window open, then save the workspace in a new place.',
  keep: 'Keep it open',
};

function partsOf(
  names: readonly string[],
  words: (typeof WORDS)[keyof typeof WORDS],
): readonly Part[] {
  if (names.length === 0) return [];
  const one = names.length === 1;
  const files = one ? `“${names[0]}”` : `${names.length} files`;
  return [{ said: words.are(files, one), detail: one ? words.one : words.more, keep: words.keep }];
}

async function ask(window: BrowserWindow, parts: readonly Part[]): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: parts.map(({ said }) => said).join('\n'),
    detail: parts.map(({ detail }) => detail).join('\n\n'),
    buttons: [parts.length === 1 ? parts[0]!.keep : KEEP_ALL, CLOSE],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
