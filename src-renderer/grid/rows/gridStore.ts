/**
 * What a grid of users is at the moment: what its screen asks of it, AG Grid's handle, how many users match. One store
 * for each grid on screen. Handlers that AG Grid keeps read it when they are called, so none acts on what was before.
 * Never holds rows: those are in AG Grid's own blocks.
 */
import type { GridApi } from 'ag-grid-community';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { UserSelection } from './userSelection.ts';

/** What an export says of the list that it is made of. */
export interface ExportedList {
  readonly of: 'review' | 'users';
  /** The filter in words. */
  readonly words: string;
}

/** What a screen says about rows. */
export interface AskedRows {
  readonly criteria: Criteria;
  /** Adds the checkbox column. */
  readonly selection?: UserSelection | undefined;
  /** Enter or double click. */
  readonly onOpenUser?: (user: UserRow) => void;
  /** The row with the keyboard changed; for a side panel that follows. */
  readonly onFocusUser?: (user: UserRow) => void;
  readonly onTotal?: (total: number) => void;
  /** The rows can be exported, and as what; they can't without it. */
  readonly exported?: ExportedList | undefined;
  /** AG Grid's own handle, for moving the keyboard to a row; given once. */
  readonly onApi?: (api: GridApi<UserRow>) => void;
}

export interface GridState {
  readonly asked: AskedRows;
  /** Null until AG Grid is ready. */
  readonly api: GridApi<UserRow> | null;
  /** Users that match; undefined until they are counted. */
  readonly total: number | undefined;
  /** Why the last rows didn't come. */
  readonly error: unknown;
  /** It is being asked how they are to be exported. */
  readonly exporting: boolean;
  /** The column with the keyboard; null: none yet. */
  readonly column: string | null;
  /** Grows with each block of rows that came. */
  readonly blocks: number;
}

export type GridStore = UseBoundStore<StoreApi<GridState>>;

export function createGridStore(asked: AskedRows): GridStore {
  return create<GridState>(() => ({
    asked,
    api: null,
    total: undefined,
    error: undefined,
    exporting: false,
    column: null,
    blocks: 0,
  }));
}

/** The same criteria stay the same object, so that what is remembered by them isn't thrown away. */
export function ask(grid: GridStore, asked: AskedRows): void {
  const { criteria } = grid.getState().asked;
  const same = JSON.stringify(criteria) === JSON.stringify(asked.criteria);
  grid.setState({ asked: same ? { ...asked, criteria } : asked });
}

/** A block of rows came. */
export function noteBlock(grid: GridStore, total: number): void {
  grid.setState(({ blocks }) => ({ total, error: undefined, blocks: blocks + 1 }));
  grid.getState().asked.onTotal?.(total);
}
