/**
 * The row that had the keyboard in a list, for when Back returns to it: the grid is drawn anew then, and would begin
 * with its first row.
 */
import { useEffect } from 'react';
import { useNavigation } from '../../place/navigation.ts';
import { focusRows } from './focusRows.ts';
import type { GridStore } from './gridStore.ts';

interface Left {
  /** Of the place in the history. */
  readonly index: number;
  readonly row: number;
}

const left = new Map<string, Left>();

/** How many frames the rows may take to come. */
const FRAMES = 300;

/** @param name of the list */
export function useWhereOneWas(grid: GridStore, name: string): void {
  const api = grid((state) => state.api);
  const isCounted = grid((state) => state.total !== undefined);
  useEffect(() => {
    if (!api) return;
    const note = () => {
      const row = api.getFocusedCell()?.rowIndex;
      if (row !== undefined) left.set(name, { index: useNavigation.getState().index, row });
    };
    api.addEventListener('cellFocused', note);
    return () => {
      if (!api.isDestroyed()) api.removeEventListener('cellFocused', note);
    };
  }, [api, name]);

  useEffect(() => {
    if (!api || !isCounted) return;
    const { returned, index } = useNavigation.getState();
    const was = left.get(name);
    if (!returned || was?.index !== index) return;
    let frame = 0;
    const goThere = (frames: number) => {
      if (api.isDestroyed()) return;
      const isThere = api.getDisplayedRowCount() > was.row;
      if (isThere) api.ensureIndexVisible(was.row);
      // A row that is still loading is drawn anew with its user, and would lose the keyboard.
      if (isThere && api.getDisplayedRowAtIndex(was.row)?.data) focusRows(api, was.row);
      else if (frames > 0) frame = requestAnimationFrame(() => goThere(frames - 1));
    };
    goThere(FRAMES);
    return () => cancelAnimationFrame(frame);
  }, [api, isCounted, name]);
}
