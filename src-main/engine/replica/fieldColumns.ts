/**
 * Where the tables of users hold each field of the catalogue: in a column of its name, but for the group, which is kept
 * by number, and for fields of the record, which stand together in one. Must never be asked for anything that isn't a
 * field.
 */
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';

/** The column of `user` and `user_before` that holds the fields of the record, by name. */
export const RECORD = 'record';

export function isOfRecord(field: UserFieldName): boolean {
  return userField(field).ofRecord;
}

/** The column of `user` and `user_before` that holds the field alone; not for fields of the record. */
export function storedColumn(field: UserFieldName): string {
  return field === 'user_group' ? 'group_no' : field;
}

/** What is stored of the field, in SQL: the group's number for the group. */
export function storedSql(field: UserFieldName, table?: string): string {
  const prefix = table === undefined ? '' : `${table}.`;
  if (isOfRecord(field)) return `(${prefix}${RECORD} ->> '$.${field}')`;
  return `${prefix}${storedColumn(field)}`;
}

/** What the field says, in SQL over a table of users joined by `groupJoin`. */
export function fieldSql(field: UserFieldName, table = 'u'): string {
  return field === 'user_group' ? 'g.name' : storedSql(field, table);
}

/** Names of groups beside their numbers. */
export function groupJoin(table = 'u'): string {
  return `LEFT JOIN user_group g ON g.group_no = ${table}.group_no`;
}
