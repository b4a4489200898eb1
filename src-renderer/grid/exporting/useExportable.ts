/** The grid on screen is the one that the quick search exports. */
import { useEffect } from 'react';
import { isExportable } from '../../place/exporting.ts';
import type { GridStore } from '../rows/gridStore.ts';

export function useExportable(grid: GridStore, can: boolean): void {
  useEffect(() => {
    if (can) return isExportable(() => grid.setState({ exporting: true }));
    return undefined;
  }, [grid, can]);
}
