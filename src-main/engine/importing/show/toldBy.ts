/**
 * Which row of a file told facts of users: found for many users at once, by the index of identifiers where they are few,
 * by one walk through the rows where they are many. Changes nothing.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { all, type ReadableDb } from '../../db/db.ts';
import { type FactReader, factReaderOf } from '../rows/entries.ts';
import {
  columnsOfFile,
  formatOfFile,
  IMPORT_COLUMNS,
  type StoredImport,
} from '../rows/importFile.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { rowsOfKeys } from '../rows/rowKeys.ts';
import { chunksOf, eachRowAt } from '../rows/rowStore.ts';
import { keyOfRow, rowInFile, type StoredRow } from '../rows/storedRow.ts';

/** Where a fact of a user stands. */
export interface FactSource {
  readonly fileName: string;
  /** Row of the file; null: it covers everybody and doesn't name them. */
  readonly row: number | null;
  /** Further rows that say something of it, or add up to it. */
  readonly more: number;
  /** What the rows add up to, of a number. */
  readonly told: number | null;
}

interface ToldField {
  readonly field: UserFieldName;
  /** Its place among the facts of a row. */
  readonly place: number;
  /** First row by place of the user; 0: none tells it. */
  readonly first: Int32Array;
  readonly rows: Int32Array;
  /** Numbers added up, or the group as a number; undefined for what is neither. */
  readonly values: Float64Array | undefined;
}

/** The files that told one of these fields before a job was submitted, newest first. */
export function filesTelling(
  db: ReadableDb,
  fields: readonly UserFieldName[],
  beforeJob: number,
): { file: StoredImport; factReader: FactReader }[] {
  return all<StoredImport>(
    db,
    `SELECT ${IMPORT_COLUMNS} FROM import_file WHERE state = 'committed' AND jobs_before < ? ORDER BY imported_at DESC`,
    beforeJob,
  )
    .map((file) => ({ file, factReader: factReaderOf(file.kind, columnsOfFile(file)) }))
    .filter(({ file, factReader }) => {
      const { effect } = importKind(file.kind);
      const writes = factReader.counted || effect === 'review' || effect === 'replica';
      return writes && fields.some((field) => factReader.told.includes(field));
    });
}

/** What one file tells of some users, who are numbered from 0 by their place. */
export class ToldBy {
  readonly #file: StoredImport;
  readonly #factReader: FactReader;
  readonly #fields: readonly ToldField[];
  /** Folded names by number, from 1. */
  readonly #groups = new Map<string, number>();

  constructor(
    { file, factReader }: ReturnType<typeof filesTelling>[number],
    fields: readonly UserFieldName[],
    users: number,
  ) {
    this.#file = file;
    this.#factReader = factReader;
    this.#fields = factReader.told.flatMap((field, place) => {
      if (!fields.includes(field)) return [];
      const { kind } = userField(field);
      const counts = kind === 'number' || kind === 'money' || field === 'user_group';
      return {
        field,
        place,
        first: new Int32Array(users),
        rows: new Int32Array(users),
        values: counts ? new Float64Array(users) : undefined,
      };
    });
  }

  /** Reads what the file says of them. @param keys folded identifiers, by place */
  read(db: ReadableDb, keys: readonly string[]): void {
    const importId = this.#file.import_id;
    const places = new Map(keys.map((key, place) => [key, place]));
    // Users of a list mostly stand in a file as they do in the list: few chunks hold the next some thousand.
    if (keys.length < this.#file.row_count / 2)
      for (const row of eachRowAt(db, importId, rowsOfKeys(db, importId, keys)))
        this.#add(row, places);
    else
      for (const chunk of chunksOf(db, importId)) for (const row of chunk) this.#add(row, places);
  }

  #add(row: StoredRow, places: ReadonlyMap<string, number>): void {
    if (row[1] & ROW_ISSUES.setAside) return;
    const user = places.get(keyOfRow(row));
    if (user === undefined) return;
    const facts = this.#factReader.factsOf(row);
    for (const { field, place, first, rows, values } of this.#fields) {
      const fact = facts[place] ?? null;
      if (fact === null) continue;
      if (first[user] === 0) first[user] = row[0];
      rows[user]!++;
      if (!values) continue;
      if (field === 'user_group') values[user] ||= this.#groupNumber(String(fact));
      else if (this.#factReader.counted) values[user]! += Number(fact);
      else values[user] = Math.max(rows[user] === 1 ? -Infinity : values[user]!, Number(fact));
    }
  }

  #groupNumber(name: string): number {
    const key = foldText(name);
    const known = this.#groups.get(key) ?? this.#groups.size + 1;
    this.#groups.set(key, known);
    return known;
  }

  /** Undefined: it tells nothing of it. */
  sourceOf(field: UserFieldName, user: number): FactSource | undefined {
    const told = this.#fields.find((each) => each.field === field);
    const row = told?.first[user] ?? 0;
    if (!told || row === 0) return undefined;
    return {
      fileName: this.#file.file_name,
      row: rowInFile(row, formatOfFile(this.#file)),
      more: told.rows[user]! - 1,
      told: told.values?.[user] ?? null,
    };
  }

  /** Whether it gives them this group; false where it gives none. */
  givesGroup(user: number, group: string): boolean {
    const told = this.#fields.find(({ field }) => field === 'user_group');
    return told !== undefined && told.values?.[user] === this.#groups.get(foldText(group));
  }

  /** The file itself, as the source of what it doesn't say of anybody whom it doesn't name. */
  notListing(field: UserFieldName): FactSource | undefined {
    const covers = this.#factReader.counted && this.#factReader.told.includes(field);
    return covers ? { fileName: this.#file.file_name, row: null, more: 0, told: 0 } : undefined;
  }
}
