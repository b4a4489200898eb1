/**
 * What stands in exclusion lists and may mean somebody else than it says: identifiers with odd marks, numbers
 * whose digits are lost, cells that couldn't be used. Never decides whether a user stays.
 */
import {
  isOddKey,
  looseKey,
  looseKeys,
  NearIdentifiers,
  shortenedByDigits,
} from '#shared/domain/nearIdentifiers.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import { prepared, type ReadableDb } from '../../db/db.ts';
import { CANDIDATE_SQL } from '../../replica/membership.ts';
import { keysOfUsers } from '../../replica/userKeys.ts';
import { columnsOfFile, getImportFile, importFiles } from '../rows/importFile.ts';
import { noticed, readRowGroup } from '../rows/rowGroups.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { rowsOfKey } from '../rows/rowKeys.ts';
import { type ExclusionList, exclusionLists, membersOf } from './exclusionLists.ts';
import { meaningLines } from './otherIdentifiers.ts';
import type { ZeroLossKeys } from './zeroLossKeys.ts';

/** A text of an exclusion list (or of a damaged report) that may mean somebody else, and where it stands. */
export interface DoubtfulText {
  readonly importId: number;
  readonly text: string;
  /** Its digits after the fifteenth may be others. */
  readonly lostDigits: boolean;
  /** A row that couldn't be used. */
  readonly row: number | null;
  /** The user whom the list names so. */
  readonly userNo: number | null;
}

/** What is looked through for texts that may mean somebody else. */
export interface DoubtfulPlaces {
  readonly lists: readonly ExclusionList[];
  /** Lines that a stray quotation mark has swallowed in reports that count, too. */
  readonly damagedLines: boolean;
}

/** All that there are now. */
export function allPlaces(db: ReadableDb): DoubtfulPlaces {
  return { lists: exclusionLists(db), damagedLines: true };
}

/** Texts of lists that exclude somebody now, and of damaged lines. */
function* doubtfulTexts(
  db: ReadableDb,
  { lists, damagedLines }: DoubtfulPlaces,
): Generator<DoubtfulText> {
  const odd = prepared(
    db,
    `SELECT identifier_key AS text, (${CANDIDATE_SQL}) AS candidate FROM user u WHERE user_no = ?`,
  );
  const matched = meaningLines(db);
  for (const { importId, members } of lists) {
    for (const userNo of readRowGroup(db, importId, { of: 'odd-users' })) {
      if (!members.has(userNo)) continue;
      const user = odd.get(userNo) as { text: string; candidate: number } | undefined;
      if (!user) continue;
      const lostDigits = shortenedByDigits(user.text) !== undefined;
      // Whoever has just this identifier is the one who is meant, unless its digits are lost.
      if ((user.candidate !== 1 && !matched.has(userNo)) || lostDigits)
        yield { importId, text: user.text, lostDigits, row: null, userNo };
    }
    for (const { row, text } of unusableIdentifiers(db, importId))
      yield { importId, text, lostDigits: true, row, userNo: null };
  }
  for (const importId of damagedLines ? countingImports(db) : []) {
    const stray = new Set(readRowGroup(db, importId, noticed('stray-quote')));
    if (stray.size === 0) continue;
    for (const { row, text } of unusableIdentifiers(db, importId))
      if (stray.has(row)) yield { importId, text, lostDigits: false, row, userNo: null };
  }
}

/** Reports that tell what users have: whom a line of theirs names is not known to have none. */
function countingImports(db: ReadableDb): number[] {
  return importFiles(db, `state = 'committed' ORDER BY import_id`)
    .filter(({ kind }) => importKind(kind).counts !== undefined)
    .map(({ import_id }) => import_id);
}

/** What stands in the identifier's column of rows that couldn't be used. */
export function unusableIdentifiers(
  db: ReadableDb,
  importId: number,
): Iterable<{ row: number; text: string }> {
  const file = getImportFile(db, importId);
  const column = columnsOfFile(file).find(({ field }) => field === 'primary_identifier');
  return prepared(
    db,
    `SELECT row_number AS "row", value AS text FROM import_error WHERE import_id = ? AND column_name = ? AND value <> ''`,
  ).all(importId, column?.heading ?? '') as { row: number; text: string }[];
}

export function addDoubtful(near: NearIdentifiers, text: string, lostDigits: boolean): void {
  near.add(text);
  const shortened = lostDigits ? shortenedByDigits(foldText(text)) : undefined;
  if (shortened) near.addShortened(shortened);
}

/** All of them, to be asked about many users. */
function nearIdentifiers(db: ReadableDb, places: DoubtfulPlaces): NearIdentifiers {
  const near = new NearIdentifiers();
  for (const { text, lostDigits } of doubtfulTexts(db, places)) addDoubtful(near, text, lostDigits);
  return near;
}

/** So many are looked up one by one; for more it pays to know all. */
const LOOKED_UP = 2000;

/** @returns a function that tells whether a list names a user of this key who is no candidate */
function memberFinder(db: ReadableDb, excluded: UserBitmap): (key: string) => boolean {
  const find = prepared(
    db,
    `SELECT user_no FROM user u WHERE identifier_key = ? AND NOT (${CANDIDATE_SQL})`,
  ).pluck();
  let lookedUp = 0;
  let all: Set<string> | undefined;
  return (key) => {
    if (lookedUp++ > LOOKED_UP) all ??= memberKeys(db, excluded);
    if (all) return all.has(key);
    const userNo = find.get(key) as number | undefined;
    return userNo !== undefined && excluded.has(userNo);
  };
}

function memberKeys(db: ReadableDb, excluded: UserBitmap): Set<string> {
  const keys = new Set<string>();
  for (const [, key] of keysOfUsers(db, excluded, `NOT (${CANDIDATE_SQL})`)) keys.add(key);
  return keys;
}

/** Whether an exclusion list may mean a user by an identifier that is nearly theirs. */
export class NearPairs {
  readonly #near: NearIdentifiers;
  readonly #numbers: ZeroLossKeys;
  readonly #isMember: (key: string) => boolean;

  /** @param numbers of the lists that may mean somebody else */
  constructor(db: ReadableDb, places: DoubtfulPlaces, numbers: ZeroLossKeys) {
    this.#near = nearIdentifiers(db, places);
    this.#numbers = numbers;
    this.#isMember = memberFinder(db, membersOf(places.lists).andNot(meaningLines(db)));
  }

  /** Plain identifiers may have a near miss, too. */
  get looksAtAll(): boolean {
    return !this.#near.isEmpty;
  }

  has(key: string, issues: number): boolean {
    if (this.#near.mayMean(key)) return true;
    if ((issues & ROW_ISSUES.oddIdentifier) === 0) return false;
    // It is the user's identifier that is odd: the list may have the plain one.
    for (const loose of looseKeys(key))
      if (loose !== key && (this.#numbers.hasNumber(loose) || this.#isMember(loose))) return true;
    return false;
  }
}

/** A text of a list that may mean the user, and where it stands. */
export interface PossiblePair {
  readonly importId: number;
  readonly fileName: string;
  readonly sheetName: string;
  readonly kind: ImportKind;
  readonly row: number;
  readonly text: string;
  /** The user whom the list names so; null for a row that couldn't be used. */
  readonly userNo: number | null;
}

/** So much of a long cell is shown. */
const SHOWN_LENGTH = 200;

/** Why a user is a possible pair: what lists have in place of the identifier. */
export function possiblePairsOf(db: ReadableDb, userNo: number): PossiblePair[] {
  const key = prepared(db, 'SELECT identifier_key FROM user WHERE user_no = ?')
    .pluck()
    .get(userNo) as string | undefined;
  if (key === undefined) return [];
  const pairs: PossiblePair[] = [];
  const tell = (importId: number, row: number, text: string, member: number | null) => {
    const { file_name, sheet_name, kind } = getImportFile(db, importId);
    const place = { importId, fileName: file_name, sheetName: sheet_name, kind, row };
    pairs.push({ ...place, text: text.slice(0, SHOWN_LENGTH), userNo: member });
  };
  for (const { importId, text, lostDigits, row, userNo: member } of doubtfulTexts(
    db,
    allPlaces(db),
  )) {
    const near = new NearIdentifiers();
    addDoubtful(near, text, lostDigits);
    if (foldText(text) === key || !near.mayMean(key)) continue;
    if (row !== null) tell(importId, row, text, null);
    else
      for (const [at, , original] of rowsOfKey(db, importId, text))
        tell(importId, at, original, member);
  }
  if (isOddKey(key)) tellPlainMembers(db, key, tell);
  return pairs;
}

/** The user's own identifier is the odd one: members of lists who have the plain one. */
function tellPlainMembers(
  db: ReadableDb,
  key: string,
  tell: (importId: number, row: number, text: string, member: number) => void,
): void {
  const loose = looseKeys(key);
  const matched = meaningLines(db);
  const told = prepared(db, 'SELECT identifier_key FROM user WHERE user_no = ?').pluck();
  for (const { importId, members } of exclusionLists(db)) {
    for (const userNo of members.andNot(matched)) {
      const member = told.get(userNo) as string | undefined;
      if (member === undefined || member === key || isOddKey(member)) continue;
      if (!loose.has(looseKey(member))) continue;
      for (const [row, , text] of rowsOfKey(db, importId, member))
        tell(importId, row, text, userNo);
    }
  }
}
