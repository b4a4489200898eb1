/**
 * What can be done with columns, alike in every menu: show, pin, move, fit, sort. The column of checkboxes is never touched.
 */
import type { Column, GridApi } from 'ag-grid-community';
import type { UserRow } from '#shared/contract/shapes/users.ts';

export type Api = GridApi<UserRow>;
export type Pinned = 'left' | 'right' | null;

export const SELECT = 'select';
/** Tells which user a row is: it stays. */
export const IDENTIFIER = 'primary_identifier';

/** All columns in the order of now, hidden ones too. */
export function orderedColumns(api: Api): Column[] {
  return api.getAllGridColumns().filter((column) => column.getColId() !== SELECT);
}

/** The whole label; the heading may hold a short one. */
export function columnLabel(column: Column): string {
  const { headerTooltip, headerName = '' } = column.getColDef();
  return typeof headerTooltip === 'string' ? headerTooltip : headerName;
}

export function canHide(column: Column): boolean {
  return column.getColId() !== IDENTIFIER;
}

export function pinnedOf(column: Column): Pinned {
  const pinned = column.getPinned();
  return pinned === 'right' ? 'right' : pinned ? 'left' : null;
}

export function pin(api: Api, column: Column, pinned: Pinned): void {
  api.setColumnsPinned([column], pinned);
}

/** Moves by one place among all columns; @returns whether it could */
export function move(api: Api, column: Column, by: -1 | 1): boolean {
  const all = api.getAllGridColumns();
  const to = all.indexOf(column) + by;
  const neighbour = all[to];
  if (!neighbour || neighbour.getColId() === SELECT) return false;
  api.moveColumns([column], to);
  return true;
}

/** Moves past the next column that is seen on that side; @returns whether it could */
export function moveAmongShown(api: Api, column: Column, by: -1 | 1): boolean {
  const shown = api.getAllDisplayedColumns();
  const neighbour = shown[shown.indexOf(column) + by];
  if (!neighbour || neighbour.getColId() === SELECT) return false;
  if (pinnedOf(neighbour) !== pinnedOf(column)) return false;
  api.moveColumns([column], api.getAllGridColumns().indexOf(neighbour));
  return true;
}

/** As wide as what is loaded of it and its heading. */
export function fitColumn(api: Api, column: Column): void {
  api.autoSizeColumns([column]);
}

export function fitAll(api: Api): void {
  api.autoSizeColumns(
    api.getAllDisplayedColumns().filter((column) => column.getColId() !== SELECT),
  );
}

/** Sorts by this column alone, or adds it behind the others. */
export function sortBy(
  api: Api,
  column: Column,
  sort: 'asc' | 'desc' | null,
  alsoOthers = false,
): void {
  const others = api
    .getColumnState()
    .filter(({ sort, colId }) => sort && colId !== column.getColId())
    .sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0));
  const kept = alsoOthers ? others : [];
  api.applyColumnState({
    state: [
      ...kept.map(({ colId, sort }, sortIndex) => ({ colId, sort, sortIndex })),
      { colId: column.getColId(), sort, sortIndex: sort ? kept.length : null },
    ],
    defaultState: { sort: null, sortIndex: null },
  });
}
