/**
 * Selecting by ranges over rows that aren't loaded. What is asked of the engine comes late; a late answer that selects
 * users after the selection was cleared or the filter was changed would put users into a decision whom nobody meant.
 */
import type { GridApi } from 'ag-grid-community';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { ask, createGridStore, type GridStore } from '../../src-renderer/grid/rows/gridStore.ts';
import { createRanges, useSelecting } from '../../src-renderer/grid/rows/ranges.ts';
import {
  clearSelection,
  createUserSelection,
  isSelected,
  type UserSelection,
} from '../../src-renderer/grid/rows/userSelection.ts';

const told = vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
  return { page: vi.fn(), failure: vi.fn() };
});
vi.mock('../../src-renderer/client/engineClient.ts', () => ({
  engine: { users: { page: told.page } },
}));
vi.mock('../../src-renderer/ui/notify.tsx', () => ({ notifyFailure: told.failure }));

const RETIRED: Criteria = { op: 'inSet', setId: 1 };
const ALUMNI: Criteria = { op: 'inSet', setId: 2 };

/** User 1000 stands in row 0, and so on. */
const userAt = (row: number) => ({ userNo: 1000 + row }) as UserRow;

/** A grid in which the first rows are loaded. */
function gridOf(total: number, loaded: number) {
  const selection = createUserSelection();
  const grid = createGridStore({ criteria: RETIRED, selection });
  const api = {
    getDisplayedRowAtIndex: (row: number) => (row < loaded ? { data: userAt(row) } : undefined),
    getColumnState: () => [],
  } as unknown as GridApi<UserRow>;
  grid.setState({ api, total });
  return { grid, selection, ranges: createRanges(grid) };
}

/** An engine that answers when the test says so. */
function answersLater() {
  const answers: (() => void)[] = [];
  told.page.mockImplementation(
    ({ offset, limit }: { offset: number; limit: number }) =>
      new Promise((answer) =>
        answers.push(() =>
          answer({
            revision: 1,
            total: 500,
            rows: Array.from({ length: limit }, (_, n) => userAt(offset + n)),
          }),
        ),
      ),
  );
  return {
    async next() {
      await vi.waitFor(() => expect(answers).not.toHaveLength(0));
      answers.shift()!();
    },
  };
}

const settled = () => vi.waitFor(() => expect(useSelecting.getState().waiting).toBe(0));
const rowsOf = (selection: UserSelection) =>
  [...selection.getState().users].map((userNo) => userNo - 1000).sort((a, b) => a - b);

beforeEach(() => {
  told.page.mockReset();
  told.failure.mockReset();
});

describe('ranges of rows', () => {
  test('are selected at once where the rows are loaded', () => {
    const { ranges, selection } = gridOf(500, 100);
    ranges.toggle(3);
    ranges.extendTo(6);
    ranges.extendTo(2);
    expect(rowsOf(selection)).toEqual([2, 3]);
    expect(told.page).not.toHaveBeenCalled();
  });

  test('are asked for where they are not, one after the other', async () => {
    const { ranges, selection } = gridOf(500, 4);
    const engine = answersLater();
    ranges.startAt(2);
    ranges.extendTo(8);
    ranges.extendTo(5);
    await engine.next();
    await engine.next();
    await settled();
    expect(rowsOf(selection)).toEqual([2, 3, 4, 5]);
  });

  test('select nobody when the selection was cleared meanwhile', async () => {
    const { ranges, selection } = gridOf(500, 4);
    const engine = answersLater();
    ranges.startAt(2);
    ranges.extendTo(8);
    await vi.waitFor(() => expect(told.page).toHaveBeenCalled());
    clearSelection(selection);
    ranges.drop();
    await engine.next();
    await settled();
    expect(rowsOf(selection)).toEqual([]);
  });

  test('select nobody when other users are asked for meanwhile', async () => {
    const { grid, ranges, selection } = gridOf(500, 4);
    const engine = answersLater();
    ranges.startAt(2);
    ranges.extendTo(8);
    await vi.waitFor(() => expect(told.page).toHaveBeenCalled());
    ask(grid, { criteria: ALUMNI, selection });
    await engine.next();
    await settled();
    expect(rowsOf(selection)).toEqual([]);
  });

  test('of all rows mean everybody who matches, also those who come later', () => {
    const { ranges, selection } = gridOf(500, 4);
    ranges.startAt(0);
    ranges.extendTo(499);
    expect(selection.getState().mode).toBe('all');
    expect(isSelected(selection.getState(), 99_999)).toBe(true);
  });

  test('of more users than can be picked are refused whole', () => {
    const { ranges, selection } = gridOf(300_000, 4);
    ranges.startAt(1);
    ranges.extendTo(150_000);
    expect(told.failure).toHaveBeenCalledOnce();
    expect(rowsOf(selection)).toEqual([]);
  });
});

describe('a grid’s store', () => {
  const asked = (grid: GridStore) => grid.getState().asked.criteria;

  test('keeps the same criteria as the same object, so that rows aren’t loaded again', () => {
    const grid = createGridStore({ criteria: RETIRED });
    ask(grid, { criteria: { ...RETIRED } });
    expect(asked(grid)).toBe(RETIRED);
    ask(grid, { criteria: ALUMNI });
    expect(asked(grid)).toBe(ALUMNI);
  });
});
