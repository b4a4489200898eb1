/**
 * What the entries of a file bring, user by user: new, changed field by field, unchanged, returned, gone.
 * The check walks through it to tell; the commit walks through the same to do it, so that both agree.
 */
import type { ImportDiff } from '#shared/contract/shapes/imports.ts';
import { RETURN_REASONS } from '#shared/contract/shapes/rowGroup.ts';
import { answerTo } from '#shared/domain/openQuestions.ts';
import type { FlagContext, ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type UserFieldName, userField, userFieldNames } from '#shared/fields/userFields.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { get, prepared, type ReadableDb, type WritableDb } from '../../db/db.ts';
import { type JobChanges, jobChanges } from '../../replica/groupMoves.ts';
import { flagContext, readSettings } from '../../replica/settings.ts';
import type { Entry, FactReader } from '../rows/entries.ts';
import { columnsOfFile, optionsOfFile, type StoredImport } from '../rows/importFile.ts';
import {
  dropRowGroup,
  noticed,
  RowGroupLists,
  SET_ASIDE,
  type StoredRowGroup,
  sizeOfRowGroup,
  storeRowGroup,
} from '../rows/rowGroups.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import type { CellValue } from '../rows/storedRow.ts';
import { type EarlierImport, earlierImports } from './earlierImports.ts';
import { EndingSigns } from './endingSigns.ts';
import type { KnownUser } from './knownUsers.ts';
import { LastFiles } from './lastFiles.ts';
import { NewerCounts } from './newerCounts.ts';
import { balancesToldOtherwise } from './otherBalances.ts';

const CHANGED: StoredRowGroup = { of: 'changed', field: null };
const RETURNED: StoredRowGroup = { of: 'returned', reason: null };

/** What an earlier comparison of the same file may have left. */
const TOLD_BEFORE: readonly StoredRowGroup[] = [
  { of: 'new' },
  { of: 'gone' },
  CHANGED,
  ...userFieldNames.map((field) => ({ of: 'changed', field }) as const),
  RETURNED,
  ...RETURN_REASONS.map((reason) => ({ of: 'returned', reason }) as const),
  noticed('not-moved-yet'),
  noticed('newer-count'),
  noticed('fees-disagree'),
];

interface Places {
  readonly expiry: number;
  readonly role: number;
  readonly group: number;
}

type ComparedFile = Pick<
  StoredImport,
  'import_id' | 'kind' | 'columns' | 'options' | 'lines' | 'data_date' | 'imported_at'
>;

export class Comparison {
  readonly seen = new UserBitmap();
  readonly #db: ReadableDb;
  readonly #file: ComparedFile;
  readonly #factReader: FactReader;
  /** Fields of columns in which what can't be read counts as not told. */
  readonly #notTold: ReadonlySet<UserFieldName>;
  readonly #rowGroups = new RowGroupLists();
  readonly #places: Places;
  /** Where the balance stands, if another file in force tells it in another way; else -1. */
  readonly #disputed: number;
  /** The planned run. */
  readonly context: FlagContext;
  readonly #jobChanges: JobChanges;
  readonly #lastFiles: LastFiles;
  readonly #newer: NewerCounts;
  /** Users whose decision ends by the file, whatever it is; and those who are no longer approved by it. */
  readonly #decisionEnds = new UserBitmap();
  readonly #approvalEnds = new UserBitmap();
  readonly #signs: EndingSigns;
  readonly #earlier: UserBitmap;
  readonly #previous: EarlierImport | undefined;
  /** The replica is empty and each row another user, so that the rows of the row group needn't be listed. */
  readonly everyRowIsNew: boolean;
  #new = 0;
  #changed = 0;
  #unchanged = 0;
  #returned = 0;

  constructor(db: ReadableDb, file: ComparedFile, factReader: FactReader) {
    this.#db = db;
    this.#file = file;
    this.#factReader = factReader;
    this.#notTold = notToldFields(file);
    this.#disputed = balancesToldOtherwise(db, file) ? factReader.told.indexOf('balance') : -1;
    const at = (field: UserFieldName) => (factReader.counted ? -1 : factReader.told.indexOf(field));
    this.#places = {
      expiry: at('expiry_date'),
      role: at('staff_role'),
      group: at('user_group'),
    };
    this.context = flagContext(readSettings(db));
    this.#jobChanges = jobChanges(db);
    this.#lastFiles = new LastFiles(db);
    this.#newer = new NewerCounts(db, file, factReader);
    this.#signs = new EndingSigns(file.kind, factReader, this.context);
    const earlier = earlierImports(db, file);
    this.#previous = earlier[0];
    this.#earlier = earlier.reduce((union, { users }) => union.or(users), new UserBitmap());
    this.everyRowIsNew =
      !get(db, 'SELECT 1 FROM user LIMIT 1') &&
      (['duplicate', ...SET_ASIDE] as const).every(
        (code) => sizeOfRowGroup(db, file.import_id, noticed(code)) === 0,
      );
  }

  /**
   * What a file tells of a user, but for three things: a value in whose place a job here has put another is no news, what
   * can’t be read and counts as not told takes nothing away, and a count stays that a report of its
   * kind with newer data tells.
   * @param stored the entry's facts as they are stored in `user`
   * @returns the same, with what the user has here
   */
  settle(
    entry: Entry,
    known: KnownUser | undefined,
    stored: readonly CellValue[],
  ): readonly CellValue[] {
    if (!known) return stored;
    const counts = this.#keepNewer(entry, known, stored);
    if (known.deleted) return counts;
    return this.#keepToldBefore(entry, known, this.#keepChanges(entry, known, counts));
  }

  /** Whether newer data tells all that the file counts of a user: then it changes nothing of them. */
  isOvertaken(entry: Entry, known: KnownUser): boolean {
    const { counted, told } = this.#factReader;
    return (
      counted &&
      !this.#newer.isEmpty &&
      told.every((_, n) => this.#newer.stays(entry.key, known, n))
    );
  }

  #keepNewer(entry: Entry, known: KnownUser, stored: readonly CellValue[]) {
    if (this.#newer.isEmpty) return stored;
    let differs = false;
    const facts = stored.map((value, n) => {
      const now = known.facts[n] ?? null;
      if (value === null || value === now || !this.#newer.stays(entry.key, known, n)) return value;
      differs = true;
      return now;
    });
    if (!differs) return stored;
    this.#rowGroups.addNoticed('newer-count', entry.row);
    return facts;
  }

  #keepChanges(entry: Entry, known: KnownUser, stored: readonly CellValue[]) {
    if (!known.described || this.#factReader.counted) return stored;
    let facts: CellValue[] | undefined;
    for (let n = 0; n < this.#factReader.told.length; n++) {
      const now = known.facts[n] ?? null;
      if (now === (stored[n] ?? null) || !this.#isFormer(entry, known, n)) continue;
      if (!facts) this.#rowGroups.addNoticed('not-moved-yet', entry.row);
      facts ??= stored.slice();
      facts[n] = now;
    }
    return facts ?? stored;
  }

  /** What can't be read and counts as not told takes nothing away that a file has told; but nothing isn't kept. */
  #keepToldBefore(entry: Entry, known: KnownUser, stored: readonly CellValue[]) {
    if ((entry.issues & ROW_ISSUES.notTold) === 0) return stored;
    return stored.map((value, n) => {
      const before = known.facts[n] ?? null;
      return value === null && before !== 0 && this.#notTold.has(this.#factReader.told[n]!)
        ? before
        : value;
    });
  }

  /**
   * @param stored the entry's facts as they are stored in `user`
   * @returns bits by RETURN_REASONS
   */
  add(entry: Entry, known: KnownUser | undefined, stored: readonly CellValue[]): number {
    if (known) this.seen.add(known.userNo);
    if (!known?.described) {
      this.#new++;
      if (!this.everyRowIsNew) this.#rowGroups.add({ of: 'new' }, entry.row);
      return 0;
    }
    if (this.#addChanges(entry, known, stored)) {
      this.#changed++;
      this.#rowGroups.add(CHANGED, entry.row);
    } else this.#unchanged++;
    const returned = this.#returnedBits(entry, known, stored);
    this.#signs.add(known.userNo, entry, stored);
    if (known.deleted && returned !== 0) this.#decisionEnds.add(known.userNo);
    else if (returned !== 0 || this.#isStaffOtherwise(known, stored))
      this.#approvalEnds.add(known.userNo);
    if (returned === 0) return 0;
    this.#returned++;
    this.#rowGroups.add(RETURNED, entry.row);
    for (const [n, reason] of RETURN_REASONS.entries())
      if (returned & (1 << n)) this.#rowGroups.add({ of: 'returned', reason }, entry.row);
    return returned;
  }

  /** Users whom lines of a list mean by another identifier, and those who share one. */
  addMeant(meant: UserBitmap, sharing: UserBitmap): void {
    this.#signs.addMeant(meant, sharing);
  }

  /** Flags that users come to have by the file, whether it names them or not. */
  addSigns(signs: ReadonlyMap<ReviewFlag, UserBitmap>): void {
    this.#signs.addAll(signs);
  }

  /** So many identifiers, of which the replica knows none. */
  addStrangers(count: number): void {
    this.#new += count;
  }

  #addChanges(entry: Entry, known: KnownUser, stored: readonly CellValue[]): boolean {
    const { told, counted } = this.#factReader;
    let changed = false;
    for (let n = 0; n < told.length; n++) {
      const value = stored[n] ?? null;
      if (value === (known.facts[n] ?? null) || userField(told[n]!).ofCalendar) continue;
      if (counted && value === null) continue;
      changed = true;
      if (n === this.#disputed && value !== null && (known.facts[n] ?? null) !== null)
        this.#rowGroups.addNoticed('fees-disagree', entry.row);
      this.#rowGroups.add({ of: 'changed', field: told[n]! }, entry.row);
    }
    return changed;
  }

  #returnedBits(entry: Entry, known: KnownUser, stored: readonly CellValue[]): number {
    const { effect } = importKind(this.#file.kind);
    if (this.#factReader.counted || (effect !== 'review' && effect !== 'replica')) return 0;
    const gone =
      effect === 'review' && !known.candidate && !known.deleted && this.#earlier.has(known.userNo);
    let bits = (known.deleted ? 1 : 0) | (gone ? 2 : 0);
    if (!known.candidate && !known.deleted) return bits;
    const { expiry, role, group } = this.#places;
    const before = (place: number) => known.facts[place] ?? null;
    const now = (place: number) => stored[place] ?? null;
    const oldExpiry = before(expiry);
    const newExpiry = now(expiry);
    if (
      oldExpiry !== null &&
      newExpiry !== null &&
      oldExpiry <= this.context.runDate &&
      newExpiry > this.context.runDate
    )
      bits |= 4;
    if (before(role) === 0 && now(role) === 1) bits |= 8;
    if (before(group) !== null && now(group) !== null && before(group) !== now(group)) {
      // Of somebody who was moved and purged here, the former group says nothing that the return doesn't.
      if (!known.deleted || !this.#isFormer(entry, known, group)) bits |= 16;
    }
    return bits;
  }

  /** Whether the file tells what the user had before a job here gave them what they have. @param n the fact's place */
  #isFormer(entry: Entry, known: KnownUser, n: number): boolean {
    const field = this.#factReader.told[n]!;
    if (!this.#jobChanges.concern(field)) return false;
    const now = known.facts[n] ?? null;
    const over = this.#lastFiles.jobsOverBy(known, field);
    return this.#jobChanges.replaced(known.userNo, field, now, entry.facts[n] ?? null, over);
  }

  /** Another role than before, and not No: an approval was about the role they had then. */
  #isStaffOtherwise(known: KnownUser, stored: readonly CellValue[]): boolean {
    const { role } = this.#places;
    if (role < 0) return false;
    const now = stored[role] ?? null;
    return now !== 0 && now !== (known.facts[role] ?? null);
  }

  /** Users of the last file of this kind whom this one doesn't name; purged ones are not missed. */
  #gone(): number[] {
    if (!this.#previous) return [];
    const missed = this.#previous.users.andNot(this.seen);
    const purged = prepared(this.#db, 'SELECT user_no FROM user WHERE purged_by_job IS NOT NULL')
      .pluck()
      .all() as number[];
    return [...missed.andNot(UserBitmap.of(purged))];
  }

  /** Stores the row groups; gives the numbers. */
  finish(db: WritableDb): ImportDiff {
    const importId = this.#file.import_id;
    for (const rowGroup of TOLD_BEFORE) dropRowGroup(db, importId, rowGroup);
    const gone = this.#gone();
    storeRowGroup(db, importId, { of: 'gone' }, gone);
    storeRowGroup(db, importId, { of: 'decision-ends' }, this.#decisionEnds.numbers());
    storeRowGroup(db, importId, { of: 'approval-ends' }, this.#approvalEnds.numbers());
    this.#signs.store(db, importId);
    this.#rowGroups.store(db, importId);
    return {
      new: this.#new,
      gone: gone.length,
      changed: this.#changed,
      unchanged: this.#unchanged,
      returned: this.#returned,
      fields: this.#factReader.told.flatMap((field) => {
        const users = this.#rowGroups.count({ of: 'changed', field });
        return users > 0 ? [{ field, users }] : [];
      }),
      reasons: RETURN_REASONS.flatMap((reason) => {
        const users = this.#rowGroups.count({ of: 'returned', reason });
        return users > 0 ? [{ reason, users }] : [];
      }),
      previous: this.#previous
        ? {
            importId: this.#previous.importId,
            fileName: this.#previous.fileName,
            dataDate: this.#previous.dataDate,
          }
        : null,
    };
  }
}

function notToldFields(file: ComparedFile): ReadonlySet<UserFieldName> {
  const { answers } = optionsOfFile(file);
  const fields = columnsOfFile(file)
    .filter(
      ({ position }) =>
        answerTo(answers, { about: 'unreadable-value', column: position }) === 'unknown',
    )
    .map(({ field }) => field as UserFieldName);
  return new Set(fields);
}
