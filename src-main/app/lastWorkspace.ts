/**
 * Which workspace a start opens by itself: the one that was open when the program or the engine stopped. One that ends
 * the engine, or that can't be opened, must not be in the way of every start: after two tries that came to nothing it
 * is left out, and the page says so. A try has come to something when the workspace stays open for a while, is closed,
 * or the program is quit while it is open.
 */
import type { RecentWorkspaces } from './recentWorkspaces.ts';

const MOST_TRIES = 2;
const STEADY_MS = 60_000;

/** On the command line: starts with the first screen, whatever was open. */
export const WITHOUT_WORKSPACE = '--without-workspace';

export interface LastWorkspace {
  /** The one to open now, or to name without opening it. Asked again before anything came of it, it is the same try. */
  next(): Try | null;
  /** The engine has one open. */
  opened(): void;
  /** The engine ended. @param inOrder because the program is being quit */
  ended(inOrder: boolean): void;
}

interface Try {
  readonly path: string;
  readonly leftOut: boolean;
  /** As it was open. */
  readonly readOnly: boolean;
}

export function lastWorkspace(recents: RecentWorkspaces, argv: readonly string[]): LastWorkspace {
  let without = argv.includes(WITHOUT_WORKSPACE);
  let isOpen = false;
  let going: Try | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    next() {
      const path = without ? null : recents.lastOpen();
      if (path === null) return null;
      if (going?.path === path) return going;
      const leftOut = recents.tries() >= MOST_TRIES;
      if (!leftOut) recents.tried(recents.tries() + 1);
      going = { path, leftOut, readOnly: recents.wasReadOnly() };
      return going;
    },
    opened() {
      isOpen = true;
      without = false;
      going = undefined;
      clearTimeout(timer);
      timer = setTimeout(() => recents.tried(0), STEADY_MS);
      timer.unref();
    },
    ended(inOrder) {
      if (isOpen && inOrder) recents.tried(0);
      // Opened by the librarian, it came to nothing, too.
      else if (isOpen && recents.tries() === 0) recents.tried(1);
      isOpen = false;
      going = undefined;
      clearTimeout(timer);
    },
  };
}
