/**
 * How this computer shows the program: scheme, compact rows, text size. Kept in localStorage, never in
 * the workspace. Set on the Settings screen; read by the shell and the grid.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const TEXT_SIZES = [1, 1.125, 1.25, 1.5] as const;

interface Preferences {
  readonly compactRows: boolean;
  /** Factor on all sizes, 1 to 1.5; the window's zoom comes on top. */
  readonly textSize: number;
  setCompactRows(compactRows: boolean): void;
  setTextSize(textSize: number): void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      compactRows: false,
      textSize: 1,
      setCompactRows: (compactRows) => set({ compactRows }),
      setTextSize: (textSize) => set({ textSize }),
    }),
    { name: 'purge-desk.preferences' },
  ),
);
