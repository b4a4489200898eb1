/**
 * Candidates whom an exclusion list may mean though it names another identifier, by class: zeros that were lost, and
 * other near misses. With what was answered about them when a file was added: the answer holds for the users and the
 * lists that were there, and for nobody else. Never decides whether a user stays.
 */
import type { PairClass, RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type ImportKind, isListKind } from '#shared/importKinds/importKinds.ts';
import { all, type ReadableDb } from '../../db/db.ts';
import { CANDIDATE_SQL } from '../../replica/membership.ts';
import { keysOfUsers } from '../../replica/userKeys.ts';
import { importFiles } from '../rows/importFile.ts';
import {
  noticed,
  type PairAnswer,
  readRowGroup,
  type StoredRowGroup,
  storedKey,
} from '../rows/rowGroups.ts';
import type { ExclusionList } from './exclusionLists.ts';
import { type DoubtfulPlaces, NearPairs } from './nearMisses.ts';
import { meaningLines } from './otherIdentifiers.ts';
import { ZeroLossKeys } from './zeroLossKeys.ts';

/** The rows of a file that are asked about: those for which somebody is held back. */
export function askedGroup(kind: ImportKind, about: PairClass): RowGroup {
  // Near misses of a list are nothing else; of candidates, and of numbers, some are told that hold nobody back.
  return kind === 'exclusions' && about === 'possible-pair'
    ? noticed(about)
    : { of: 'asked', about };
}

const ANSWERED_LISTS: StoredRowGroup = { of: 'answered-lists' };

/** Pairs with some lists. */
export class ListPairs {
  readonly #zeroLoss: ZeroLossKeys;
  readonly #near: NearPairs;

  constructor(db: ReadableDb, places: DoubtfulPlaces) {
    this.#zeroLoss = doubtfulZeroKeys(db, places.lists);
    this.#near = new NearPairs(db, places, this.#zeroLoss);
  }

  /** Plain identifiers may have one, too. */
  get looksAtAll(): boolean {
    return this.#zeroLoss.size > 0 || this.#near.looksAtAll;
  }

  /** @param issues of the rows that describe the user */
  has(about: PairClass, key: string, issues: number): boolean {
    return about === 'zero-loss-pair' ? this.#zeroLoss.hasOther(key) : this.#near.has(key, issues);
  }
}

interface Answered {
  readonly lists: readonly number[];
  readonly users: Readonly<Record<PairAnswer, UserBitmap>>;
}

/** What was answered about pairs by files that are part of the replica. */
export class PairAnswers {
  readonly #db: ReadableDb;
  readonly #lists: readonly ExclusionList[];
  readonly #answered: Readonly<Record<PairClass, readonly Answered[]>>;
  /** Pairs with the lists about which nothing was answered, by the numbers of these. */
  readonly #rest = new Map<string, ListPairs>();

  /** @param lists all that exclude somebody now */
  constructor(db: ReadableDb, lists: readonly ExclusionList[]) {
    this.#db = db;
    this.#lists = lists;
    const files = filesWithAnswers(db);
    this.#answered = {
      'zero-loss-pair': files.map((file) => answeredBy(db, file, 'zero-loss-pair')),
      'possible-pair': files.map((file) => answeredBy(db, file, 'possible-pair')),
    };
  }

  /** A list means the user. */
  isSame(about: PairClass, userNo: number): boolean {
    return this.#answered[about].some(({ users }) => users.same.has(userNo));
  }

  /** Every list that may mean the user means somebody else. */
  isLifted(about: PairClass, userNo: number, key: string, issues: number): boolean {
    const covered = new Set<number>();
    for (const { lists, users } of this.#answered[about])
      if (users.different.has(userNo)) for (const list of lists) covered.add(list);
    return covered.size > 0 && !this.#without(covered).has(about, key, issues);
  }

  #without(covered: ReadonlySet<number>): ListPairs {
    const lists = this.#lists.filter(({ importId }) => !covered.has(importId));
    const name = lists.map(({ importId }) => importId).join();
    const rest = this.#rest.get(name) ?? new ListPairs(this.#db, { lists, damagedLines: true });
    this.#rest.set(name, rest);
    return rest;
  }
}

function filesWithAnswers(db: ReadableDb): number[] {
  return all<{ import_id: number }>(
    db,
    `SELECT f.import_id FROM import_file f JOIN import_part p ON p.import_id = f.import_id
     WHERE f.state = 'committed' AND p.part = ?`,
    storedKey(ANSWERED_LISTS),
  ).map(({ import_id }) => import_id);
}

function answeredBy(db: ReadableDb, importId: number, about: PairClass): Answered {
  const users = (answer: PairAnswer) =>
    UserBitmap.of(readRowGroup(db, importId, { of: 'answered', about, answer }));
  return {
    lists: [...readRowGroup(db, importId, ANSWERED_LISTS)],
    users: { same: users('same'), different: users('different') },
  };
}

/** Lines that mean a user by another identifier, but for those whose cell was a number in some list. */
export function matchedLines(db: ReadableDb): UserBitmap {
  const lists = importFiles(db, `state = 'committed'`).filter(({ kind }) => isListKind(kind));
  return lists.reduce(
    (lines, { import_id }) => lines.andNot(numericUsers(db, import_id)),
    meaningLines(db),
  );
}

function numericUsers(db: ReadableDb, importId: number): UserBitmap {
  return UserBitmap.of(readRowGroup(db, importId, { of: 'numeric-users' }));
}

/**
 * Numbers in exclusion lists that may mean somebody else: those that match nobody as they stand, neither a candidate
 * nor another identifier of a user, and those whose cell was a number, from which a spreadsheet takes the leading zeros.
 */
function doubtfulZeroKeys(db: ReadableDb, lists: readonly ExclusionList[]): ZeroLossKeys {
  const ofDigits = `u.identifier_key GLOB '[0-9]*'`;
  const matched = meaningLines(db);
  const doubtful = new Set<string>();
  for (const { importId, members } of lists) {
    const numeric = members.and(numericUsers(db, importId));
    for (const [, key] of keysOfUsers(db, numeric, ofDigits)) doubtful.add(key);
    const others = members.andNot(numeric).andNot(matched);
    const unknown = `${ofDigits} AND NOT (${CANDIDATE_SQL})`;
    for (const [, key] of keysOfUsers(db, others, unknown)) doubtful.add(key);
  }
  return new ZeroLossKeys(doubtful);
}
