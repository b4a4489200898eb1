/**
 * On which of the last days the workspace was opened, by this computer's clock. A clock that is set forward by a year
 * makes everything old at once, and what is deleted by its age would be gone for good: so the clock counts only where
 * it went on from day to day. Must never be asked for anything that a librarian sees.
 */
import { z } from 'zod';
import { get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';

const DAY_MS = 86_400_000;
/** Openings that speak for the clock lie within them. */
const WITHIN_DAYS = 100;
const DAYS_WANTED = 2;

/** As days since 1970. */
const days = z.array(z.int()).max(DAYS_WANTED + 1);

function openedDays(db: ReadableDb): number[] {
  const row = get<{ value: string }>(db, "SELECT value FROM setting WHERE name = 'openedDays'");
  return row ? parseStored(days, row.value, { table: 'setting', row: 'openedDays' }) : [];
}

const day = (instant: number) => Math.floor(instant / DAY_MS);

/** To be called at each opening. */
export function noteOpening(db: WritableDb, now = Date.now()): void {
  const known = openedDays(db);
  if (known.includes(day(now))) return;
  const latest = [...known, day(now)].slice(-(DAYS_WANTED + 1));
  run(
    db,
    "INSERT INTO setting (name, value) VALUES ('openedDays', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    JSON.stringify(latest),
  );
}

/** The workspace was opened on earlier days, not long before. */
export function isClockTrusted(db: ReadableDb, now = Date.now()): boolean {
  const earlier = openedDays(db).filter((each) => {
    const ago = day(now) - each;
    return ago > 0 && ago <= WITHIN_DAYS;
  });
  return earlier.length >= DAYS_WANTED;
}
