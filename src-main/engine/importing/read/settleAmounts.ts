/**
 * Numbers such as 1.000 that were read before it was known what stands before their decimals: their column tells,
 * or else the others of the file, or the librarian. What nobody can tell is an error that holds the user back.
 * Needs all rows of a file.
 */
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { CellExample } from '#shared/domain/said.ts';
import type { DecimalMark, DecimalVerdict } from '#shared/domain/writtenNumbers.ts';
import type { WritableDb } from '../../db/db.ts';
import { storeErrors } from '../rows/rowErrors.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { changeRows } from '../rows/rowStore.ts';
import type { OpenAmount } from './cellReader.ts';
import type { RowReader } from './rowReader.ts';

interface ColumnMark {
  readonly slot: number;
  readonly heading: string;
  /** `hold`: what fits both stays unread. `ask`: until somebody has told. */
  readonly mark: DecimalMark | 'hold' | 'ask';
  /** A number that fits both. */
  readonly example: CellExample | undefined;
}

/** The mark of each column of numbers that has some of which it decides. */
export function decimalMarks(
  rowReader: RowReader | undefined,
  told: ReadOptions['decimals'],
): ColumnMark[] {
  const columns = rowReader?.cells.decimalMarks() ?? [];
  const sure = new Set(columns.flatMap(({ verdict }) => (isMark(verdict) ? [verdict] : [])));
  const others = sure.size === 1 ? [...sure][0] : undefined;
  return columns.flatMap(({ verdict, ...column }) => {
    if (verdict === 'any') return [];
    if (verdict === 'mixed') return [{ ...column, mark: 'hold' }];
    return [{ ...column, mark: verdict === 'ask' ? (others ?? told ?? 'ask') : verdict }];
  });
}

function isMark(verdict: DecimalVerdict): verdict is DecimalMark {
  return verdict === 'point' || verdict === 'comma';
}

export function settleAmounts(
  db: WritableDb,
  importId: number,
  rowReader: RowReader,
  marks: readonly ColumnMark[],
): void {
  const markOf = new Map(marks.map(({ slot, mark }) => [slot, mark]));
  const unread: OpenAmount[] = [];
  const changes = new Map<number, { amount: OpenAmount; value: number | null }[]>();
  for (const amount of rowReader.cells.openAmounts) {
    const mark = markOf.get(amount.slot);
    if (mark === undefined || mark === 'ask') continue;
    const value = mark === 'hold' ? undefined : amount[mark];
    if (value === (amount.point ?? amount.comma)) continue;
    if (value === undefined) unread.push(amount);
    const ofRow = changes.get(amount.row) ?? [];
    changes.set(amount.row, [...ofRow, { amount, value: value ?? null }]);
  }
  if (changes.size === 0) return;
  const known = new Set<number>();
  changeRows(db, importId, new Set(changes.keys()), (row) => {
    if (row[1] & ROW_ISSUES.unreadable) known.add(row[0]);
    const wasNotTold = (row[1] & ROW_ISSUES.notTold) !== 0;
    for (const { amount, value } of changes.get(row[0])!) {
      row[amount.slot] = value;
      if (value !== null || amount.column.unread === 0) continue;
      row[1] |= amount.column.unread;
      rowReader.rowGroups.add(amount.column.unreadableGroup, row[0]);
    }
    if (row[1] & ROW_ISSUES.unreadable && !known.has(row[0]))
      rowReader.rowGroups.addNoticed('unreadable-value', row[0]);
    if (row[1] & ROW_ISSUES.notTold && !wasNotTold)
      rowReader.rowGroups.addNoticed('not-told', row[0]);
  });
  storeErrors(
    db,
    importId,
    unread.map(({ row, heading, text, error }) => rowReader.errors.late(row, heading, text, error)),
  );
}
