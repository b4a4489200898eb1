/**
 * How this computer shows the program: scheme, compact rows, text size; and whether its desktop tells what has ended.
 * Kept on this computer, never in the workspace. Set on the Settings screen.
 */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { rememberedStore } from '../client/remembered.ts';

export const TEXT_SIZES = [1, 1.125, 1.25, 1.5] as const;

interface Preferences {
  readonly compactRows: boolean;
  /** Factor on all sizes, 1 to 1.5; the window's zoom comes on top. */
  readonly textSize: number;
  /** Of the system, while the window isn't in front. */
  readonly notifications: boolean;
  setCompactRows(compactRows: boolean): void;
  setTextSize(textSize: number): void;
  setNotifications(notifications: boolean): void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      compactRows: false,
      textSize: 1,
      notifications: true,
      setCompactRows: (compactRows) => set({ compactRows }),
      setTextSize: (textSize) => set({ textSize }),
      setNotifications: (notifications) => set({ notifications }),
    }),
    { name: 'preferences', storage: rememberedStore },
  ),
);
