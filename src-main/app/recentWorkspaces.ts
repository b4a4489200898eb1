/**
 * Which workspaces were used last, which one was open when the program stopped, and what was noted of each when it
 * was closed: numbers, never anything about a user. Lives in userData/recent.json. main.ts tells it what the engine
 * opened, closed and erased; the menu and the page list it. Files that are gone are left out, not forgotten: they may
 * be on a stick.
 */
import { type Stats, statSync } from 'node:fs';
import { z } from 'zod';
import { type WorkspaceSummary, workspaceSummary } from '#shared/contract/shapes/workspace.ts';
import { storedJson } from './storedJson.ts';

const MOST = 10;

/** Of a workspace when it was closed, and by what its file is known to be the same since. */
const note = z.object({
  closedAt: z.number(),
  fileTime: z.number(),
  fileSize: z.number(),
  summary: workspaceSummary,
});
const recents = z.object({
  paths: z.array(z.string()),
  open: z.string().nullable(),
  /** That one, for reading only. */
  readOnly: z.boolean().default(false),
  /** How often a start has tried to open it since it last came to something. */
  tries: z.number().default(0),
  /** By path; settings of an earlier version have none. */
  notes: z.record(z.string(), note).default({}),
});

export interface RecentFile {
  readonly path: string;
  readonly isOpen: boolean;
  /** When it was last closed here, or its file changed otherwise. */
  readonly usedAt: number;
  /** Null when it wasn't closed here, or its file has changed since. */
  readonly summary: WorkspaceSummary | null;
}

export interface RecentWorkspaces {
  list(): readonly RecentFile[];
  /** The one to open again; null when the librarian closed it or it is gone. */
  lastOpen(): string | null;
  /** Whether it was open for reading only. */
  wasReadOnly(): boolean;
  /** How often it was tried to open that one since it last came to something. */
  tries(): number;
  tried(times: number): void;
  /** It is as it was when it was closed here, or as the program left it when it was ended. */
  isKnown(path: string): boolean;
  opened(path: string, readOnly?: boolean): void;
  closed(): void;
  /** Notes what the workspace was like when it was closed. */
  left(path: string, summary: WorkspaceSummary): void;
  /** Of a workspace that was erased nothing stays here. */
  erased(path: string): void;
  /** Whose names may name somebody. */
  paths(): readonly string[];
  /** These aren't listed any more; the one that is open stays, to be opened again. */
  forgetThese(paths: readonly string[]): void;
  forget(): void;
}

const statOf = (path: string) => statSync(path, { throwIfNoEntry: false });

export function recentWorkspaces(file: string): RecentWorkspaces {
  const stored = storedJson(file, recents, {
    paths: [],
    open: null,
    readOnly: false,
    tries: 0,
    notes: {},
  });
  let state = stored.read();
  const change = (
    next: z.infer<typeof recents>,
    write: (value: typeof next) => void = stored.write,
  ) => {
    const known = Object.entries(next.notes).filter(([path]) => next.paths.includes(path));
    state = { ...next, notes: Object.fromEntries(known) };
    write(state);
  };
  const recentFile = (path: string, stat: Stats): RecentFile => {
    const noted = state.notes[path];
    const same = noted && noted.fileTime === stat.mtimeMs && noted.fileSize === stat.size;
    return {
      path,
      isOpen: path === state.open,
      usedAt: same ? noted.closedAt : stat.mtimeMs,
      summary: same ? noted.summary : null,
    };
  };
  return {
    list: () =>
      state.paths.flatMap((path) => {
        const stat = statOf(path);
        return stat ? [recentFile(path, stat)] : [];
      }),
    lastOpen: () => (state.open !== null && statOf(state.open) ? state.open : null),
    wasReadOnly: () => state.readOnly,
    tries: () => state.tries,
    tried: (tries) => tries !== state.tries && change({ ...state, tries }),
    isKnown(path) {
      const stat = statOf(path);
      if (!stat) return false;
      const wasEnded = path === state.open && statOf(`${path}-wal`) !== undefined;
      return wasEnded || recentFile(path, stat).summary !== null;
    },
    opened(path, readOnly = false) {
      const others = state.paths.filter((each) => each !== path);
      const tries = path === state.open ? state.tries : 0;
      change({ ...state, paths: [path, ...others].slice(0, MOST), open: path, readOnly, tries });
    },
    closed: () => change({ ...state, open: null, tries: 0 }),
    left(path, summary) {
      const stat = statOf(path);
      if (!stat) return;
      const { mtimeMs: fileTime, size: fileSize } = stat;
      const noted = { closedAt: Date.now(), fileTime, fileSize, summary };
      change({ ...state, notes: { ...state.notes, [path]: noted } });
    },
    erased(path) {
      const paths = state.paths.filter((each) => each !== path);
      const open = state.open === path ? null : state.open;
      change({ ...state, paths, open }, stored.writeOver);
    },
    paths: () => state.paths,
    forgetThese(gone) {
      if (!state.paths.some((path) => gone.includes(path))) return;
      const paths = state.paths.filter((path) => path === state.open || !gone.includes(path));
      change({ ...state, paths }, stored.writeOver);
    },
    forget: () => change({ ...state, paths: [] }, stored.writeOver),
  };
}
