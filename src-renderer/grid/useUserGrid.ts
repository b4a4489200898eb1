/**
 * What UserGrid is made of: loading, the selection's end with other criteria, its count for the status
 * bar and for screen readers, row heights. Used by UserGrid alone.
 */
import { useQuery } from '@tanstack/react-query';
import type { GridApi } from 'ag-grid-community';
import { useEffect, useRef } from 'react';
import type { UserRow } from '#shared/contract/shapes.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../client/engineClient.ts';
import { useRevision } from '../client/revision.ts';
import { usePreferences } from '../ui/preferences.ts';
import { askedAlso } from './rows/gridRows.ts';
import { useSelectionCount } from './rows/selectionCount.ts';
import { userDatasource } from './rows/userDatasource.ts';
import {
  clearSelection,
  isSelected,
  NO_SELECTION,
  selectedCount,
  type UserSelection,
} from './rows/userSelection.ts';

/** Loads by a new datasource for other criteria, and in place for a new revision, so nothing jumps. */
export function useRows(
  api: GridApi<UserRow> | null,
  criteria: Criteria,
  listeners: Omit<Parameters<typeof userDatasource>[1], 'also'>,
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
      also: () => askedAlso(api),
    });
    api.setGridOption('datasource', datasource);
    // Other users: their first ones, wherever one was among the former.
    if (api.getDisplayedRowCount() > 0) api.ensureIndexVisible(0, 'top');
  }, [api, key]);

  useEffect(() => {
    if (!api || loaded.current === revision) return;
    loaded.current = revision;
    api.refreshInfiniteCache();
  }, [api, revision]);

  // Some values come only with rows that were asked for while they are shown.
  useEffect(() => {
    if (!api) return;
    let asked = JSON.stringify(askedAlso(api));
    const onColumns = () => {
      const now = JSON.stringify(askedAlso(api));
      if (now !== asked) api.refreshInfiniteCache();
      asked = now;
    };
    api.addEventListener('columnVisible', onColumns);
    return () => {
      if (!api.isDestroyed()) api.removeEventListener('columnVisible', onColumns);
    };
  }, [api]);
}

/** The same criteria are the same object, so that what is remembered by them isn't thrown away. */
export function useStable(criteria: Criteria): Criteria {
  const kept = useRef({ key: '', criteria });
  const key = JSON.stringify(criteria);
  if (kept.current.key !== key) kept.current = { key, criteria };
  return kept.current.criteria;
}

/** Headings of the files' columns that the catalogue doesn't know. */
export function useExtraColumns(): readonly string[] {
  return useQuery(queries.users.extraColumns.queryOptions()).data ?? NO_HEADINGS;
}

const NO_HEADINGS: readonly string[] = [];

/** AG Grid's own selection isn't used, so screen readers are told of ours here. */
export function useAriaSelected(
  api: GridApi<UserRow> | null,
  selection: UserSelection | undefined,
  section: { readonly current: HTMLElement | null },
) {
  useEffect(() => {
    if (!api || !selection) return;
    let waiting = 0;
    const mark = () => {
      waiting = 0;
      const state = selection.getState();
      for (const row of section.current?.querySelectorAll('.ag-row') ?? []) {
        const userNo = Number(row.getAttribute('row-id'));
        row.setAttribute('aria-selected', String(isSelected(state, userNo)));
      }
    };
    const soon = () => {
      waiting ||= requestAnimationFrame(mark);
    };
    section.current?.querySelector('[role$="grid"]')?.setAttribute('aria-multiselectable', 'true');
    const events = ['modelUpdated', 'viewportChanged', 'bodyScrollEnd'] as const;
    for (const event of events) api.addEventListener(event, soon);
    const leave = selection.subscribe(soon);
    soon();
    return () => {
      cancelAnimationFrame(waiting);
      leave();
      if (api.isDestroyed()) return;
      for (const event of events) api.removeEventListener(event, soon);
    };
  }, [api, selection, section]);
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
