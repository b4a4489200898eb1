/** The rows on screen go on paper as they are filtered, sorted and shown: File > Print and File > Export as PDF. */
import { useMemo } from 'react';
import { notifyFailure } from '../../ui/notify.tsx';
import { useOnPaper } from '../../ui/onPaper.ts';
import type { GridStore } from '../rows/gridStore.ts';
import { exportUsers, printUsers, shownColumns } from './exportUsers.ts';

export function useGridOnPaper(grid: GridStore, can: boolean): void {
  const onPaper = useMemo(() => (can ? onPaperOf(grid) : null), [grid, can]);
  useOnPaper(onPaper);
}

function onPaperOf(grid: GridStore) {
  const shown = () => {
    const { api, asked } = grid.getState();
    if (!api || !asked.exported) return undefined;
    const { criteria, exported } = asked;
    return {
      api,
      list: exported,
      asked: { criteria, selected: false, columns: shownColumns(api) },
    };
  };
  return {
    print() {
      const now = shown();
      if (now) printUsers(now.api, now.list, now.asked);
    },
    exportPdf() {
      const now = shown();
      if (!now) return;
      const asked = { ...now.asked, format: 'pdf' } as const;
      exportUsers(now.api, now.list, asked).catch(notifyFailure);
    },
  };
}
