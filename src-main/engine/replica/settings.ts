/**
 * Settings of the workspace, stored as one JSON value per name, with defaults for those never saved.
 */
import { type Settings, settings as settingsSchema } from '#shared/contract/shapes/settings.ts';
import { today } from '#shared/domain/calendar.ts';
import { dayBounds } from '#shared/domain/dayBound.ts';
import { OK_TO_PURGE } from '#shared/domain/jobs.ts';
import { currencyDecimals } from '#shared/domain/money.ts';
import { APPROVE_REASONS, EXCLUDE_REASONS } from '#shared/domain/review.ts';
import type { FlagContext } from '#shared/domain/reviewFlags.ts';
import { all, type ReadableDb, run, type WritableDb } from '../db/db.ts';

const DEFAULTS: Settings = {
  institution: {
    name: '',
    period: '',
    preparedBy: '',
    timeZone: null,
    deletePolicy: null,
    paper: 'A4',
  },
  userName: '',
  currency: 'USD',
  excludeReasons: [...EXCLUDE_REASONS],
  approveReasons: [...APPROVE_REASONS],
  signOffAbove: 5000,
  privateSets: false,
  okToPurgeGroup: OK_TO_PURGE,
  runDate: null,
  days: 30,
  reading: 'carli',
  recordType: 'Public',
  waiveThreshold: 100,
  countTransferred: null,
  rulesOff: [],
  keepOriginalsDays: 30,
};

export function readSettings(db: ReadableDb): Settings {
  const stored = all<{ name: string; value: string }>(db, 'SELECT name, value FROM setting');
  return settingsSchema.parse({
    ...DEFAULTS,
    ...Object.fromEntries(stored.map(({ name, value }) => [name, JSON.parse(value)])),
  });
}

/** How many decimals the amounts of this workspace have. */
export function moneyDecimals(db: ReadableDb): number {
  return currencyDecimals(readSettings(db).currency);
}

export function writeSettings(db: WritableDb, settings: Settings): void {
  for (const [name, value] of Object.entries(settings)) {
    run(
      db,
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      JSON.stringify(value),
    );
  }
}

/** The planned run, which date flags are computed for. */
export function flagContext(settings: Settings): FlagContext {
  const runDate = settings.runDate ?? today();
  return { runDate, bounds: dayBounds(settings.reading, runDate, settings.days) };
}
