/**
 * The catalogue's field behind a column of an import check, which names it by its label. Pure.
 */
import { USER_FIELDS, type UserField } from '#shared/fields/userFields.ts';

const byLabel = new Map<string, UserField>(USER_FIELDS.map((field) => [field.label, field]));

/** Undefined for a column that is kept as it is. */
export function fieldLabelled(label: string | null): UserField | undefined {
  return label === null ? undefined : byLabel.get(label);
}

/** A spreadsheet's letter for the nth column, from 0: A, B, ... Z, AA. */
export function columnLetter(position: number): string {
  const last = String.fromCharCode(65 + (position % 26));
  return position < 26 ? last : columnLetter(Math.floor(position / 26) - 1) + last;
}
