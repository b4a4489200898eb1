/**
 * The page's copy while the keyboard is in the rows: Ctrl+C copies the selected rows or the cell. Never text that was
 * marked with the mouse: that is what is meant then.
 */
import { type RefObject, useEffect } from 'react';
import { hasKeyboard } from '../rows/gridKeys.ts';
import type { GridStore } from '../rows/gridStore.ts';
import { copyFrom } from './copyRows.ts';

export function useCopy(grid: GridStore, frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function onCopy(event: ClipboardEvent) {
      if (!hasKeyboard(frame.current) || window.getSelection()?.toString()) return;
      event.preventDefault();
      copyFrom(grid);
    }
    document.addEventListener('copy', onCopy);
    return () => document.removeEventListener('copy', onCopy);
  }, [grid, frame]);
}
