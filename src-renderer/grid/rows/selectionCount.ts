/**
 * How many users are selected in the grid on screen; the status bar says it. Written by UserGrid.
 */
import { create } from 'zustand';

export const useSelectionCount = create<{ readonly count: number }>(() => ({ count: 0 }));
