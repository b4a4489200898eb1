/**
 * What a librarian chooses as the condition of a column, and the condition that it makes; and back, for showing what
 * holds. Pure.
 */
import type { DetailFieldKind } from '#shared/details/detailKind.ts';
import { minusDays } from '#shared/domain/calendar.ts';
import type { OPERATOR_WORDS } from '../words/columnFilter.ts';
import type { ColumnCondition } from './columnCondition.ts';

export type Operator = keyof typeof OPERATOR_WORDS;

export const STEP_UNITS = ['day', 'month', 'year'] as const;
export type StepUnit = (typeof STEP_UNITS)[number];

/** What is typed so far; not every operator needs all of it. */
export interface Draft {
  /** Null: no condition. */
  readonly operator: Operator | null;
  readonly text: string;
  /** A day, or the only one that the operator asks for. */
  readonly from: string;
  readonly to: string;
  /** Numbers; money in minor units. */
  readonly least: number | undefined;
  readonly most: number | undefined;
  readonly steps: number | undefined;
  readonly unit: StepUnit;
}

const NOTHING: Draft = {
  operator: null,
  text: '',
  from: '',
  to: '',
  least: undefined,
  most: undefined,
  steps: 1,
  unit: 'year',
};

const TEXT: readonly Operator[] = ['contains', 'lacks', 'is', 'begins', 'ends', 'blank', 'filled'];
const NUMBERS: readonly Operator[] = ['atLeast', 'atMost', 'between', 'equals', 'blank', 'filled'];
const DAYS: readonly Operator[] = [
  'on',
  'before',
  'after',
  'onOrBefore',
  'onOrAfter',
  'betweenDays',
  'today',
  'last',
  'ago',
  'next',
  'thisMonth',
  'lastMonth',
  'thisYear',
  'lastYear',
  'blank',
  'filled',
];

export const OPERATORS = { text: TEXT, number: NUMBERS, money: NUMBERS, date: DAYS } as const;

const ASKED_OF_TEXT = TEXT.filter((operator) => operator !== 'lacks');

/** What a field of details can be asked for; values are ticked first where there are few. */
export const LINE_OPERATORS: Readonly<Record<DetailFieldKind, readonly (Operator | 'oneOf')[]>> = {
  text: ASKED_OF_TEXT,
  code: ['oneOf', ...ASKED_OF_TEXT],
  yesNo: ['oneOf'],
  date: DAYS,
  instant: DAYS,
  money: NUMBERS,
  count: NUMBERS,
};

/** Those that say everything by themselves. */
const WHOLE: Readonly<Partial<Record<Operator, ColumnCondition>>> = {
  blank: { how: 'blank' },
  filled: { how: 'filled' },
  today: { how: 'within', unit: 'day', from: 0, to: 0 },
  thisMonth: { how: 'within', unit: 'calendarMonth', from: 0, to: 0 },
  lastMonth: { how: 'within', unit: 'calendarMonth', from: -1, to: -1 },
  thisYear: { how: 'within', unit: 'calendarYear', from: 0, to: 0 },
  lastYear: { how: 'within', unit: 'calendarYear', from: -1, to: -1 },
};

/** Undefined as long as something is missing. */
export function conditionFrom(draft: Draft): ColumnCondition | undefined {
  const { operator } = draft;
  if (operator === null) return undefined;
  return WHOLE[operator] ?? ofText(draft) ?? ofNumbers(draft) ?? ofDays(draft) ?? ofSteps(draft);
}

function ofText({ operator, text }: Draft): ColumnCondition | undefined {
  const wanted = text.trim();
  if (wanted === '') return undefined;
  if (operator === 'lacks') return { how: 'contains', text: wanted, not: true };
  return operator === 'contains' ||
    operator === 'is' ||
    operator === 'begins' ||
    operator === 'ends'
    ? { how: operator, text: wanted }
    : undefined;
}

function ofNumbers({ operator, least, most }: Draft): ColumnCondition | undefined {
  if (operator === 'atMost') return numbers(undefined, most);
  if (operator === 'between') return numbers(least, most);
  if (operator === 'equals') return numbers(least, least);
  return operator === 'atLeast' ? numbers(least, undefined) : undefined;
}

function numbers(from: number | undefined, to: number | undefined): ColumnCondition | undefined {
  return from === undefined && to === undefined ? undefined : { how: 'numbers', from, to };
}

function ofDays({ operator, from, to }: Draft): ColumnCondition | undefined {
  if (operator === 'betweenDays')
    return from || to ? { how: 'dates', from: from || undefined, to: to || undefined } : undefined;
  if (from === '') return undefined;
  switch (operator) {
    case 'on':
      return { how: 'dates', from, to: from };
    case 'onOrBefore':
      return { how: 'dates', to: from };
    case 'onOrAfter':
      return { how: 'dates', from };
    case 'before':
      return { how: 'dates', to: minusDays(from, 1) };
    case 'after':
      return { how: 'dates', from: minusDays(from, -1) };
    default:
      return undefined;
  }
}

function ofSteps({ operator, steps, unit }: Draft): ColumnCondition | undefined {
  if (steps === undefined) return undefined;
  if (operator === 'last') return { how: 'within', unit, from: -steps, to: 0 };
  if (operator === 'next') return { how: 'within', unit, from: 0, to: steps };
  return operator === 'ago' ? { how: 'within', unit, to: -steps } : undefined;
}

/** How a condition that holds was, or could have been, chosen. */
export function draftOf(condition: ColumnCondition | undefined): Draft {
  if (!condition) return NOTHING;
  switch (condition.how) {
    case 'blank':
    case 'filled':
      return { ...NOTHING, operator: condition.how };
    case 'numbers':
      return { ...NOTHING, ...numbersDraft(condition) };
    case 'dates':
      return { ...NOTHING, ...daysDraft(condition) };
    case 'within':
      return { ...NOTHING, ...stepsDraft(condition) };
    default: {
      const operator = condition.not ? 'lacks' : condition.how;
      return { ...NOTHING, operator, text: condition.text };
    }
  }
}

type Of<How> = Extract<ColumnCondition, { how: How }>;

function numbersDraft({ from, to }: Of<'numbers'>): Partial<Draft> {
  const both = { least: from, most: to };
  if (from === to) return { operator: 'equals', ...both };
  if (to === undefined) return { operator: 'atLeast', ...both };
  return { operator: from === undefined ? 'atMost' : 'between', ...both };
}

function daysDraft({ from = '', to = '' }: Of<'dates'>): Partial<Draft> {
  if (from === to) return { operator: 'on', from };
  if (to === '') return { operator: 'onOrAfter', from };
  return from === '' ? { operator: 'onOrBefore', from: to } : { operator: 'betweenDays', from, to };
}

function stepsDraft(condition: Of<'within'>): Partial<Draft> {
  const whole = (Object.keys(WHOLE) as Operator[]).find((operator) => {
    const each = WHOLE[operator]!;
    return (
      each.how === 'within' &&
      each.unit === condition.unit &&
      each.from === condition.from &&
      each.to === condition.to
    );
  });
  if (whole) return { operator: whole };
  const { from, to = 0 } = condition;
  const unit = STEP_UNITS.find((each) => each === condition.unit) ?? 'day';
  if (from === undefined) return { operator: 'ago', steps: -to, unit };
  return to > 0 ? { operator: 'next', steps: to, unit } : { operator: 'last', steps: -from, unit };
}
