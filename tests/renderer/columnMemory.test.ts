/**
 * Columns as they are remembered and kept in views. What is read back comes from another day: with another text size,
 * of another workspace, or of a program that wrote it otherwise.
 */
import type { ColumnState } from 'ag-grid-community';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  forgetColumns,
  readState,
  rememberColumns,
  rememberedColumns,
  writeState,
} from '../../src-renderer/grid/columns/columnMemory.ts';

beforeEach(() => {
  for (const grid of ['review', 'users']) forgetColumns(grid);
});

const COLUMNS: ColumnState[] = [
  { colId: 'select', width: 40, hide: false },
  { colId: 'last_name', width: 120, hide: false, sort: 'asc', sortIndex: 0 },
  { colId: 'email', width: 200, hide: true, pinned: 'left' },
];

describe('remembered columns', () => {
  test('come back as they were', () => {
    rememberColumns('review', COLUMNS, 1);
    expect(rememberedColumns('review', 1)).toMatchObject(COLUMNS);
    expect(rememberedColumns('users', 1)).toBeUndefined();
    forgetColumns('review');
    expect(rememberedColumns('review', 1)).toBeUndefined();
  });

  test('are as wide as the text of now wants it, but for the checkboxes', () => {
    rememberColumns('review', COLUMNS, 1);
    expect(rememberedColumns('review', 1.5)?.map(({ width }) => width)).toEqual([40, 180, 300]);
    rememberColumns('review', rememberedColumns('review', 1.5)!, 1.5);
    expect(rememberedColumns('review', 1)?.map(({ width }) => width)).toEqual([40, 120, 200]);
  });

  test('of other files stay remembered while they aren’t there, hidden ones don’t', () => {
    const shown = { colId: 'extra:Campus', width: 90, hide: false };
    const hidden = { colId: 'extra:Barcode', width: 90, hide: true };
    rememberColumns('review', [...COLUMNS, shown, hidden], 1);
    rememberColumns('review', COLUMNS, 1);
    expect(rememberedColumns('review', 1)?.map(({ colId }) => colId)).toEqual([
      'select',
      'last_name',
      'email',
      'extra:Campus',
    ]);
  });
});

describe('a view', () => {
  test('holds what the librarian chose and nothing else of the grid', () => {
    const text = writeState([{ colId: 'email', width: 80, flex: 2, rowGroup: true }], 1);
    expect(JSON.parse(text)).toEqual([
      { colId: 'email', hide: false, width: 80, pinned: null, sort: null, sortIndex: null },
    ]);
  });

  test.each([null, '', '{', '{}', 'null', '[1]', '[{"hide":true}]'])(
    'that reads %j is none, and nothing fails',
    (text) => expect(readState(text)).toBeUndefined(),
  );
});
