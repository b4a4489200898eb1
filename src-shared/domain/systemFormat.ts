/**
 * Numbers, dates and money as a system writes them, by its locales, best first: on the page, and in what the engine
 * writes for it, so that both say the same. Pure. Never parses: reading is importing's and money.ts's business.
 */
import type { IsoDate } from './calendar.ts';
import { currencyDecimals, formatMoney } from './money.ts';
import { type TimeZone, utcOffset, zoneName } from './timeZones.ts';

export interface SystemFormat {
  /** 12345 as 12,345. */
  count(value: number): string;
  /** A number with at most one decimal: 2.4. */
  decimal(value: number): string;
  /** A calendar date; it has no time zone, so none may shift it. */
  date(iso: IsoDate): string;
  /** A month of the calendar, `2026-11`: November 2026. */
  month(month: string): string;
  /** An instant on the clocks of the zone. */
  instant(instant: number): string;
  /** The day of an instant in the zone. */
  day(instant: number): string;
  /** The zone by its name, as it is at that moment: Central European Time (Europe/Vienna, UTC+1). */
  zone(instant: number): string;
  /** Minor units with the currency: 123450 as $1,234.50. */
  amount(minor: number, currency: string): string;
}

/** @param timeZone whose clocks instants are read by; null: this computer's */
export function systemFormat(locales: readonly string[], timeZone: TimeZone = null): SystemFormat {
  const locale = knownLocales(locales);
  const zone = zoneName(timeZone);
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const monthOf = new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone });
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  });
  const rightToLeft = RIGHT_TO_LEFT.test(date.format(0));
  return {
    count: (value) => apart(integer.format(value)),
    decimal: (value) => apart(decimal.format(value)),
    date: (iso) => {
      const [year, month, dayOfMonth] = iso.split('-').map(Number);
      return apart(date.format(Date.UTC(year!, month! - 1, dayOfMonth)));
    },
    month: (month) => {
      const [year, number] = month.split('-').map(Number);
      return apart(monthOf.format(Date.UTC(year!, number! - 1)));
    },
    instant: (instant) => apart(dateTime.format(instant)),
    day: (instant) => apart(day.format(instant)),
    zone: (instant) => apart(zoneText(locale, zone, instant)),
    amount: amountFormat(locale, rightToLeft),
  };
}

/** What a system calls its formats isn't always a language tag (`C`, for one). */
export function knownLocales(locales: readonly string[]): string[] {
  return locales.filter((each) => {
    try {
      return Intl.getCanonicalLocales(each).length > 0;
    } catch {
      return false;
    }
  });
}

/** Names that say no more than the offset (GMT-05:00) are left out. */
function zoneText(locale: string[], zone: string, instant: number): string {
  const offset = utcOffset(zone, instant);
  const name = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const place = zone === offset ? zone : `${zone}, ${offset}`;
  return name === undefined || /^(?:GMT|UTC|HMG)/.test(name) ? place : `${name} (${place})`;
}

function amountFormat(locale: string[], rightToLeft: boolean): SystemFormat['amount'] {
  const formats = new Map<string, Intl.NumberFormat>();
  // `US$` stays as it is among what is written from right to left, where it would become `$US`.
  const sign = (currency: string) =>
    rightToLeft && !RIGHT_TO_LEFT.test(currency) ? `\u200e${currency}\u200e` : currency;
  return (minor, currency) => {
    const decimals = currencyDecimals(currency);
    let format = formats.get(currency);
    if (!format) {
      format = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      });
      formats.set(currency, format);
    }
    // As digits: a number in between could be off by a rounding error.
    const parts = format.formatToParts(formatMoney(minor, decimals) as Intl.StringNumericLiteral);
    return apart(
      parts.map(({ type, value }) => (type === 'currency' ? sign(value) : value)).join(''),
    );
  };
}

/** What is written from right to left, Arabic digits too, stays in its own order within an English sentence. */
function apart(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
const RIGHT_TO_LEFT = /[\u061c\u200f\u0590-\u08ff]/;
