/**
 * Ranges of rows as a spreadsheet extends them. A slip here selects users whom nobody meant, and a
 * bulk decision follows.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  columnAfterKey,
  extended,
  pagesOf,
  type RowRange,
  rangeBetween,
  rowAfterKey,
} from '../../src-renderer/grid/rows/rowRange.ts';

const rows = ({ from, to }: RowRange) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('an extended range', () => {
  test('selects what lies between anchor and keyboard, and no longer what it left', () => {
    const row = fc.nat(30);
    fc.assert(
      fc.property(row, fc.array(row, { minLength: 1, maxLength: 8 }), (anchor, moves) => {
        const selected = new Set<number>();
        let before: number | undefined;
        for (const now of moves) {
          const { added, removed } = extended(anchor, before, now);
          for (const each of removed.flatMap(rows)) expect(selected.delete(each)).toBe(true);
          for (const each of added.flatMap(rows)) {
            expect(selected.has(each)).toBe(false);
            selected.add(each);
          }
          expect([...selected].sort((a, b) => a - b)).toEqual(rows(rangeBetween(anchor, now)));
          before = now;
        }
      }),
    );
  });

  test('turns at its anchor', () => {
    expect(extended(10, 12, 8)).toEqual({
      added: [{ from: 8, to: 9 }],
      removed: [{ from: 11, to: 12 }],
    });
  });
});

describe('pages of a range', () => {
  test('cover every row once', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: 1, max: 1000 }), (a, b, limit) => {
        const range = rangeBetween(a, b);
        const covered = pagesOf(range, limit).flatMap((page) => {
          expect(page.limit).toBeLessThanOrEqual(limit);
          return rows({ from: page.offset, to: page.offset + page.limit - 1 });
        });
        expect(covered).toEqual(rows(range));
      }),
    );
  });
});

describe('keys', () => {
  const at = { row: 50, page: 20, total: 1000 };

  test('lead to the row that a spreadsheet leads to', () => {
    expect(rowAfterKey('PageDown', false, at)).toBe(70);
    expect(rowAfterKey('PageUp', false, at)).toBe(30);
    expect(rowAfterKey('Home', true, at)).toBe(0);
    expect(rowAfterKey('End', true, at)).toBe(999);
    expect(rowAfterKey('ArrowUp', true, at)).toBe(0);
    expect(rowAfterKey('ArrowDown', false, at)).toBe(51);
  });

  test('never lead out of the rows', () => {
    expect(rowAfterKey('PageDown', false, { ...at, row: 995 })).toBe(999);
    expect(rowAfterKey('PageUp', false, { ...at, row: 3 })).toBe(0);
    expect(rowAfterKey('ArrowDown', false, { ...at, row: 999 })).toBe(999);
    expect(rowAfterKey('End', true, { ...at, total: 0 })).toBeUndefined();
  });

  test('tell moves within the row from moves between rows', () => {
    expect(rowAfterKey('Home', false, at)).toBeUndefined();
    expect(columnAfterKey('Home', false)).toBe('first');
    expect(columnAfterKey('Home', true)).toBeUndefined();
    expect(columnAfterKey('ArrowRight', true)).toBe('last');
    expect(columnAfterKey('ArrowRight', false)).toBeUndefined();
  });
});
