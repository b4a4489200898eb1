/**
 * The day whose state a file shows (docs/domain.md, section 6): Analytics is loaded overnight, and a
 * report may lie about for weeks. Found in the file where it tells, from the surest place to the least.
 */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { type IsoDate, isIsoDate, minusDays, readTextDate } from '#shared/domain/calendar.ts';
import { dayOfInstant, type TimeZone, today } from '#shared/domain/timeZones.ts';

export interface DataDate {
  readonly date: IsoDate;
  readonly source: NonNullable<ImportCheck['dataDateSource']>;
}

/** Rows that tell both a purge date and the days since then. */
export class DaysColumn {
  readonly #days = new Map<IsoDate, number>();
  #rows = 0;

  add(purgeDate: IsoDate, daysPast: number): void {
    this.#rows++;
    // A guess per file is enough; later rows say the same.
    if (this.#rows > 500 || Math.abs(daysPast) > 100_000) return;
    const today = minusDays(purgeDate, -Math.abs(daysPast));
    this.#days.set(today, (this.#days.get(today) ?? 0) + 1);
  }

  /** The day on which nearly all rows agree. */
  get date(): IsoDate | undefined {
    const rows = Math.min(this.#rows, 500);
    const best = [...this.#days].sort((a, b) => b[1] - a[1])[0];
    return best && best[1] >= rows * 0.9 ? best[0] : undefined;
  }
}

const IN_TEXT = [
  /\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b/,
  /\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b/,
  /\b\d{1,2}[- ][a-z]{3,9}\.?[-, ]+\d{4}\b/i,
  /\b[a-z]{3,9}\.? \d{1,2},? \d{4}\b/i,
];
const COMPACT = /(?:^|\D)(20\d{2})(\d{2})(\d{2})(?:\D|$)/;

/** The date that a text names for certain; one that fits two orders is none. */
function dateInText(text: string): IsoDate | undefined {
  for (const pattern of IN_TEXT) {
    const found = pattern.exec(text)?.[0];
    if (!found) continue;
    const { monthFirst, dayFirst } = readTextDate(found);
    if (monthFirst && dayFirst && monthFirst !== dayFirst) continue;
    const date = monthFirst ?? dayFirst;
    if (date) return date;
  }
  const compact = COMPACT.exec(text);
  const date = compact && `${compact[1]}-${compact[2]}-${compact[3]}`;
  return date && isIsoDate(date) ? date : undefined;
}

/**
 * @param titles rows above the headings
 * @param fileTime when the file was last written, in UTC milliseconds
 * @param zone whose days count: data of the future are a mistake in reading
 */
export function findDataDate(
  days: DaysColumn,
  titles: readonly string[],
  fileName: string,
  fileTime: number,
  zone: TimeZone,
): DataDate {
  const places: (readonly [DataDate['source'], IsoDate | undefined])[] = [
    ['days-column', days.date],
    ...titles.map((title) => ['title-row', dateInText(title)] as const),
    ['file-name', dateInText(fileName.replaceAll('_', ' '))],
  ];
  const now = today(zone);
  // Years beyond 9999 are no dates of ours, and compare wrongly.
  const fits = (date: string | undefined) => date !== undefined && isIsoDate(date) && date <= now;
  const found = places.find(([, date]) => fits(date));
  if (found) return { source: found[0], date: found[1]! };
  const written = dayOfInstant(fileTime, zone);
  return { source: 'file-time', date: fits(written) ? written : now };
}
