/**
 * Selecting by row number: one row, or a range that is extended as in a spreadsheet, over rows that
 * aren't loaded, too. Used by the grid's keys, clicks and checkboxes; the selection itself is kept in
 * userSelection.ts.
 */
import type { GridApi } from 'ag-grid-community';
import { useEffect, useMemo, useRef } from 'react';
import { create } from 'zustand';
import type { UserRow } from '#shared/contract/shapes.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { StepRefused } from '../../client/refusal.ts';
import { formatCount } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { eachRow, MOST_ROWS, NOTHING_ALSO, type RowQuery, sortOf } from './gridRows.ts';
import { extended, type RowRange, rowsOf } from './rowRange.ts';
import { isSelected, selectAll, setSelected, type UserSelection } from './userSelection.ts';

export interface Ranges {
  /** Selects the row or leaves it out; ranges start from it. */
  toggle(row: number): void;
  /** The keyboard stands here now: the next range starts from it. */
  startAt(row: number): void;
  /**
   * Selects from where the range starts up to this row, and no longer what it left.
   * @param from where the keyboard stood before; when it was led elsewhere the range starts there
   */
  extendTo(row: number, from?: number): void;
  /** Other rows or another order: row numbers mean nothing any more. */
  forget(): void;
}

/** Ranges whose rows are still being read; the bar above the rows says so. */
export const useSelecting = create<{ readonly waiting: number }>(() => ({ waiting: 0 }));

interface RangeOptions {
  readonly api: { readonly current: GridApi<UserRow> | null };
  readonly selection: UserSelection | undefined;
  readonly criteria: { readonly current: Criteria };
  readonly total: { readonly current: number };
}

export function useRanges({ api, selection, criteria, total }: RangeOptions): Ranges {
  // Grows when the selection was cleared: what is still being read for it is no longer wanted.
  const turn = useRef(0);
  useEffect(
    () =>
      selection?.subscribe(({ mode, users }) => {
        if (mode === 'picked' && users.size === 0) turn.current++;
      }),
    [selection],
  );

  return useMemo(() => {
    let anchor: number | undefined;
    let end: number | undefined;
    /** One after the other: a slow answer must not select what a later key has left. */
    let queue = Promise.resolve();
    let waiting = 0;

    function apply(range: RowRange, selected: boolean): void {
      const grid = api.current;
      if (!grid || !selection) return;
      const loaded = loadedUsers(grid, range);
      const query = { criteria: criteria.current, sort: sortOf(grid), ...NOTHING_ALSO };
      const asked = turn.current;
      // A filter or an order chosen meanwhile means other rows.
      const wanted = () => asked === turn.current && query.criteria === criteria.current;
      if (loaded && waiting === 0) {
        setSelected(selection, loaded, selected);
        return;
      }
      useSelecting.setState({ waiting: ++waiting });
      queue = queue
        .then(async () => {
          if (!wanted()) return;
          const users = loaded ?? (await usersOf(query, range));
          if (wanted()) setSelected(selection, users, selected);
        })
        .catch(notifyFailure)
        .finally(() => useSelecting.setState({ waiting: --waiting }));
    }

    function toggle(row: number) {
      if (!selection) return;
      const user = api.current?.getDisplayedRowAtIndex(row)?.data;
      // A row that isn't loaded can't be seen to be selected: it is selected.
      if (!user) apply({ from: row, to: row }, true);
      else setSelected(selection, [user.userNo], !isSelected(selection.getState(), user.userNo));
      startAt(row);
    }

    function startAt(row: number) {
      anchor = row;
      end = undefined;
    }

    function extendTo(row: number, from?: number) {
      if (!selection) return;
      if (from !== undefined && from !== (end ?? anchor)) startAt(from);
      anchor ??= row;
      const { added, removed } = extended(anchor, end, row);
      if (added.length === 1 && rowsOf(added[0]!) === total.current) {
        end = row;
        return selectAll(selection);
      }
      const { mode, users } = selection.getState();
      const rows = added.reduce((sum, range) => sum + rowsOf(range), 0);
      if (rows + (mode === 'picked' ? users.size : 0) > MOST_ROWS) return notifyFailure(TOO_MANY);
      end = row;
      for (const range of removed) apply(range, false);
      for (const range of added) apply(range, true);
    }

    function forget() {
      turn.current++;
      anchor = undefined;
      end = undefined;
    }

    return { toggle, startAt, extendTo, forget };
  }, [api, selection, criteria, total]);
}

/** Undefined as soon as one of the rows isn't loaded. */
function loadedUsers(api: GridApi<UserRow>, { from, to }: RowRange): number[] | undefined {
  const userNos: number[] = [];
  for (let row = from; row <= to; row++) {
    const user = api.getDisplayedRowAtIndex(row)?.data;
    if (!user) return undefined;
    userNos.push(user.userNo);
  }
  return userNos;
}

async function usersOf(query: RowQuery, range: RowRange): Promise<number[]> {
  const userNos: number[] = [];
  await eachRow(query, range, (user) => userNos.push(user.userNo));
  return userNos;
}

/** What the engine takes as single users. */
const TOO_MANY = new StepRefused(
  `At most ${formatCount(MOST_ROWS)} users can be picked row by row. Nothing was selected.`,
  'Narrow the filter, then select all that match (Ctrl+A).',
);
