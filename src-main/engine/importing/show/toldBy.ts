/** Which row of a file told facts of users: found for some thousand users at once. Changes nothing. */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import type { ReadableDb } from '../../db/db.ts';
import type { FactReader } from '../rows/entries.ts';
import type { FileTelling } from '../rows/filesTelling.ts';
import { formatOfFile } from '../rows/importFile.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { RowFinder } from '../rows/rowKeys.ts';
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
  /** Whether what the rows say adds up, or is the group; else only where it stands is kept. */
  readonly counts: boolean;
  /** First row by place of the user; 0: none tells it. */
  first: Int32Array;
  rows: Int32Array;
  /** Numbers added up, or the group as a number. */
  values: Float64Array;
}

/** What one file tells of some users, who are numbered from 0 by their place. */
export class ToldBy {
  /** Whoever isn't in it has none of what it tells. */
  readonly coversAll: boolean;
  readonly #fileName: string;
  readonly #format: ReturnType<typeof formatOfFile>;
  readonly #factReader: FactReader;
  readonly #finder: RowFinder;
  readonly #fields: readonly ToldField[];
  /** Folded names by number, from 1. */
  readonly #groups = new Map<string, number>();

  constructor(db: ReadableDb, { file, factReader }: FileTelling, fields: readonly UserFieldName[]) {
    this.coversAll = file.covers_all !== 0;
    this.#fileName = file.file_name;
    this.#format = formatOfFile(file);
    this.#factReader = factReader;
    this.#finder = new RowFinder(db, file.import_id);
    this.#fields = factReader.told.flatMap((field, place) => {
      if (!fields.includes(field)) return [];
      const { kind } = userField(field);
      const counts = kind === 'number' || kind === 'money' || field === 'user_group';
      return { field, place, counts, ...roomFor(0) };
    });
  }

  /** Turns to so many users; what it said of others is let go. */
  clear(users: number): void {
    for (const told of this.#fields) clear(told, users);
  }

  /**
   * For users of whom no other file tells: whatever is known of one stands in the only row that names them.
   * @param hashes of their folded identifiers, by place
   * @returns places of those whom no row names, or several
   */
  findAlone(hashes: Float64Array): number[] {
    const left: number[] = [];
    for (const [user, hash] of hashes.entries()) {
      const row = this.#finder.loneRow(hash);
      if (row === 0) left.push(user);
      else
        for (const { first, rows } of this.#fields) {
          first[user] = row;
          rows[user] = 1;
        }
    }
    return left;
  }

  /**
   * Reads what the file says of users.
   * @param hashes of their folded identifiers, ascending
   * @param places by folded identifier
   */
  read(hashes: Float64Array, places: ReadonlyMap<string, number>): void {
    for (const row of this.#finder.rowsOf(hashes)) this.#add(row, places);
  }

  #add(row: StoredRow, places: ReadonlyMap<string, number>): void {
    if (row[1] & ROW_ISSUES.setAside) return;
    const user = places.get(keyOfRow(row));
    if (user === undefined) return;
    const facts = this.#factReader.factsOf(row);
    for (const { field, place, counts, first, rows, values } of this.#fields) {
      const fact = facts[place] ?? null;
      if (fact === null) continue;
      if (first[user] === 0) first[user] = row[0];
      rows[user]!++;
      if (!counts) continue;
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
      fileName: this.#fileName,
      row: rowInFile(row, this.#format),
      more: told.rows[user]! - 1,
      told: told.counts ? told.values[user]! : null,
    };
  }

  /** Whether it gives them this group; false where it gives none. */
  givesGroup(user: number, group: string): boolean {
    const told = this.#fields.find(({ field }) => field === 'user_group');
    return told !== undefined && told.values[user] === this.#groups.get(foldText(group));
  }

  /** The file itself, as the source of what it doesn't say of anybody whom it doesn't name. */
  notListing(field: UserFieldName): FactSource | undefined {
    const covers = this.#factReader.counted && this.#factReader.told.includes(field);
    return covers ? { fileName: this.#fileName, row: null, more: 0, told: 0 } : undefined;
  }
}

const roomFor = (users: number) => ({
  first: new Int32Array(users),
  rows: new Int32Array(users),
  values: new Float64Array(users),
});

/** For the next users; the room is made once, as they come in lots of one size. */
function clear(told: ToldField, users: number): void {
  if (told.first.length < users) Object.assign(told, roomFor(users));
  else for (const room of [told.first, told.rows, told.values]) room.fill(0);
}
