/**
 * Where the tables of users hold each field of the catalogue: in a column of its name, but for the group, which is kept
 * by number. Must never be asked for anything that isn't a field.
 */
import type { UserFieldName } from '#shared/fields/userFields.ts';

/** The column of `user` and `user_before` that holds the field. */
export function storedColumn(field: UserFieldName): string {
  return field === 'user_group' ? 'group_no' : field;
}

/** What the field says, in SQL over a table of users joined by `groupJoin`. */
export function fieldSql(field: UserFieldName, table = 'u'): string {
  return field === 'user_group' ? 'g.name' : `${table}.${field}`;
}

/** Names of groups beside their numbers. */
export function groupJoin(table = 'u'): string {
  return `LEFT JOIN user_group g ON g.group_no = ${table}.group_no`;
}
