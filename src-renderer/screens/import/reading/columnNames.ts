/**
 * Columns of a file in words: what one is read as, how a spreadsheet calls it. Pure.
 */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { columnLetter } from '#shared/domain/columnLetter.ts';
import { columnsOf, type ImportKind, type KnownColumn } from '#shared/importKinds/importKinds.ts';
import { columnWords } from '../words/reading.tsx';

export type FileColumn = ImportCheck['columns'][number];

/** What a column of a file of this kind is read as; undefined for one that is kept as it is. */
export function columnNamed(kind: ImportKind, field: string | null): KnownColumn | undefined {
  return field === null ? undefined : columnsOf(kind).get(field);
}

/** `Column C, “Amount”`; only the letter where the file has no heading. */
export function columnTitle({ position, heading }: Pick<FileColumn, 'position' | 'heading'>) {
  const letter = columnLetter(position);
  return heading === ''
    ? columnWords.column(letter)
    : columnWords.columnWithHeading(letter, heading);
}

/** The first value of a column that isn't blank. */
export function exampleOf(
  { columns, firstRows }: ImportCheck,
  column: Pick<FileColumn, 'position'>,
): string {
  const n = columns.findIndex(({ position }) => position === column.position);
  return firstRows.find(({ values }) => values[n])?.values[n] ?? '';
}

export function isNumeric(column: KnownColumn | undefined): boolean {
  return column?.kind === 'number' || column?.kind === 'money';
}
