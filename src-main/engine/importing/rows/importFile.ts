/** One import as it is stored, typed; for the modules of this folder. */
import { z } from 'zod';
import {
  type ImportDiff,
  importCheck,
  importColumn,
  importDiff,
  type LeftOutColumn,
  leftOutColumn,
} from '#shared/contract/shapes/imports.ts';
import { type ReadOptions, readOptions } from '#shared/contract/shapes/reading.ts';
import { dayOfInstant } from '#shared/domain/timeZones.ts';
import { count } from '#shared/domain/valueShapes.ts';
import { IMPORT_KINDS, type ImportKind } from '#shared/importKinds/importKinds.ts';
import { NOTICE_CODES } from '#shared/notices/noticeText.ts';
import {
  all,
  prepared,
  type ReadableDb,
  run,
  type Value,
  value,
  type WritableDb,
} from '../../db/db.ts';
import { oneOf, parseStored, type StoredAt } from '../../db/storedValue.ts';
import { Refusal } from '../../refusal.ts';
import { institutionZone } from '../../replica/settings.ts';
import type { TableFormat } from '../../tables/table.ts';

export interface StoredColumn {
  readonly position: number;
  readonly heading: string;
  readonly field: string | null;
  readonly dateOrder: 'month-first' | 'day-first' | null;
}

/** Columns of the table, but for the bitmaps, which are asked for where they are needed. */
export interface StoredImport {
  import_id: number;
  kind: ImportKind;
  state: 'reading' | 'checked' | 'committed' | 'failed';
  file_name: string;
  file_size: number;
  sha256: string;
  format: string;
  sheet_name: string;
  sheet: number;
  sheets: string;
  heading_row: number;
  headings_key: string;
  provenance: string;
  columns: string;
  /** Columns of which nothing is stored. */
  left_out: string;
  /** Of the lines that stand beside its rows, their kinds and fields; null: there are none. */
  lines: string | null;
  /** The erasure by which the file itself went; null: none. */
  erased_by_job: number | null;
  missing: string;
  options: string;
  first_rows: string;
  notices: string;
  question: string | null;
  data_date: string | null;
  data_date_source: string | null;
  row_count: number;
  identifier_count: number;
  error_count: number;
  diff: string | null;
  failure: string | null;
  imported_at: number | null;
  imported_by: string | null;
  set_id: number | null;
  /** 1: it covers everybody, and users whom it leaves out have none of what it tells. */
  covers_all: number;
  jobs_before: number;
  can_undo: number;
}

const IMPORT_COLUMNS = `import_id, kind, state, file_name, file_size, sha256, format, sheet_name, sheet, sheets, heading_row,
  headings_key, provenance, columns, left_out, lines, missing, options, first_rows, notices, question, data_date, data_date_source, row_count,
  identifier_count, error_count, diff, failure, imported_at, imported_by, set_id, erased_by_job, covered IS NOT NULL AS covers_all, jobs_before, new_users IS NOT NULL AS can_undo`;

/** Undefined when it is gone, or goes. */
export function nameOfFile(db: ReadableDb, importId: number): string | undefined {
  const sql = `SELECT file_name AS name FROM import_file WHERE import_id = ? AND state <> 'discarded'`;
  return all<{ name: string }>(db, sql, importId)[0]?.name;
}

/** When each file was added, or else read, by its number. */
export function importTimes(db: ReadableDb): ReadonlyMap<number, number> {
  const files = all<{ importId: number; at: number }>(
    db,
    'SELECT import_id AS importId, coalesce(imported_at, started_at) AS at FROM import_file',
  );
  return new Map(files.map(({ importId, at }) => [importId, at]));
}

/** The number of the last file that there is; 0: none. */
export const lastFile = (db: ReadableDb): number =>
  value<number>(db, 'SELECT coalesce(max(import_id), 0) FROM import_file');

/** Up to which number all files have been read, whatever is read at the moment. */
export const lastFileRead = (db: ReadableDb): number =>
  value<number | null>(db, `SELECT min(import_id) - 1 FROM import_file WHERE state = 'reading'`) ??
  lastFile(db);

/** @throws Refusal when it is no longer there */
export function getImportFile(db: ReadableDb, importId: number): StoredImport {
  const [file] = importFiles(db, `import_id = ? AND state <> 'discarded'`, importId);
  if (!file) throw new Refusal('import.gone');
  return file;
}

/** @returns a function that gives the newest job that there was when a file was added; of one that is gone, any may be */
export function jobsBeforeFile(db: ReadableDb): (importId: number) => number {
  const read = prepared(db, 'SELECT jobs_before FROM import_file WHERE import_id = ?').pluck();
  const known = new Map<number, number>();
  return (importId) => {
    const jobs = known.get(importId) ?? (read.get(importId) as number | undefined) ?? Infinity;
    known.set(importId, jobs);
    return jobs;
  };
}

/** Which files are in force, as one text: another one as soon as any is added, taken back or of another day. */
export function filesInForceKey(db: ReadableDb): string {
  return value<string>(
    db,
    `SELECT json_group_array(json_array(import_id, imported_at, data_date))
     FROM (SELECT import_id, imported_at, data_date FROM import_file WHERE state = 'committed' ORDER BY import_id)`,
  );
}

/** @param which what stands behind WHERE @throws Refusal for one of a kind that there isn't */
export function importFiles(db: ReadableDb, which: string, ...values: Value[]): StoredImport[] {
  const files = all<StoredImport>(
    db,
    `SELECT ${IMPORT_COLUMNS} FROM import_file WHERE ${which}`,
    ...values,
  );
  for (const { import_id, kind } of files) oneOf(IMPORT_KINDS, kind, importAt(import_id));
  return files;
}

export const importAt = (importId: number): StoredAt => ({ table: 'import_file', row: importId });

/** What is kept of a file as JSON, each with its schema. */
const STORED = {
  columns: z.array(importColumn),
  left_out: z.array(leftOutColumn),
  options: readOptions,
  format: importCheck.shape.format,
  sheets: importCheck.shape.sheets,
  provenance: importCheck.shape.provenance,
  missing: importCheck.shape.missing,
  first_rows: importCheck.shape.firstRows,
  question: importCheck.shape.question.unwrap(),
  failure: importCheck.shape.failure.unwrap(),
  diff: importDiff,
  notices: z.array(
    z.object({
      code: z.enum(NOTICE_CODES),
      values: z.unknown().optional(),
      earlier: z.string().optional(),
      count,
      hasRows: z.boolean(),
    }),
  ),
} satisfies Readonly<Record<string, z.ZodType>>;
type StoredName = keyof typeof STORED;

/** @throws Refusal for what doesn't fit */
export function storedOf<Name extends Exclude<StoredName, 'question' | 'failure' | 'diff'>>(
  file: Pick<StoredImport, 'import_id' | Name>,
  name: Name,
): z.output<(typeof STORED)[Name]> {
  return parseStored(STORED[name], file[name], importAt(file.import_id)) as never;
}

/** The same of what may be missing. */
export function storedOrNull<Name extends 'question' | 'failure' | 'diff'>(
  file: Pick<StoredImport, 'import_id' | Name>,
  name: Name,
): z.output<(typeof STORED)[Name]> | null {
  const text: string | null = file[name];
  if (text === null) return null;
  return parseStored(STORED[name], text, importAt(file.import_id)) as never;
}

/** @returns a function that gives the day of a file's data: where none is told, the day it was added or would be */
export function dayOfData(
  db: ReadableDb,
): (file: Pick<StoredImport, 'data_date' | 'imported_at'>) => string {
  const zone = institutionZone(db);
  return ({ data_date, imported_at }) => data_date ?? dayOfInstant(imported_at ?? Date.now(), zone);
}

/** When the first and the last file came whose people are there, of those since then; undefined: there is none. */
export function filesSince(
  db: ReadableDb,
  since: number,
): { readonly first: number; readonly last: number } | undefined {
  const [span] = all<{ first: number | null; last: number | null }>(
    db,
    `SELECT min(coalesce(imported_at, started_at)) AS first, max(coalesce(imported_at, started_at)) AS last
     FROM import_file WHERE state IN ('reading', 'checked', 'committed') AND coalesce(imported_at, started_at) >= ?`,
    since,
  );
  return span?.first == null || span.last == null
    ? undefined
    : { first: span.first, last: span.last };
}

/** The librarian says of which day the file is. */
export function setDataDate(db: WritableDb, importId: number, dataDate: string): void {
  getImportFile(db, importId);
  run(
    db,
    `UPDATE import_file SET data_date = ?, data_date_source = 'told' WHERE import_id = ?`,
    dataDate,
    importId,
  );
}

export function columnsOfFile(file: Pick<StoredImport, 'import_id' | 'columns'>): StoredColumn[] {
  return storedOf(file, 'columns');
}

/** Columns that were left in the file: of their cells nothing is stored. */
export function leftOutOfFile(
  file: Pick<StoredImport, 'import_id' | 'left_out'>,
): readonly LeftOutColumn[] {
  return storedOf(file, 'left_out');
}

export function optionsOfFile(file: Pick<StoredImport, 'import_id' | 'options'>): ReadOptions {
  return storedOf(file, 'options');
}

export function formatOfFile(file: Pick<StoredImport, 'import_id' | 'format'>): TableFormat {
  return storedOf(file, 'format');
}

export function diffOfFile(file: Pick<StoredImport, 'import_id' | 'diff'>): ImportDiff | null {
  return storedOrNull(file, 'diff');
}

/** A report that says by itself that it names nobody; not one whose rows can't be used. */
export function isEmptyReport(file: StoredImport): boolean {
  return (
    file.identifier_count === 0 &&
    storedOf(file, 'notices').some(({ code }) => code === 'empty-report')
  );
}
