/**
 * A workspace that the librarian asked for from outside: on the command line, by double click, from a
 * second start of the program, on macOS through the open-file event. main.ts owns the one instance.
 * Hands each out once: to the page when it asks on start, or at once when it runs.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

const ENDING = /\.purgedesk(-snapshot)?$/i;

/** The first workspace file among the arguments of a command line. */
export function workspaceIn(argv: readonly string[], folder: string): string | null {
  for (const argument of argv.slice(1)) {
    if (argument.startsWith('-') || !ENDING.test(argument)) continue;
    const path = resolve(folder, argument);
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  }
  return null;
}

export interface StartFile {
  /** Gives the file to a page that runs, or keeps it for the one that will ask. */
  asked(path: string): void;
  take(): string | null;
  /** From now on `asked` gives files to the page. */
  deliverTo(deliver: (path: string) => void): void;
}

export function startFile(first: string | null): StartFile {
  let waiting = first;
  let deliver: ((path: string) => void) | null = null;
  return {
    asked(path) {
      if (deliver) deliver(path);
      else waiting = path;
    },
    take() {
      const path = waiting;
      waiting = null;
      return path;
    },
    deliverTo(next) {
      deliver = next;
    },
  };
}
