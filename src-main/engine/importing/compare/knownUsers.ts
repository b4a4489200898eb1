/**
 * A user as the replica has it, found by key, beside what a file tells of it: both as `user` stores them, so that they
 * can be compared.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { prepared, type ReadableDb, value } from '../../db/db.ts';
import { hashKey } from '../../db/keyHash.ts';
import { storedSql } from '../../replica/fieldColumns.ts';
import { eachKey } from '../../replica/userKeys.ts';
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

/** A file that names so many times more than there are brings strangers, most of whom needn't be looked up. */
const MOSTLY_STRANGERS = 4;

/**
 * @param identifiers how many are asked about
 * @returns a function that finds users by key, of those who are there now; always undefined when there are none yet
 */
export function userFinder(
  db: ReadableDb,
  told: readonly UserFieldName[],
  identifiers: number,
): Finder {
  const last = value<number | null>(db, 'SELECT max(user_no) FROM user');
  if (last === null) return () => undefined;
  const mayBeThere = last * MOSTLY_STRANGERS < identifiers ? keyFilter(db, last) : () => true;
  const statement = prepared(
    db,
    `SELECT user_no, described, candidate, purged_by_job, import_id, row_number ${told.map((field) => `, ${storedSql(field)}`).join('')}
     FROM user WHERE identifier_key = ?`,
  );
  return (key) => {
    if (!mayBeThere(key)) return undefined;
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

const PLACES_OF_USER = 16;

/** @returns a function that is never false for the key of a user, and rarely true for another */
function keyFilter(db: ReadableDb, users: number): (key: string) => boolean {
  const taken = new Uint8Array(2 ** Math.ceil(Math.log2(users * PLACES_OF_USER)));
  const placeOf = (key: string) => hashKey(key) & (taken.length - 1);
  for (const [, key] of eachKey(db)) taken[placeOf(key)] = 1;
  return (key) => taken[placeOf(key)] === 1;
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
