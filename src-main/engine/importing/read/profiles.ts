/**
 * Import profiles: how the files of one report are to be read, kept by name and offered again for files
 * with the same headings. They hold headings and choices, nothing about people.
 */
import { z } from 'zod';
import { type ReadOptions, readOptions } from '#shared/contract/shapes/reading.ts';
import { isNeverTaken } from '#shared/domain/neverTaken.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { Quotations } from '#shared/domain/quotations.ts';
import { foldHeading } from '#shared/fields/userFields.ts';
import { IMPORT_KINDS, type ImportKind } from '#shared/importKinds/importKinds.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import { oneOf, parseStored, type StoredAt } from '../../db/storedValue.ts';
import { Refusal } from '../../refusal.ts';
import { endSwitchedOff, switchedOff } from '../../replica/afterErasing.ts';
import { erasureOf, erasuresOf } from '../../replica/erasures.ts';
import { columnsOfFile, getImportFile, leftOutOfFile, optionsOfFile } from '../rows/importFile.ts';

interface StoredProfile {
  profile_id: number;
  name: string;
  kind: ImportKind;
  headings: string;
  options: string;
  created_at: number;
}

/** What a profile keeps: meanings by heading, so that columns may stand in another order. */
const profileShape = readOptions
  .omit({ columns: true, leftOut: true, sheet: true, headingRow: true })
  .extend({
    fields: z
      .array(z.strictObject({ heading: z.string(), field: z.string().nullable() }))
      .optional(),
    /** Headings of columns that are left in the file. */
    leftOut: z.array(z.string()).optional(),
  });
type ProfileOptions = z.infer<typeof profileShape>;

const profileAt = (profileId: number): StoredAt => ({ table: 'import_profile', row: profileId });

/**
 * Headings as they are compared, blank ones and those of columns that are never taken left out; files of the same report
 * have the same.
 */
export function headingsKey(headings: readonly string[]): string {
  return headings
    .filter((heading) => heading !== '' && !isNeverTaken(heading))
    .map(foldHeading)
    .sort()
    .join('|');
}

/** What the profiles of a workspace say of a file before it is read. */
export interface KnownProfiles {
  /** Whether one was saved for files with these headings, which need no other name that is known. */
  has(headings: readonly string[]): boolean;
  /** The one that was saved last for such files, if it leaves columns out. */
  leftOut(headings: readonly string[]): ProfileLeavingOut | undefined;
}

interface ProfileLeavingOut {
  readonly name: string;
  isLeftOut(heading: string): boolean;
}

export function knownProfiles(db: ReadableDb): KnownProfiles {
  const keys = new Set(
    all<{ headings_key: string }>(
      db,
      `SELECT headings_key FROM import_profile WHERE headings_key <> ''`,
    ).map(({ headings_key }) => headings_key),
  );
  return {
    has: (headings) => keys.size > 0 && keys.has(headingsKey(headings)),
    leftOut(headings) {
      const profile =
        keys.size === 0 ? undefined : findProfile(db, headingsKey(headings), undefined);
      const left = profile && optionsOf(profile).leftOut?.map(foldHeading);
      if (!profile || !left) return undefined;
      return { name: profile.name, isLeftOut: (heading) => left.includes(foldHeading(heading)) };
    },
  };
}

function optionsOf({ profile_id, options }: StoredProfile): ProfileOptions {
  return parseStored(profileShape, options, profileAt(profile_id));
}

export function listProfiles(db: ReadableDb) {
  const off = switchedOff(db, 'profile');
  const erasures = erasuresOf(db, off.values());
  return all<StoredProfile>(db, 'SELECT * FROM import_profile ORDER BY name_key').map((row) => ({
    ...toProfile(row),
    off: erasures.get(off.get(row.profile_id) ?? 0) ?? null,
  }));
}

/** The profile for files with these headings: the one that was used, or the newest. */
export function findProfile(db: ReadableDb, key: string, used: number | undefined) {
  if (key === '') return undefined;
  return get<StoredProfile>(
    db,
    `SELECT * FROM import_profile WHERE headings_key = ?
     ORDER BY profile_id IS ? DESC, created_at DESC, profile_id DESC LIMIT 1`,
    key,
    used ?? null,
  );
}

/**
 * Keeps how a file was read. A name that is taken is replaced, and what was off is on. The last one is the newest, whatever the clock says. Must
 * run inside a transaction.
 */
export function saveProfile(db: WritableDb, importId: number, name: string, by: string) {
  const file = getImportFile(db, importId);
  const columns = columnsOfFile(file);
  if (file.heading_row === 0) {
    throw new Refusal('profile.noHeadings');
  }
  const leftOut = leftOutOfFile(file).filter(({ why }) => why === 'chosen');
  const {
    columns: told,
    leftOut: _leftOut,
    sheet: _sheet,
    headingRow: _row,
    answers,
    ...options
  } = optionsOfFile(file);
  // That repeated groups are blanked is the report's habit; which rows are hidden or struck out, this file's matter.
  const habits = answers?.filter(({ about }) => about === 'blank-group') ?? [];
  const toldAt = new Set(told?.map(({ position }) => position));
  const kept: ProfileOptions = {
    ...options,
    ...(habits.length > 0 && { answers: habits }),
    kind: file.kind,
    fields: columns.flatMap(({ position, heading, field }) =>
      toldAt.has(position) ? [{ heading, field }] : [],
    ),
    ...(leftOut.length > 0 && { leftOut: leftOut.map(({ heading }) => heading) }),
  };
  run(
    db,
    `INSERT INTO import_profile (name, name_key, kind, headings_key, headings, options, created_at)
     VALUES (?, ?, ?, ?, ?, ?, max(?, (SELECT coalesce(max(created_at), 0) + 1 FROM import_profile)))
     ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, kind = excluded.kind, headings_key = excluded.headings_key,
       headings = excluded.headings, options = excluded.options, created_at = excluded.created_at`,
    name,
    foldText(name),
    file.kind,
    file.headings_key,
    JSON.stringify([...columns, ...leftOut].map(({ heading }) => heading)),
    JSON.stringify(kept),
    Date.now(),
  );
  const profile = get<StoredProfile>(
    db,
    'SELECT * FROM import_profile WHERE name_key = ?',
    foldText(name),
  )!;
  run(
    db,
    `UPDATE import_file SET options = json_set(options, '$.profileId', ?) WHERE import_id = ?`,
    profile.profile_id,
    importId,
  );
  endSwitchedOff(db, 'profile', profile.profile_id, by);
  return { ...toProfile(profile), off: null };
}

/** Profiles of which an earlier version knew other headings are found again. Must run inside a transaction. */
export function keepProfilesFindable(db: WritableDb): void {
  for (const { profile_id, headings, headings_key } of all<
    StoredProfile & { headings_key: string }
  >(db, 'SELECT * FROM import_profile')) {
    const known = parseStored(z.array(z.string()), headings, profileAt(profile_id));
    const key = headingsKey(known);
    if (key === headings_key) continue;
    const sql = 'UPDATE import_profile SET headings_key = ? WHERE profile_id = ?';
    run(db, sql, key, profile_id);
  }
}

/** A profile as another workspace keeps it. */
export type KeptProfile = Omit<StoredProfile, 'profile_id' | 'created_at'> & {
  readonly headings_key: string;
};

/** In the order in which they were made. @throws Refusal for one that can't be read */
export function readProfiles(db: ReadableDb): KeptProfile[] {
  const rows = all<KeptProfile & { readonly profile_id: number }>(
    db,
    `SELECT profile_id, name, kind, headings_key, headings, options FROM import_profile
     ORDER BY created_at, profile_id`,
  );
  const off = switchedOff(db, 'profile');
  const on = rows.filter(({ profile_id }) => !off.has(profile_id));
  return on.map(({ profile_id: profileId, ...profile }) => {
    parseStored(profileShape, profile.options, profileAt(profileId));
    parseStored(z.array(z.string()), profile.headings, profileAt(profileId));
    return { ...profile, kind: oneOf(IMPORT_KINDS, profile.kind, profileAt(profileId)) };
  });
}

/** Those of another workspace; one of a name that is taken here stays. Must run inside a transaction. */
export function keepProfiles(db: WritableDb, profiles: readonly KeptProfile[]): void {
  const now = Date.now();
  for (const [n, { name, kind, headings_key, headings, options }] of profiles.entries())
    run(
      db,
      `INSERT OR IGNORE INTO import_profile (name, name_key, kind, headings_key, headings, options, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[name, foldText(name), kind, headings_key, headings, options],
      now + n,
    );
}

/** Undefined when it is gone. */
export function nameOfProfile(db: ReadableDb, profileId: number): string | undefined {
  const sql = 'SELECT name FROM import_profile WHERE profile_id = ?';
  return get<{ name: string }>(db, sql, profileId)?.name;
}

/** @returns whether there was one */
export function deleteProfile(db: WritableDb, profileId: number, by: string): boolean {
  endSwitchedOff(db, 'profile', profileId, by);
  return run(db, 'DELETE FROM import_profile WHERE profile_id = ?', profileId).changes > 0;
}

/**
 * Profiles that name somebody who is erased name them no more. Those whose headings or choices did are off until they are
 * saved anew: no file is known by them. Must run inside a transaction.
 * @returns their numbers
 */
export function switchOffProfiles(db: WritableDb, quotations: Quotations): number[] {
  const profiles = all<StoredProfile>(db, 'SELECT * FROM import_profile');
  const off = profiles.filter(
    ({ headings, options }) => quotations.isIn(headings) || quotations.isIn(options),
  );
  for (const { profile_id, name } of profiles) {
    const left = quotations.takenOut(name);
    if (left === name) continue;
    const free = `${left} ${profile_id}`;
    const sql = 'UPDATE import_profile SET name = ?, name_key = ? WHERE profile_id = ?';
    run(db, sql, free, foldText(free), profile_id);
  }
  for (const { profile_id, kind } of off)
    run(
      db,
      `UPDATE import_profile SET headings_key = '', headings = '[]', options = ? WHERE profile_id = ?`,
      JSON.stringify({ kind }),
      profile_id,
    );
  return off.map(({ profile_id }) => profile_id);
}

/** How a file is to be read by a profile: its columns are found by their headings. */
export function profileOptions(db: ReadableDb, profileId: number, importId: number): ReadOptions {
  const profile = get<StoredProfile>(
    db,
    'SELECT * FROM import_profile WHERE profile_id = ?',
    profileId,
  );
  if (!profile) throw new Refusal('profile.gone');
  const off = switchedOff(db, 'profile').get(profileId);
  if (off !== undefined)
    throw new Refusal('profile.off', { requestId: erasureOf(db, off)?.requestId ?? '' });
  const file = getImportFile(db, importId);
  const { fields = [], leftOut = [], ...options } = optionsOf(profile);
  const columns = [...columnsOfFile(file), ...leftOutOfFile(file)];
  const at = (heading: string) =>
    columns.find((each) => foldHeading(each.heading) === foldHeading(heading))?.position;
  const told = fields.flatMap(({ heading, field }) => {
    const position = at(heading);
    return position === undefined ? [] : [{ position, field }];
  });
  const left = leftOut.flatMap((heading) => at(heading) ?? []);
  const { sheet, headingRow } = optionsOfFile(file);
  return {
    ...options,
    profileId,
    ...(told.length > 0 && { columns: told }),
    leftOut: left,
    ...(sheet !== undefined && { sheet }),
    ...(headingRow !== undefined && { headingRow }),
  };
}

function toProfile(row: StoredProfile) {
  return {
    profileId: row.profile_id,
    name: row.name,
    kind: oneOf(IMPORT_KINDS, row.kind, profileAt(row.profile_id)),
    headings: parseStored(z.array(z.string()), row.headings, profileAt(row.profile_id)),
    createdAt: row.created_at,
  };
}
