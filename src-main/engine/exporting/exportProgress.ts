/** Counts the rows of an export, tells of them at a pace, and ends it where that is wished. */
import type { RowWatch } from '../reports/rowWatch.ts';
import { paced } from '../writer/paced.ts';

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
  readonly rowsPerSecond: number;
}

/** So seldom is it looked at the clock. */
const ROWS_AT_ONCE = 64;

/**
 * @param tell at the beginning, then at a pace
 * @param requireWanted throws when the export has been cancelled; asked at each row
 */
export function watchRows(
  tell: (progress: ExportProgress) => void,
  requireWanted: () => void,
): RowWatch {
  let done = 0;
  let total = 0;
  let since = performance.now();
  const tellNow = () => {
    const seconds = (performance.now() - since) / 1000;
    tell({ done, total, rowsPerSecond: Math.round(done / (seconds + 0.001)) });
  };
  const tellSoon = paced(tellNow);
  let next = ROWS_AT_ONCE;
  return {
    begin(rows) {
      total = rows;
      since = performance.now();
      tellNow();
      requireWanted();
    },
    wrote(rows = 1) {
      done += rows;
      requireWanted();
      if (done < next) return;
      next = done + ROWS_AT_ONCE;
      tellSoon();
    },
  };
}
