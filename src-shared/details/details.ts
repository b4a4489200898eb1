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

export type CountedKind = Extract<List[number], { counted: true }>['kind'];

/** Kinds whose lines are counted in a column of lists of users. */
export const COUNTED_KINDS = DETAIL_KINDS.filter((kind) => detailKind(kind).counted) as [
  CountedKind,
  ...CountedKind[],
];

/** The id, in grids and in lists, of the column that counts a kind’s lines. */
export function countColumnId(kind: CountedKind): `lines:${CountedKind}` {
  return `lines:${kind}`;
}

/** The kind that a column counts; undefined for columns that are not such. */
export function kindOfCountColumn(columnId: string): CountedKind | undefined {
  return COUNTED_KINDS.find((kind) => countColumnId(kind) === columnId);
}

/** The whole label of such a column; what heads it is the kind's. */
export function countColumnLabel(kind: CountedKind): string {
  const { label, inForce } = detailKind(kind);
  return inForce ? `${label} in force` : label;
}

/** The field that is asked of a kind’s lines before all others. */
export function fieldAskedFirst(kind: DetailKind): DetailFieldName {
  const { askedFirst, fields } = detailKind(kind);
  return (askedFirst ?? fields[0]!.name) as DetailFieldName;
}

/** The names of a kind’s fields, in the catalogue’s order. */
export function detailFieldNames(kind: DetailKind): readonly DetailFieldName[] {
  return detailKind(kind).fields.map(({ name }) => name as DetailFieldName);
}
