/**
 * One cell to one typed value, by the kind of its field (docs/domain.md, section 6, rules 4 to 7).
 * Pure. Nothing is guessed: what can't be read is an error with its code, and blank is unknown.
 */
import { isIsoDate, readTextDate, type TextDate } from '#shared/domain/calendar.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { trimOuterSpace } from '#shared/domain/primaryIdentifier.ts';
import { readWritten } from '#shared/domain/writtenNumbers.ts';
import { yesOrNo } from '#shared/domain/yesOrNo.ts';
import { type RowProblem, rowProblem } from '#shared/notices/rowErrorText.ts';
import { CellKind } from '../../tables/tableRow.ts';
import type { CellValue } from '../rows/storedRow.ts';

/** A value that was read, or why it couldn't be. */
export type ReadCell = { readonly value: CellValue } | { readonly error: RowProblem };

const BLANK: ReadCell = { value: null };

export function readText(text: string): ReadCell {
  const first = text.charCodeAt(0);
  // Nearly every text tells at its first character that it isn't blank.
  if (first > 0x20 && first < 0x7f) return { value: text };
  return trimOuterSpace(text) === '' ? BLANK : { value: text };
}

const NO_YES_NO: ReadCell = { error: rowProblem('yes-no') };

/** Yes/No, Y/N, true/false, 1/0, also in other languages; blank is unknown, not No. */
export function readYesNo(text: string): ReadCell {
  const trimmed = trimOuterSpace(text);
  if (trimmed === '') return BLANK;
  const told = yesOrNo(trimmed);
  return told === undefined ? NO_YES_NO : { value: told ? 1 : 0 };
}

/** Few enough for a number to be exact. */
const PLAIN_DIGITS = /^\d{1,15}$/;

/** A number in a text may be two: as it is with a point before its decimals, and with a comma. */
export interface AmbiguousNumber {
  readonly isOpen: boolean;
  readonly point: number | undefined;
  readonly comma: number | undefined;
  /** What was expected instead. */
  readonly error: RowProblem;
}

/** A value for certain, or a number of which the column tells what it is. */
export type ReadAmount = ReadCell | { readonly depends: AmbiguousNumber };

/** Whole numbers. */
export function readNumber(text: string, cellKind: number): ReadAmount {
  if (PLAIN_DIGITS.test(text)) return { value: Number(text) };
  return readWrittenAs(text, cellKind, wholeNumber, WHOLE_NUMBER);
}

const WHOLE_NUMBER = rowProblem('whole-number');

function wholeNumber(plain: string): number | undefined {
  const number = Number(plain);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** @param decimals how many the currency of the workspace has */
export function readMoney(text: string, cellKind: number, decimals: number): ReadAmount {
  return readWrittenAs(text, cellKind, (plain) => parseMoney(plain, decimals), noAmount(decimals));
}

/** One for each number of decimals, however many cells are none. */
const NO_AMOUNT = new Map<number, RowProblem>();

function noAmount(decimals: number): RowProblem {
  const known = NO_AMOUNT.get(decimals);
  if (known) return known;
  const made = rowProblem('amount', { decimals });
  NO_AMOUNT.set(decimals, made);
  return made;
}

function readWrittenAs(
  text: string,
  cellKind: number,
  read: (plain: string) => number | undefined,
  error: RowProblem,
): ReadAmount {
  const trimmed = trimOuterSpace(text);
  if (trimmed === '') return BLANK;
  const written = readWritten(trimmed);
  const point = written.point === undefined ? undefined : read(written.point);
  // Number cells always have a point.
  if (cellKind === CellKind.number) return point === undefined ? { error } : { value: point };
  const comma = written.comma === undefined ? undefined : read(written.comma);
  if (point === undefined && comma === undefined) return { error };
  if (point === comma) return { value: point! };
  return { depends: { isOpen: written.isOpen, point, comma, error } };
}

/** One of these, whatever its case. */
export function readChoice(text: string, choices: readonly string[]): ReadCell {
  const folded = trimOuterSpace(text).toLowerCase();
  if (folded === '') return BLANK;
  const known = choices.find((each) => each.toLowerCase() === folded);
  if (known !== undefined) return { value: known };
  return { error: rowProblem('choice', { choices }) };
}

/** A date for certain, a text whose meaning depends on the column's order, or an error. */
export type ReadDate = ReadCell | { readonly depends: TextDate };

/** No account has a date before: days of 1900 and 1904 are what spreadsheets make of zero and of times. */
const EARLIEST = '1910-01-01';
const TOO_EARLY: ReadCell = { error: rowProblem('date-too-early') };
const PLAIN_NUMBER: ReadCell = { error: rowProblem('date-number') };
const NO_DATE_AT_ALL: ReadCell = { error: rowProblem('date') };

/** How systems write that there is no date: dashes, or zeros in the place of day, month and year. */
const NO_DATE =
  /^(?:[-\u2010-\u2015./\s]+|0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?)$/;

export function readDate(text: string, cellKind: number): ReadDate {
  if (cellKind === CellKind.date) return certainDate(text.slice(0, 10));
  const plain = trimOuterSpace(text);
  if (plain === '' || NO_DATE.test(plain)) return BLANK;
  if (cellKind === CellKind.number) return PLAIN_NUMBER;
  const date = readTextDate(plain);
  const first = date.monthFirst ?? date.dayFirst;
  if (first === undefined) return NO_DATE_AT_ALL;
  if (date.monthFirst === date.dayFirst || first < EARLIEST) return certainDate(first);
  return { depends: date };
}

function certainDate(date: string): ReadCell {
  return isIsoDate(date) && date >= EARLIEST ? { value: date } : TOO_EARLY;
}
