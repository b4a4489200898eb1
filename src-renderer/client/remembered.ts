/**
 * What outlives the pages on this computer: columns, filters by kinds, text size, the screen that was open. Main keeps
 * it in a small file of its own, out of Chromium's storage, which would hold on to what was deleted. Must never be given
 * what somebody searched for.
 */
import { createJSONStorage, type StateStorage } from 'zustand/middleware';

const bridge = (globalThis.window as Partial<Window> | undefined)?.purgeDesk;
const known = new Map(Object.entries(bridge?.remembered?.() ?? {}));

export const remembered = {
  get: (name: string): string | null => known.get(name) ?? null,
  /** @param text null: nothing is remembered under this name any more */
  set(name: string, text: string | null): void {
    if (remembered.get(name) === text) return;
    if (text === null) known.delete(name);
    else known.set(name, text);
    void bridge?.request('remember', { name, text }).catch(() => undefined);
  },
} as const;

const texts: StateStorage = {
  getItem: remembered.get,
  setItem: (name, text) => remembered.set(name, text),
  removeItem: (name) => remembered.set(name, null),
};

/** For stores that persist. */
export const rememberedStore = createJSONStorage(() => texts);
