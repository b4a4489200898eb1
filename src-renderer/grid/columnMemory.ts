/**
 * Column sizes, order, visibility and sort of each grid, remembered on this computer by grid name.
 * Used by UserGrid alone.
 */
import type { ColumnState } from 'ag-grid-community';

const key = (grid: string) => `purge-desk.grid.${grid}`;

export function rememberColumns(grid: string, state: readonly ColumnState[]): void {
  localStorage.setItem(key(grid), JSON.stringify(state));
}

/** Undefined when nothing fitting is remembered; columns may have been added since. */
export function rememberedColumns(grid: string): ColumnState[] | undefined {
  try {
    const state: unknown = JSON.parse(localStorage.getItem(key(grid)) ?? '');
    return Array.isArray(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

export function forgetColumns(grid: string): void {
  localStorage.removeItem(key(grid));
}
