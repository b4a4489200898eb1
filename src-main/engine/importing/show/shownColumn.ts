/** A column of a file, as whoever shows its values has to know it. Pure. */
import type { ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import { columnsOf, type ImportKind } from '#shared/importKinds/importKinds.ts';
import type { StoredColumn } from '../rows/importFile.ts';

export function shownColumn(kind: ImportKind, { heading, field }: StoredColumn): ShownColumn {
  const known = field === null ? undefined : columnsOf(kind).get(field);
  return { heading, field, kind: known?.kind ?? null };
}
