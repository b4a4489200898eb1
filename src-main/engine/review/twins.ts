/**
 * Which users may be one person: found over all of them at once for the flag, and for one of them to be shown. Never
 * decides about anybody.
 */

import { detailFieldNames } from '#shared/details/details.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import {
  FACT_SIGNS,
  type FactSign,
  identifierTwinKey,
  MOST_WITH_ONE,
  type TwinFacts,
  type TwinSign,
  twinKeys,
} from '#shared/domain/twins.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { hashKey } from '../db/keyHash.ts';
import { factReaderOf } from '../importing/rows/entries.ts';
import { linesToldBy } from '../importing/rows/fileLines.ts';
import { columnsOfFile, importFiles } from '../importing/rows/importFile.ts';
import { linesOfKind } from '../importing/show/linesOfUser.ts';
import { eachStandingText } from '../importing/show/standingTexts.ts';
import { pagesOf } from '../replica/eachPage.ts';
import { storedSql } from '../replica/fieldColumns.ts';
import { PRESENT_SQL } from '../replica/membership.ts';
import { differentPairs, pairOf, type SaidOfTwins, saidOf } from './twinAnswers.ts';

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
    const kinds = linesToldBy(file).map(({ kind }) => kind);
    return told.includes('email') || told.includes('birth_date') || kinds.includes('identifiers');
  });
}

/** Users who have a possible twin of whom nobody has said that they are somebody else. */
export function usersWithTwins(db: ReadableDb): UserBitmap {
  const users = new UserBitmap();
  if (!tellsTwins(db)) return users;
  const different = differentPairs(db);
  for (const { sign, userNos } of groupsNow(db)) {
    const group = factsOf(db, userNos);
    if (!isTelling(sign, group.length)) continue;
    for (const user of group)
      if (group.some((other) => other !== user && !different.has(pairOf(user.key, other.key))))
        users.add(user.userNo);
  }
  return users;
}

interface Twin {
  readonly userNo: number;
  /** The folded identifier. */
  readonly key: string;
}

interface TwinGroup {
  readonly sign: TwinSign;
  readonly userNos: readonly number[];
}

/** Only files change what is in them; of whom a purge took the present is asked each time. */
const kept = new WeakMap<ReadableDb, { readonly files: string; readonly groups: TwinGroup[] }>();

function groupsNow(db: ReadableDb): readonly TwinGroup[] {
  const files = filesThatMatter(db);
  const known = kept.get(db);
  if (known?.files === files) return known.groups;
  const groups = [...factGroups(db), ...identifierGroups(db)];
  kept.set(db, { files, groups });
  return groups;
}

/** Those in force, as one text, but for reports of other lines than identifiers: they tell nothing of what is compared. */
function filesThatMatter(db: ReadableDb): string {
  const files = importFiles(db, `state = 'committed' ORDER BY import_id`).filter(
    (file) =>
      importKind(file.kind).effect !== 'lines' ||
      linesToldBy(file).some(({ kind }) => kind === 'identifiers'),
  );
  return JSON.stringify(
    files.map(({ import_id, imported_at, data_date }) => [import_id, imported_at, data_date]),
  );
}

/** Users whose own fields have something in common; hashes find them, texts confirm them. */
function* factGroups(db: ReadableDb): Generator<TwinGroup> {
  const hashed = readHashes(db);
  for (const sign of FACT_SIGNS) {
    const packed = Float64Array.from(hashed[sign]).sort();
    for (const run of runsOf(packed)) {
      const byKey = new Map<string, number[]>();
      const places = Array.from(run, (each) => hashed.userNos[each % PLACES]!);
      for (const { userNo, ...facts } of factsOf(db, places)) {
        const shared = twinKeys(facts)[sign]!;
        const known = byKey.get(shared);
        if (known) known.push(userNo);
        else byKey.set(shared, [userNo]);
      }
      for (const userNos of byKey.values()) if (userNos.length > 1) yield { sign, userNos };
    }
  }
}

interface Hashes extends Record<FactSign, number[]> {
  /** By place. */
  readonly userNos: number[];
}

function readHashes(db: ReadableDb): Hashes {
  const hashes: Hashes = { userNos: [], 'names-and-birth-date': [], email: [] };
  const columns = ['last_name', 'first_name', storedSql('birth_date'), 'email'];
  for (const { userNos, values } of pagesOf(db, columns)) {
    for (let n = 0; n < userNos.length; n++) {
      const [lastName, firstName, birthDate, email] = values.map((column) => column[n] ?? null);
      const keys = twinKeys({ lastName, firstName, birthDate, email } as TwinFacts);
      const place = hashes.userNos.push(userNos[n]!) - 1;
      for (const sign of FACT_SIGNS) {
        const key = keys[sign];
        if (key !== undefined) hashes[sign].push(packed(key, place));
      }
    }
  }
  return hashes;
}

/** Users who share an identifier besides the primary one. */
function* identifierGroups(db: ReadableDb): Generator<TwinGroup> {
  const hashes: number[] = [];
  const each = (onText: (userNo: number, key: string) => void) =>
    eachStandingText(db, 'identifiers', 'identifier_value', (userNo, text) => {
      const key = identifierTwinKey(text);
      if (key !== '') onText(userNo, key);
    });
  each((_, key) => hashes.push(packed(key, 0)));
  const shared = new Set<number>();
  for (const run of runsOf(Float64Array.from(hashes).sort())) shared.add(run[0]!);
  if (shared.size === 0) return;
  const byKey = new Map<string, Set<number>>();
  each((userNo, key) => {
    if (shared.has(packed(key, 0))) byKey.set(key, (byKey.get(key) ?? new Set()).add(userNo));
  });
  for (const users of byKey.values())
    if (users.size > 1) yield { sign: 'identifier', userNos: [...users] };
}

function packed(key: string, place: number): number {
  return (hashKey(key) >>> 2) * PLACES + place;
}

/** Those of each hash that several have. */
function* runsOf(sorted: Float64Array): Generator<Float64Array> {
  const hashAt = (n: number) => Math.floor(sorted[n]! / PLACES);
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && hashAt(to) === hashAt(from)) to++;
    if (to - from > 1) yield sorted.subarray(from, to);
    from = to;
  }
}

function isTelling(sign: TwinSign, users: number): boolean {
  return users > 1 && (sign === 'names-and-birth-date' || users <= MOST_WITH_ONE);
}

/** Users who are there; whoever was deleted or is on lists alone is left out. */
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
  readonly answer: SaidOfTwins | null;
}

/** The possible twins of one user, whatever was said of them. @param match over columns in memory */
export function twinsOf(
  db: ReadableDb,
  userNo: number,
  match: (criteria: Criteria) => UserBitmap,
): FoundTwin[] {
  const [user] = factsOf(db, [userNo]);
  if (!user) return [];
  const found = new Map<number, { readonly twin: Twin; readonly signs: TwinSign[] }>();
  for (const { sign, users } of [
    ...alikeByFacts(db, user, match),
    ...alikeByIdentifier(db, user, match),
  ]) {
    if (!isTelling(sign, users.length)) continue;
    for (const twin of users) {
      if (twin.userNo === userNo) continue;
      const known = found.get(twin.userNo) ?? { twin, signs: [] };
      if (!known.signs.includes(sign)) known.signs.push(sign);
      found.set(twin.userNo, known);
    }
  }
  return [...found.values()].map(({ twin, signs }) => ({
    userNo: twin.userNo,
    signs,
    answer: saidOf(db, user.key, twin.key),
  }));
}

interface Alike {
  readonly sign: TwinSign;
  /** With the one who is asked about. */
  readonly users: readonly Twin[];
}

function* alikeByFacts(
  db: ReadableDb,
  user: Twin & TwinFacts,
  match: (criteria: Criteria) => UserBitmap,
): Generator<Alike> {
  const day = user.birthDate ?? '';
  const criteria: Readonly<Record<FactSign, Criteria>> = {
    'names-and-birth-date': { op: 'dateBetween', field: 'birth_date', from: day, to: day },
    email: { op: 'exactly', value: user.email ?? '' },
  };
  const own = twinKeys(user);
  for (const sign of FACT_SIGNS) {
    if (own[sign] === undefined) continue;
    const users = factsOf(db, match(criteria[sign])).filter(
      (other) => twinKeys(other)[sign] === own[sign],
    );
    yield { sign, users };
  }
}

function* alikeByIdentifier(
  db: ReadableDb,
  user: Twin,
  match: (criteria: Criteria) => UserBitmap,
): Generator<Alike> {
  for (const [key, written] of identifiersOf(db, user)) {
    const asked = (how: 'begins' | 'is') =>
      match({
        op: 'line',
        kind: 'identifiers',
        where: [{ field: 'identifier_value', is: { how, value: written.slice(0, 500) } }],
      });
    // Blanks may stand behind it; a short one begins many others.
    const users = asked('begins');
    const maybe = users.count <= MOST_LOOKED_AT ? users : asked('is');
    yield {
      sign: 'identifier',
      users: factsOf(db, maybe).filter((other) => identifiersOf(db, other).has(key)),
    };
  }
}

/** The lines of each of them are read. */
const MOST_LOOKED_AT = 200;

/** As they are compared, with how they are written. */
function identifiersOf(db: ReadableDb, { key }: Twin): Map<string, string> {
  const { lines } = linesOfKind(db, key, 'identifiers');
  const at = detailFieldNames('identifiers').indexOf('identifier_value');
  const values = lines.map((line) => String(line.values[at] ?? ''));
  return new Map(
    values.filter((value) => value.trim() !== '').map((value) => [identifierTwinKey(value), value]),
  );
}
