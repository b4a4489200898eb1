/**
 * Possible guardians: users to whose e-mail address letters of somebody else go in copy, or who live at the address of a
 * minor. Found over all lines at once; who belongs to one of them is wardsOf.ts. What a ward is, domain/relations.ts
 * says; never decides about anybody.
 */
import type { DetailFieldName, DetailKind } from '#shared/details/details.ts';
import {
  type AgeDay,
  ageDay,
  ageOn,
  emailKey,
  MOST_AT_HOME,
  mayHaveGuardian,
  stays,
} from '#shared/domain/relations.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { factReaderOf } from '../importing/rows/entries.ts';
import { linesToldBy } from '../importing/rows/fileLines.ts';
import { columnsOfFile, filesInForceKey, importFiles } from '../importing/rows/importFile.ts';
import { StandingAddresses, StandingEmails } from '../importing/show/standingContacts.ts';
import { storedSql } from '../replica/fieldColumns.ts';
import { factsAmong } from './otherFacts.ts';

/** What files tell of it. */
interface Told {
  readonly cc: boolean;
  /** Street addresses, and birth dates. */
  readonly homes: boolean;
}

/** @param alsoImport a file that is being added */
export function toldOfGuardians(db: ReadableDb, alsoImport = 0): Told {
  const files = importFiles(db, `state = 'committed' OR import_id = ${Math.trunc(alsoImport)}`);
  const lines = files.flatMap(linesToldBy);
  const tells = (kind: DetailKind, name: DetailFieldName) =>
    lines.some((each) => each.kind === kind && each.fields.some((field) => field.name === name));
  const births = files.some(({ kind, ...file }) =>
    factReaderOf(kind, columnsOfFile(file)).told.includes('birth_date'),
  );
  return {
    cc: tells('emails', 'email_cc'),
    homes: births && tells('addresses', 'address_line_1'),
  };
}

/** Whether files tell what guardians are found by. @param alsoImport a file that is being added */
export function tellsGuardians(db: ReadableDb, alsoImport = 0): boolean {
  const { cc, homes } = toldOfGuardians(db, alsoImport);
  return cc || homes;
}

/** Users, of any age but minors, who may be the guardian of somebody who stays. */
export function usersWithWards(db: ReadableDb, day: string): UserBitmap {
  const users = new UserBitmap();
  const { guardians, wards } = pairsNow(db, day);
  if (wards.length === 0) return users;
  const staying = stayingAmong(db, UserBitmap.of(wards), day);
  for (const [n, guardian] of guardians.entries()) if (staying.has(wards[n]!)) users.add(guardian);
  return users;
}

/** Of some of them, who these wards are. */
export function wardsOfGuardians(
  db: ReadableDb,
  asked: UserBitmap,
  day: string,
): { userNo: number; otherNo: number }[] {
  if (asked.count === 0) return [];
  const { guardians, wards } = pairsNow(db, day);
  const pairs: { userNo: number; otherNo: number }[] = [];
  for (const [n, userNo] of guardians.entries())
    if (asked.has(userNo)) pairs.push({ userNo, otherNo: wards[n]! });
  const staying = stayingAmong(db, UserBitmap.of(pairs.map(({ otherNo }) => otherNo)), day);
  return pairs.filter(({ otherNo }) => staying.has(otherNo));
}

/** Of some guardians, whose they may be, whoever stays. */
export function wardsLeftBy(db: ReadableDb, guardians: UserBitmap, day: string): Pair[] {
  if (guardians.count === 0) return [];
  const pairs = pairsNow(db, day);
  const found: Pair[] = [];
  for (const [n, guardian] of pairs.guardians.entries())
    if (guardians.has(guardian)) found.push({ guardian, ward: pairs.wards[n]! });
  return found;
}

interface Pair {
  readonly guardian: number;
  readonly ward: number;
}

/** Each guardian beside a ward. */
interface Pairs {
  readonly guardians: Int32Array;
  readonly wards: Int32Array;
}

const NOBODY: Pairs = { guardians: new Int32Array(), wards: new Int32Array() };

/** Only files and the day change them; who of them is there and stays is asked each time. */
const kept = new WeakMap<ReadableDb, { readonly key: string; readonly pairs: Pairs }>();

function pairsNow(db: ReadableDb, day: string): Pairs {
  const { cc, homes } = toldOfGuardians(db);
  if (!cc && !homes) return NOBODY;
  const key = `${day} ${filesInForceKey(db)}`;
  const known = kept.get(db);
  if (known?.key === key) return known.pairs;
  const ages = new Ages(db, day);
  const guardians: number[] = [];
  const wards: number[] = [];
  const onPair: OnPair = (guardian, ward) => {
    guardians.push(guardian);
    wards.push(ward);
  };
  if (cc) findByEmail(db, ages, onPair);
  if (homes) findByAddress(db, ages, onPair);
  const pairs = { guardians: Int32Array.from(guardians), wards: Int32Array.from(wards) };
  kept.set(db, { key, pairs });
  return pairs;
}

type OnPair = (guardian: number, ward: number) => void;

function findByEmail(db: ReadableDb, ages: Ages, onPair: OnPair): void {
  const emails = new StandingEmails(db);
  const wards = new Map<string, number[]>();
  emails.each(true, (userNo, key) => {
    if (!ages.mayHaveGuardian(userNo)) return;
    const known = wards.get(key);
    if (known) known.push(userNo);
    else wards.set(key, [userNo]);
  });
  if (wards.size === 0) return;
  const others = new Map<string, Set<number>>();
  const addOther = (userNo: number, key: string) => {
    if (wards.has(key)) others.set(key, (others.get(key) ?? new Set()).add(userNo));
  };
  emails.each(false, addOther);
  const own = prepared(
    db,
    `SELECT user_no AS userNo, email FROM user WHERE described = 1 AND email LIKE '%@%'`,
  ).iterate() as Iterable<{ userNo: number; email: string }>;
  for (const { userNo, email } of own) {
    const key = emailKey(email);
    if (key !== undefined) addOther(userNo, key);
  }
  for (const [key, users] of others) pairUp(users, wards.get(key)!, ages, onPair);
}

function findByAddress(db: ReadableDb, ages: Ages, onPair: OnPair): void {
  const addresses = new StandingAddresses(db);
  const homes = new Map<string, Set<number>>();
  const streets = new Set<string>();
  addresses.each(
    (userNo) => ages.minors.has(userNo),
    (_, key, street) => {
      homes.set(key, new Set());
      streets.add(street);
    },
  );
  if (homes.size === 0) return;
  addresses.each(
    (_, street) => streets.has(street),
    (userNo, key) => void homes.get(key)?.add(userNo),
  );
  for (const users of homes.values()) {
    if (ages.areMany(users)) continue;
    const wards = Array.from(users).filter((each) => ages.minors.has(each));
    pairUp(users, wards, ages, onPair);
  }
}

function pairUp(
  users: ReadonlySet<number>,
  wards: readonly number[],
  ages: Ages,
  onPair: OnPair,
): void {
  for (const user of users)
    if (!ages.minors.has(user)) for (const ward of wards) if (ward !== user) onPair(user, ward);
}

const BIRTH = storedSql('birth_date');

/** Who is of which age on a day, of those whom files describe. */
export class Ages {
  readonly minors: UserBitmap;
  readonly #when: AgeDay;
  readonly #birthOf: (userNo: number) => string | null | undefined;

  /** @param only users who are asked about; absent: everybody */
  constructor(db: ReadableDb, day: string, only?: UserBitmap) {
    this.#when = ageDay(day);
    const births = prepared(
      db,
      `SELECT ${BIRTH} FROM user WHERE user_no = ? AND described = 1`,
    ).pluck();
    this.#birthOf = (userNo) => births.get(userNo) as string | null | undefined;
    if (!only) {
      this.minors = minorsOn(db, this.#when);
      return;
    }
    this.minors = new UserBitmap();
    for (const userNo of only)
      if (ageOn(this.#birthOf(userNo) ?? null, this.#when) === 'minor') this.minors.add(userNo);
  }

  /** Of somebody whose letters go in copy to somebody else. */
  mayHaveGuardian(userNo: number): boolean {
    if (this.minors.has(userNo)) return true;
    const birth = this.#birthOf(userNo);
    return birth !== undefined && mayHaveGuardian(birth, 'cc', this.#when);
  }

  /** Whether more are described than belong to one household. */
  areMany(users: ReadonlySet<number>): boolean {
    if (users.size <= MOST_AT_HOME) return false;
    let described = 0;
    for (const userNo of users) {
      if (this.#birthOf(userNo) !== undefined) described++;
      if (described > MOST_AT_HOME) return true;
    }
    return false;
  }
}

function minorsOn(db: ReadableDb, { day, adultBorn }: AgeDay): UserBitmap {
  const minors = prepared(
    db,
    `SELECT user_no FROM user WHERE ${BIRTH} > ? AND ${BIRTH} <= ? AND described = 1`,
  ).pluck();
  return UserBitmap.of(minors.iterate(adultBorn, day) as Iterable<number>);
}

/** Those who are there and don’t go themselves. */
export function stayingAmong(db: ReadableDb, users: UserBitmap, day: string): UserBitmap {
  const staying = new UserBitmap();
  for (const { userNo, ...facts } of factsAmong(db, users))
    if (stays(facts, day)) staying.add(userNo);
  return staying;
}
