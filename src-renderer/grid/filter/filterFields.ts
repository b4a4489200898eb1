/**
 * Which fields of the catalogue can be filtered by what: choices, dates, numbers, text. Pure: a new field of the
 * catalogue appears in the filter by itself.
 */
import type { Criteria } from '#shared/domain/criteria.ts';
import type { FieldKind } from '#shared/fields/userField.ts';
import { type FieldNameOf, fieldsThat, userField } from '#shared/fields/userFields.ts';

export type DateField = FieldNameOf<'date'>;
export type AmountField = FieldNameOf<'number' | 'money'>;
export type TextField = FieldNameOf<'identifier' | 'text' | 'choice'>;
export type Mark = Extract<Criteria, { op: 'mark' }>['value'];

export const DATE_FIELDS = namesOf('date');
export const AMOUNT_FIELDS = namesOf('number', 'money');
export const TEXT_FIELDS = namesOf('identifier', 'text', 'choice');

/** Asked for most, those shown in the grid first; the others are behind More. */
export const MAIN_AMOUNT_FIELDS = AMOUNT_FIELDS.filter((name) => userField(name).askedOften).sort(
  (a, b) => Number(userField(b).shown) - Number(userField(a).shown),
);

/** Staff first: what is dangerous to overlook. */
export const MARKS: readonly Mark[] = ['staff-confirmed', 'noted', 'staff-locked'];

function namesOf<Kind extends FieldKind>(...kinds: readonly Kind[]): FieldNameOf<Kind>[] {
  return fieldsThat(({ kind }) =>
    (kinds as readonly string[]).includes(kind),
  ) as FieldNameOf<Kind>[];
}
