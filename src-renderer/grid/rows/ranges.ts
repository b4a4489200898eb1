/**
 * Selecting by row number: one row, or a range that is extended as in a spreadsheet, over rows that
 * aren't loaded, too. The selection itself is kept in userSelection.ts.
 */
import type { GridApi } from 'ag-grid-community';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { StepRefused } from '../../client/refusal.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { selectionWords } from '../words/rows.ts';
import { eachRow, MOST_ROWS, NOTHING_ALSO, type RowQuery, sortOf } from './gridRows.ts';
import type { GridStore } from './gridStore.ts';
import { extended, type RowRange, rowsOf } from './rowRange.ts';
import { isSelected, selectAll, setSelected } from './userSelection.ts';

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
  /** The selection was cleared: what is still being read for it is no longer wanted. */
  drop(): void;
}

/** Ranges whose rows are still being read; the bar above the rows says so. */
export const useSelecting = create<{ readonly waiting: number }>(() => ({ waiting: 0 }));

// One closure: where a range starts and ends is known to its verbs alone.
export function createRanges(grid: GridStore): Ranges {
  /** Grows when what is still being read is no longer wanted. */
  let turn = 0;
  let anchor: number | undefined;
  let end: number | undefined;
  /** One after the other: a slow answer must not select what a later key has left. */
  let queue = Promise.resolve();
  let waiting = 0;

  function apply(range: RowRange, selected: boolean): void {
    const { api, asked } = grid.getState();
    const { criteria, selection } = asked;
    if (!api || !selection) return;
    const loaded = loadedUsers(api, range);
    const query = { criteria, sort: sortOf(api), ...NOTHING_ALSO };
    const since = turn;
    // A filter or an order chosen meanwhile means other rows.
    const wanted = () => since === turn && criteria === grid.getState().asked.criteria;
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
    const { api, asked } = grid.getState();
    const { selection } = asked;
    if (!selection) return;
    const user = api?.getDisplayedRowAtIndex(row)?.data;
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
    const { asked, total } = grid.getState();
    const { selection } = asked;
    if (!selection) return;
    if (from !== undefined && from !== (end ?? anchor)) startAt(from);
    anchor ??= row;
    const { added, removed } = extended(anchor, end, row);
    if (added.length === 1 && rowsOf(added[0]!) === total) {
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
    turn++;
    anchor = undefined;
    end = undefined;
  }

  function drop() {
    turn++;
  }

  return { toggle, startAt, extendTo, forget, drop };
}

/** A selection that is cleared ends what is still being read for it. */
export function useDroppedWithSelection(grid: GridStore, ranges: Ranges): void {
  const selection = grid((state) => state.asked.selection);
  useEffect(
    () =>
      selection?.subscribe(({ mode, users }) => {
        if (mode === 'picked' && users.size === 0) ranges.drop();
      }),
    [selection, ranges],
  );
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
const TOO_MANY = new StepRefused(selectionWords.tooMany(MOST_ROWS), selectionWords.tooManyTodo);
