/**
 * The statements by which a commit writes users, made once per file: which columns, and what stays of before.
 */
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import {
  all,
  prepared,
  preparedOnce,
  type Statement,
  type Value,
  value,
  type WritableDb,
} from '../../db/db.ts';
import { isOfRecord, RECORD, storedColumn } from '../../replica/fieldColumns.ts';
import { ReviewStates } from '../../replica/reviewStates.ts';
import { type FactReader, factReaderOf } from '../rows/entries.ts';
import { columnsOfFile, type StoredImport } from '../rows/importFile.ts';
import { ABOUT_CANDIDATES, ROW_ISSUES, unreadableCounts } from '../rows/rowIssues.ts';
import { HELD_BACK_IF_UNREADABLE } from '../rows/slots.ts';

/** Columns of `user` that a row of a file sets besides those it tells. */
const FIXED = [
  'identifier_key',
  'primary_identifier',
  'row_number',
  'notes',
  'conflict',
  'other_groups',
];

/** What a file says of all users whom it makes. */
export interface Membership {
  readonly described: boolean;
  readonly candidate: boolean;
}

/** So many users are made by one statement. */
const USERS_AT_ONCE = 250;

/**
 * Makes users. They are numbered at once and written many at a time: SQLite takes them out of a table that
 * is an array of ours, which costs two thirds of running a statement with bound values for each.
 */
export class NewUsers {
  readonly #insert: Statement;
  readonly #waiting: Value[][] = [];
  #lastNo: number;

  constructor(
    db: WritableDb,
    importId: number,
    membership: Membership,
    told: readonly UserFieldName[],
  ) {
    const columns = [...FIXED, ...told.map(storedColumn)];
    const plain = [...FIXED, ...told.filter((field) => !isOfRecord(field)).map(storedColumn)];
    const ofRecord = told.filter(isOfRecord);
    const record =
      ofRecord.length === 0 ? 'NULL' : `json_object(${pairsOf(ofRecord, (field) => field)})`;
    const waiting = this.#waiting;
    db.table('new_user', {
      columns,
      directOnly: true,
      *rows() {
        yield* waiting;
      },
    });
    // Not kept with the connection's statements: the table belongs to this commit.
    this.#insert = preparedOnce(
      db,
      `INSERT INTO user (user_no, described, candidate, import_id, ${RECORD}, ${plain.join(', ')})
       SELECT ? + rowid, ${membership.described ? 1 : 0}, ${membership.candidate ? 1 : 0}, ${importId}, ${record}, ${plain.join(', ')} FROM new_user`,
    );
    this.#lastNo = value<number>(db, 'SELECT coalesce(max(user_no), 0) FROM user');
  }

  /** The highest user number so far. */
  get lastNo(): number {
    return this.#lastNo;
  }

  /**
   * @param values in the order of FIXED, then the told fields
   * @returns the user's number; the row is there after the next `flush`
   */
  add(values: Value[]): number {
    const userNo = ++this.#lastNo;
    this.#waiting.push(values);
    if (this.#waiting.length === USERS_AT_ONCE) this.flush();
    return userNo;
  }

  flush(): void {
    if (this.#waiting.length > 0) this.#insert.run(this.#lastNo - this.#waiting.length);
    this.#waiting.length = 0;
  }
}

/**
 * A user who is known takes what the file tells: all told columns of a file that describes, blank ones
 * too; of a file that counts only what its rows add up to.
 * @param kept bits of row issues that stay
 */
export function updateStatement(
  db: WritableDb,
  kind: ImportKind,
  factReader: FactReader,
  kept: number,
): (values: Value[]) => void {
  const { told } = factReader;
  const ofRecord = told.filter(isOfRecord);
  const columns = told.filter((field) => !isOfRecord(field)).map(storedColumn);
  const record =
    ofRecord.length === 0
      ? ''
      : `, ${RECORD} = json_set(coalesce(${RECORD}, '{}'), ${pairsOf(ofRecord, () => '?', '$.')})`;
  const { effect } = importKind(kind);
  const candidate = effect === 'review' ? 'candidate = 1,' : '';
  // What a candidates file saw is forgotten by the next one, not by a report beside it.
  const returned = effect === 'review' ? '?' : 'returned | ?';
  const sql = factReader.counted
    ? `UPDATE user SET ${columns.map((column) => `${column} = coalesce(?, ${column})`).join(', ')}, notes = (notes & ${kept}) | ? WHERE user_no = ?`
    : `UPDATE user SET primary_identifier = ?, row_number = ?, notes = ? | (notes & ${kept}), conflict = ?,
         other_groups = ?, returned = ${returned}, described = 1, ${candidate} import_id = ?,
         purged_by_job = NULL ${columns.map((column) => `, ${column} = ?`).join('')} ${record} WHERE user_no = ?`;
  const statement = prepared(db, sql);
  if (ofRecord.length === 0) return (values) => void statement.run(values);
  return (values) => {
    const facts = values.length - 1 - told.length;
    const among = (wanted: boolean) =>
      values.slice(facts, -1).filter((_, n) => isOfRecord(told[n]!) === wanted);
    statement.run([...values.slice(0, facts), ...among(false), ...among(true), values.at(-1)!]);
  };
}

/** Names and values for SQLite's functions that make JSON. */
function pairsOf(
  fields: readonly UserFieldName[],
  value: (field: UserFieldName) => string,
  path = '',
): string {
  return fields.map((field) => `'${path}${field}', ${value(field)}`).join(', ');
}

/** Keeps what the user was before this import, once. */
export function beforeStatement(db: WritableDb, importId: number): (userNo: number) => void {
  const columns = prepared(
    db,
    `SELECT name FROM pragma_table_info('user') WHERE name NOT IN ('user_no', 'import_id')`,
  )
    .pluck()
    .all() as string[];
  const names = columns.join(', ');
  const statement = prepared(
    db,
    `INSERT OR IGNORE INTO user_before (import_id, flags, user_no, source_import, ${names})
     SELECT ?, ?, user_no, import_id, ${names} FROM user WHERE user_no = ?`,
  );
  const reviewStates = new ReviewStates(db);
  return (userNo) => void statement.run(importId, reviewStates.flags(userNo), userNo);
}

/**
 * Bits of row issues that stay when a file describes a user: a cell that couldn't be read in an earlier one still
 * holds the user back when this one is silent about something that the purge depends on and that an earlier
 * one told; and so does what couldn't be counted, unless this file tells it. What a row of candidates left open
 * stays until the next candidates file.
 */
export function keptIssues(db: WritableDb, file: StoredImport, factReader: FactReader): number {
  const earlier = all<{ import_id: number; kind: ImportKind; columns: string }>(
    db,
    `SELECT min(import_id) AS import_id, kind, columns FROM import_file
     WHERE state = 'committed' AND import_id <> ? GROUP BY kind, columns`,
    file.import_id,
  )
    .map((each) => factReaderOf(each.kind, columnsOfFile(each)))
    .flatMap(({ counted, told }) => (counted ? [] : [told]));
  const silent = HELD_BACK_IF_UNREADABLE.some(
    (field) => !factReader.told.includes(field) && earlier.some((told) => told.includes(field)),
  );
  const counts = unreadableCounts(
    HELD_BACK_IF_UNREADABLE.filter((field) => !factReader.told.includes(field)),
  );
  const isSilent = (field: UserFieldName) => !factReader.told.includes(field);
  return (
    (silent ? ROW_ISSUES.unreadable : 0) |
    counts |
    (isSilent('expiry_date') ? ROW_ISSUES.unreadableExpiry : 0) |
    (isSilent('user_group') ? ROW_ISSUES.blankGroup : 0) |
    (isSilent('first_name') || isSilent('last_name') ? ROW_ISSUES.nameNotTold : 0) |
    (importKind(file.kind).effect === 'review' ? 0 : ABOUT_CANDIDATES)
  );
}
