/**
 * Dates and times as the numbers that spreadsheets count with: days since the end of 1899, a time as part of a day.
 * Excel believes in a 29 February 1900, so that no day before March 1900 has a number on which programs agree. Pure.
 */

/** 1 January 1970. */
const DAYS_TO_1970 = 25_569;
/** 1 March 1900. */
const FIRST_SERIAL = 61;
/** 31 December 9999, the last day that Excel knows. */
const LAST_SERIAL = 2_958_465;
const SECONDS_A_DAY = 86_400;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @returns the number of a day written as YYYY-MM-DD, or 0: no such day, or one that has no sure number */
export function dateSerial(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return 0;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 1900 || month < 1 || month > 12 || day < 1) return 0;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > MONTH_DAYS[month - 1]! + (isLeap && month === 2 ? 1 : 0)) return 0;
  const serial = daysSince1970(year, month, day) + DAYS_TO_1970;
  return serial < FIRST_SERIAL ? 0 : serial;
}

/** -1 when one is none. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let n = from; n < to; n++) {
    const digit = text.charCodeAt(n) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Counts years from March, so that the day that a leap year has more is its last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const century = Math.floor(y / 400);
  const inCentury = y - century * 400;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const days = inCentury * 365 + (inCentury >> 2) - Math.floor(inCentury / 100) + inYear;
  return century * 146_097 + days - 719_468;
}

/** Zones change their clocks at quarters of an hour. */
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** Two days before the last instant that a date of this language has. */
const MOST_MS = 8.64e15 - 2 * DAY_MS;
const MOST_KNOWN = 20_000;

const isInstant = (instant: number) => Math.abs(instant) <= MOST_MS;

/** The clock of a time zone, as a serial number tells it. */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  /** How far the clock is ahead from an instant on: asking for it is slow. */
  readonly #ahead = new Map<number, number>();

  /** @param timeZone IANA name */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  }

  /** @returns to the second, or 0: an instant that has no sure number */
  serial(instant: number): number {
    if (!isInstant(instant)) return 0;
    const seconds = Math.floor((instant + this.#aheadAt(instant)) / 1000);
    const serial = seconds / SECONDS_A_DAY + DAYS_TO_1970;
    return serial < FIRST_SERIAL || serial >= LAST_SERIAL + 1 ? 0 : serial;
  }

  /** As YYYY-MM-DD HH:MM:SS; where a serial number isn't sure, in UTC and said so. */
  text(instant: number): string {
    if (!isInstant(instant)) return String(instant);
    if (this.serial(instant) === 0) return new Date(instant).toISOString();
    const wall = new Date(instant + this.#aheadAt(instant)).toISOString();
    return `${wall.slice(0, 10)} ${wall.slice(11, 19)}`;
  }

  #aheadAt(instant: number): number {
    // On most days the clock is as far ahead in the morning as in the evening, and only those ends are asked for.
    const day = Math.floor(instant / DAY_MS) * DAY_MS;
    const ahead = this.#aheadFrom(day);
    if (ahead === this.#aheadFrom(day + DAY_MS)) return ahead;
    return this.#aheadFrom(Math.floor(instant / QUARTER_MS) * QUARTER_MS);
  }

  #aheadFrom(at: number): number {
    const known = this.#ahead.get(at);
    if (known !== undefined) return known;
    if (this.#ahead.size >= MOST_KNOWN) this.#ahead.clear();
    const part: Record<string, string> = {};
    for (const { type, value } of this.#format.formatToParts(at)) part[type] = value;
    // Long before Excel's first day; the year 1 BC would be taken for the year 1.
    const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
    const wall = new Date(0).setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
    const clock = Number(part.hour) * 3600 + Number(part.minute) * 60 + Number(part.second);
    const ahead = wall + clock * 1000 - at;
    this.#ahead.set(at, ahead);
    return ahead;
  }
}
