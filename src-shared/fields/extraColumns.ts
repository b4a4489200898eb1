/**
 * Columns of the files that the catalogue of user fields doesn't know: their ids in the grid and in lists. Pure.
 */

const PREFIX = 'extra:';

export function extraColumnId(heading: string): string {
  return `${PREFIX}${heading}`;
}

/** Undefined for columns that are not such. */
export function headingOfExtra(columnId: string): string | undefined {
  return columnId.startsWith(PREFIX) ? columnId.slice(PREFIX.length) : undefined;
}
