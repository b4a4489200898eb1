/**
 * Words of what only the librarian can know about a file: its day, the order of its dates, its decimal mark, a
 * column that its kind needs.
 */
import type { ReactNode } from 'react';
import type { DATA_DATE_SOURCES } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { DateOrder, IsoDate } from '#shared/domain/calendar.ts';
import { countOf, formatCount, formatDate } from '../../../ui/format.ts';

const FROM_SOURCE: Readonly<
  Record<(typeof DATA_DATE_SOURCES)[number], (date: ReactNode) => ReactNode>
> = {
  'days-column': (date) => <>Data of {date}, worked out from the days column</>,
  'title-row': (date) => <>Data of {date}, from a title row</>,
  'file-name': (date) => <>Data of {date}, from the file’s name</>,
  'file-time': (date) => <>Data of {date}, the file’s own time: check it</>,
  told: (date) => <>Data of {date}, as you said</>,
};

/** The day whose state a file shows. */
export const dataDateWords = {
  dataOf: (date: ReactNode, source: keyof typeof FROM_SOURCE | null) =>
    source ? FROM_SOURCE[source](date) : <>Data of {date}</>,
  unknown: 'The day of its data isn’t known.',
  /** One line for all files that wait. */
  unsaid: (files: number) =>
    files === 1
      ? '1 file doesn’t say which day its data is from.'
      : `${countOf(files, 'file')} don’t say which day their data is from.`,
  check: (files: number) => (files === 1 ? 'Check the date' : 'Check the dates'),
  hide: (files: number) => (files === 1 ? 'Hide the date' : 'Hide the dates'),
  /** In the list that opens there. */
  fileTimeOf: (name: ReactNode, date: ReactNode) => (
    <>
      {name}: {date}, the file’s own time
    </>
  ),
  unknownOf: (name: ReactNode) => <>{name}: not known</>,
  helpAbout: 'the data date',
  help: 'The day whose state this file shows. It says how old the facts are, and whether files describe the same day. Users may have come back since.',
  helpSource: 'Analytics is loaded overnight, so a report shows the day before at best.',
  change: 'Change',
  changeOf: (fileName: string) => `Change the data date of ${fileName}`,
  /** Before the field. */
  beforeField: 'Data of',
  field: (fileName: string) => `Data date of ${fileName}`,
  save: 'Save date',
  giveDate: 'Give a date.',
  inFuture: 'This day is in the future.',
} as const;

const ORDERS: Readonly<Record<DateOrder, string>> = {
  'month-first': 'Month first',
  'day-first': 'Day first',
};

const FIRST: Readonly<Record<DateOrder, ReactNode>> = {
  'month-first': <strong>month first</strong>,
  'day-first': <strong>day first</strong>,
};

/** Whether the month or the day comes first in dates that are text. */
export const dateOrderWords = {
  asks: (date: string) => `Which date is ${date}?`,
  open: (column: string, row: number) =>
    `In the column “${column}” the dates are text and fit both orders, for example in row ${formatCount(row)}. Choose one; until then the file can’t be added.`,
  help: {
    about: 'the order of dates',
    source:
      'How Analytics exports write dates depends on the language of the person who ran the report.',
    text: 'Dates that are text are read only when one order fits the whole column. Here both fit, and a wrong guess would move purge dates by months.',
  },
  /** With what the date of the question would be. */
  order: (order: DateOrder, date: IsoDate | undefined) =>
    date ? `${ORDERS[order]}: ${formatDate(date)}` : ORDERS[order],
  chosen: (columns: string, order: DateOrder) => (
    <>
      Text dates in {columns} are read with the {FIRST[order]}, as you chose.
    </>
  ),
  found: (columns: string, order: DateOrder) => (
    <>
      Text dates in {columns} are read with the {FIRST[order]}: no other order fits the whole
      column.
    </>
  ),
  instead: {
    'month-first': 'Read with the month first instead',
    'day-first': 'Read with the day first instead',
  },
} as const;

type Decimals = NonNullable<ReadOptions['decimals']>;

const DECIMAL_LABELS: Readonly<Record<Decimals, string>> = {
  point: 'Decimal point',
  comma: 'Decimal comma',
  hold: 'Leave them unread',
};

const DECIMALS_CHOSEN: Readonly<Record<Decimals, string>> = {
  point:
    'Numbers such as 1.000 are read with a decimal point, as you chose, where nothing in the file shows what they are.',
  comma:
    'Numbers such as 1.000 are read with a decimal comma, as you chose, where nothing in the file shows what they are.',
  hold: 'Numbers such as 1.000 are left unread, as you chose, where nothing in the file shows what they are.',
};

/** Whether numbers that are text have a point or a comma before their decimals. */
export const decimalWords = {
  asks: (number: string) => `How much is ${number}?`,
  open: (column: string, row: number) =>
    `In the column “${column}” the numbers are text and can be read either way, for example in row ${formatCount(row)}. Choose one; until then the file can’t be added. Users whose number is left unread are held back.`,
  help: {
    about: 'decimal marks',
    source: 'How exports write numbers depends on the language of the person who ran the report.',
    text: 'Where numbers are text, the other numbers in the file show whether decimals follow a point or a comma. Here nothing shows it, and a wrong guess would turn one into a thousand, or a thousand into one.',
  },
  /** With what the number of the question would be, in plain digits: what separates them is what is asked. */
  choice: (decimals: Decimals, number?: string) =>
    number === undefined
      ? DECIMAL_LABELS[decimals]
      : `${DECIMAL_LABELS[decimals]}: ${Number(number)}`,
  chosen: DECIMALS_CHOSEN,
} as const;

/** A column that the kind of the file can’t do without. */
export const missingWords = {
  asks: (labels: readonly string[]) => `Which column holds the ${alternatives(labels)}?`,
  why: (kind: string) =>
    `The kind “${kind}” needs this, and no heading of the file is known for it. Name the column, or choose another kind; until then the file can’t be added.`,
  column: 'Column of the file',
  columnFor: (labels: readonly string[]) => `Column of the file for the ${alternatives(labels)}`,
  /** Between the fields for the column and for what is in it. */
  holds: 'holds',
  whatItHolds: 'What it holds',
  whatColumnHolds: 'What the column holds',
} as const;

/** `due date, loan date or loan status` */
function alternatives(labels: readonly string[]): string {
  const words = labels.map(inSentence);
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Acronyms keep their capitals. */
function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}
