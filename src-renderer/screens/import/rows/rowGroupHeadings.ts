/**
 * The columns in which the rows of a row group are shown: those of the file, or, in a comparison, fields of
 * users, those with differences first. The primary identifier has a column of its own and isn't shown
 * twice. Pure.
 */
import type { ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import { columnLabel } from '#shared/importKinds/importKinds.ts';
import { columnWords } from '../words/reading.tsx';

export interface Heading {
  /** Place in a row's values. */
  readonly at: number;
  readonly title: string;
  readonly kind: ShownColumn['kind'];
  readonly numeric: boolean;
  /** False: it differs with the calendar, whatever the user did. */
  readonly compared: boolean;
}

export function headingsOf(
  check: ImportCheck,
  rowGroup: RowGroup,
  columns: readonly ShownColumn[],
): Heading[] {
  const differing = differingFields(check, rowGroup);
  const shown = columns.flatMap((column, at) => {
    const { field, kind } = column;
    if (kind === 'identifier') return [];
    const heading = {
      at,
      title: columnLabel(check.kind, column) || columnWords.noHeading,
      kind,
      numeric: kind === 'number' || kind === 'money',
      compared: findUserField(field ?? '')?.ofCalendar !== true,
    };
    const place = differing.indexOf(field ?? '');
    return [{ ...heading, place: place < 0 ? differing.length : place }];
  });
  return shown.toSorted((a, b) => a.place - b.place);
}

/** Of users whose expiry date has changed it comes first. */
function differingFields({ diff }: ImportCheck, rowGroup: RowGroup): string[] {
  if (rowGroup.of !== 'changed' && rowGroup.of !== 'returned') return [];
  const fields: string[] = diff?.fields.map(({ field }) => field) ?? [];
  const own = rowGroup.of === 'changed' ? rowGroup.field : null;
  return own && fields.includes(own) ? [own, ...fields.filter((field) => field !== own)] : fields;
}
