/**
 * Calendar dates: `YYYY-MM-DD` text, compared as text; and reading the text dates of exports.
 * Never touches time zones: a purge date is a plain date. Which day it is, timeZones.ts knows.
 */
import { Temporal } from 'temporal-polyfill';

/** A calendar date as `YYYY-MM-DD`; text order is date order. */
export type IsoDate = string;

export function isIsoDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    isRealDate(+text.slice(0, 4), +text.slice(5, 7), +text.slice(8))
  );
}

/** The date that many days before (or, negative, after). */
export function minusDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).subtract({ days }).toString();
}

/** The date that many months before; on the last day of a month that is too short. */
export function minusMonths(date: IsoDate, months: number): IsoDate {
  return Temporal.PlainDate.from(date).subtract({ months }).toString();
}

/** The order in which a column of text dates is written. */
export type DateOrder = 'month-first' | 'day-first';

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
/** A time, perhaps of a zone: the day counts as it is written. */
const TIME_TAIL =
  /[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[ap]\.?m\.?)?( ?(?:Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}:?\d{2}))?$/i;
const DAY_OF_ZONE = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/;
/** As Java prints an instant: Sun Oct 31 00:00:00 UTC 2021. */
const JAVA_DATE =
  /^[a-z]{3} ([a-z]{3}) (\d{1,2}) \d{1,2}:\d{2}:\d{2} (?:[a-z]{2,5}|GMT[+-]\d{1,2}:?\d{2}) (\d{4})$/i;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const NUMERIC = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$/;
const NAMED_DAY_FIRST = /^(\d{1,2})[-/. ]([a-z]{3,9})\.?[-/., ]+(\d{2}|\d{4})$/i;
const NAMED_MONTH_FIRST = /^([a-z]{3,9})\.?[-/. ](\d{1,2})[, -]+(\d{2}|\d{4})$/i;

/**
 * What one text says: a date for certain, a date in one or both orders, or none.
 * `monthFirst` and `dayFirst` are undefined where that order gives no real date.
 */
export interface TextDate {
  readonly monthFirst: IsoDate | undefined;
  readonly dayFirst: IsoDate | undefined;
}

/** Reads 5/31/2022, 31/05/2022, 2022-05-31, 31-May-22, May 31, 2022, each with or without a time and zone. */
export function readTextDate(text: string): TextDate {
  const plain = text
    .trim()
    .replace(JAVA_DATE, '$2-$1-$3')
    .replace(DAY_OF_ZONE, '$1')
    .replace(TIME_TAIL, '');
  let match = ISO.exec(plain);
  if (match) return certain(isoOf(+match[1]!, +match[2]!, +match[3]!));
  match = NUMERIC.exec(plain);
  if (match) {
    const [a, b, year] = [+match[1]!, +match[2]!, fullYear(match[3]!)];
    return { monthFirst: isoOf(year, a, b), dayFirst: isoOf(year, b, a) };
  }
  match = NAMED_DAY_FIRST.exec(plain);
  if (match) return certain(isoOf(fullYear(match[3]!), monthNumber(match[2]!), +match[1]!));
  match = NAMED_MONTH_FIRST.exec(plain);
  if (match) return certain(isoOf(fullYear(match[3]!), monthNumber(match[1]!), +match[2]!));
  return certain(undefined);
}

function certain(date: IsoDate | undefined): TextDate {
  return { monthFirst: date, dayFirst: date };
}

/** English names and their beginnings; 0 for words of other languages that only begin like one. */
function monthNumber(name: string): number {
  return MONTHS.findIndex((month) => month.startsWith(name.toLowerCase())) + 1;
}

/**
 * Two-digit years: 00-69 are this century. Spreadsheets turn at 30, but no library system has
 * accounts of the 1930s: a purge date of May 30 must not have come long ago.
 */
function fullYear(digits: string): number {
  const year = +digits;
  if (digits.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function isoOf(year: number, month: number, day: number): IsoDate | undefined {
  if (!isRealDate(year, month, day)) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function isRealDate(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= length;
}

/**
 * Watches a column of text dates and tells which order fits all of it
 * (docs/domain.md, section 6, rule 4). Values that are no date in either order count as errors,
 * not as evidence.
 */
export class DateOrderEvidence {
  #monthFirstOnly = 0;
  #dayFirstOnly = 0;
  #differing = 0;

  add(date: TextDate): void {
    if (date.monthFirst === date.dayFirst) return;
    if (date.dayFirst === undefined) this.#monthFirstOnly++;
    else if (date.monthFirst === undefined) this.#dayFirstOnly++;
    else this.#differing++;
  }

  /** `any`: nothing depends on it. `ask`: both orders fit. `mixed`: no order fits the whole column. */
  verdict(): DateOrder | 'any' | 'ask' | 'mixed' {
    if (this.#monthFirstOnly > 0 && this.#dayFirstOnly > 0) return 'mixed';
    if (this.#monthFirstOnly > 0) return 'month-first';
    if (this.#dayFirstOnly > 0) return 'day-first';
    return this.#differing > 0 ? 'ask' : 'any';
  }
}
