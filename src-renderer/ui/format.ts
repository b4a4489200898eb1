/**
 * Numbers, dates and money as the system writes them. Pure. Never parses: reading is importing's and
 * money.ts's business.
 */
import type { IsoDate } from '#shared/domain/calendar.ts';
import { knownLocales, type SystemFormat, systemFormat } from '#shared/domain/systemFormat.ts';
import type { TimeZone } from '#shared/domain/timeZones.ts';
import { desktop } from '../client/desktop.ts';

/** The system's formats, then the languages of the page; for the engine, where it writes what is read beside the page. */
export const LOCALES = knownLocales([...desktop.locales, ...navigator.languages]);
const system = systemFormat(LOCALES);
const zoned = new Map<TimeZone, SystemFormat>([[null, system]]);

/** What stands between the digits of a number field, whose digits are always 0 to 9. */
export const FIELD_SEPARATORS = separatorsOf(
  new Intl.NumberFormat(LOCALES, { numberingSystem: 'latn' }),
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
const plain = new Intl.NumberFormat(LOCALES, { maximumFractionDigits: 0 });
const DIGITS = Array.from({ length: 10 }, (_, digit) => plain.format(digit));

/** 12345 as 12,345. */
export function formatCount(value: number): string {
  return system.count(value);
}

/** A number with at most one decimal: 2.4. */
export function formatDecimal(value: number): string {
  return system.decimal(value);
}

/** `1 user`, `12,345 users`. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** A calendar date; it has no time zone, so none may shift it. */
export function formatDate(iso: IsoDate): string {
  return system.date(iso);
}

/** A month of the calendar, `2026-11`: November 2026. */
export function formatMonth(month: string): string {
  return system.month(month);
}

/** An instant on the clocks of the zone. */
export function formatInstant(instant: number, zone: TimeZone): string {
  return formatIn(zone).instant(instant);
}

/** The day of an instant in the zone. */
export function formatDay(instant: number, zone: TimeZone): string {
  return formatIn(zone).day(instant);
}

/** The zone by its name, as it is at that moment: Central European Time (Europe/Vienna, UTC+1). */
export function formatZone(zone: TimeZone, instant: number): string {
  return formatIn(zone).zone(instant);
}

function formatIn(zone: TimeZone): SystemFormat {
  let format = zoned.get(zone);
  if (!format) {
    format = systemFormat(LOCALES, zone);
    zoned.set(zone, format);
  }
  return format;
}

/** Minor units with the currency: 123450 as $1,234.50. */
export function formatAmount(minor: number, currency: string): string {
  return system.amount(minor, currency);
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
