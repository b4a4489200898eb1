/**
 * What users are filtered by among their details: whether they have any of a kind, and what holds for one and the same of
 * them. Pure data, and the criteria that it means.
 */
import {
  type CountedKind,
  countColumnId,
  type DetailFieldName,
  type DetailKind,
  detailKind,
} from '#shared/details/details.ts';
import { allOf, type Criteria, type LineLeaf, type LineTest } from '#shared/domain/criteria.ts';
import type { ColumnCondition, Values } from './columnCondition.ts';

/** `none`: a file names the user and tells none; `untold`: no file tells. */
export const HAS = ['any', 'none', 'untold'] as const;
export type Has = (typeof HAS)[number];

/** What a field of a line is asked for. */
export type LineCondition =
  | Exclude<ColumnCondition, { readonly not?: true; readonly how: 'contains' }>
  | { readonly how: 'contains'; readonly text: string }
  /** As the lines have them; null is blank. */
  | { readonly how: 'oneOf'; readonly values: Values };

export interface LineFilter {
  readonly kind: DetailKind;
  readonly has: Has;
  /** Those alone that are in force. */
  readonly inForce: boolean;
  /** All of it holds for one and the same line. */
  readonly where: readonly {
    readonly field: DetailFieldName;
    readonly is: LineCondition;
  }[];
}

export function lineCriteria({ kind, has, inForce, where }: LineFilter): Criteria {
  const told: Criteria = { op: 'linesTold', kind };
  if (has === 'untold') return { op: 'not', of: told };
  const line: LineLeaf = {
    op: 'line',
    kind,
    ...(inForce && { inForce }),
    where: where.map(({ field, is }) => ({ field, is: testOf(is) })),
  };
  return has === 'any' ? line : allOf(told, { op: 'not', of: line });
}

function testOf(is: LineCondition): LineTest {
  switch (is.how) {
    case 'oneOf':
      return { how: 'oneOf', values: [...is.values] };
    case 'blank':
      return { how: 'oneOf', values: [null] };
    case 'filled':
      // Every text has the empty one in it; what is blank has none.
      return { how: 'contains', value: '' };
    case 'dates':
      return { how: 'between', from: is.from, to: is.to };
    case 'within':
    case 'numbers':
      return is;
    default:
      return { how: is.how, value: is.text };
  }
}

/** What a number in a column that counts lines means: that users have any, have none, or that no file tells. */
export function filterOfCount(kind: CountedKind, lines: number | null): LineFilter {
  const has = lines === null ? 'untold' : lines > 0 ? 'any' : 'none';
  const inForce = has !== 'untold' && detailKind(kind).inForce !== undefined;
  return { kind, has, inForce, where: [] };
}

/** The column that counts what it is about, if there is one. */
export function columnOfLines({ kind }: LineFilter): string {
  return countColumnId(kind as CountedKind);
}

/** Whether it can't name anybody: texts of files could. */
export function isOfKinds({ where }: LineFilter): boolean {
  return where.every(({ is }) => MAY_BE_REMEMBERED.has(is.how));
}

const MAY_BE_REMEMBERED: ReadonlySet<LineCondition['how']> = new Set([
  'dates',
  'within',
  'numbers',
  'blank',
  'filled',
]);
