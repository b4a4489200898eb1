/**
 * Enters a checked file into the replica. One walk through its entries, in the caller's transaction; what
 * becomes of them is told by the kind's effect. Everything needed to take it back is kept with the import
 * (undoImport.ts). Must never know of flags, decisions or sets: whom it made and changed is told
 * to the caller.
 */
import type { ImportDiff } from '#shared/contract/shapes/imports.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { importKind, mayCoverAll } from '#shared/importKinds/importKinds.ts';
import { prepared, run, type Value, value, type WritableDb } from '../../db/db.ts';
import { ensureGroup } from '../../replica/groups.ts';
import type { UserToFlag } from '../../replica/reviewStates.ts';
import { Comparison } from '../compare/comparison.ts';
import {
  type KnownUser,
  rememberedGroups,
  storedFacts,
  userFinder,
} from '../compare/knownUsers.ts';
import { usersLeftOut } from '../compare/leftOut.ts';
import { requireList } from '../compare/listFiles.ts';
import { applyStaffList, applyStaffLists } from '../compare/staffLists.ts';
import { type Entry, entryChunks, type FactReader, factReaderOf } from '../rows/entries.ts';
import { columnsOfFile, type StoredImport } from '../rows/importFile.ts';
import { recordSignReader } from '../rows/recordSigns.ts';
import { NumberList, storeRowGroup } from '../rows/rowGroups.ts';
import { MAY_MEAN_OTHERS, ROW_ISSUES, unreadableCounts } from '../rows/rowIssues.ts';
import type { CellValue } from '../rows/storedRow.ts';
import { checkedFile, requireWholeReport } from './checkedFile.ts';
import { commitLines } from './commitLines.ts';
import { beforeStatement, keptIssues, NewUsers, updateStatement } from './commitStatements.ts';
import type { CommitProgress, Committed } from './committed.ts';
import { CountedUsers } from './countedUsers.ts';
import { indexLines } from './indexLines.ts';
import { markCommitted } from './markCommitted.ts';

export interface CommitOptions {
  /** Candidates that the file doesn't name leave the review. */
  readonly replace: boolean;
  /** The report covers everybody: users who aren't in it have none of what it tells. Nothing for kinds that can't. */
  readonly absentHaveNone: boolean;
  /** Told of each user whom a file that describes users makes, in ascending order. */
  readonly onNewUser?: ((user: UserToFlag) => void) | undefined;
}

export function commitImport(
  db: WritableDb,
  importId: number,
  options: CommitOptions,
  onProgress: CommitProgress,
): Committed {
  const file = checkedFile(db, importId);
  const { effect } = importKind(file.kind);
  const coversAll = options.absentHaveNone && mayCoverAll(file.kind);
  if (coversAll) requireWholeReport(db, file);
  if (effect === 'lines') {
    const committed = commitLines(db, file, coversAll, onProgress);
    applyStaffLists(db, new UserBitmap(), beforeStatement(db, importId));
    return committed;
  }
  const factReader = factReaderOf(file.kind, columnsOfFile(file));
  const commit = new Commit(db, file, factReader, options.onNewUser);
  let done = 0;
  for (const entries of entryChunks(db, importId, factReader)) {
    for (const entry of entries) commit.enter(entry);
    done += entries.length;
    onProgress(done);
  }
  commit.enterMade();
  const left = effect === 'review' && options.replace ? commit.leaveOthers() : new UserBitmap();
  const covered = coversAll ? commit.clearAbsent() : null;
  const diff = commit.finish(left, covered);
  indexLines(db, file);
  // Whom lists mean depends on all files that are in force, this one among them.
  if (effect === 'roles') commit.tellRoles();
  else commit.hearStaffLists();
  // Only now is it known whom it names: a file before it may just have brought them.
  requireList(db, file, file.identifier_count - diff.new);
  return commit;
}

/**
 * Another identifier of a user stands since a file is of another day: lists of staff may mean them now. It is taken back
 * with the file that was added last.
 */
export function hearStaffLists(db: WritableDb): void {
  const newest = value<number>(
    db,
    `SELECT import_id FROM import_file WHERE state = 'committed' ORDER BY imported_at DESC LIMIT 1`,
  );
  applyStaffLists(db, new UserBitmap(), beforeStatement(db, newest));
}

/** The set that an exclusion list became. */
export function noteSet(db: WritableDb, importId: number, setId: number): void {
  run(db, 'UPDATE import_file SET set_id = ? WHERE import_id = ?', setId, importId);
}

class Commit {
  /** All users of the file. */
  readonly named = new UserBitmap();
  readonly returned = new UserBitmap();
  readonly cameBack = new UserBitmap();
  readonly lastBefore: number;
  readonly #db: WritableDb;
  readonly #file: StoredImport;
  readonly #factReader: FactReader;
  readonly #describes: boolean;
  readonly #review: boolean;
  readonly #comparison: Comparison;
  readonly #find: (key: string) => KnownUser | undefined;
  readonly #groupNo: (name: string) => number | null;
  readonly #made: NewUsers;
  readonly #update: (values: Value[]) => void;
  readonly #before: (userNo: number) => void;
  readonly #newUsers = new UserBitmap();
  /** Known before from lists and counts alone. */
  readonly #describedFirst = new UserBitmap();
  readonly #numeric = new NumberList();
  /** Users of a list who may stand for somebody else, because of how they are spelt. */
  readonly #odd = new NumberList();
  readonly #counted: CountedUsers | undefined;
  /** Bits of row issues that only files like this one tell and take back. */
  readonly #ownIssues: number;
  readonly #onNewUser: CommitOptions['onNewUser'];
  readonly #recordSigns: ReturnType<typeof recordSignReader>;
  readonly #factOf: (facts: readonly CellValue[], field: UserFieldName) => CellValue;

  constructor(
    db: WritableDb,
    file: StoredImport,
    factReader: FactReader,
    onNewUser: CommitOptions['onNewUser'],
  ) {
    this.#db = db;
    this.#file = file;
    this.#factReader = factReader;
    const { effect } = importKind(file.kind);
    this.#review = effect === 'review';
    this.#describes = !factReader.counted && (effect === 'review' || effect === 'replica');
    const told = this.#describes || factReader.counted ? factReader.told : [];
    this.#comparison = new Comparison(db, file, factReader);
    this.#find = userFinder(db, factReader.told, file.identifier_count);
    this.#groupNo = rememberedGroups((name) => ensureGroup(db, name));
    const membership = { described: this.#describes, candidate: this.#review };
    this.#made = new NewUsers(db, file.import_id, membership, told);
    this.lastBefore = this.#made.lastNo;
    this.#onNewUser = this.#describes ? onNewUser : undefined;
    this.#factOf = factLookup(told);
    this.#recordSigns = recordSignReader(told, this.#comparison.context);
    this.#ownIssues = factReader.counted ? unreadableCounts(factReader.told) : 0;
    const kept = factReader.counted ? ~this.#ownIssues : keptIssues(db, file, factReader);
    this.#update = updateStatement(db, file.kind, factReader, kept);
    this.#before = beforeStatement(db, file.import_id);
    this.#counted = factReader.counted ? new CountedUsers(factReader.told) : undefined;
  }

  enter(entry: Entry): void {
    const known = this.#find(entry.key);
    const told = storedFacts(this.#factReader, entry, this.#groupNo);
    const facts = this.#comparison.settle(entry, known, told);
    const returned = this.#comparison.add(entry, known, facts);
    const { effect } = importKind(this.#file.kind);
    if (!known && effect === 'evidence') return;
    const userNo = known?.userNo ?? this.#enterNew(entry, facts);
    this.named.add(userNo);
    if (returned !== 0) this.returned.add(userNo);
    this.#counted?.add(userNo, facts);
    if (effect === 'set') {
      if (entry.issues & ROW_ISSUES.numeric) this.#numeric.push(userNo);
      if (entry.issues & MAY_MEAN_OTHERS) this.#odd.push(userNo);
    }
    if (known && (this.#describes || this.#factReader.counted))
      this.#enterKnown(known, entry, facts, returned);
  }

  #enterNew(entry: Entry, facts: readonly CellValue[]): number {
    const told = this.#describes || this.#factReader.counted ? facts : [];
    const otherGroups = this.#otherGroups(entry);
    const userNo = this.#made.add([
      entry.key,
      entry.identifier,
      entry.row,
      this.#issuesOf(entry),
      entry.issues & ROW_ISSUES.conflict ? 1 : 0,
      otherGroups,
      ...told,
    ]);
    this.#newUsers.add(userNo);
    this.#onNewUser?.(this.#factsOf(userNo, entry, facts, otherGroups));
    return userNo;
  }

  #factsOf(
    userNo: number,
    entry: Entry,
    facts: readonly CellValue[],
    otherGroups: string | null,
  ): UserToFlag {
    const { key, issues } = entry;
    const some = (field: UserFieldName) => Number(this.#factOf(facts, field) ?? 0) > 0;
    return {
      userNo,
      key,
      issues,
      otherGroups,
      conflict: (issues & ROW_ISSUES.conflict) !== 0,
      returned: false,
      activityElsewhere: some('loans_elsewhere') || some('fines_elsewhere'),
      isContact: this.#factOf(facts, 'record_type') === 'Contact',
      ...this.#recordSigns(facts),
      staffRole: this.#factOf(facts, 'staff_role') as number | null,
      groupNo: this.#factOf(facts, 'user_group') as number | null,
      expiryDate: this.#factOf(facts, 'expiry_date') as string | null,
      purgeDate: this.#factOf(facts, 'purge_date') as string | null,
      firstName: this.#factOf(facts, 'first_name') as string | null,
      lastName: this.#factOf(facts, 'last_name') as string | null,
    };
  }

  /** Writes the new users who still wait; to be called before anything else is asked about users. */
  enterMade(): void {
    this.#made.flush();
  }

  #enterKnown(known: KnownUser, entry: Entry, facts: readonly CellValue[], returned: number): void {
    if (this.#comparison.isOvertaken(entry, known)) return;
    this.#before(known.userNo);
    if (this.#factReader.counted) {
      this.#update([...facts, this.#issuesOf(entry) & this.#ownIssues, known.userNo]);
      return;
    }
    if (known.deleted) this.cameBack.add(known.userNo);
    if (!known.described) this.#describedFirst.add(known.userNo);
    this.#update([
      entry.identifier,
      entry.row,
      entry.issues,
      entry.issues & ROW_ISSUES.conflict ? 1 : 0,
      this.#otherGroups(entry),
      returned,
      this.#file.import_id,
      ...facts,
      known.userNo,
    ]);
  }

  /** What a report couldn't count is noted by what it counts. */
  #issuesOf({ issues }: Entry): number {
    if (!this.#factReader.counted || (issues & ROW_ISSUES.unreadable) === 0) return issues;
    return (issues & ~ROW_ISSUES.unreadable) | this.#ownIssues;
  }

  #otherGroups(entry: Entry): string | null {
    if (entry.otherGroups.length === 0) return null;
    return JSON.stringify(entry.otherGroups.map((name) => this.#groupNo(name)));
  }

  /** Candidates whom the file doesn't name leave the review. */
  leaveOthers(): UserBitmap {
    const candidates = prepared(this.#db, 'SELECT user_no FROM user WHERE candidate = 1')
      .pluck()
      .all() as number[];
    const leave = prepared(this.#db, 'UPDATE user SET candidate = 0 WHERE user_no = ?');
    const left = UserBitmap.of(candidates).andNot(this.named);
    for (const userNo of left) leave.run(userNo);
    return left;
  }

  /** A list of staff says it of everybody. */
  tellRoles(): void {
    applyStaffList(this.#db, this.named, (userNo) => this.#keepBefore(userNo));
  }

  /** What lists that were added before say, of users who are told of for the first time without a role, too. */
  hearStaffLists(): void {
    const tellsRoles = this.#factReader.told.includes('staff_role');
    const brought =
      this.#describes && !tellsRoles ? this.#newUsers.or(this.#describedFirst) : new UserBitmap();
    applyStaffLists(this.#db, brought, (userNo) => this.#keepBefore(userNo));
  }

  /** Users whom the file has made weren't there before. */
  #keepBefore(userNo: number): void {
    if (!this.#newUsers.has(userNo)) this.#before(userNo);
  }

  /** @returns whom it leaves out */
  clearAbsent(): UserBitmap {
    const covered = usersLeftOut(this.#db, this.named);
    this.#counted?.clearAbsent(this.#db, this.#file, covered.or(this.named), this.#before);
    return covered;
  }

  finish(left: UserBitmap, covered: UserBitmap | null): ImportDiff {
    const importId = this.#file.import_id;
    storeRowGroup(this.#db, importId, { of: 'numeric-users' }, this.#numeric.numbers);
    storeRowGroup(this.#db, importId, { of: 'odd-users' }, this.#odd.numbers);
    const diff = this.#comparison.finish(this.#db);
    const { named } = this;
    markCommitted(this.#db, importId, { diff, named, newUsers: this.#newUsers, left, covered });
    return diff;
  }
}

/** @returns a function that gives one of the told facts of a user; null for what isn't told */
function factLookup(
  told: readonly UserFieldName[],
): (facts: readonly CellValue[], field: UserFieldName) => CellValue {
  const places = new Map(told.map((field, place) => [field, place]));
  return (facts, field) => {
    const place = places.get(field);
    return place === undefined ? null : (facts[place] ?? null);
  };
}
