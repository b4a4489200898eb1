/**
 * The desktop as the page sees it: files as tokens, captures, notifications, menu commands. Typed wrappers around
 * window.purgeDesk. Never sees a path, never keeps a token longer than a screen needs it.
 */
import type {
  DesktopEvent,
  DesktopInput,
  DesktopOutput,
  DesktopRequest,
  GrantedFile,
} from '#shared/contract/desktopContract.ts';

export type {
  DesktopEvent,
  GrantedFile,
  MenuCommand,
  RecentWorkspace,
} from '#shared/contract/desktopContract.ts';

function request<R extends DesktopRequest>(name: R, input?: DesktopInput<R>) {
  return window.purgeDesk.request(name, input) as Promise<DesktopOutput<R>>;
}

export const desktop = {
  /** In which the system writes numbers and dates, best first; empty outside the program. */
  locales: (globalThis.window as Partial<Window> | undefined)?.purgeDesk?.locales ?? [],
  /** Empty when cancelled. */
  chooseFiles: (purpose: DesktopInput<'chooseFiles'>['purpose']) =>
    request('chooseFiles', { purpose }),
  /** Null when cancelled. */
  chooseTarget: (purpose: DesktopInput<'chooseTarget'>['purpose'], suggestedName: string) =>
    request('chooseTarget', { purpose, suggestedName }),
  recentWorkspaces: () => request('recentWorkspaces'),
  lastWorkspace: () => request('lastWorkspace'),
  /** True where nothing is being read or exported. */
  mayGiveUp: () => request('mayGiveUp'),
  forgetRecent: () => request('forgetRecent'),
  sampleFiles: () => request('sampleFiles'),
  /** Waits for the next paint by itself, so that what was just set is on the picture. */
  capture: (texts?: DesktopInput<'capture'>) => request('capture', texts),
  showSaved: (token: string) => request('showSaved', { token }),
  /** Cells for the clipboard, as text with tabs and as an HTML table. */
  copyCells: (text: string, html: string) => request('copyCells', { text, html }),
  /** @param sha256 of what Chromium was told to copy */
  noteCopied: (sha256: string) => request('noteCopied', { sha256 }),
  notify: (title: string, body: string) => request('notify', { title, body }),
  setProgress: (fraction: number | null) => request('setProgress', { fraction }),
  about: () => request('about'),
  grantDropped: (files: File[]): Promise<GrantedFile[]> => window.purgeDesk.grantDropped(files),
  onEvent: (listener: (event: DesktopEvent) => void) => window.purgeDesk.onEvent(listener),
} as const;
