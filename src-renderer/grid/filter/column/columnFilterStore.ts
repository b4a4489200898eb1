/**
 * The filters of a grid's columns: which filter they are parts of, and the column whose filter is open. One store for
 * each grid on screen; headings read it, as AG Grid keeps them apart from the screen.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import type { UserFilter } from '../userFilter.ts';

/** A point over the grid that belongs to a column, and to a row unless it is about the heading. */
export interface GridPlace {
  readonly x: number;
  readonly y: number;
  readonly columnId: string;
  /** Undefined over a heading. */
  readonly row: number | undefined;
}

interface ColumnFilterState {
  /** Undefined: the grid can't be filtered. */
  readonly filter: UserFilter | undefined;
  /** Whom the filter is within. */
  readonly scope: Criteria;
  readonly open: GridPlace | null;
}

export type ColumnFilterStore = UseBoundStore<StoreApi<ColumnFilterState>>;

export function createColumnFilterStore(): ColumnFilterStore {
  return create<ColumnFilterState>(() => ({ filter: undefined, scope: EVERYBODY, open: null }));
}

/**
 * Opens the filter of a column below its heading.
 * @param from within the grid: the heading, or a cell of the column in this row
 * @returns whether the column has a heading on screen
 */
export function openColumnFilter(
  store: ColumnFilterStore,
  from: Element,
  columnId: string,
  row?: number,
): boolean {
  const heading = from
    .closest('.ag-root')
    ?.querySelector(`.ag-header-cell[col-id="${CSS.escape(columnId)}"]`);
  if (!heading) return false;
  const { left, bottom } = heading.getBoundingClientRect();
  store.setState({ open: { x: Math.max(0, left), y: bottom, columnId, row } });
  return true;
}
