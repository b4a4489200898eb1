/**
 * Settings of the workspace, stored as one JSON value per name, with defaults for those never saved.
 */
import { z } from 'zod';
import {
  type Institution,
  institution,
  type Settings,
  settings as settingsSchema,
} from '#shared/contract/shapes/settings.ts';
import { minusMonths } from '#shared/domain/calendar.ts';
import { dayBounds } from '#shared/domain/dayBound.ts';
import { OK_TO_PURGE } from '#shared/domain/jobs.ts';
import { KEEP_WORDS } from '#shared/domain/keepWords.ts';
import { currencyDecimals } from '#shared/domain/money.ts';
import type { Paper } from '#shared/domain/papers.ts';
import { RETENTION_DAYS } from '#shared/domain/retention.ts';
import { APPROVE_REASONS, EXCLUDE_REASONS } from '#shared/domain/review.ts';
import { ACTIVE_MONTHS, type FlagContext } from '#shared/domain/reviewFlags.ts';
import { isTimeZone, type TimeZone, today } from '#shared/domain/timeZones.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { DAMAGED_ROW, parseStored, type StoredAt } from '../db/storedValue.ts';

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
  purgeRoute: 'group',
  setPurgeParameters: [],
  runDate: null,
  days: 30,
  reading: 'carli',
  recordType: 'Public',
  waiveThreshold: 100,
  countTransferred: null,
  esploro: null,
  rulesOff: [],
  activeMonths: ACTIVE_MONTHS,
  keepWords: [...KEEP_WORDS],
  updateConditions: [],
  keepOriginalsDays: 30,
  cleanupSelects: 50,
  snapshots: true,
  keepSnapshots: 3,
  retentionDays: RETENTION_DAYS,
  retentionDay: null,
};

export function readSettings(db: ReadableDb): Settings {
  // The logo is a picture, the others are the program's own (copiedOpen.ts, restorations.ts, policyAsked.ts).
  const rows = all<{ name: string; value: string }>(
    db,
    "SELECT name, value FROM setting WHERE name NOT IN ('logo', 'copiedOpen', 'restorations', 'policyAsked')",
  );
  const stored = Object.fromEntries(rows.map(({ name, value }) => [name, settingOf(name, value)]));
  return {
    ...DEFAULTS,
    ...stored,
    institution: institutionOf(stored.institution as Partial<Institution> | undefined),
  };
}

/** A zone that this version doesn't know is no damage. */
const storedInstitution = institution.extend({ timeZone: z.string().nullable() }).partial();
const SHAPES: Readonly<Record<string, z.ZodType>> = {
  ...settingsSchema.shape,
  institution: storedInstitution,
};

const settingAt = (name: string): StoredAt => ({ table: 'setting', row: name });

function settingOf(name: string, stored: string): unknown {
  if (!Object.hasOwn(SHAPES, name)) throw DAMAGED_ROW(settingAt(name));
  return parseStored(SHAPES[name]!, stored, settingAt(name));
}

/** The zone whose clocks and days this workspace goes by. */
export function institutionZone(db: ReadableDb): TimeZone {
  const row = get<{ value: string }>(db, "SELECT value FROM setting WHERE name = 'institution'");
  const stored = row && parseStored(storedInstitution, row.value, settingAt('institution'));
  return institutionOf(stored as Partial<Institution> | undefined).timeZone;
}

/** A zone that another version of the program knew and this one doesn't must not close the workspace. */
function institutionOf(stored: Partial<Institution> = {}): Institution {
  const { timeZone = null } = stored;
  return {
    ...DEFAULTS.institution,
    ...stored,
    timeZone: timeZone !== null && isTimeZone(timeZone) ? timeZone : null,
  };
}

/** How many decimals the amounts of this workspace have. */
export function moneyDecimals(db: ReadableDb): number {
  return currencyDecimals(readSettings(db).currency);
}

export function writeSettings(db: WritableDb, settings: Partial<Settings>): void {
  for (const [name, value] of Object.entries(settings)) writeSetting(db, name, value);
}

/** Of one name: a setting, or what the program notes of its own beside them. */
export function writeSetting(db: WritableDb, name: string, value: unknown): void {
  run(
    db,
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    JSON.stringify(value),
  );
}

/** Of a workspace whose settings nobody has saved. */
export function writePaper(db: WritableDb, paper: Paper): void {
  writeSettings(db, { institution: { ...DEFAULTS.institution, paper } });
}

/** The planned run, which date flags are computed for. */
export function flagContext(settings: Settings): FlagContext {
  const runDate = settings.runDate ?? today(settings.institution.timeZone);
  const { activeMonths } = settings;
  return {
    runDate,
    bounds: dayBounds(settings.reading, runDate, settings.days),
    activeSince: activeMonths === null ? null : minusMonths(runDate, activeMonths),
  };
}
