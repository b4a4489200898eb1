/**
 * Arithmetic of ranges of rows, as a spreadsheet extends them: from an anchor to the row with the keyboard, back
 * again and past the anchor. Pure.
 */

/** Row numbers, both included; `from` is never after `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

export function rangeBetween(a: number, b: number): RowRange {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

export function rowsOf({ from, to }: RowRange): number {
  return to - from + 1;
}

/** Rows of `range` that are not in `other`: none, one piece, or one on each side. */
function rowsOutside(range: RowRange, other: RowRange | undefined): RowRange[] {
  if (!other || other.to < range.from || other.from > range.to) return [range];
  const pieces: RowRange[] = [];
  if (range.from < other.from) pieces.push({ from: range.from, to: other.from - 1 });
  if (range.to > other.to) pieces.push({ from: other.to + 1, to: range.to });
  return pieces;
}

/** What changes when a range that reached from the anchor to one row reaches to another. */
export function extended(
  anchor: number,
  before: number | undefined,
  now: number,
): { readonly added: RowRange[]; readonly removed: RowRange[] } {
  const next = rangeBetween(anchor, now);
  const former = before === undefined ? undefined : rangeBetween(anchor, before);
  return {
    added: rowsOutside(next, former),
    removed: former ? rowsOutside(former, next) : [],
  };
}

/** Pages of at most `limit` rows that cover a range. */
export function pagesOf(range: RowRange, limit: number): { offset: number; limit: number }[] {
  const pages: { offset: number; limit: number }[] = [];
  for (let offset = range.from; offset <= range.to; offset += limit) {
    pages.push({ offset, limit: Math.min(limit, range.to - offset + 1) });
  }
  return pages;
}

const ROW_KEYS = ['Home', 'End', 'PageUp', 'PageDown', 'ArrowUp', 'ArrowDown'];

/**
 * The row that a key leads to; undefined where it is no move between rows. Home and End alone move
 * within the row.
 * @param page rows that are seen at once
 */
export function rowAfterKey(
  key: string,
  ctrl: boolean,
  at: { readonly row: number; readonly page: number; readonly total: number },
): number | undefined {
  if (at.total === 0 || !ROW_KEYS.includes(key)) return undefined;
  const last = at.total - 1;
  const within = (row: number) => Math.min(Math.max(row, 0), last);
  switch (key) {
    case 'PageUp':
      return within(at.row - at.page);
    case 'PageDown':
      return within(at.row + at.page);
    case 'Home':
    case 'End':
      if (!ctrl) return undefined;
      return key === 'Home' ? 0 : last;
    default:
      if (!ctrl) return within(at.row + (key === 'ArrowUp' ? -1 : 1));
      return key === 'ArrowUp' ? 0 : last;
  }
}

/** Whether a key leads to the first or last column. */
export function columnAfterKey(key: string, ctrl: boolean): 'first' | 'last' | undefined {
  if (!ctrl && key === 'Home') return 'first';
  if (!ctrl && key === 'End') return 'last';
  if (ctrl && key === 'ArrowLeft') return 'first';
  return ctrl && key === 'ArrowRight' ? 'last' : undefined;
}
