/**
 * How many users are selected in the grid on screen; the status bar says it.
 */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { GridStore } from './gridStore.ts';
import { NO_SELECTION, selectedCount } from './userSelection.ts';

export const useSelectionCount = create<{ readonly count: number }>(() => ({ count: 0 }));

/** As long as the grid is there. */
export function useReportedCount(grid: GridStore): void {
  const selection = grid((state) => state.asked.selection) ?? NO_SELECTION;
  const total = grid((state) => state.total ?? 0);
  const count = selection((state) => selectedCount(state, total));
  useEffect(() => {
    useSelectionCount.setState({ count });
    return () => useSelectionCount.setState({ count: 0 });
  }, [count]);
}
