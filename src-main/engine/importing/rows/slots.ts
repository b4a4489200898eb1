/**
 * Where the value of each column of a file stands in a stored row, and which fields hold a user back when they can't
 * be read.
 */
import { fieldsThat, findUserField } from '#shared/fields/userFields.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import { FIRST_VALUE } from './storedRow.ts';

/** Fields that the purge or the protection of a user depends on. */
export const HELD_BACK_IF_UNREADABLE = fieldsThat(({ holdsBack }) => holdsBack);

/** Whether it may be asked if unreadable values of a column count as not told; never of items, which add up. */
export function mayBeNotTold(kind: ImportKind, field: string | null): boolean {
  return !importKind(kind).counts && findUserField(field ?? '')?.mayBeNotTold === true;
}

/** Other columns than the identifier's, in the order of the file: as they stand in a stored row. */
export function valueColumns<C extends { readonly field: string | null }>(
  columns: readonly C[],
): C[] {
  return columns.filter(({ field }) => field !== 'primary_identifier');
}

/** Where the value of each column stands in a stored row; for the identifier's undefined. */
export function slotsOf<C extends { readonly field: string | null }>(
  columns: readonly C[],
): ReadonlyMap<C, number> {
  return new Map(valueColumns(columns).map((column, n) => [column, FIRST_VALUE + n]));
}
