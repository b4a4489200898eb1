/**
 * Column sizes, order, visibility and sort of each grid, remembered on this computer by grid name.
 * Used by UserGrid alone.
 */
import type { ColumnState } from 'ag-grid-community';

const key = (grid: string) => `purge-desk.grid.${grid}`;

/** @param scale the text size of now; widths are kept without it, so that they follow it later */
export function rememberColumns(grid: string, state: readonly ColumnState[], scale: number): void {
  localStorage.setItem(key(grid), JSON.stringify(scaled(state, 1 / scale)));
}

/** Undefined when nothing fitting is remembered; columns may have been added since. */
export function rememberedColumns(grid: string, scale: number): ColumnState[] | undefined {
  try {
    const state: unknown = JSON.parse(localStorage.getItem(key(grid)) ?? '');
    return Array.isArray(state) ? scaled(state, scale) : undefined;
  } catch {
    return undefined;
  }
}

export function forgetColumns(grid: string): void {
  localStorage.removeItem(key(grid));
}

function scaled(state: readonly ColumnState[], factor: number): ColumnState[] {
  return state.map((column) =>
    // The column of checkboxes is of one width always.
    column.width && column.colId !== 'select'
      ? { ...column, width: Math.round(column.width * factor) }
      : column,
  );
}
