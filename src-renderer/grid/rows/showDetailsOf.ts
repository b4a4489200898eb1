/** Opens the record of a user of the rows, with where in them they stand, so that one can go on to the next. */
import type { Criteria } from '#shared/domain/criteria.ts';
import { showDetails } from '../../place/navigation.ts';
import type { UserGridApi } from './focusRows.ts';
import { sortOf } from './gridRows.ts';

export function showDetailsOf(api: UserGridApi | null, criteria: Criteria, userNo: number): void {
  const row = api?.getRowNode(String(userNo))?.rowIndex;
  const among = api && typeof row === 'number' ? { criteria, sort: sortOf(api), row } : undefined;
  showDetails({ userNo, among });
}
