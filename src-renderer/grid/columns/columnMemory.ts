/**
 * Columns and order of a grid as text: remembered on this computer by grid name, and kept in the workspace as named
 * views.
 */
import type { ColumnState } from 'ag-grid-community';
import { remembered } from '../../client/remembered.ts';

const key = (grid: string) => `grid.${grid}`;

/**
 * Columns of other files are kept, though this workspace doesn't have them.
 * @param scale the text size of now; widths are kept without it, so that they follow it later
 */
export function rememberColumns(grid: string, state: readonly ColumnState[], scale: number): void {
  const shown = new Set(state.map(({ colId }) => colId));
  const others = (readState(remembered.get(key(grid))) ?? []).filter(
    ({ colId, hide }) => !shown.has(colId) && !hide,
  );
  remembered.set(key(grid), writeState([...state, ...others.slice(0, MOST_OTHERS)], scale));
}

const MOST_OTHERS = 100;

/** Undefined when nothing fitting is remembered; columns may have been added since. */
export function rememberedColumns(grid: string, scale: number): ColumnState[] | undefined {
  return readState(remembered.get(key(grid)), scale);
}

export function forgetColumns(grid: string): void {
  remembered.set(key(grid), null);
}

/** What makes a view: the parts of the grid's state that a librarian chooses. */
export function writeState(state: readonly ColumnState[], scale: number): string {
  return JSON.stringify(
    scaled(state, 1 / scale).map(({ colId, hide, width, pinned, sort, sortIndex }) => ({
      colId,
      hide: hide ?? false,
      width,
      pinned: pinned ?? null,
      sort: sort ?? null,
      sortIndex: sortIndex ?? null,
    })),
  );
}

export function readState(text: string | null, scale = 1): ColumnState[] | undefined {
  try {
    const state: unknown = JSON.parse(text ?? '');
    if (!Array.isArray(state) || !state.every(isColumnState)) return undefined;
    return scaled(state, scale);
  } catch {
    return undefined;
  }
}

function isColumnState(column: unknown): column is ColumnState {
  return typeof column === 'object' && column !== null && 'colId' in column;
}

function scaled(state: readonly ColumnState[], factor: number): ColumnState[] {
  return state.map((column) =>
    // The column of checkboxes is of one width always.
    column.width && column.colId !== 'select'
      ? { ...column, width: Math.round(column.width * factor) }
      : column,
  );
}
