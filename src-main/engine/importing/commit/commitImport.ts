/**
 * Enters a checked file into the replica. One walk through its entries, in the caller's transaction; what
 * becomes of them is told by the kind's effect. Everything needed to take it back is kept with the import
 * (undoImport.ts). Must never say what becomes of decisions or of the flags of whoever was known before.
 */
import type { ImportDiff } from '#shared/contract/shapes.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { prepared, run, type Value, type WritableDb } from '../../db/db.ts';
import { Refusal } from '../../refusal.ts';
import { PRESENT_SQL } from '../../replica/criteriaSql.ts';
import { ensureGroup } from '../../replica/groups.ts';
import { type FlagFacts, StandingsEditor } from '../../replica/standings.ts';
import {
  Comparison,
  type KnownUser,
  rememberedGroups,
  storedFacts,
  userFinder,
} from '../compare/comparison.ts';
import { requireList } from '../compare/listFiles.ts';
import { applyStaffList, applyStaffLists } from '../compare/staffLists.ts';
import { type Entry, entryChunks, type FactReader, factReader } from '../rows/entries.ts';
import {
  columnsOfFile,
  getImportFile,
  isEmptyReport,
  type StoredImport,
} from '../rows/importFile.ts';
import { NumberList, storePart } from '../rows/importParts.ts';
import { MAY_MEAN_OTHERS, ROW_NOTES, unreadableCounts } from '../rows/rowNotes.ts';
import type { CellValue } from '../rows/rowStore.ts';
import { beforeStatement, keptNotes, NewUsers, updateStatement } from './commitStatements.ts';

export interface CommitOptions {
  /** Candidates that the file doesn't name leave the review. */
  readonly replace: boolean;
  /** The report covers everybody: users who aren't in it have none of what it counts. */
  readonly absentHaveNone: boolean;
  /** Computes the flags of a user whom the file makes; without it they are left to the caller. */
  readonly flagger?: { flagsOf(facts: FlagFacts): number } | undefined;
}

/** Told between entries: how many are done. May throw to end the commit; the transaction is then undone. */
export type CommitProgress = (done: number) => void;

export interface Committed {
  /** All users that the file names; for an exclusion list its members. */
  readonly named: UserBitmap;
  /** Those whom it brought back, or of whom it tells signs of life. */
  readonly returned: UserBitmap;
  /** Those of them whom a purge of ours had taken: what was decided about them is over. */
  readonly cameBack: UserBitmap;
  /** The highest number of a user before. */
  readonly lastBefore: number;
}

export function commitImport(
  db: WritableDb,
  importId: number,
  options: CommitOptions,
  onProgress: CommitProgress,
): Committed {
  const file = requireChecked(db, importId);
  const { effect } = importKind(file.kind);
  const reader = factReader(file.kind, columnsOfFile(file));
  const commit = new Commit(db, file, reader, options.flagger);
  let done = 0;
  for (const entries of entryChunks(db, importId, reader)) {
    for (const entry of entries) commit.enter(entry);
    done += entries.length;
    onProgress(done);
  }
  commit.enterMade();
  if (effect === 'roles') commit.tellRoles();
  else commit.hearStaffLists();
  const left = effect === 'review' && options.replace ? commit.leaveOthers() : new UserBitmap();
  if (reader.counted && options.absentHaveNone) commit.clearAbsent();
  const diff = commit.finish(left);
  // Only now is it known whom it names: a file before it may just have brought them.
  requireList(db, file, file.identifier_count - diff.new);
  return commit;
}

/** The set that an exclusion list became. */
export function noteSet(db: WritableDb, importId: number, setId: number): void {
  run(db, 'UPDATE import_file SET set_id = ? WHERE import_id = ?', setId, importId);
}

function requireChecked(db: WritableDb, importId: number): StoredImport {
  const file = getImportFile(db, importId);
  if (file.state !== 'checked') {
    throw new Refusal(
      'import.notChecked',
      'This file is not ready to be added; it was already added, discarded, or is still being read.',
    );
  }
  if (file.missing !== '[]') {
    throw new Refusal(
      'import.missingColumn',
      'This kind of file needs a column that hasn’t been found yet.',
      'Say which column of the file holds it, or choose another kind.',
    );
  }
  if (file.question) {
    const { about, column } = JSON.parse(file.question) as { about?: string; column: string };
    if (about === 'decimals')
      throw new Refusal(
        'import.decimals',
        `The numbers in the column “${column}” may have a point or a comma before their decimals.`,
        'Choose how they are to be read.',
      );
    throw new Refusal(
      'import.dateOrder',
      `The dates in the column “${column}” could have the month or the day first.`,
      'Choose how they are to be read.',
    );
  }
  requireWholeStaffList(file);
  if (file.identifier_count === 0 && !isEmptyReport(file)) {
    throw new Refusal(
      'import.noIdentifiers',
      'No row of this file has a primary identifier that can be used.',
      'See the errors, correct the file, and choose it again.',
    );
  }
  return file;
}

/** Whoever stands in a row that can't be used would count as without a role. */
function requireWholeStaffList({ kind, error_count, identifier_count }: StoredImport): void {
  if (kind !== 'staff') return;
  if (identifier_count === 0)
    throw new Refusal(
      'import.staffEmpty',
      'This list of staff names nobody, so everybody would count as having no staff role.',
      'Choose a list that names your staff.',
    );
  if (error_count > 0)
    throw new Refusal(
      'import.staffErrors',
      `${error_count.toLocaleString('en-US')} ${error_count === 1 ? 'row' : 'rows'} of this list of staff can’t be used, and whoever is in them would count as having no staff role.`,
      'Correct the rows that the errors name, and choose the file again.',
    );
}

class Commit {
  /** All users of the file. */
  readonly named = new UserBitmap();
  readonly returned = new UserBitmap();
  readonly cameBack = new UserBitmap();
  readonly lastBefore: number;
  readonly #db: WritableDb;
  readonly #file: StoredImport;
  readonly #reader: FactReader;
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
  /** Of a file that counts: users of whom it tells each field, and those of whom it tells none. */
  readonly #counted: readonly UserBitmap[];
  readonly #uncounted = new UserBitmap();
  /** Bits of notes that only files like this one tell and take back. */
  readonly #ownNotes: number;
  readonly #flags: StandingsEditor;
  readonly #flagger: CommitOptions['flagger'];
  readonly #factOf: (facts: readonly CellValue[], field: UserFieldName) => CellValue;

  constructor(
    db: WritableDb,
    file: StoredImport,
    reader: FactReader,
    flagger: CommitOptions['flagger'],
  ) {
    this.#db = db;
    this.#file = file;
    this.#reader = reader;
    const { effect } = importKind(file.kind);
    this.#review = effect === 'review';
    this.#describes = !reader.counted && (effect === 'review' || effect === 'replica');
    const told = this.#describes || reader.counted ? reader.told : [];
    this.#comparison = new Comparison(db, file, reader);
    this.#find = userFinder(db, reader.told);
    this.#groupNo = rememberedGroups((name) => ensureGroup(db, name));
    const standing = { described: this.#describes, candidate: this.#review };
    this.#made = new NewUsers(db, file.import_id, standing, told);
    this.lastBefore = this.#made.lastNo;
    this.#flags = new StandingsEditor(db);
    this.#flagger = this.#describes ? flagger : undefined;
    this.#factOf = factReaderOf(told);
    this.#ownNotes = reader.counted ? unreadableCounts(reader.told) : 0;
    const kept = reader.counted ? ~this.#ownNotes : keptNotes(db, file, reader);
    this.#update = updateStatement(db, file.kind, reader, kept);
    this.#before = beforeStatement(db, file.import_id);
    this.#counted = reader.counted ? reader.told.map(() => new UserBitmap()) : [];
  }

  enter(entry: Entry): void {
    const known = this.#find(entry.key);
    const told = storedFacts(this.#reader, entry, this.#groupNo);
    const facts = this.#comparison.settle(entry, known, told);
    const returned = this.#comparison.add(entry, known, facts);
    const { effect } = importKind(this.#file.kind);
    if (!known && effect === 'evidence') return;
    const userNo = known?.userNo ?? this.#enterNew(entry, facts);
    this.named.add(userNo);
    if (returned !== 0) this.returned.add(userNo);
    if (this.#reader.counted) this.#noteCounted(userNo, facts);
    if (effect === 'set') {
      if (entry.notes & ROW_NOTES.numeric) this.#numeric.push(userNo);
      if (entry.notes & MAY_MEAN_OTHERS) this.#odd.push(userNo);
    }
    if (known && (this.#describes || this.#reader.counted))
      this.#enterKnown(known, entry, facts, returned);
  }

  #enterNew(entry: Entry, facts: readonly CellValue[]): number {
    const told = this.#describes || this.#reader.counted ? facts : [];
    const otherGroups = this.#otherGroups(entry);
    const userNo = this.#made.add([
      entry.key,
      entry.identifier,
      entry.row,
      this.#notesOf(entry),
      entry.notes & ROW_NOTES.conflict ? 1 : 0,
      otherGroups,
      ...told,
    ]);
    this.#newUsers.add(userNo);
    if (this.#flagger) {
      const asked = this.#flagFacts(userNo, entry, facts, otherGroups);
      this.#flags.setFlags(userNo, this.#flagger.flagsOf(asked));
    }
    return userNo;
  }

  #flagFacts(
    userNo: number,
    entry: Entry,
    facts: readonly CellValue[],
    otherGroups: string | null,
  ): FlagFacts {
    const { key, notes } = entry;
    const some = (field: UserFieldName) => Number(this.#factOf(facts, field) ?? 0) > 0;
    return {
      userNo,
      key,
      notes,
      otherGroups,
      conflict: (notes & ROW_NOTES.conflict) !== 0,
      returned: false,
      activityElsewhere: some('loans_elsewhere') || some('fines_elsewhere'),
      isContact: this.#factOf(facts, 'record_type') === 'Contact',
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
    this.#flags.finish();
  }

  #enterKnown(known: KnownUser, entry: Entry, facts: readonly CellValue[], returned: number): void {
    this.#before(known.userNo);
    if (this.#reader.counted) {
      this.#update([...facts, this.#notesOf(entry) & this.#ownNotes, known.userNo]);
      return;
    }
    if (known.purged) this.cameBack.add(known.userNo);
    if (!known.described) this.#describedFirst.add(known.userNo);
    this.#update([
      entry.identifier,
      entry.row,
      entry.notes,
      entry.notes & ROW_NOTES.conflict ? 1 : 0,
      this.#otherGroups(entry),
      returned,
      this.#file.import_id,
      ...facts,
      known.userNo,
    ]);
  }

  /** What a report couldn't count is noted by what it counts. */
  #notesOf({ notes }: Entry): number {
    if (!this.#reader.counted || (notes & ROW_NOTES.unreadable) === 0) return notes;
    return (notes & ~ROW_NOTES.unreadable) | this.#ownNotes;
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
    applyStaffList(this.#db, this.named, this.#before);
  }

  /** Users who are told of for the first time, without a role. */
  hearStaffLists(): void {
    if (this.#describes && !this.#reader.told.includes('staff_role'))
      applyStaffLists(this.#db, this.#newUsers.or(this.#describedFirst));
  }

  #noteCounted(userNo: number, facts: readonly CellValue[]): void {
    let tells = false;
    for (const [n, users] of this.#counted.entries()) {
      if (facts[n] === null) continue;
      users.add(userNo);
      tells = true;
    }
    if (!tells) this.#uncounted.add(userNo);
  }

  /**
   * A report that covers everybody says of those of whom it doesn't tell a field that they have none:
   * of each sort of items that it tells about at all. What couldn't be read in it stays unknown.
   */
  clearAbsent(): void {
    for (const [n, column] of this.#reader.told.entries()) {
      const told = this.#counted[n]!;
      if (told.count === 0) continue;
      const unread = unreadableCounts([column]);
      const users = prepared(
        this.#db,
        `SELECT user_no FROM user u WHERE ${PRESENT_SQL} AND (${column} IS NOT 0 OR notes & ${unread} <> 0)`,
      )
        .pluck()
        .all() as number[];
      const clear = prepared(
        this.#db,
        `UPDATE user SET ${column} = 0, notes = notes & ${~unread} WHERE user_no = ?`,
      );
      for (const userNo of users) {
        if (told.has(userNo) || this.#uncounted.has(userNo)) continue;
        this.#before(userNo);
        clear.run(userNo);
      }
    }
  }

  finish(left: UserBitmap): ImportDiff {
    const importId = this.#file.import_id;
    storePart(this.#db, importId, 'numeric-users', this.#numeric.numbers);
    storePart(this.#db, importId, 'odd-users', this.#odd.numbers);
    const diff = this.#comparison.finish(this.#db);
    run(
      this.#db,
      `UPDATE import_file SET state = 'committed', diff = ?, users = ?, new_users = ?, left_users = ?,
         jobs_before = (SELECT coalesce(max(job_id), 0) FROM job),
         -- Never the same twice: imports are taken back in the order in which they came.
         imported_at = max(?, (SELECT coalesce(max(imported_at), 0) + 1 FROM import_file)) WHERE import_id = ?`,
      JSON.stringify(diff),
      this.named.toBytes(),
      this.#newUsers.toBytes(),
      left.toBytes(),
      Date.now(),
      importId,
    );
    return diff;
  }
}

/** @returns a function that gives one of the told facts of a user; null for what isn't told */
function factReaderOf(
  told: readonly UserFieldName[],
): (facts: readonly CellValue[], field: UserFieldName) => CellValue {
  const places = new Map(told.map((field, place) => [field, place]));
  return (facts, field) => {
    const place = places.get(field);
    return place === undefined ? null : (facts[place] ?? null);
  };
}
