/** Where the value of a field of the catalogue stands in a row. Pure. */
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';

/** `last_name` in the catalogue is `lastName` in a row. */
export function rowKeyOf(field: UserFieldName): keyof UserRow {
  return field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof UserRow;
}
