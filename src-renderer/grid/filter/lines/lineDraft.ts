/**
 * A filter by details as it is being typed, and the filter that it makes; and back, for showing what holds. What isn't
 * complete asks for nothing. Pure.
 */
import {
  type DetailFieldName,
  type DetailKind,
  detailKind,
  fieldAskedFirst,
  findDetailField,
} from '#shared/details/details.ts';
import type { Values } from '../columnCondition.ts';
import type { Has, LineFilter } from '../lineFilter.ts';
import { conditionFrom, type Draft, draftOf, LINE_OPERATORS, type Operator } from '../operators.ts';

export interface ConditionDraft {
  readonly key: number;
  readonly field: DetailFieldName;
  /** Of what the operator compares with. */
  readonly draft: Draft;
  /** Instead of an operator: those that are picked. */
  readonly values: Values | undefined;
}

export interface LineDraft {
  readonly key: number;
  readonly kind: DetailKind;
  /** `everybody`: whether they have any or not. */
  readonly has: Has | 'everybody';
  readonly inForce: boolean;
  readonly conditions: readonly ConditionDraft[];
  /** Somebody has just asked for it. */
  readonly isNew: boolean;
}

let lastKey = 0;
const nextKey = () => ++lastKey;

/** A condition of which nothing is typed yet. */
export function newCondition(field: DetailFieldName): ConditionDraft {
  const [operator] = LINE_OPERATORS[findDetailField(field)!.field.kind];
  const picks = operator === 'oneOf';
  return {
    key: nextKey(),
    field,
    draft: { ...draftOf(undefined), operator: picks ? null : operator! },
    values: picks ? [] : undefined,
  };
}

/** A filter with the condition that is asked for most. @param fields those that files tell */
export function newLineDraft(
  kind: DetailKind,
  has: LineDraft['has'],
  fields: readonly DetailFieldName[],
): LineDraft {
  const first = fieldAskedFirst(kind);
  const field = fields.length === 0 || fields.includes(first) ? first : fields[0]!;
  const inForce = detailKind(kind).inForce !== undefined;
  const conditions = [newCondition(field)];
  return { key: nextKey(), kind, has, inForce, conditions, isNew: has !== 'everybody' };
}

export function lineDraftOf({ kind, has, inForce, where }: LineFilter): LineDraft {
  const conditions = where.map(
    ({ field, is }): ConditionDraft => ({
      key: nextKey(),
      field,
      draft: is.how === 'oneOf' ? draftOf(undefined) : draftOf(is),
      values: is.how === 'oneOf' ? is.values : undefined,
    }),
  );
  return { key: nextKey(), kind, has, inForce, conditions, isNew: false };
}

/** Undefined while it asks for nobody in particular. */
export function lineFilterFrom({
  kind,
  has,
  inForce,
  conditions,
}: LineDraft): LineFilter | undefined {
  if (has === 'everybody') return undefined;
  const isOver = has === 'untold' || detailKind(kind).inForce === undefined;
  const where = has === 'untold' ? [] : conditions.flatMap(conditionOf);
  return { kind, has, inForce: inForce && !isOver, where };
}

function conditionOf({ field, draft, values }: ConditionDraft): LineFilter['where'] {
  if (values) return values.length > 0 ? [{ field, is: { how: 'oneOf', values } }] : [];
  const is = conditionFrom(draft);
  if (!is) return [];
  return [{ field, is: is.how === 'contains' ? { how: 'contains', text: is.text } : is }];
}

/** The same condition with another operator; what is typed stays. */
export function withOperator(
  condition: ConditionDraft,
  operator: Operator | 'oneOf',
): ConditionDraft {
  return operator === 'oneOf'
    ? { ...condition, values: condition.values ?? [] }
    : { ...condition, values: undefined, draft: { ...condition.draft, operator } };
}
