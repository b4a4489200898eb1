/** Short names of the readings of the day bound. Used by the jobs and the boundary inspector. Pure. */
import { READING_TEXTS, type Reading } from '#shared/domain/dayBound.ts';

export const READING_NAMES: Readonly<Record<Reading, string>> = {
  strict: 'Strict',
  inclusive: 'Inclusive',
  carli: 'CARLI',
};

/** `CARLI: With 0 days, ...`. */
export function readingText(reading: Reading): string {
  return `${READING_NAMES[reading]}: ${READING_TEXTS[reading].rule}`;
}
