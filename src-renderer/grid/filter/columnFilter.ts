/**
 * The filter of one column, as its heading asks for it: values that are ticked, and a condition. What the filter menu
 * holds of the same column is the same state, not another one. Pure.
 */
import { kindOfCountColumn } from '#shared/details/details.ts';
import type { Decision } from '#shared/domain/review.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { headingOfExtra } from '#shared/fields/extraColumns.ts';
import type { FieldKind } from '#shared/fields/userField.ts';
import {
  type ChoiceField,
  findUserField,
  isChoiceField,
  type UserFieldName,
} from '#shared/fields/userFields.ts';
import type { ColumnCondition, Values } from './columnCondition.ts';
import {
  AMOUNT_FIELDS,
  type AmountField,
  DATE_FIELDS,
  type DateField,
  TEXT_FIELDS,
  type TextField,
} from './filterFields.ts';
import { activeParts, type FilterPart, type UserFilterState, withoutPart } from './filterParts.ts';
import { columnOfLines } from './lineFilter.ts';

type ColumnKind = FieldKind | 'flags' | 'lines';

const OF_REVIEW: Readonly<Record<string, ColumnKind>> = {
  decision: 'choice',
  decision_reason: 'choice',
  decided_by: 'text',
  decided_at: 'date',
  deleted_at: 'date',
  decisions: 'number',
  notes: 'number',
  flags: 'flags',
};

/** What the column holds; undefined: it can't be filtered by. */
export function columnKind(column: string): ColumnKind | undefined {
  if (headingOfExtra(column) !== undefined) return 'text';
  if (kindOfCountColumn(column) !== undefined) return 'lines';
  return findUserField(column)?.kind ?? OF_REVIEW[column];
}

/** What its condition is about; undefined: there is none, the values say it all. */
export function conditionKind(column: string): 'text' | 'date' | 'number' | 'money' | undefined {
  const kind = columnKind(column);
  if (kind === 'date' || kind === 'number' || kind === 'money') return kind;
  const asked =
    kind === 'text' || kind === 'identifier' || findUserField(column)?.kind === 'choice';
  return asked ? 'text' : undefined;
}

/** Names and texts of the files could name somebody; days, numbers and money can't. */
export function mayBeRemembered(column: string): boolean {
  return ['date', 'number', 'money'].includes(columnKind(column) ?? '');
}

/** The column that a part is about; undefined: about none, or several. */
function columnOf(part: FilterPart): string | undefined {
  switch (part.part) {
    case 'flag':
    case 'withoutFlags':
      return 'flags';
    case 'decision':
      return 'decision';
    case 'reason':
      return 'decision_reason';
    case 'mark':
      return part.mark === 'noted' ? 'notes' : undefined;
    case 'group':
      return 'user_group';
    case 'choice':
    case 'date':
    case 'amount':
    case 'text':
    case 'blank':
      return part.field;
    case 'value':
    case 'values':
    case 'condition':
      return part.column;
    case 'line':
      return columnOfLines(part.line);
    case 'except':
      return columnOf(part.of);
    default:
      return undefined;
  }
}

export function isColumnFiltered(state: UserFilterState, column: string): boolean {
  return activeParts(state).some((part) => columnOf(part) === column);
}

/** The state without whatever is about this column. */
export function withoutColumn(state: UserFilterState, column: string): UserFilterState {
  let left = state;
  for (const part of activeParts(state))
    if (columnOf(part) === column) left = { ...left, ...withoutPart(left, part) };
  return left;
}

/** Those that are ticked. */
export function valuesOf(state: UserFilterState, column: string): Values {
  switch (column) {
    case 'flags':
      return [...state.flags, ...(state.withoutFlags ? [null] : [])];
    case 'decision':
      return state.decisions;
    case 'decision_reason':
      return state.reasons;
    case 'user_group':
      return state.groups;
    default:
      return (isChoice(column) ? state.choices[column as ChoiceField] : state.values[column]) ?? [];
  }
}

export function withValues(
  state: UserFilterState,
  column: string,
  values: Values,
): Partial<UserFilterState> {
  switch (column) {
    case 'flags':
      return {
        flags: values.filter((each) => each !== null) as ReviewFlag[],
        withoutFlags: values.includes(null),
      };
    case 'decision':
      return { decisions: values as Decision[] };
    case 'decision_reason':
      return { reasons: values };
    case 'user_group':
      return { groups: values };
    default:
      return isChoice(column)
        ? { choices: { ...state.choices, [column]: values } }
        : { values: { ...state.values, [column]: values.length > 0 ? values : undefined } };
  }
}

/** The condition of a column, wherever it was made. */
export function conditionOf(state: UserFilterState, column: string): ColumnCondition | undefined {
  const field = column as UserFieldName;
  if (state.blank.includes(field)) return { how: 'blank' };
  if (state.except.some((part) => part.part === 'blank' && part.field === field)) return FILLED;
  if (column === 'notes' && state.marks.includes('noted')) return FILLED;
  const text = state.texts[field as TextField]?.trim();
  if (text) return { how: 'contains', text };
  const dates = state.dates[field as DateField];
  if (dates?.from !== undefined || dates?.to !== undefined) return { how: 'dates', ...dates };
  const amounts = state.amounts[field as AmountField];
  if (amounts?.from !== undefined || amounts?.to !== undefined)
    return { how: 'numbers', ...amounts };
  return state.conditions[column];
}

const FILLED: ColumnCondition = { how: 'filled' };

/** The state with this condition alone; the values that are ticked stay. */
export function withCondition(
  state: UserFilterState,
  column: string,
  condition: ColumnCondition | undefined,
): UserFilterState {
  const bare = withoutColumn(state, column);
  const left = { ...bare, ...withValues(bare, column, valuesOf(state, column)) };
  return condition ? { ...left, ...asParts(left, column, condition) } : left;
}

/** Where the filter menu has the same condition, it is kept there. */
function asParts(
  state: UserFilterState,
  column: string,
  condition: ColumnCondition,
): Partial<UserFilterState> {
  const known = findUserField(column)?.name;
  if (known && condition.how === 'blank') return { blank: [...state.blank, known] };
  if (known && condition.how === 'filled')
    return { except: [...state.except, { part: 'blank', field: known }] };
  if (column === 'notes' && condition.how === 'filled') return { marks: [...state.marks, 'noted'] };
  if (isIn(TEXT_FIELDS, column) && condition.how === 'contains' && !condition.not)
    return { texts: { ...state.texts, [column]: condition.text } };
  if (isIn(DATE_FIELDS, column) && condition.how === 'dates') {
    const { from, to } = condition;
    return { dates: { ...state.dates, [column]: { from, to } } };
  }
  if (isIn(AMOUNT_FIELDS, column) && condition.how === 'numbers') {
    const { from, to } = condition;
    return { amounts: { ...state.amounts, [column]: { from, to } } };
  }
  return { conditions: { ...state.conditions, [column]: condition } };
}

function isChoice(column: string) {
  const field = findUserField(column)?.name;
  return field !== undefined && isChoiceField(field);
}

function isIn(fields: readonly string[], column: string): boolean {
  return fields.includes(column);
}
