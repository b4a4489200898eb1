/**
 * What is derived from the one catalogue of user fields: everything about a column is asked here, and no code lists
 * fields by itself. To teach the program a column, add a row in fieldList.ts and a column of the same name in a
 * migration. Pure.
 */
import { FIELD_LIST } from './fieldList.ts';
import type { FieldKind } from './userField.ts';

type List = typeof FIELD_LIST;

export type UserFieldName = List[number]['name'];
/** The names of the fields of some kinds. */
export type FieldNameOf<Kind extends FieldKind> = Extract<List[number], { kind: Kind }>['name'];

/** A row of the catalogue: its kind tells what it may be called. */
export type CatalogueField = List[number];

export const USER_FIELDS: readonly CatalogueField[] = FIELD_LIST;

export const userFieldNames = USER_FIELDS.map((each) => each.name) as [
  UserFieldName,
  ...UserFieldName[],
];

const byName = new Map<string, CatalogueField>(USER_FIELDS.map((each) => [each.name, each]));

export function userField(name: UserFieldName): CatalogueField {
  return byName.get(name)!;
}

/** The field of that name, if the catalogue has one. */
export function findUserField(name: string): CatalogueField | undefined {
  return byName.get(name);
}

/** The fields of which something holds, in the catalogue's order. */
export function fieldsThat(holds: (field: CatalogueField) => boolean): UserFieldName[] {
  return USER_FIELDS.filter(holds).map(({ name }) => name);
}

/** A field with few values. The user group has places of its own: it is kept by number. */
export type ChoiceField = Exclude<FieldNameOf<'choice' | 'yesNo'>, 'user_group'>;

export function isChoiceField(name: UserFieldName): name is ChoiceField {
  const { kind } = userField(name);
  return (kind === 'choice' || kind === 'yesNo') && name !== 'user_group';
}

export const CHOICE_FIELDS = userFieldNames.filter(isChoiceField);

/** A heading without case, spaces and punctuation: how headings are compared. */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
