/**
 * What is derived from the one catalogue of details: everything about a kind of details or one of its fields is asked
 * here, and no code lists them by itself. Pure.
 */
import type { DetailField, DetailKindDefinition } from './detailKind.ts';
import { DETAIL_LIST } from './detailList.ts';

type List = typeof DETAIL_LIST;

export type DetailKind = List[number]['kind'];
/** The names of the fields of a kind, or of all kinds. */
export type DetailFieldName<Kind extends DetailKind = DetailKind> = Extract<
  List[number],
  { kind: Kind }
>['fields'][number]['name'];

/** In the order in which they are shown. */
export const DETAIL_KINDS = DETAIL_LIST.map(({ kind }) => kind) as [DetailKind, ...DetailKind[]];

export const DETAIL_FIELD_NAMES = DETAIL_LIST.flatMap(({ fields }) =>
  fields.map(({ name }) => name),
) as [DetailFieldName, ...DetailFieldName[]];

const byKind = new Map<DetailKind, DetailKindDefinition>(
  DETAIL_LIST.map((each) => [each.kind, each]),
);

export function detailKind(kind: DetailKind): DetailKindDefinition {
  return byKind.get(kind)!;
}

interface Placed {
  readonly kind: DetailKind;
  readonly field: DetailField;
}

const byField = new Map<string, Placed>(
  DETAIL_LIST.flatMap(({ kind, fields }) =>
    fields.map((field): [string, Placed] => [field.name, { kind, field }]),
  ),
);

/** The field of that name and the kind that it is of, if the catalogue has one. */
export function findDetailField(name: string): Placed | undefined {
  return byField.get(name);
}

/** The names of a kind’s fields, in the catalogue’s order. */
export function detailFieldNames(kind: DetailKind): readonly DetailFieldName[] {
  return detailKind(kind).fields.map(({ name }) => name as DetailFieldName);
}
