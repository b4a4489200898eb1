/** Words of the filter that the heading of a column opens, and of what it asks of one column. */
import { countOf, formatCount } from '../../ui/format.ts';

export const columnFilterWords = {
  /** The arrow in a heading. */
  open: (column: string) => `Filter and sort ${column} (Alt+Down)`,
  title: (column: string) => `Filter and sort ${column}`,
  /** Said after the heading of a column that is filtered. */
  filtered: 'filtered',
  sort: 'Sort',
  condition: 'Condition',
  anyValue: 'Any value',
  values: 'Values',
  search: 'Search values',
  blank: '(Blank)',
  selectAll: 'Select all',
  selectFound: 'Select all found',
  selectNone: 'Select none',
  nothingFound: 'No value has this in it.',
  noValues: 'Nobody has a value here.',
  mostFrequent: (shown: number, distinct: number) =>
    `The ${formatCount(shown)} most frequent of ${countOf(distinct, 'value')} are shown. Search for others.`,
  tooManyPicked: (most: number) =>
    `At most ${countOf(most, 'value')} can be selected. Use a condition instead.`,
  clear: 'Clear filter of this column',
  text: 'Text',
  value: 'Value',
  least: 'At least',
  most: 'At most',
  day: 'Day',
  from: 'From',
  to: 'To',
  steps: 'How many',
  unit: 'Unit',
  units: { day: 'days', month: 'months', year: 'years' },
} as const;

/** What a column can be asked for, in the order of the list. */
export const OPERATOR_WORDS = {
  contains: 'Contains',
  lacks: 'Doesn’t contain',
  is: 'Is',
  begins: 'Begins with',
  ends: 'Ends with',
  equals: 'Equals',
  atLeast: 'At least',
  atMost: 'At most',
  between: 'Between',
  on: 'On',
  before: 'Before',
  after: 'After',
  onOrBefore: 'On or before',
  onOrAfter: 'On or after',
  betweenDays: 'Between',
  today: 'Today',
  last: 'In the last …',
  ago: 'At least … ago',
  next: 'In the next …',
  thisMonth: 'This month',
  lastMonth: 'Last month',
  thisYear: 'This year',
  lastYear: 'Last year',
  blank: 'Blank',
  filled: 'Not blank',
} as const;

type StepUnit = keyof typeof columnFilterWords.units;

/** A condition as its chip says it; `column` is the label of a column. */
export const conditionWords = {
  lacks: (column: string, text: string) => `${column} doesn’t contain “${text}”`,
  is: (column: string, text: string) => `${column} is “${text}”`,
  begins: (column: string, text: string) => `${column} begins with “${text}”`,
  ends: (column: string, text: string) => `${column} ends with “${text}”`,
  blank: (column: string) => `${column} is blank`,
  filled: (column: string) => `${column} is not blank`,
  today: (column: string) => `${column} is today`,
  last: (column: string, steps: number, unit: StepUnit) =>
    `${column} in the last ${countOf(steps, unit)}`,
  ago: (column: string, steps: number, unit: StepUnit) =>
    `${column} at least ${countOf(steps, unit)} ago`,
  next: (column: string, steps: number, unit: StepUnit) =>
    `${column} in the next ${countOf(steps, unit)}`,
  thisMonth: (column: string) => `${column} this month`,
  lastMonth: (column: string) => `${column} last month`,
  thisYear: (column: string) => `${column} this year`,
  lastYear: (column: string) => `${column} last year`,
} as const;
