/**
 * The columns of a grid as AG Grid takes them: those of the catalogue and of the files, with the order asked for at
 * first, and as they were left the last time.
 */
import { useQuery } from '@tanstack/react-query';
import type { ColDef, GridApi } from 'ag-grid-community';
import { useEffect, useMemo } from 'react';
import type { SortTerm, UserRow } from '#shared/contract/shapes/users.ts';
import { queries } from '../../client/engineClient.ts';
import { rememberedColumns } from './columnMemory.ts';
import { type UserColumn, userColumns } from './userColumns.tsx';

interface ColumnsOfGrid {
  readonly name: string;
  readonly columns?: readonly UserColumn[] | undefined;
  readonly sort?: readonly SortTerm[] | undefined;
  /** Widths grow with the text. */
  readonly scale: number;
}

export function useColumnDefs(
  api: GridApi<UserRow> | null,
  { name, columns, sort, scale }: ColumnsOfGrid,
): ColDef<UserRow>[] {
  const extra = useQuery(queries.users.extraColumns.queryOptions()).data ?? NO_HEADINGS;
  const told = useQuery(queries.users.toldFields.queryOptions()).data;
  const lines = useQuery(queries.users.toldLines.queryOptions()).data;
  // Columns of the files, and which fields they fill, are known a moment later than the others.
  useEffect(() => {
    if (api && (extra.length > 0 || told || lines)) applyRemembered(api, name, scale);
  }, [api, extra, told, lines, name, scale]);
  return useMemo(
    () => withSort(userColumns(columns, scale, { extra, told, lines }), sort),
    [columns, sort, scale, extra, told, lines],
  );
}

/** Nothing happens where nothing is remembered. */
export function applyRemembered(api: GridApi<UserRow>, name: string, scale: number): void {
  const state = rememberedColumns(name, scale);
  if (state) api.applyColumnState({ state, applyOrder: true });
}

const NO_HEADINGS: readonly string[] = [];

function withSort(columns: ColDef<UserRow>[], sort: readonly SortTerm[] = []): ColDef<UserRow>[] {
  return columns.map((column) => {
    const index = sort.findIndex((term) => 'field' in term && term.field === column.colId);
    if (index < 0) return column;
    return { ...column, initialSort: sort[index]!.direction, initialSortIndex: index };
  });
}
