/**
 * Compares a checked file with the replica as it is now, without changing it: what the file would bring,
 * possible zero-loss pairs, rows of users who were purged before. Gives way between chunks. Needed when a file
 * has been read, and again for waiting files when the replica has changed.
 */
import type { ImportDiff } from '#shared/contract/shapes/imports.ts';
import { PAIR_CLASSES, type PairClass } from '#shared/contract/shapes/rowGroup.ts';
import { looseKeys, NearIdentifiers, shortenedNumbers } from '#shared/domain/nearIdentifiers.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { importKind, isListKind } from '#shared/importKinds/importKinds.ts';
import {
  all,
  get,
  moment,
  prepared,
  type ReadableDb,
  run,
  transaction,
  type WritableDb,
} from '../../db/db.ts';
import { findGroup } from '../../replica/groups.ts';
import { CANDIDATE_SQL } from '../../replica/membership.ts';
import { bumpRevision } from '../../replica/revision.ts';
import { eachKey, keysOfUsers } from '../../replica/userKeys.ts';
import { type Entry, entryChunks, type FactReader, factReaderOf } from '../rows/entries.ts';
import { columnsOfFile, getImportFile, type StoredImport } from '../rows/importFile.ts';
import { NumberList, noticed, type StoredRowGroup, storeRowGroup } from '../rows/rowGroups.ts';
import { MAY_MEAN_OTHERS, ROW_ISSUES } from '../rows/rowIssues.ts';
import { compareLines } from './compareLines.ts';
import { Comparison } from './comparison.ts';
import { excludedUsers, exclusionLists, meantBy } from './exclusionLists.ts';
import { type KnownUser, rememberedGroups, storedFacts, userFinder } from './knownUsers.ts';
import { LinesOfList } from './linesOfList.ts';
import { listChanges, storeListChanges } from './listChanges.ts';
import { askedGroup, ListPairs, matchedLines, PairAnswers } from './listPairs.ts';
import { addDoubtful, allPlaces, NearPairs, unusableIdentifiers } from './nearMisses.ts';
import { ZeroLossKeys } from './zeroLossKeys.ts';

/** Group that nobody has yet: unlike any number, unlike none. */
const UNHEARD_OF = -1;

/** What finds the rows of a row group. */
type RowGroupFinder = readonly [StoredRowGroup, PairFinder];

/**
 * @param breathe lets other commands in; told how many identifiers are compared
 * @returns false when the file is no longer there, or no longer waits
 */
export async function compareImport(
  db: WritableDb,
  importId: number,
  breathe: (done: number) => Promise<void>,
): Promise<boolean> {
  const file = getImportFile(db, importId);
  const changesOf = (named: UserBitmap) =>
    listChanges(db, file, named, () => breathe(file.identifier_count));
  if (importKind(file.kind).effect === 'lines') {
    const comparison = await compareLines(db, file, breathe);
    const changes = await changesOf(comparison.seen);
    return storeDiff(db, importId, (writable) => {
      storeListChanges(writable, importId, changes);
      return comparison.finish(writable, importId, changes?.signs);
    });
  }
  const factReader = factReaderOf(file.kind, columnsOfFile(file));
  const comparison = new Comparison(db, file, factReader);
  const lines = new LinesOfList(db);
  const finders: readonly RowGroupFinder[] = [
    [noticed('zero-loss-pair'), zeroLossFinder(db, file, lines)],
    [noticed('possible-pair'), nearFinder(db, file, lines)],
    ...askedFinders(db, file, lines),
  ];
  // With an empty replica there is nothing to look up.
  if (comparison.everyRowIsNew) comparison.addStrangers(file.identifier_count);
  else {
    const looks: Looking[] = finders.map(([, finder]) => finder);
    if (isListKind(file.kind)) looks.push(lines);
    await walk(db, file, factReader, comparison, looks, breathe);
    lines.find(db);
    comparison.addMeant(lines.meant, lines.sharing);
  }
  const changes = await changesOf(comparison.seen);
  if (changes) comparison.addSigns(changes.signs);
  return storeDiff(db, importId, () => {
    storeListChanges(db, importId, changes);
    for (const [rowGroup, finder] of finders) storeRowGroup(db, importId, rowGroup, finder.rows());
    lines.store(db, importId);
    return comparison.finish(db);
  });
}

/** @returns false when the file is no longer there, or no longer waits */
function storeDiff(
  db: WritableDb,
  importId: number,
  finish: (db: WritableDb) => ImportDiff,
): boolean {
  return transaction(db, () => {
    const still = get(
      db,
      `SELECT 1 FROM import_file WHERE import_id = ? AND state IN ('reading', 'checked')`,
      importId,
    );
    if (!still) return false;
    const diff = finish(db);
    run(db, 'UPDATE import_file SET diff = ? WHERE import_id = ?', JSON.stringify(diff), importId);
    bumpRevision(db, 'nobody');
    return true;
  });
}

async function walk(
  db: WritableDb,
  file: StoredImport,
  factReader: FactReader,
  comparison: Comparison,
  finders: readonly Looking[],
  breathe: (done: number) => Promise<void>,
): Promise<void> {
  const find = userFinder(db, factReader.told, file.identifier_count);
  const groupNo = rememberedGroups((name) => findGroup(db, name) ?? UNHEARD_OF);
  let done = 0;
  for (const entries of entryChunks(db, file.import_id, factReader)) {
    moment(db, () => {
      for (const entry of entries) {
        const known = find(entry.key);
        const told = storedFacts(factReader, entry, groupNo);
        comparison.add(entry, known, comparison.settle(entry, known, told));
        for (const finder of finders) finder.look(entry, known);
      }
    });
    done += entries.length;
    await breathe(done);
  }
}

interface Looking {
  look(entry: Entry, known: KnownUser | undefined): void;
}

/** Rows that may mean somebody on the other side. */
interface PairFinder extends Looking {
  /** After the last entry. */
  rows(): readonly number[] | Int32Array;
}

/**
 * Numbers of the file that somebody on the other side has with other leading zeros (docs/domain.md,
 * section 6, rule 3): for candidates, those of exclusion lists and other reports; for all others, candidates.
 */
function zeroLossFinder(db: ReadableDb, file: StoredImport, lines: LinesOfList): PairFinder {
  const others = new ZeroLossKeys(
    importKind(file.kind).effect === 'review' ? keysOfOthers(db) : keysOfCandidates(db),
  );
  const rows: number[] = [];
  const numeric = new Set<number>();
  return {
    // What is another identifier of one user is theirs, unless its zeros may be lost.
    rows: () => rows.filter((row) => numeric.has(row) || !lines.means(row)),
    look({ key, row, issues }) {
      if (!others.hasOther(key)) return;
      rows.push(row);
      if (issues & ROW_ISSUES.numeric) numeric.add(row);
    },
  };
}

/**
 * Near misses between a list and the candidates: of candidates, those whom a list that was added may mean; of a
 * list, its rows that are no candidate's identifier but may mean one. Other reports exclude nobody.
 */
function nearFinder(db: ReadableDb, file: StoredImport, lines: LinesOfList): PairFinder {
  const { effect } = importKind(file.kind);
  if (effect === 'review') return nearCandidates(db);
  return effect === 'set' ? nearMembers(db, file, lines) : { look: () => {}, rows: () => [] };
}

function nearCandidates(db: ReadableDb): PairFinder {
  const excluded = excludedUsers(db);
  const pairs = new NearPairs(db, allPlaces(db), new ZeroLossKeys([]));
  const known = prepared(db, 'SELECT user_no FROM user WHERE identifier_key = ?').pluck();
  const rows = new NumberList();
  return {
    rows: () => rows.numbers,
    look({ key, issues, row }) {
      if (!pairs.has(key, issues)) return;
      const userNo = known.get(key) as number | undefined;
      if (userNo === undefined || !excluded.has(userNo)) rows.push(row);
    },
  };
}

interface Doubtful {
  readonly row: number;
  readonly text: string;
  /** Its last digits may be others. */
  readonly lost: boolean;
}

function nearMembers(db: ReadableDb, file: StoredImport, lines: LinesOfList): PairFinder {
  const near = new NearIdentifiers();
  const isCandidate = prepared(
    db,
    `SELECT 1 FROM user u WHERE identifier_key = ? AND ${CANDIDATE_SQL}`,
  ).pluck();
  const unlike: Doubtful[] = [];
  for (const { row, text } of unusableIdentifiers(db, file.import_id))
    unlike.push({ row, text, lost: true });
  return {
    look({ key, issues, row }) {
      if ((issues & MAY_MEAN_OTHERS) === 0) return;
      const lost = (issues & ROW_ISSUES.lostDigits) !== 0;
      if (lost || isCandidate.get(key) === undefined) unlike.push({ row, text: key, lost });
    },
    rows() {
      const doubtful = unlike.filter(({ row, lost }) => lost || !lines.means(row));
      for (const { text, lost } of doubtful) addDoubtful(near, text, lost);
      if (near.isEmpty) return [];
      // Two steps: the few candidates who are meant, then the rows that mean one of them.
      const candidates = prepared(db, `SELECT identifier_key FROM user u WHERE ${CANDIDATE_SQL}`);
      const meant: string[] = [];
      for (const key of candidates.pluck().iterate() as Iterable<string>)
        if (near.mayMean(key)) meant.push(key);
      return meant.length === 0 ? [] : rowsThatMean(doubtful, meant);
    },
  };
}

function rowsThatMean(doubtful: readonly Doubtful[], meant: readonly string[]): number[] {
  const loose = new Set<string>();
  for (const key of meant) for (const each of looseKeys(key)) loose.add(each);
  const mean = ({ text, lost }: Doubtful) => {
    const itself = foldText(text);
    for (const key of looseKeys(text)) if (key !== itself && loose.has(key)) return true;
    if (!lost && shortenedNumbers(text).length === 0) return false;
    const near = new NearIdentifiers();
    addDoubtful(near, text, lost);
    return meant.some((key) => key !== itself && near.mayMean(key));
  };
  const rows = doubtful.filter(mean).map(({ row }) => row);
  return rows.sort((a, b) => a - b);
}

/** Rows for which somebody is held back, and about whom nothing was answered yet: what the check asks about. */
function askedFinders(db: ReadableDb, file: StoredImport, lines: LinesOfList): RowGroupFinder[] {
  if (importKind(file.kind).effect === 'review') return askedCandidates(db);
  if (file.kind !== 'exclusions') return [];
  return [[askedGroup(file.kind, 'zero-loss-pair'), askedMembers(db, file, lines)]];
}

function askedCandidates(db: ReadableDb): RowGroupFinder[] {
  const lists = exclusionLists(db);
  if (lists.length === 0) return [];
  const excluded = meantBy(lists);
  const pairs = new ListPairs(db, { lists, damagedLines: false });
  const answers = new PairAnswers(db, lists);
  const known = prepared(db, 'SELECT user_no FROM user WHERE identifier_key = ?').pluck();
  const isOpen = (about: PairClass, { key, issues }: Entry): boolean => {
    if (!pairs.has(about, key, issues)) return false;
    const userNo = known.get(key) as number | undefined;
    if (userNo === undefined) return true;
    if (about === 'possible-pair' && excluded.has(userNo)) return false;
    return !answers.isSame(about, userNo) && !answers.isLifted(about, userNo, key, issues);
  };
  return PAIR_CLASSES.map((about) => {
    const rows = new NumberList();
    const look = (entry: Entry) => {
      if (isOpen(about, entry)) rows.push(entry.row);
    };
    return [askedGroup('candidates', about), { look, rows: () => rows.numbers }];
  });
}

/** A number that is a candidate's own is that candidate's, unless it was a number cell. */
function askedMembers(db: ReadableDb, file: StoredImport, lines: LinesOfList): PairFinder {
  const isCandidate = prepared(
    db,
    `SELECT 1 FROM user u WHERE identifier_key = ? AND ${CANDIDATE_SQL}`,
  ).pluck();
  const { look, rows } = zeroLossFinder(db, file, lines);
  return {
    rows,
    look(entry, known) {
      const isNumeric = (entry.issues & ROW_ISSUES.numeric) !== 0;
      if (isNumeric || isCandidate.get(entry.key) === undefined) look(entry, known);
    },
  };
}

const OF_DIGITS = `u.identifier_key GLOB '[0-9]*'`;

function* keysOfCandidates(db: ReadableDb): Generator<string> {
  for (const [, key] of eachKey(db, `${OF_DIGITS} AND ${CANDIDATE_SQL}`)) yield key;
}

function* keysOfOthers(db: ReadableDb): Generator<string> {
  const matched = matchedLines(db);
  const others = `${OF_DIGITS} AND NOT (${CANDIDATE_SQL})`;
  for (const keys of [
    eachKey(db, `${others} AND u.described = 0`),
    keysOfUsers(db, excludedUsers(db), `${others} AND u.described <> 0`),
  ])
    for (const [userNo, key] of keys) if (!matched.has(userNo)) yield key;
}

/** Checked files whose comparison is no longer true, oldest first. */
export function staleComparisons(db: ReadableDb): number[] {
  return all<{ import_id: number }>(
    db,
    `SELECT import_id FROM import_file WHERE state = 'checked' AND diff IS NULL ORDER BY import_id`,
  ).map(({ import_id }) => import_id);
}

/** After every change of the replica: what waits has to be compared anew. */
export function forgetComparisons(db: WritableDb): void {
  run(db, `UPDATE import_file SET diff = NULL WHERE state = 'checked'`);
}
