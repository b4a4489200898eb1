/**
 * Rows of a grid as they come and go: loaded anew for other criteria, in place for a new revision, so that nothing
 * jumps; and told to screen readers as they are selected.
 */
import { type RefObject, useEffect, useRef } from 'react';
import { useRevision } from '../../client/revision.ts';
import { askedAlso } from './gridRows.ts';
import { type GridStore, noteBlock } from './gridStore.ts';
import type { Ranges } from './ranges.ts';
import { userDatasource } from './userDatasource.ts';
import { clearSelection, isSelected } from './userSelection.ts';

export function useRows(grid: GridStore): void {
  const api = grid((state) => state.api);
  const criteria = grid((state) => state.asked.criteria);
  const revision = useRevision();
  const loaded = useRef(revision);

  useEffect(() => {
    if (!api) return;
    const datasource = userDatasource(criteria, {
      onTotal: (total) => noteBlock(grid, total),
      onError: (error) => grid.setState({ error }),
      also: () => askedAlso(api),
    });
    api.setGridOption('datasource', datasource);
    // Other users: their first ones, wherever one was among the former.
    if (api.getDisplayedRowCount() > 0) api.ensureIndexVisible(0, 'top');
  }, [grid, api, criteria]);

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
      // Told a moment later: the screen may be left by then.
      if (api.isDestroyed()) return;
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

/** Other criteria mean other users: a selection or a range made among the former would mislead. */
export function useForgottenWithCriteria(grid: GridStore, ranges: Ranges): void {
  useEffect(
    () =>
      grid.subscribe(({ asked }, before) => {
        if (asked.criteria === before.asked.criteria) return;
        ranges.forget();
        if (asked.selection) clearSelection(asked.selection);
      }),
    [grid, ranges],
  );
}

/** AG Grid's own selection isn't used, so screen readers are told of ours here. */
export function useAriaSelected(grid: GridStore, section: RefObject<HTMLElement | null>): void {
  const api = grid((state) => state.api);
  const selection = grid((state) => state.asked.selection);
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
