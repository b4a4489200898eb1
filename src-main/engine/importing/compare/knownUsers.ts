/**
 * A user as the replica has it, found by key, beside what a file tells of it: both as `user` stores them, so that they
 * can be compared.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { get, prepared, type ReadableDb } from '../../db/db.ts';
import { storedSql } from '../../replica/fieldColumns.ts';
import type { Entry, FactReader } from '../rows/entries.ts';
import type { CellValue } from '../rows/storedRow.ts';

/** A user as the replica has it before the file. */
export interface KnownUser {
  readonly userNo: number;
  readonly described: boolean;
  readonly candidate: boolean;
  readonly deleted: boolean;
  /** The file that described them last, and the row that did. */
  readonly importId: number;
  readonly row: number;
  /** As stored, one per told field; the group's number for the group. */
  readonly facts: readonly CellValue[];
}

type Finder = (key: string) => KnownUser | undefined;

/** @returns a function that finds users by key; always undefined when there are none yet */
export function userFinder(db: ReadableDb, told: readonly UserFieldName[]): Finder {
  if (!get(db, 'SELECT 1 FROM user LIMIT 1')) return () => undefined;
  const statement = prepared(
    db,
    `SELECT user_no, described, candidate, purged_by_job, import_id, row_number ${told.map((field) => `, ${storedSql(field)}`).join('')}
     FROM user WHERE identifier_key = ?`,
  );
  return (key) => {
    const row = statement.raw(true).get(key) as CellValue[] | undefined;
    return (
      row && {
        userNo: row[0] as number,
        described: row[1] === 1,
        candidate: row[2] === 1,
        deleted: row[3] !== null,
        importId: row[4] as number,
        row: row[5] as number,
        facts: row.slice(6),
      }
    );
  };
}

/**
 * The entry's facts as `user` stores them.
 * @param groupNo the group's number for a name, null for none
 */
export function storedFacts(
  factReader: FactReader,
  entry: Entry,
  groupNo: (name: string) => number | null,
): readonly CellValue[] {
  const at = factReader.counted ? -1 : factReader.told.indexOf('user_group');
  const group = entry.facts[at];
  if (typeof group !== 'string') return entry.facts;
  const facts = entry.facts.slice();
  facts[at] = groupNo(group);
  return facts;
}

/** Remembers the answer for each spelling: exports repeat few groups many times. */
export function rememberedGroups(
  find: (name: string) => number | null,
): (name: string) => number | null {
  const known = new Map<string, number | null>();
  return (name) => {
    let found = known.get(name);
    if (found === undefined) {
      found = foldText(name) === '' ? null : find(name);
      known.set(name, found);
    }
    return found;
  };
}
