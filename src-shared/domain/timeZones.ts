/**
 * Time zones of the time zone database, as this system knows them: which there are, how far they are from UTC, the day
 * that it is there. Pure but for the clock and the zone of the computer. Never shifts a calendar date: it has no zone.
 */
import { Temporal } from 'temporal-polyfill';
import type { IsoDate } from './calendar.ts';

/** A name such as Europe/Vienna; null: the zone of this computer. */
export type TimeZone = string | null;

const known = new Map<string, boolean>();

/** Whether the name is one of a zone. An offset alone (+01:00) is none: it knows no summer time. */
export function isTimeZone(name: string): boolean {
  let is = known.get(name);
  if (is === undefined) {
    is = /^[a-z]/i.test(name) && canBeAsked(name);
    known.set(name, is);
  }
  return is;
}

function canBeAsked(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

/** The zone's name, the computer's own where none is said. */
export function zoneName(zone: TimeZone): string {
  return zone ?? Temporal.Now.timeZoneId();
}

/** How far the zone is from UTC at that moment, which summer time changes: UTC+1, UTC-3:30. */
export function utcOffset(zone: TimeZone, instant: number): string {
  const minutes = offsetMinutes(zone, instant);
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  return `UTC${sign(minutes)}${hours(minutes)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

/** `2026-03-09 14:05:00` on the zone's clocks; sorts as text, too. */
export function plainTime(zone: TimeZone, instant: number): string {
  const at = inZone(zone, instant);
  return `${at.toPlainDate()} ${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
}

/** `+01:00`, as ISO 8601 writes it after a time. */
export function isoOffset(zone: TimeZone, instant: number): string {
  const minutes = offsetMinutes(zone, instant);
  return `${sign(minutes)}${two(hours(minutes))}:${two(Math.abs(minutes) % 60)}`;
}

/** The day that it is in the zone. */
export function today(zone: TimeZone): IsoDate {
  return dayOfInstant(Date.now(), zone);
}

/** The day of an instant in the zone. */
export function dayOfInstant(milliseconds: number, zone: TimeZone): IsoDate {
  return inZone(zone, milliseconds).toPlainDate().toString();
}

/**
 * The first moment at which it is that day both in the zone and in UTC: whichever of them somebody reads it in, they read
 * the same day.
 */
export function instantOfDay(day: IsoDate, zone: TimeZone): number {
  const date = Temporal.PlainDate.from(day);
  const begins = (name: string) => date.toZonedDateTime(name).epochMilliseconds;
  return Math.max(begins(zoneName(zone)), begins('UTC'));
}

/** The first moment of a day in the zone. */
export function beginOfDay(day: IsoDate, zone: TimeZone): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zoneName(zone)).epochMilliseconds;
}

function inZone(zone: TimeZone, instant: number): Temporal.ZonedDateTime {
  // File systems count parts of milliseconds.
  const whole = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant));
  return whole.toZonedDateTimeISO(zoneName(zone));
}

function offsetMinutes(zone: TimeZone, instant: number): number {
  return Math.round(inZone(zone, instant).offsetNanoseconds / 60e9);
}

function hours(minutes: number): number {
  return Math.floor(Math.abs(minutes) / 60);
}

function sign(minutes: number): string {
  return minutes < 0 ? '-' : '+';
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
