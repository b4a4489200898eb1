/**
 * Which fields of the catalogue can be filtered by what: choices, dates, numbers, text. Pure: a new field of the
 * catalogue appears in the filter by itself.
 */
import type { Criteria } from '#shared/domain/criteria.ts';
import { type FieldKind, USER_FIELDS, type UserFieldName } from '#shared/fields/userFields.ts';

/** The catalogue doesn't tell kinds to the compiler: the lists below do. */
export type DateField = UserFieldName;
export type AmountField = UserFieldName;
export type TextField = UserFieldName;
export type Mark = Extract<Criteria, { op: 'mark' }>['value'];

/** Fields with few values, besides the user group, which has a place of its own. */
export const CHOICE_FIELDS = [
  'staff_role',
  'record_type',
  'account_type',
  'status',
  'job_category',
  'campus',
] as const satisfies readonly UserFieldName[];
export type ChoiceField = (typeof CHOICE_FIELDS)[number];

export const DATE_FIELDS: readonly DateField[] = namesOf('date');

/** Asked for most; the others are behind More. */
export const MAIN_AMOUNT_FIELDS: readonly AmountField[] = ['loans', 'balance', 'days_past_purge'];
export const AMOUNT_FIELDS: readonly AmountField[] = namesOf('number', 'money');
export const TEXT_FIELDS: readonly TextField[] = namesOf('identifier', 'text', 'choice');

/** Staff first: what is dangerous to overlook. */
export const MARKS: readonly Mark[] = ['staff-confirmed', 'noted', 'staff-locked'];

function namesOf(...kinds: readonly FieldKind[]): UserFieldName[] {
  return USER_FIELDS.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
}

export function isChoiceField(field: UserFieldName): field is ChoiceField {
  return (CHOICE_FIELDS as readonly string[]).includes(field);
}
