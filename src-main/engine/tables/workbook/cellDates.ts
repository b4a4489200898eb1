/**
 * Owns turning Excel's day numbers and ISO date cells into `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`.
 * Must never: use the time zone of the machine, or give a date for a number that is none.
 */

const DAY_SECONDS = 86_400;
/** 9999-12-31, the last day that Excel knows, counted from 1900. */
const LAST_SERIAL = 2_958_465;
/** 1904-01-01 counted from 1900. */
const OFFSET_1904 = 1462;
const ISO_DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Takes a day number and the workbook's date system; gives the date, with the time (to the second) when there
 * is one, or undefined when the number is outside Excel's calendar. As in Excel, day 60 of the 1900 system is
 * 1900-02-29, which never was; day 0 (a time without a date) is given as 1899-12-31.
 */
export function dateOfSerial(serial: number, date1904: boolean): string | undefined {
  if (!(serial >= 0)) return undefined;
  let days = Math.floor(serial);
  let seconds = Math.round((serial - days) * DAY_SECONDS);
  if (seconds === DAY_SECONDS) {
    days++;
    seconds = 0;
  }
  if (date1904) days += OFFSET_1904;
  if (days > LAST_SERIAL) return undefined;
  const date = days === 60 ? '1900-02-29' : calendarDate(days < 60 ? days + 1 : days);
  return seconds === 0 ? date : `${date}T${clockTime(seconds)}`;
}

/**
 * Takes the text of a cell of type `d`; gives it in our form (a zone is left out, fractions are rounded to the
 * second), or undefined when it is no ISO date.
 */
export function dateOfIso(text: string): string | undefined {
  const found = ISO_DATE.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastDay) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const seconds = hour * 3600 + minute * 60 + second + Math.round(Number(`0.${found[7] ?? 0}`));
  const date = text.slice(0, 10);
  if (seconds === 0) return date;
  if (seconds < DAY_SECONDS) return `${date}T${clockTime(seconds)}`;
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

/** Days counted so that 1 is 1899-12-31, which puts 1 March 1900 and all later days in their place. */
function calendarDate(days: number): string {
  return new Date(Date.UTC(1899, 11, 30) + days * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

function clockTime(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
