/**
 * The replica's facts as typed columns in memory, by user number: SQLite stays the truth, filters, counts,
 * orders and previews over a million users take milliseconds. A column is read when it is first asked for
 * and kept current by revision. One per reading connection; never writes.
 */
import type { DetailKind } from '#shared/details/details.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { MOST_USER_NO } from '#shared/domain/userBitmap.ts';
import { findUserField, type UserFieldName } from '#shared/fields/userFields.ts';
import { all, type ReadableDb, value } from '../db/db.ts';
import { DAMAGED_ROW } from '../db/storedValue.ts';
import { DELETED_AT_SQL } from './deletions.ts';
import { eachPage } from './eachPage.ts';
import { storedSql } from './fieldColumns.ts';
import { MEMBERSHIP_SQL } from './membership.ts';
import {
  type DecidingStep,
  DecidingSteps,
  isStaffConfirmed,
  NO_STEP,
  type ReviewStateSource,
  ReviewStates,
} from './reviewStates.ts';
import { changedSince, readRevision } from './revision.ts';

/** What the review makes of users: read from their review states. */
const REVIEW_COLUMNS = [
  'flags',
  'decided_in',
  'decision',
  'decision_reason',
  'decided_by',
  /** The instant. */
  'decided_at',
  /** How many were made and not undone. */
  'decisions',
  'staff_confirmed',
] as const;
type ReviewColumn = (typeof REVIEW_COLUMNS)[number];

/** Columns that can be held; texts as codes of a list. */
export type HeldColumn =
  | UserFieldName
  /** `staff_confirmed`, 1: approved although staff. */
  | ReviewColumn
  | 'membership'
  /** The job that has deleted them. */
  | 'deleted_by'
  /** The instant. */
  | 'deleted_at'
  /** How many somebody wrote. */
  | 'notes';

/** A blank value in a column of numbers. */
export const BLANK = Number.MIN_SAFE_INTEGER;

/** A column: one number per user number, from 0, which is nobody. */
export interface Column {
  readonly values: Float64Array;
  /** For texts: the text of each code; for others undefined. */
  readonly texts: readonly string[] | undefined;
  /** No report says anything about anybody. */
  readonly empty: boolean;
  /** Grows when any value has changed. */
  readonly version: number;
}

interface LoadedColumn extends Column {
  /** Holds dates: as numbers like 20261121. Few dates stand for many users. */
  readonly dates: Map<string, number> | undefined;
  values: Float64Array;
  texts: string[] | undefined;
  empty: boolean;
  codes: Map<string, number> | undefined;
  version: number;
}

/** When so many of all have changed, reading everybody is quicker than reading each. */
const READ_EVERYBODY = 0.05;

const TEXT_KINDS = new Set(['text', 'choice', 'identifier']);

const REVIEW_TEXTS: ReadonlySet<HeldColumn> = new Set<ReviewColumn>([
  'decision',
  'decision_reason',
  'decided_by',
]);

function isText(column: HeldColumn): boolean {
  if (REVIEW_TEXTS.has(column)) return true;
  return column !== 'user_group' && TEXT_KINDS.has(findUserField(column)?.kind ?? '');
}

function isOfReview(column: HeldColumn): column is ReviewColumn {
  return (REVIEW_COLUMNS as readonly string[]).includes(column);
}

function toldBy(
  step: DecidingStep | undefined,
  column: Exclude<ReviewColumn, 'flags' | 'decided_in' | 'decisions'>,
): string | number | null {
  if (column === 'decision') return step?.decision ?? 'undecided';
  if (column === 'decision_reason') return step?.reason ?? null;
  if (column === 'decided_by') return step?.by ?? null;
  if (column === 'decided_at') return step?.at ?? null;
  return isStaffConfirmed(step) ? 1 : 0;
}

/** @returns the number of each user in a column of the review, as it is now */
function reviewReader(
  reviewStates: ReviewStates,
  name: ReviewColumn,
  column: LoadedColumn,
): (userNo: number) => number {
  if (name === 'flags') return (userNo) => reviewStates.flags(userNo);
  if (name === 'decided_in') return (userNo) => reviewStates.decidedIn(userNo);
  if (name === 'decisions') {
    const counts = reviewStates.decisionCounts(column.values.length);
    return (userNo) => counts[userNo] ?? 0;
  }
  // Few steps stand for many users.
  const byStep = new Map<number, number>();
  return (userNo) => {
    const stepId = reviewStates.decidedIn(userNo);
    let number = byStep.get(stepId);
    if (number === undefined) {
      number = numberOf(column, toldBy(reviewStates.stepOf(userNo), name), userNo);
      byStep.set(stepId, number);
    }
    return number;
  };
}

/** How a column is read from the users' rows: groups by their number. */
export function sqlOf(column: HeldColumn): string {
  if (column === 'membership') return MEMBERSHIP_SQL;
  if (column === 'deleted_by') return 'u.purged_by_job';
  if (column === 'deleted_at') return DELETED_AT_SQL;
  if (column === 'notes') return '(SELECT count(*) FROM user_note n WHERE n.user_no = u.user_no)';
  return storedSql(column as UserFieldName);
}

/** A calendar date as it stands in a column. */
export function dateNumber(date: string): number {
  return Number(date.replaceAll('-', ''));
}

/** The date that stands in a column as this number. */
export function dateText(number: number): string {
  const digits = String(number).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** A column of texts that users' files have and the catalogue doesn't know, by user number; BLANK for none. */
export interface ExtraColumn {
  readonly values: Float64Array;
  readonly texts: readonly string[];
}

/** @param users one more than the highest user number */
export type ReadExtra = (heading: string, users: number) => ExtraColumn;

/** How many lines of a kind are in force, by user number; BLANK: no file tells. Another answer is another object. */
export interface LineCounts {
  readonly values: Float64Array;
}

/** @param users one more than the highest user number */
export type ReadLineCounts = (kind: DetailKind, users: number) => LineCounts;

/** Where columns come from that aren’t the users’ own. */
export interface ColumnsOfFiles {
  readonly extra: ReadExtra;
  readonly lines: { readonly counts: ReadLineCounts };
}

function notExpected(): never {
  throw new Error('columns of the files were not expected here');
}

const NO_FILES: ColumnsOfFiles = { extra: notExpected, lines: { counts: notExpected } };

/** A screen shows few of them; each takes eight bytes for every user. */
const KEPT_EXTRAS = 8;

export class UserColumns {
  readonly #db: ReadableDb;
  readonly #files: ColumnsOfFiles;
  readonly #columns = new Map<HeldColumn, LoadedColumn>();
  readonly #extras = new Map<string, ExtraColumn>();
  #revision = -1;
  #size = 0;
  #version = 0;
  #namesVersion = 0;

  /** @param files absent for what asks of fields alone */
  constructor(db: ReadableDb, files: ColumnsOfFiles = NO_FILES) {
    this.#db = db;
    this.#files = files;
  }

  get db(): ReadableDb {
    return this.#db;
  }

  /** One more than the highest user number. */
  get size(): number {
    return this.#size;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Grows when any user has changed. */
  get version(): number {
    return this.#version;
  }

  /** Grows when names or identifiers may have changed: only files do that, to everybody. */
  get namesVersion(): number {
    return this.#namesVersion;
  }

  /** Brings what is held up to the present revision; to be called before a question is answered. */
  refresh(): void {
    const revision = readRevision(this.#db);
    if (revision === this.#revision) return;
    const changed = this.#revision < 0 ? 'everybody' : changedSince(this.#db, this.#revision);
    this.#revision = revision;
    if (changed === 'everybody') this.#forget();
    else this.#readAgain([...changed.users], changed.facts);
  }

  #forget(): void {
    this.#version++;
    this.#namesVersion++;
    this.#columns.clear();
    this.#extras.clear();
    this.#size = value<number>(this.#db, 'SELECT coalesce(max(user_no), 0) + 1 FROM user');
    if (this.#size > MOST_USER_NO) throw DAMAGED_ROW({ table: 'user', row: this.#size - 1 });
  }

  /** The whole column; read now if it is asked for the first time. */
  column(name: HeldColumn): Column {
    this.hold([name]);
    return this.#columns.get(name)!;
  }

  /** A column that the catalogue doesn't know: only files change it, as they do names. */
  extra(heading: string): ExtraColumn {
    const column = this.#extras.get(heading) ?? this.#files.extra(heading, this.#size);
    this.#extras.delete(heading);
    this.#extras.set(heading, column);
    if (this.#extras.size > KEPT_EXTRAS) this.#extras.delete(this.#extras.keys().next().value!);
    return column;
  }

  /** How many lines of a kind are in force: what holds them knows when files or the day change that. */
  lines(kind: DetailKind): LineCounts {
    return this.#files.lines.counts(kind, this.#size);
  }

  /** Flags and deciding steps from memory: users on a page are from all over the file. */
  reviewStates(): ReviewStateSource {
    const flags = this.column('flags').values;
    const decidedIn = this.column('decided_in').values;
    const steps = new DecidingSteps(this.#db);
    return {
      flags: (userNo) => flags[userNo] ?? 0,
      stepOf: (userNo) => steps.get(decidedIn[userNo] ?? NO_STEP),
    };
  }

  /** Reads those of the columns that aren't held yet, all in one go. */
  hold(names: readonly HeldColumn[]): void {
    this.#load(names.filter((name) => !this.#columns.has(name)));
  }

  #load(names: readonly HeldColumn[]): void {
    this.#loadFacts(names.filter((name) => !isOfReview(name)));
    const reviewStates = new ReviewStates(this.#db);
    for (const name of names.filter(isOfReview)) {
      const column = this.#empty(name);
      const numberFor = reviewReader(reviewStates, name, column);
      for (let userNo = 1; userNo < this.#size; userNo++) {
        const number = numberFor(userNo);
        column.values[userNo] = number;
        if (number !== BLANK) column.empty = false;
      }
      this.#columns.set(name, column);
    }
  }

  #loadFacts(names: readonly HeldColumn[]): void {
    if (names.length === 0) return;
    const columns = names.map((name) => this.#empty(name));
    eachPage(this.#db, names.map(sqlOf), (userNos, stored) => {
      for (const [n, column] of columns.entries()) {
        const { values } = column;
        const texts = stored[n]!;
        for (let at = 0; at < userNos.length; at++) {
          const number = numberOf(column, texts[at]!, userNos[at]!);
          values[userNos[at]!] = number;
          if (number !== BLANK) column.empty = false;
        }
      }
    });
    for (const [n, name] of names.entries()) this.#columns.set(name, columns[n]!);
  }

  #empty(name: HeldColumn): LoadedColumn {
    const text = isText(name);
    return {
      values: new Float64Array(this.#size).fill(name === 'membership' ? 0 : BLANK),
      texts: text ? [] : undefined,
      empty: true,
      codes: text ? new Map() : undefined,
      dates: findUserField(name)?.kind === 'date' ? new Map() : undefined,
      version: this.#version,
    };
  }

  #readAgain(userNos: readonly number[], facts: boolean): void {
    if (userNos.length === 0) return;
    this.#version++;
    const highest = maxOf(userNos);
    if (highest >= this.#size) {
      this.#forget();
      return;
    }
    const names = [...this.#columns.keys()].filter((name) => facts || isOfReview(name));
    if (userNos.length > this.#size * READ_EVERYBODY) {
      this.#load(names);
      return;
    }
    if (
      !this.#readFactsAgain(
        userNos,
        names.filter((name) => !isOfReview(name)),
      )
    ) {
      this.#forget();
      return;
    }
    const reviewStates = new ReviewStates(this.#db);
    for (const name of names.filter(isOfReview)) {
      const column = this.#columns.get(name)!;
      const numberFor = reviewReader(reviewStates, name, column);
      this.#put(
        column,
        userNos.map((userNo) => [userNo, numberFor(userNo)]),
      );
    }
  }

  /** @returns false when one of them is gone: nobody must take the old values for true */
  #readFactsAgain(userNos: readonly number[], names: readonly HeldColumn[]): boolean {
    if (names.length === 0) return true;
    const rows = all<Record<string, number | string | null>>(
      this.#db,
      `SELECT user_no AS "no", ${names.map((name) => `${sqlOf(name)} AS "${name}"`).join(', ')} FROM user u
       WHERE user_no IN (SELECT value FROM json_each(?))`,
      JSON.stringify(userNos),
    );
    if (rows.length < userNos.length) return false;
    for (const name of names) {
      const column = this.#columns.get(name)!;
      this.#put(
        column,
        rows.map(({ no, [name]: stored = null }) => [
          no as number,
          numberOf(column, stored, no as number),
        ]),
      );
    }
    return true;
  }

  #put(
    column: LoadedColumn,
    numbers: readonly (readonly [userNo: number, number: number])[],
  ): void {
    let differs = false;
    for (const [userNo, number] of numbers) {
      if (column.values[userNo] === number) continue;
      column.values[userNo] = number;
      if (number !== BLANK) column.empty = false;
      differs = true;
    }
    if (differs) column.version = this.#version;
  }
}

function numberOf(column: LoadedColumn, stored: number | string | null, userNo: number): number {
  if (stored === null) return BLANK;
  if (typeof stored === 'number') return stored;
  if (column.dates) return numberOfDate(column.dates, stored, userNo);
  let code = column.codes!.get(stored);
  if (code === undefined) {
    code = column.texts!.length;
    column.codes!.set(stored, code);
    column.texts!.push(stored);
  }
  return code;
}

function numberOfDate(dates: Map<string, number>, date: string, userNo: number): number {
  let number = dates.get(date);
  if (number === undefined) {
    if (!isIsoDate(date)) throw DAMAGED_ROW({ table: 'user', row: userNo });
    number = dateNumber(date);
    dates.set(date, number);
  }
  return number;
}

function maxOf(numbers: readonly number[]): number {
  return numbers.reduce((most, each) => Math.max(most, each), 0);
}
