/**
 * Which menu is open over the grid, and where: by right click, Shift+F10 or the menu key, on a cell or
 * a heading. Gives the keyboard back afterwards.
 */
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import {
  type ColumnFilterStore,
  type GridPlace,
  openColumnFilter,
} from '../filter/column/columnFilterStore.ts';
import { columnKind } from '../filter/columnFilter.ts';
import type { GridStore } from '../rows/gridStore.ts';

const CELL = '.ag-cell, .ag-header-cell';

export function useGridMenus(grid: GridStore, columnFilter: ColumnFilterStore) {
  const api = grid((state) => state.api);
  const filtering = columnFilter((state) => state.open);
  const [menu, setMenu] = useState<GridPlace>();
  const back = useRef<GridPlace>(undefined);

  function open(cell: Element, x: number, y: number): boolean {
    const columnId = cell.getAttribute('col-id');
    if (!api || !columnId) return false;
    const index = cell.closest('.ag-row')?.getAttribute('row-index');
    const row = index == null ? undefined : Number(index);
    if (row !== undefined) {
      if (!api.getDisplayedRowAtIndex(row)?.data) return false;
      const focused = api.getFocusedCell();
      // Once more would take the keyboard from the menu, which closes then.
      if (focused?.rowIndex !== row || focused.column.getColId() !== columnId) {
        api.setFocusedCell(row, columnId);
      }
    }
    setMenu({ x, y, columnId, row });
    return true;
  }

  function onContextMenu(event: MouseEvent) {
    const cell = event.target instanceof Element ? event.target.closest(CELL) : null;
    if (cell && open(cell, event.clientX, event.clientY)) event.preventDefault();
  }

  /** As a spreadsheet does it, from a heading and from any cell below it. */
  function onFilterKey(event: KeyboardEvent): boolean {
    const cell = isFilterKey(event.nativeEvent) && document.activeElement?.closest(CELL);
    const columnId = cell ? cell.getAttribute('col-id') : null;
    if (!cell || !columnId || !columnFilter.getState().filter || !columnKind(columnId))
      return false;
    event.preventDefault();
    const index = cell.closest('.ag-row')?.getAttribute('row-index');
    return openColumnFilter(
      columnFilter,
      cell,
      columnId,
      index == null ? undefined : Number(index),
    );
  }

  /** @returns whether it was a key for a menu */
  function onMenuKey(event: KeyboardEvent): boolean {
    if (onFilterKey(event)) return true;
    const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    const cell = isMenuKey && document.activeElement?.closest(CELL);
    if (!cell) return false;
    const { left, bottom } = cell.getBoundingClientRect();
    if (!open(cell, left + 8, bottom)) return false;
    event.preventDefault();
    return true;
  }

  function close() {
    const open = menu ?? filtering;
    if (!open) return;
    back.current = open;
    setMenu(undefined);
    // The menu may have opened the filter in its place.
    if (!menu) columnFilter.setState({ open: null });
    requestAnimationFrame(() => giveBack(grid, back.current));
  }

  // Other rows came: a filter that was chosen in the menu took away the cell with the keyboard.
  useEffect(
    () =>
      grid.subscribe(({ blocks }, before) => {
        if (blocks !== before.blocks && back.current)
          requestAnimationFrame(() => giveBack(grid, back.current));
      }),
    [grid],
  );

  /** The librarian went elsewhere. */
  function onFocus(event: FocusEvent) {
    const place = back.current;
    const cell = event.target.closest(CELL);
    if (place && cell?.getAttribute('col-id') !== place.columnId) back.current = undefined;
  }

  return { menu, filtering, onContextMenu, onMenuKey, onFocus, close };
}

/** Alt+Down; AG Grid would go a row down. */
export function isFilterKey(event: globalThis.KeyboardEvent): boolean {
  return event.altKey && event.key === 'ArrowDown';
}

/** Unless what was chosen took the keyboard, it goes back to where it was. */
function giveBack(grid: GridStore, place: GridPlace | undefined): void {
  const { api } = grid.getState();
  if (!place || !api || api.isDestroyed() || document.activeElement !== document.body) return;
  const last = api.getDisplayedRowCount() - 1;
  // Nobody matches: the heading is what is left of the column.
  if (place.row === undefined || last < 0) api.setFocusedHeader(place.columnId);
  else api.setFocusedCell(Math.min(place.row, last), place.columnId);
}
