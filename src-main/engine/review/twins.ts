/**
 * Which users may be one person: found over all of them at once for the flag, and for one of them to be shown. Answers of
 * librarians are kept by identifier, so that they outlast files that are taken back. Never decides about anybody.
 */
import type { Criteria } from '#shared/domain/criteria.ts';
import {
  MOST_WITH_ONE_EMAIL,
  TWIN_SIGNS,
  type TwinAnswer,
  type TwinFacts,
  type TwinSign,
  twinKeys,
} from '#shared/domain/twins.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { hashKey } from '../db/keyHash.ts';
import { factReaderOf } from '../importing/rows/entries.ts';
import { columnsOfFile, importFiles } from '../importing/rows/importFile.ts';
import { Refusal } from '../refusal.ts';
import { pagesOf } from '../replica/eachPage.ts';
import { storedSql } from '../replica/fieldColumns.ts';
import { PRESENT_SQL } from '../replica/membership.ts';

/** A hash of 29 bits and the place of a user fit into the 53 bits of a double. */
const PLACES = 2 ** 24;

const FACTS = `last_name AS lastName, first_name AS firstName, ${storedSql('birth_date')} AS birthDate, email`;

/**
 * Whether files tell what twins are found by: else nobody is looked at.
 * @param alsoImport a file that is being added
 */
export function tellsTwins(db: ReadableDb, alsoImport = 0): boolean {
  const files = importFiles(db, `state = 'committed' OR import_id = ${Math.trunc(alsoImport)}`);
  return files.some((file) => {
    const { told } = factReaderOf(file.kind, columnsOfFile(file));
    return told.includes('email') || told.includes('birth_date');
  });
}

/** Users who have a possible twin of whom nobody has said that they are somebody else. */
export function usersWithTwins(db: ReadableDb): UserBitmap {
  const users = new UserBitmap();
  if (!tellsTwins(db)) return users;
  const different = differentPairs(db);
  for (const group of twinGroups(db))
    for (const user of group)
      if (group.some((other) => other !== user && !different.has(pairOf(user.key, other.key))))
        users.add(user.userNo);
  return users;
}

interface Twin {
  readonly userNo: number;
  /** The folded identifier. */
  readonly key: string;
}

/** Users who have something in common that makes twins; hashes find them, texts confirm them. */
function* twinGroups(db: ReadableDb): Generator<readonly Twin[]> {
  const hashed = readHashes(db);
  for (const sign of TWIN_SIGNS) {
    const packed = Float64Array.from(hashed[sign]).sort();
    for (const userNos of runsOf(packed, hashed.userNos)) {
      const byKey = new Map<string, Twin[]>();
      for (const { userNo, key, ...facts } of factsOf(db, userNos)) {
        const shared = twinKeys(facts)[sign]!;
        byKey.set(shared, [...(byKey.get(shared) ?? []), { userNo, key }]);
      }
      for (const group of byKey.values()) if (isTelling(sign, group.length)) yield group;
    }
  }
}

function isTelling(sign: TwinSign, users: number): boolean {
  return users > 1 && (sign !== 'email' || users <= MOST_WITH_ONE_EMAIL);
}

interface Hashes extends Record<TwinSign, number[]> {
  /** By place. */
  readonly userNos: number[];
}

function readHashes(db: ReadableDb): Hashes {
  const hashes: Hashes = { userNos: [], 'names-and-birth-date': [], email: [] };
  const columns = [PRESENT_SQL, 'last_name', 'first_name', storedSql('birth_date'), 'email'];
  for (const { userNos, values } of pagesOf(db, columns)) {
    const [present, ...facts] = values;
    for (let n = 0; n < userNos.length; n++) {
      if (present![n] !== 1) continue;
      const [lastName, firstName, birthDate, email] = facts.map((column) => column[n] ?? null);
      const keys = twinKeys({ lastName, firstName, birthDate, email } as TwinFacts);
      const place = hashes.userNos.push(userNos[n]!) - 1;
      for (const sign of TWIN_SIGNS) {
        const key = keys[sign];
        if (key !== undefined) hashes[sign].push((hashKey(key) >>> 2) * PLACES + place);
      }
    }
  }
  return hashes;
}

/** The users of each hash that several have. */
function* runsOf(packed: Float64Array, userNos: readonly number[]): Generator<number[]> {
  const hashAt = (n: number) => Math.floor(packed[n]! / PLACES);
  for (let from = 0; from < packed.length; ) {
    let to = from + 1;
    while (to < packed.length && hashAt(to) === hashAt(from)) to++;
    if (to - from > 1)
      yield Array.from(packed.subarray(from, to), (each) => userNos[each % PLACES]!);
    from = to;
  }
}

function factsOf(db: ReadableDb, userNos: Iterable<number>): (Twin & TwinFacts)[] {
  const read = prepared(
    db,
    `SELECT user_no AS userNo, identifier_key AS "key", ${FACTS} FROM user u WHERE user_no = ? AND ${PRESENT_SQL}`,
  );
  const found: (Twin & TwinFacts)[] = [];
  for (const userNo of userNos) {
    const facts = read.get(userNo) as (Twin & TwinFacts) | undefined;
    if (facts) found.push(facts);
  }
  return found;
}

export interface FoundTwin {
  readonly userNo: number;
  readonly signs: TwinSign[];
  readonly answer: { readonly answer: TwinAnswer; readonly at: number; readonly by: string } | null;
}

/** The possible twins of one user, whatever was said of them. @param match over columns in memory */
export function twinsOf(
  db: ReadableDb,
  userNo: number,
  match: (criteria: Criteria) => UserBitmap,
): FoundTwin[] {
  const [user] = factsOf(db, [userNo]);
  if (!user) return [];
  const own = twinKeys(user);
  const criteria: Readonly<Record<TwinSign, Criteria>> = {
    'names-and-birth-date': {
      op: 'dateBetween',
      field: 'birth_date',
      from: user.birthDate ?? '',
      to: user.birthDate ?? '',
    },
    email: { op: 'exactly', value: user.email ?? '' },
  };
  const signs = new Map<Twin, TwinSign[]>();
  const byNo = new Map<number, Twin>();
  for (const sign of TWIN_SIGNS) {
    if (own[sign] === undefined) continue;
    const alike = factsOf(db, match(criteria[sign])).filter(
      (other) => twinKeys(other)[sign] === own[sign],
    );
    if (!isTelling(sign, alike.length)) continue;
    for (const other of alike) {
      if (other.userNo === userNo) continue;
      const twin = byNo.get(other.userNo) ?? other;
      byNo.set(other.userNo, twin);
      signs.set(twin, [...(signs.get(twin) ?? []), sign]);
    }
  }
  return [...signs].map(([twin, shared]) => ({
    userNo: twin.userNo,
    signs: shared,
    answer: answerOf(db, user.key, twin.key),
  }));
}

/** Two records, whichever is named first. */
function pairOf(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

function differentPairs(db: ReadableDb): ReadonlySet<string> {
  return new Set(
    all<{ first: string; second: string }>(
      db,
      `SELECT first_key AS first, second_key AS second FROM twin_answer WHERE answer = 'different'`,
    ).map(({ first, second }) => pairOf(first, second)),
  );
}

function answerOf(db: ReadableDb, one: string, other: string): FoundTwin['answer'] {
  const [first, second] = pairOf(one, other).split('\n');
  return (
    get<NonNullable<FoundTwin['answer']>>(
      db,
      'SELECT answer, at, by FROM twin_answer WHERE first_key = ? AND second_key = ?',
      first!,
      second!,
    ) ?? null
  );
}

/** Keeps what a librarian said of two users, or forgets it. Flags follow by whoever calls. */
export function answerTwin(
  db: WritableDb,
  userNos: readonly [number, number],
  answer: TwinAnswer | null,
  by: string,
): void {
  const [one, other] = factsOf(db, userNos);
  if (!one || !other || one.userNo === other.userNo) throw new Refusal('user.gone');
  const [first, second] = pairOf(one.key, other.key).split('\n');
  run(db, 'DELETE FROM twin_answer WHERE first_key = ? AND second_key = ?', first!, second!);
  if (answer === null) return;
  run(
    db,
    'INSERT INTO twin_answer (first_key, second_key, answer, at, by) VALUES (?, ?, ?, ?, ?)',
    first!,
    second!,
    answer,
    Date.now(),
    by,
  );
}
