/**
 * The columns in which the rows of a part are shown: those of the file, or, in a comparison, fields of
 * users, those with differences first. The primary identifier has a column of its own and isn't shown
 * twice. Pure.
 */
import type { ImportPart } from '#shared/contract/shapes/importPart.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { FieldKind } from '#shared/fields/userField.ts';
import { USER_FIELDS } from '#shared/fields/userFields.ts';
import { columnNamed, isNumeric } from '../reading/columnNames.ts';

export interface Heading {
  /** Place in a row's values. */
  readonly at: number;
  readonly title: string;
  readonly kind: FieldKind | undefined;
  readonly numeric: boolean;
  /** False: it differs with the calendar, whatever the user did. */
  readonly compared: boolean;
}

const byLabel = new Map<string, (typeof USER_FIELDS)[number]>(
  USER_FIELDS.map((field) => [field.label, field]),
);

export function headingsOf(
  check: ImportCheck,
  part: ImportPart,
  { headings }: { readonly headings: readonly string[] },
): Heading[] {
  const differing = differingFields(check, part);
  const known = headings.flatMap((title, at) => {
    const column = columnOf(check, title);
    if (column?.kind === 'identifier') return [];
    const compared = !(column && 'ofCalendar' in column && column.ofCalendar);
    const shown = { at, title: title || 'No heading', kind: column?.kind, compared };
    const place = differing.indexOf(column?.name ?? '');
    return [{ ...shown, numeric: isNumeric(column), place: place < 0 ? differing.length : place }];
  });
  return known.toSorted((a, b) => a.place - b.place);
}

function columnOf({ kind, columns }: ImportCheck, title: string) {
  const column = columns.find(({ heading }) => heading === title);
  return column ? columnNamed(kind, column.field) : byLabel.get(title);
}

/** Of users whose expiry date has changed it comes first. */
function differingFields({ diff }: ImportCheck, part: ImportPart): string[] {
  if (part.of !== 'changed' && part.of !== 'returned') return [];
  const fields: string[] = diff?.fields.map(({ field }) => field) ?? [];
  const own = part.of === 'changed' ? part.field : null;
  return own && fields.includes(own) ? [own, ...fields.filter((field) => field !== own)] : fields;
}
