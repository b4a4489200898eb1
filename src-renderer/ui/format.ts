/**
 * Numbers, dates and money as the system writes them. Pure. Never parses: reading is importing's and
 * money.ts's business.
 */
import type { IsoDate } from '#shared/domain/calendar.ts';
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import { desktop } from '../client/desktop.ts';

/**
 * The system's formats, then the languages of the page. What the system calls these isn't always a language tag (`C`,
 * for one).
 */
const locale = [...desktop.locales, ...navigator.languages].filter((each) => {
  try {
    return Intl.getCanonicalLocales(each).length > 0;
  } catch {
    return false;
  }
});
const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const moneyFormats = new Map<string, Intl.NumberFormat>();

/** What stands between the digits of a number field, whose digits are always 0 to 9. */
export const FIELD_SEPARATORS = separatorsOf(
  new Intl.NumberFormat(locale, { numberingSystem: 'latn' }),
);

function separatorsOf(format: Intl.NumberFormat) {
  const parts = format.formatToParts(1234567.5);
  const mark = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value;
  return { thousandSeparator: mark('group') ?? ',', decimalSeparator: mark('decimal') ?? '.' };
}

/** The digits of the system as a number field has them. */
export function fieldDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const value = DIGITS.indexOf(digit);
    return value < 0 ? digit : String(value);
  });
}
const DIGITS = Array.from({ length: 10 }, (_, digit) => integer.format(digit));

/** What is written from right to left, Arabic digits too, stays in its own order within an English sentence. */
function apart(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
const RIGHT_TO_LEFT = /[\u061c\u200f\u0590-\u08ff]/;
const RIGHT_TO_LEFT_LOCALE = RIGHT_TO_LEFT.test(date.format(0));

/** `US$` stays as it is among what is written from right to left, where it would become `$US`. */
function sign(currency: string): string {
  return RIGHT_TO_LEFT_LOCALE && !RIGHT_TO_LEFT.test(currency)
    ? `\u200e${currency}\u200e`
    : currency;
}

/** 12345 as 12,345. */
export function formatCount(value: number): string {
  return apart(integer.format(value));
}

/** A number with at most one decimal: 2.4. */
export function formatDecimal(value: number): string {
  return apart(decimal.format(value));
}

/** `1 user`, `12,345 users`. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** A calendar date; it has no time zone, so none may shift it. */
export function formatDate(iso: IsoDate): string {
  const [year, month, day] = iso.split('-').map(Number);
  return apart(date.format(Date.UTC(year!, month! - 1, day)));
}

/** An instant in the time of this computer. */
export function formatInstant(instant: number): string {
  return apart(dateTime.format(instant));
}

/** The day of an instant in the time of this computer. */
export function formatDay(instant: number): string {
  return apart(day.format(instant));
}

/** Minor units with the currency: 123450 as $1,234.50. */
export function formatAmount(minor: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  let format = moneyFormats.get(currency);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    moneyFormats.set(currency, format);
  }
  // As digits: a number in between could be off by a rounding error.
  const parts = format.formatToParts(formatMoney(minor, decimals) as Intl.StringNumericLiteral);
  return apart(
    parts.map(({ type, value }) => (type === 'currency' ? sign(value) : value)).join(''),
  );
}

/** `12 %` */
export function formatPercent(percent: number): string {
  return `${formatCount(Math.round(percent))} %`;
}

/** Part of a whole: `12 %`, never 0 % or 100 % unless it is exactly that. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (part / whole) * 100;
  if (percent > 0 && percent < 1) return `< ${formatPercent(1)}`;
  if (percent < 100 && percent > 99) return `> ${formatPercent(99)}`;
  return formatPercent(percent);
}
