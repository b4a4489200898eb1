/** Opens the record of a user of the rows, with where in them they stand, so that one can go on to the next. */
import { kindOfCountColumn } from '#shared/details/details.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { showDetails } from '../../place/navigation.ts';
import type { UserGridApi } from './focusRows.ts';
import { sortOf } from './gridRows.ts';

/** @param column on which somebody stood: one that counts details leads to these */
export function showDetailsOf(
  api: UserGridApi | null,
  criteria: Criteria,
  userNo: number,
  column?: string,
): void {
  const tab = column === undefined ? undefined : kindOfCountColumn(column);
  const row = api?.getRowNode(String(userNo))?.rowIndex;
  const among = api && typeof row === 'number' ? { criteria, sort: sortOf(api), row } : undefined;
  showDetails({ userNo, among, ...(tab !== undefined && { tab }) });
}
