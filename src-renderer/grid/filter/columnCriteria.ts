/** The criteria of ticked values and conditions of one column, known to the catalogue or not. Pure. */
import type { Criteria, DayTest, TextTest } from '#shared/domain/criteria.ts';
import { headingOfExtra } from '#shared/fields/extraColumns.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import type { ColumnCondition, Values } from './columnCondition.ts';

/** Columns of instants, and what their days are asked by. */
const INSTANTS: Readonly<Record<string, 'decidedOn' | 'deletedOn' | undefined>> = {
  decided_at: 'decidedOn',
  deleted_at: 'deletedOn',
};

/** Users who have any of these. */
export function valuesCriteria(column: string, values: Values): Criteria {
  if (isCount(column))
    return anyOf(values.map((value) => counted(column, Number(value), Number(value))));
  const day = INSTANTS[column];
  if (day) return { op: day, is: { how: 'oneOf', values: [...values] } };
  if (headingOfExtra(column) !== undefined || column === 'decided_by')
    return textCriteria(column, { how: 'oneOf', values: [...values] });
  return { op: 'oneOf', field: column as UserFieldName, values: [...values] };
}

export function conditionCriteria(column: string, condition: ColumnCondition): Criteria {
  switch (condition.how) {
    case 'dates':
      return dayCriteria(column, { ...condition, how: 'between' });
    case 'within':
      return dayCriteria(column, condition);
    case 'numbers': {
      const { from, to } = condition;
      return isCount(column)
        ? counted(column, from, to)
        : { op: 'numberBetween', field: column as UserFieldName, from, to };
    }
    case 'blank':
      return blank(column);
    case 'filled':
      return { op: 'not', of: blank(column) };
    default: {
      const test = textCriteria(column, { how: condition.how, value: condition.text });
      return condition.not ? { op: 'not', of: test } : test;
    }
  }
}

function textCriteria(column: string, is: TextTest): Criteria {
  const heading = headingOfExtra(column);
  if (heading !== undefined) return { op: 'extra', heading, is };
  if (column === 'decided_by') return { op: 'decidedBy', is };
  return { op: 'text', field: column as UserFieldName, is };
}

function dayCriteria(column: string, is: Exclude<DayTest, { how: 'oneOf' }>): Criteria {
  const day = INSTANTS[column];
  if (day) return { op: day, is };
  const { how, ...asked } = is;
  const field = column as UserFieldName;
  return 'unit' in asked
    ? { op: 'dateWithin', field, ...asked }
    : { op: 'dateBetween', field, ...asked };
}

function blank(column: string): Criteria {
  if (isCount(column)) return counted(column, undefined, 0);
  if (INSTANTS[column] || column === 'decided_by' || headingOfExtra(column) !== undefined)
    return valuesCriteria(column, [null]);
  return { op: 'blank', field: column as UserFieldName };
}

/** Of these a user has several: it is asked how many. */
function isCount(column: string): column is 'notes' | 'decisions' {
  return column === 'notes' || column === 'decisions';
}

function counted(
  op: 'notes' | 'decisions',
  from: number | undefined,
  to: number | undefined,
): Criteria {
  return { op, from, to };
}

function anyOf(of: Criteria[]): Criteria {
  return of.length === 1 ? of[0]! : { op: 'any', of };
}
