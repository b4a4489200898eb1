/**
 * Which files the engine is reading, and the question before they are given up: closing the workspace or the window
 * would lose them. Never ends anything itself.
 */
import { type BrowserWindow, dialog } from 'electron';

export interface ReadingFiles {
  /** As the engine tells; none when it stopped. */
  are(names: readonly string[]): void;
  any(): boolean;
  /** True where none is being read or the librarian agrees. Asked twice at once, there is one question. */
  mayGiveUp(window: BrowserWindow | null): Promise<boolean>;
}

export function readingFiles(): ReadingFiles {
  let names: readonly string[] = [];
  let asking: Promise<boolean> | null = null;
  return {
    are(reading) {
      names = reading;
    },
    any: () => names.length > 0,
    mayGiveUp(window) {
      if (names.length === 0 || !window) return Promise.resolve(true);
      asking ??= ask(window, names).finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}

const KEEP = 'Keep reading';
const CLOSE = 'Close anyway';

async function ask(window: BrowserWindow, names: readonly string[]): Promise<boolean> {
  const one = names.length === 1;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: one
      ? `“${names[0]}” is still being read.`
      : `${names.length} files are still being read.`,
    detail: one
      ? 'If you close now, nothing of it is kept, and you have to choose the file again. Files that have been read wait in the workspace until you add them.'
      : 'If you close now, nothing of them is kept, and you have to choose these files again. Files that have been read wait in the workspace until you add them.',
    buttons: [KEEP, CLOSE],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
