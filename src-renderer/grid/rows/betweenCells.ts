/**
 * The keyboard while rows are drawn anew: the cell that had it is gone, and AG Grid gives it to the next one a moment
 * later; on a busy computer that is long enough for a key. What is pressed meanwhile is for the rows all the same. Never
 * takes keys from anything that has the keyboard.
 */
import { type RefObject, useEffect } from 'react';

/** @param onKey a key that no cell gets */
export function useBetweenCells(
  frame: RefObject<HTMLElement | null>,
  onKey: (event: KeyboardEvent) => void,
): void {
  useEffect(() => {
    function onFocusOut({ target, relatedTarget }: FocusEvent) {
      const isCell = target instanceof Element && target.matches('.ag-cell');
      if (!isCell || relatedTarget || !frame.current?.contains(target)) return;
      // Only after all is drawn it is known whether the cell was left or taken away.
      queueMicrotask(() => {
        if (frame.current && !target.isConnected) frame.current.dataset.betweenCells = '';
      });
    }
    function end() {
      delete frame.current?.dataset.betweenCells;
    }
    function onKeyDown(event: KeyboardEvent) {
      if (isBetweenCells(frame.current)) onKey(event);
    }
    document.addEventListener('focusout', onFocusOut);
    document.addEventListener('focusin', end);
    document.addEventListener('pointerdown', end, true);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('focusout', onFocusOut);
      document.removeEventListener('focusin', end);
      document.removeEventListener('pointerdown', end, true);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [frame, onKey]);
}

/** Whether the next key is for the rows of this grid, though no cell has the keyboard. */
export function isBetweenCells(frame: HTMLElement | null): boolean {
  return document.activeElement === document.body && frame?.dataset.betweenCells !== undefined;
}
