/**
 * Which workspaces were used last, and which one was open when the program stopped. Lives in
 * userData/recent.json. main.ts tells it what the engine opened and closed; the menu and the page
 * list it. Files that are gone are left out, not forgotten: they may be on a stick.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { storedJson } from './storedJson.ts';

const MOST = 10;
const recents = z.object({ paths: z.array(z.string()), open: z.string().nullable() });

export interface RecentWorkspaces {
  list(): readonly string[];
  /** The one to open again; null when the librarian closed it or it is gone. */
  lastOpen(): string | null;
  opened(path: string): void;
  closed(): void;
  forget(): void;
}

export function recentWorkspaces(file: string): RecentWorkspaces {
  const stored = storedJson(file, recents, { paths: [], open: null });
  let state = stored.read();
  const change = (next: z.infer<typeof recents>) => {
    state = next;
    stored.write(state);
  };
  return {
    list: () => state.paths.filter((path) => existsSync(path)),
    lastOpen: () => (state.open !== null && existsSync(state.open) ? state.open : null),
    opened(path) {
      const others = state.paths.filter((each) => each !== path);
      change({ paths: [path, ...others].slice(0, MOST), open: path });
    },
    closed: () => change({ ...state, open: null }),
    forget: () => change({ ...state, paths: [] }),
  };
}
