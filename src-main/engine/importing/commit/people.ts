/**
 * What the tables of files hold of people, and how those who are erased leave them: their rows stay as numbers without
 * anything in them, originals that hold them go whole, and whatever other rows quote of them is taken out. Works in
 * steps, each of which belongs into a transaction; begun again, it goes on with what is still there.
 */
import type { NameParts } from '#shared/domain/fullNames.ts';
import type { Quotations } from '#shared/domain/quotations.ts';
import { forgetAllSums, forgetSums } from '../../db/checksums.ts';
import { all, prepared, type ReadableDb, run, value, type WritableDb } from '../../db/db.ts';
import { rowOf } from '../../db/keyHash.ts';
import { type DeclaredTables, nobodyIn } from '../../db/people/declared.ts';
import { numberBytes } from '../../db/storedValue.ts';
import { OF_USER, takeOutOfRecords } from '../../replica/people.ts';
import type { ErasedRow } from '../rows/erasedRows.ts';
import { linesToldBy } from '../rows/fileLines.ts';
import { columnsOfFile, importFiles, type StoredImport } from '../rows/importFile.ts';
import { dropLinePieces, hasLinePieces } from '../rows/linePieces.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { CHUNK_ROWS, changeChunks, chunksOf, SERIES } from '../rows/rowStore.ts';
import { valueColumns } from '../rows/slots.ts';
import { FIRST_VALUE, keyOfRow, type StoredRow } from '../rows/storedRow.ts';
import { indexLines } from './indexLines.ts';

/** Copies of users as they were before a file: they go whole. */
const USER_BEFORE: DeclaredTables[string] = {
  ...nobodyIn('import_id', 'user_no', 'described', 'candidate', 'source_import', 'row_number'),
  ...nobodyIn('notes', 'conflict', 'purged_by_job', 'returned', 'flags'),
  ...nobodyIn('erased_by_job'),
  ...Object.fromEntries(OF_USER.map((column) => [column, 'user'] as const)),
};

export const IMPORTING_PEOPLE: DeclaredTables = {
  import_file: {
    ...nobodyIn(
      'import_id',
      'kind',
      'state',
      'file_size',
      'sha256',
      'format',
      'sheet',
      'heading_row',
    ),
    ...nobodyIn('missing', 'data_date', 'data_date_source', 'row_count', 'identifier_count'),
    ...nobodyIn('error_count', 'diff', 'started_at', 'imported_at', 'set_id', 'users', 'new_users'),
    ...nobodyIn('erased_by_job'),
    ...nobodyIn('left_users', 'jobs_before', 'covered', 'steps_before', 'lines'),
    ...{ file_name: 'quotations', sheet_name: 'quotations', sheets: 'json', headings_key: 'owner' },
    ...{
      provenance: 'json',
      columns: 'json',
      left_out: 'json',
      options: 'json',
      first_rows: 'json',
      notices: 'json',
    },
    ...{ question: 'json', failure: 'json', imported_by: 'staff' },
  },
  import_chunk: {
    ...nobodyIn('import_id', 'series', 'chunk_no', 'first_row'),
    rows: 'owner',
  },
  import_error: {
    ...nobodyIn('import_id', 'error_no', 'row_number'),
    ...{ column_name: 'quotations', value: 'owner', problem: 'json', row_text: 'owner' },
  },
  erased_row: nobodyIn('import_id', 'row_number', 'mark'),
  import_key: { ...nobodyIn('import_id', 'bucket'), entries: 'owner' },
  import_original: { ...nobodyIn('import_id', 'piece'), bytes: 'owner' },
  // Row groups are called by words of the program.
  import_part: nobodyIn('import_id', 'part', 'member_count', 'members'),
  line_piece: {
    ...nobodyIn('import_id', 'piece_no', 'kind', 'field'),
    ...{ texts: 'owner', codes: 'owner' },
  },
  import_profile: {
    ...nobodyIn('profile_id', 'kind', 'created_at'),
    ...{
      name: 'owner',
      name_key: 'owner',
      headings_key: 'owner',
      headings: 'owner',
      options: 'owner',
    },
  },
  original_choice: {
    ...nobodyIn('import_id', 'choice', 'keep_days', 'chosen_at'),
    chosen_by: 'staff',
  },
  user_before: USER_BEFORE,
};

/** Fields of users and of their lines by which others name them. */
const NAMING = new Set([
  ...['last_name', 'first_name', 'email', 'alma_user_id', 'identifier_value', 'email_address'],
  ...['phone_number', 'address_line_1', 'address_line_2', 'middle_name'],
  ...['preferred_last_name', 'preferred_first_name', 'preferred_middle_name'],
]);
/** Whether a field says who somebody is. */
export const isNamingField = (field: string | null): boolean => field !== null && NAMING.has(field);
/** Of these a word alone is hardly anybody's. */
const STREETS = new Set(['address_line_1', 'address_line_2']);

/** What the rows of one person say of who they are. */
export interface TextsOfRow {
  readonly key: string;
  readonly lastNames: readonly string[];
  readonly firstNames: readonly string[];
  readonly middleNames: readonly string[];
  /** By which they would rather be called. */
  readonly preferred: Pick<NameParts, 'lastNames' | 'firstNames'>;
  /** E-mail, phone numbers, other identifiers, streets. */
  readonly others: readonly string[];
  readonly identifiers: readonly string[];
}

/** What all files say of who some are, a chunk at a time. @param isMeant of a folded identifier, which may be empty */
export function* textsOfRows(
  db: ReadableDb,
  isMeant: (key: string) => boolean,
): Generator<readonly TextsOfRow[]> {
  for (const file of importFiles(db, `state <> 'discarded'`)) {
    const slots = slotsOf(file);
    const numbers = new Map<number, string>();
    for (const chunk of chunksOf(db, file.import_id)) {
      const texts: TextsOfRow[] = [];
      for (const row of chunk) {
        const key = keyOfRow(row);
        if (!isMeant(key)) continue;
        numbers.set(row[0], key);
        texts.push(textsOf(row, key, slots));
      }
      yield texts;
    }
    for (const { series, fields } of linesToldBy(file)) {
      if (series === SERIES.rows) continue;
      const beside = fields.filter(({ name }) => NAMING.has(name));
      if (beside.length === 0) continue;
      for (const chunk of chunksOf(db, file.import_id, series)) {
        yield chunk.flatMap((row) => {
          const key = numbers.get(row[0]);
          return key === undefined ? [] : [textsOf(row, key, beside)];
        });
      }
    }
  }
}

interface Slot {
  readonly name: string;
  readonly slot: number;
}

function slotsOf(file: StoredImport): Slot[] {
  return valueColumns(columnsOfFile(file)).flatMap(({ field }, n) =>
    field !== null && NAMING.has(field) ? [{ name: field, slot: FIRST_VALUE + n }] : [],
  );
}

function textsOf(row: StoredRow, key: string, slots: readonly Slot[]): TextsOfRow {
  const told = slots.flatMap(({ name, slot }) => {
    const text = String(row[slot] ?? '').trim();
    return text === '' ? [] : [{ name, text }];
  });
  const of = (name: string) => told.flatMap((each) => (each.name === name ? [each.text] : []));
  const others = told.filter(({ name, text }) => !/_name$/.test(name) && isTelling(name, text));
  return {
    ...{ key, lastNames: of('last_name'), firstNames: of('first_name') },
    middleNames: [...of('middle_name'), ...of('preferred_middle_name')],
    preferred: { lastNames: of('preferred_last_name'), firstNames: of('preferred_first_name') },
    others: others.map(({ text }) => text),
    identifiers: [row[2], ...of('identifier_value'), ...of('alma_user_id')].filter(Boolean),
  };
}

const isTelling = (name: string, text: string) =>
  !STREETS.has(name) || /\p{N}.*\p{L}|\p{L}.*\p{N}/u.test(text);

const CHUNKS_AT_ONCE = 20;
/** About so many rows are looked through in a step of `eraseFromFiles`. */
export const ROWS_A_STEP = CHUNKS_AT_ONCE * CHUNK_ROWS;

/** About how many rows all files have. */
export function rowsOfFiles(db: ReadableDb): number {
  const sql = `SELECT count(*) FROM import_chunk
    WHERE import_id IN (SELECT import_id FROM import_file WHERE state <> 'discarded')`;
  return CHUNK_ROWS * value<number>(db, sql);
}

export interface ErasingFiles {
  /** By which they are erased. */
  readonly jobId: number;
  /** Told of rows that were theirs, in the transaction in which they are emptied: begun again, nothing tells of them. */
  readonly onErased: (file: StoredImport, rows: readonly ErasedRow[]) => void;
  /** Told in the same way of how many rows of others quoted them. */
  readonly onQuoted: (rows: number) => void;
}

/** How many files have lost their original by an erasing. */
export const filesErasedBy = (db: ReadableDb, jobId: number): number =>
  value<number>(db, 'SELECT count(*) FROM import_file WHERE erased_by_job = ?', jobId);

/** The original of a file goes, with what was kept of it for a first look. @param jobId the erasing that says so */
export function dropOriginalOf(db: WritableDb, importId: number, jobId: number): void {
  run(
    db,
    `UPDATE import_file SET first_rows = '[]', erased_by_job = coalesce(erased_by_job, ?) WHERE import_id = ?`,
    jobId,
    importId,
  );
  run(db, 'DELETE FROM import_original WHERE import_id = ?', importId);
  forgetSums(db, 'import_original', importId);
  forgetSums(db, 'import_file', importId);
}

/**
 * Takes them out of everything that files have left.
 * @param keys folded identifiers, of every type
 */
export function* eraseFromFiles(
  db: WritableDb,
  keys: Pick<ReadonlySet<string>, 'has'>,
  quotations: Quotations,
  { jobId, onErased, onQuoted }: ErasingFiles,
): Generator<() => void> {
  for (const file of importFiles(db, `state <> 'discarded'`)) {
    const importId = file.import_id;
    const erased = new Set<number>();
    let theirs: ErasedRow[] = [];
    let quoting = 0;
    // With whatever is changed, in its transaction: of what is changed already nothing tells after an interruption.
    const touch = () => {
      dropOriginalOf(db, importId, jobId);
      dropLinePieces(db, importId);
    };
    const change = (row: StoredRow, series: number): boolean => {
      const isTheirs =
        series === SERIES.rows
          ? keys.has(keyOfRow(row)) || isErased(row)
          : series === SERIES.merged
            ? keys.has(keyOfRow(row))
            : erased.has(row[0]);
      if (isTheirs && series === SERIES.rows) {
        erased.add(row[0]);
        if (!isErased(row)) theirs.push({ row: row[0], key: keyOfRow(row) });
      }
      if (isTheirs) return emptyRow(row);
      const isQuoting = takeOutOfRow(row, quotations);
      if (isQuoting) quoting++;
      return isQuoting;
    };
    for (const series of seriesOfFile(db, importId))
      for (let chunkNo = 0; ; chunkNo += CHUNKS_AT_ONCE) {
        const known = { more: true };
        yield () => {
          const done = changeChunks(
            db,
            { importId, series, from: chunkNo, most: CHUNKS_AT_ONCE },
            (row) => change(row, series),
          );
          if (done.changed > 0) touch();
          if (theirs.length > 0) onErased(file, theirs);
          theirs = [];
          if (quoting > 0) onQuoted(quoting);
          quoting = 0;
          known.more = done.more;
        };
        if (!known.more) break;
      }
    yield () => {
      const hasErrors = eraseErrors(db, importId, erased, quotations);
      if (!hasErrors && erased.size === 0) return;
      dropKeys(db, importId, erased);
      touch();
    };
    yield () => {
      const isIndexed = file.state === 'committed' && linesToldBy(file).length > 0;
      if (isIndexed && !hasLinePieces(db, importId)) indexLines(db, file);
    };
  }
  yield () => {
    // By it a file is known as one of a profile, which is none any more. It has no words: headings stand without spaces.
    for (const file of importFiles(db, `headings_key <> ''`))
      if (columnsOfFile(file).some(({ heading }) => quotations.isIn(heading)))
        run(db, `UPDATE import_file SET headings_key = '' WHERE import_id = ?`, file.import_id);
  };
  yield* takeOutOfBefore(db, quotations);
}

/** Users as they were before a file was added, who aren't among the erased: what their records quote of them. */
function* takeOutOfBefore(db: WritableDb, quotations: Quotations): Generator<() => void> {
  const files = all<{ import_id: number }>(db, 'SELECT DISTINCT import_id FROM user_before');
  for (const { import_id } of files)
    yield* takeOutOfRecords(db, quotations, {
      ...{ table: 'user_before', within: 'import_id = @importId', importId: import_id },
      onChanged: () => forgetSums(db, 'user_before', import_id),
    });
}

/** Which series of rows there are of a file. */
export function seriesOfFile(db: ReadableDb, importId: number): number[] {
  return all<{ series: number }>(
    db,
    'SELECT DISTINCT series FROM import_chunk WHERE import_id = ? ORDER BY series',
    importId,
  ).map(({ series }) => series);
}

/** Nobody's row any more: everything that reads rows passes over it. */
const EMPTIED = ROW_ISSUES.setAside | ROW_ISSUES.erased;
const isErased = (row: StoredRow) => (row[1] & ROW_ISSUES.erased) !== 0;

function emptyRow(row: StoredRow): boolean {
  if (row[1] === EMPTIED) return false;
  row[1] = EMPTIED;
  row[2] = '';
  for (let n = FIRST_VALUE; n < row.length; n++) row[n] = null;
  return true;
}

/** A name may stand in two cells beside each other. */
function takeOutOfRow(row: StoredRow, quotations: Quotations): boolean {
  const cells = textsOfCells(row);
  let changed = false;
  for (const [n, left] of quotations.takenOutOf(cells).entries()) {
    if (left === cells[n]) continue;
    row[FIRST_VALUE + n] = left;
    changed = true;
  }
  return changed;
}

/** The cells behind the identifier; null: no text. */
export function textsOfCells(row: StoredRow): (string | null)[] {
  return (row.slice(FIRST_VALUE) as StoredRow[number][]).map((cell) =>
    typeof cell === 'string' ? cell : null,
  );
}

/** What was kept of rows with errors is the whole row as text. @returns whether anything was */
function eraseErrors(
  db: WritableDb,
  importId: number,
  erased: ReadonlySet<number>,
  quotations: Quotations,
): boolean {
  const errors = all<{ error_no: number; row_number: number; value: string; row_text: string }>(
    db,
    'SELECT error_no, row_number, value, row_text FROM import_error WHERE import_id = ?',
    importId,
  ).filter(
    ({ row_number, value, row_text }) =>
      (erased.has(row_number) && `${value}${row_text}` !== '') ||
      quotations.isIn(value) ||
      quotations.isIn(row_text),
  );
  const empty = prepared(
    db,
    `UPDATE import_error SET value = '', row_text = '' WHERE import_id = ? AND error_no = ?`,
  );
  for (const { error_no } of errors) empty.run(importId, error_no);
  return errors.length > 0;
}

/** Hashes of identifiers that anybody could make: those of the erased go. */
function dropKeys(db: WritableDb, importId: number, erased: ReadonlySet<number>): void {
  const buckets = all<{ bucket: number; entries: Uint8Array }>(
    db,
    'SELECT bucket, entries FROM import_key WHERE import_id = ?',
    importId,
  );
  for (const { bucket, entries } of buckets) {
    const packed = new Float64Array(
      numberBytes(entries, 8, { table: 'import_key', row: importId }),
    );
    const left = packed.filter((each) => !erased.has(rowOf(each)));
    if (left.length === packed.length) continue;
    run(
      db,
      'UPDATE import_key SET entries = ? WHERE import_id = ? AND bucket = ?',
      Buffer.from(left.buffer, left.byteOffset, left.byteLength),
      importId,
      bucket,
    );
  }
}

/** What is kept of all files beside their rows, which are empty already. Must run inside a transaction. */
export function emptyFiles(db: WritableDb): void {
  run(db, `UPDATE import_error SET value = '', row_text = ''`);
  run(db, `UPDATE import_file SET provenance = '[]', first_rows = '[]', question = NULL`);
  for (const table of ['import_original', 'import_key', 'line_piece'])
    run(db, `DELETE FROM ${table}`);
  for (const unit of ['import_file', 'import_original', 'line_piece'] as const)
    forgetAllSums(db, unit);
}

/** What they were before a file was added. Must run inside a transaction. */
export function dropBefore(db: WritableDb, userNos: readonly number[]): void {
  const sql = 'DELETE FROM user_before WHERE user_no IN (SELECT value FROM json_each(?))';
  if (run(db, sql, JSON.stringify(userNos)).changes > 0) forgetAllSums(db, 'user_before');
}
