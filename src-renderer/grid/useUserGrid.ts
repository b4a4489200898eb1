/**
 * What UserGrid is made of: loading, the selection's end with other criteria, its count for the status
 * bar, row heights, and what the checkbox cells need. Used by UserGrid alone.
 */
import type { GridApi } from 'ag-grid-community';
import { useEffect, useMemo, useRef } from 'react';
import type { UserRow } from '#shared/contract/shapes.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { useRevision } from '../client/revision.ts';
import { usePreferences } from '../ui/preferences.ts';
import type { UserGridContext } from './SelectCells.tsx';
import { useSelectionCount } from './selectionCount.ts';
import { userDatasource } from './userDatasource.ts';
import {
  clearSelection,
  isSelected,
  NO_SELECTION,
  selectedCount,
  setSelected,
  type UserSelection,
} from './userSelection.ts';

/** Loads by a new datasource for other criteria, and in place for a new revision, so nothing jumps. */
export function useRows(
  api: GridApi<UserRow> | null,
  criteria: Criteria,
  listeners: Parameters<typeof userDatasource>[1],
) {
  const revision = useRevision();
  const latest = useRef(listeners);
  latest.current = listeners;
  const key = JSON.stringify(criteria);
  const loaded = useRef(revision);

  useEffect(() => {
    if (!api) return;
    const datasource = userDatasource(JSON.parse(key) as Criteria, {
      onTotal: (total) => latest.current.onTotal(total),
      onError: (error) => latest.current.onError(error),
    });
    api.setGridOption('datasource', datasource);
  }, [api, key]);

  useEffect(() => {
    if (!api || loaded.current === revision) return;
    loaded.current = revision;
    api.refreshInfiniteCache();
  }, [api, revision]);
}

/** Other criteria mean other users: a selection made among the former would mislead. */
export function useClearedWith(criteria: Criteria, selection: UserSelection | undefined) {
  const key = JSON.stringify(criteria);
  const former = useRef(key);
  useEffect(() => {
    if (former.current === key) return;
    former.current = key;
    if (selection) clearSelection(selection);
  }, [key, selection]);
}

export function useReportedCount(selection: UserSelection | undefined, total: number) {
  const count = (selection ?? NO_SELECTION)((state) => selectedCount(state, total));
  useEffect(() => {
    useSelectionCount.setState({ count });
    return () => useSelectionCount.setState({ count: 0 });
  }, [count]);
}

export function useRowHeight(scale: number) {
  const compact = usePreferences((state) => state.compactRows);
  return { row: Math.round((compact ? 26 : 32) * scale), header: Math.round(32 * scale) };
}

export function useGridContext(
  apiNow: { readonly current: GridApi<UserRow> | null },
  selection: UserSelection | undefined,
  total: { readonly current: number },
): UserGridContext {
  const anchor = useRef<number>(undefined);
  return useMemo(() => {
    function toggle(rowIndex: number, range: boolean) {
      const api = apiNow.current;
      const user = api?.getDisplayedRowAtIndex(rowIndex)?.data;
      if (!api || !user || !selection) return;
      const from = range ? (anchor.current ?? rowIndex) : rowIndex;
      const selected = range || !isSelected(selection.getState(), user.userNo);
      setSelected(selection, loadedBetween(api, from, rowIndex), selected);
      anchor.current = rowIndex;
    }
    return { selection, toggle, total: () => total.current };
  }, [apiNow, selection, total]);
}

/** Users of the rows between two, both included; rows that aren't loaded can't be named. */
function loadedBetween(api: GridApi<UserRow>, a: number, b: number): number[] {
  const userNos: number[] = [];
  for (let row = Math.min(a, b); row <= Math.max(a, b); row++) {
    const user = api.getDisplayedRowAtIndex(row)?.data;
    if (user) userNos.push(user.userNo);
  }
  return userNos;
}
