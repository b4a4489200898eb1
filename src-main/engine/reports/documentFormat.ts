/**
 * How documents write values that are text: as the page that asked for one does, so that both say the same; without a
 * page, the same on every computer.
 */
import type { ValueFormat } from '#shared/documents/values.ts';
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { type SystemFormat, systemFormat } from '#shared/domain/systemFormat.ts';
import {
  dayOfInstant,
  isoOffset,
  plainTime,
  type TimeZone,
  utcOffset,
  zoneName,
} from '#shared/domain/timeZones.ts';
import type { ReadableDb } from '../db/db.ts';
import { readSettings } from '../replica/settings.ts';

/** @param locales of the page; none: to the second with the zone’s name, ISO dates, and with a decimal point */
export function documentFormat(locales: readonly string[], timeZone: TimeZone): SystemFormat {
  return locales.length > 0 ? systemFormat(locales, timeZone) : plainFormat(timeZone);
}

/** How the documents of a workspace write values. @param locales of the page; none: no page asked */
export function formatOf(db: ReadableDb, locales: readonly string[]): ValueFormat {
  const { institution, currency } = readSettings(db);
  return { system: documentFormat(locales, institution.timeZone), currency };
}

/** With which amounts are written in CSV: as numbers are on screen. */
export function decimalMarkOf({ decimal }: SystemFormat): '.' | ',' {
  return decimal(1.5).includes(',') ? ',' : '.';
}

function plainFormat(timeZone: TimeZone): SystemFormat {
  return {
    count: PLAIN.count,
    decimal: (value) => String(Math.round(value * 10) / 10),
    date: PLAIN.date,
    month: (month) => month,
    instant: (at) => plainInstant(timeZone, at),
    day: (at) => dayOfInstant(at, timeZone),
    zone: (at) => [...new Set([zoneName(timeZone), utcOffset(timeZone, at)])].join(', '),
    amount: (minor, currency) => `${formatMoney(minor, currencyDecimals(currency))} ${currency}`,
  };
}

/** `2026-10-25 02:30:00 +01:00 Europe/Vienna`: certain, too, in the hour that the clocks have twice. */
function plainInstant(timeZone: TimeZone, instant: number): string {
  const zone = zoneName(timeZone);
  const time = plainTime(timeZone, instant);
  return zone === 'UTC' ? `${time} UTC` : `${time} ${isoOffset(timeZone, instant)} ${zone}`;
}
