/**
 * Reading users of the replica: order arrays, pages, counts, choices. Serves the grid and every
 * "show me these users". Who matches and in which order comes from columns in memory; only the rows
 * that are shown are read, so that any page of a million costs the same.
 */
import type { AskedColumn, SortTerm, UserRow } from '#shared/contract/shapes/users.ts';
import type { DetailFieldName } from '#shared/details/details.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { identifierKey } from '#shared/domain/primaryIdentifier.ts';
import { DECISIONS, type Decision } from '#shared/domain/review.ts';
import { flagsOf, REVIEW_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { fieldsThat, type UserFieldName, userFieldNames } from '#shared/fields/userFields.ts';
import { all, get, lotReader, prepared, type ReadableDb, value } from '../db/db.ts';
import { DAMAGED_ROW } from '../db/storedValue.ts';
import type { AskedTexts, BitmapSource, LineSource, TextsOfField } from './askUsers.ts';
import {
  type AskedValues,
  type ColumnSummary,
  type CountedValues,
  countRoles,
  countValues,
  summarize,
} from './columnValues.ts';
import { DELETED_AT_SQL } from './deletions.ts';
import { fieldSql, groupJoin } from './fieldColumns.ts';
import { CANDIDATE_SQL, PRESENT_SQL } from './membership.ts';
import {
  type DecidingStep,
  isStaffConfirmed,
  type ReviewStateSource,
  ReviewStates,
} from './reviewStates.ts';
import { changedSince, readRevision } from './revision.ts';
import { type HeldColumn, type LineCounts, UserColumns } from './userColumns.ts';
import { UserMatcher } from './userMatcher.ts';
import { UserSorter } from './userSorter.ts';

const KEPT_ORDERS = 8;

interface StoredUser extends Record<UserFieldName, unknown> {
  readonly userNo: number;
  readonly candidate: number;
  readonly deleted: number;
  readonly erased: number;
  readonly deletedBy: number | null;
  readonly deletedAt: number | null;
  readonly notes: number;
}

const FACTS = userFieldNames.map((name) => `${fieldSql(name)} AS ${name}`).join(', ');
const YES_NO_FIELDS = fieldsThat(({ kind }) => kind === 'yesNo');

const USERS = `SELECT u.user_no AS userNo, ${FACTS}, u.candidate, u.purged_by_job IS NOT NULL AS deleted, u.purged_by_job AS deletedBy,
  u.erased_by_job IS NOT NULL AS erased,
  ${DELETED_AT_SQL} AS deletedAt,
  (SELECT count(*) FROM user_note n WHERE n.user_no = u.user_no) AS notes
  FROM user u ${groupJoin()} WHERE u.user_no IN (SELECT value FROM json_each(?))`;

/** Users of one connection: which match, in which order, how many of each. */
export class UserOrders {
  readonly #columns: UserColumns;
  readonly #lines: LineSource;
  readonly #matcher: UserMatcher;
  readonly #sorter: UserSorter;
  readonly #kept = new Map<string, KeptOrder>();

  constructor(db: ReadableDb, source: BitmapSource) {
    this.#columns = new UserColumns(db, source);
    this.#lines = source.lines;
    this.#matcher = new UserMatcher(this.#columns, source);
    this.#sorter = new UserSorter(this.#columns);
  }

  /** Columns as of now, for what counts over all users. */
  fresh(): UserColumns {
    this.#columns.refresh();
    return this.#columns;
  }

  /** Reads ahead what the first filter, search and sort would wait for; others may come in between steps. */
  *warmSteps(): Generator<void> {
    // One by one takes longer than all in one go, but keeps nobody waiting for so long.
    for (const column of OFTEN_ASKED) {
      this.fresh().hold([column]);
      yield;
    }
    for (const warming of [this.#matcher.warm(), this.#sorter.warm(['last_name', 'first_name'])])
      for (this.fresh(); !warming.next().done; this.fresh()) yield;
  }

  /** The users that match, as a bitmap. */
  match(criteria: Criteria): UserBitmap {
    this.#columns.refresh();
    return this.#matcher.match(criteria);
  }

  /** User numbers that match, in the order asked for; ties by user number. */
  order(criteria: Criteria, sort: readonly SortTerm[]): Int32Array {
    // Whoever opens a workspace waits for this: the table is gone through once, not twice.
    this.fresh().hold(['membership', ...this.#sorter.columnsOf(sort)]);
    const users = this.match(criteria);
    const key = JSON.stringify([criteria, sort]);
    const { version } = this.#columns;
    const counts = sort.flatMap((term) =>
      'lines' in term ? [this.#columns.lines(term.lines)] : [],
    );
    let kept = this.#kept.get(key);
    this.#kept.delete(key);
    // Sets and previews change without a user: the bitmap tells.
    if (!kept || !isSame(kept, { version, users, counts }))
      kept = { version, users, counts, order: this.#sorter.sort(users, sort) };
    this.#kept.set(key, kept);
    if (this.#kept.size > KEPT_ORDERS) this.#kept.delete(this.#kept.keys().next().value!);
    return kept.order;
  }

  page(criteria: Criteria, sort: readonly SortTerm[], offset: number, limit: number) {
    const order = this.order(criteria, sort);
    return {
      total: order.length,
      rows: readUsers(
        this.#columns.db,
        Array.from(order.subarray(offset, offset + limit)),
        this.#columns.reviewStates(),
      ),
      revision: this.#columns.revision,
    };
  }

  /** How many of the users that match have each flag, and each decision. */
  facets(criteria: Criteria): {
    users: number;
    flags: Record<ReviewFlag, number>;
    decisions: Record<Decision, number>;
  } {
    const users = this.match(criteria);
    const flagBits = this.#columns.column('flags').values;
    const decision = this.#columns.column('decision');
    // Few distinct pairs exist: counted as such, their flags are taken apart once.
    const pairs = new Map<number, number>();
    for (const userNo of users) {
      const pair = Math.max(flagBits[userNo]!, 0) * 4 + decision.values[userNo]!;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    const flags = zeroOf(REVIEW_FLAGS);
    const decisions = zeroOf(DECISIONS);
    for (const [pair, count] of pairs) {
      decisions[decision.texts![pair % 4] as Decision] += count;
      for (const flag of flagsOf(Math.floor(pair / 4))) flags[flag] += count;
    }
    return { users: users.count, flags, decisions };
  }

  /** Distinct values of a column among the users that match, with counts. */
  values(column: AskedColumn, criteria: Criteria, asked: AskedValues): CountedValues {
    return countValues(this.#columns, this.match(criteria), column, asked);
  }

  /** What stands in a field of the lines of the users that match. */
  lineValues(field: DetailFieldName, criteria: Criteria, asked: AskedTexts): TextsOfField {
    return this.#lines.values(field, this.match(criteria), asked);
  }

  /** Roles of the users that match, the most frequent first. */
  roles(criteria: Criteria): { value: string | null; users: number }[] {
    return countRoles(this.fresh(), this.match(criteria));
  }

  /** What these users have in a column of numbers, money or dates, together. */
  summary(users: UserBitmap, field: UserFieldName): ColumnSummary {
    return summarize(this.fresh(), users, field);
  }
}

const OFTEN_ASKED: readonly HeldColumn[] = [
  'membership',
  'flags',
  'decided_in',
  'decision',
  'decision_reason',
  'staff_confirmed',
  'staff_role',
  'user_group',
  'purge_date',
  'expiry_date',
];

interface KeptOrder {
  readonly version: number;
  readonly users: UserBitmap;
  /** Files and days change them without a user. */
  readonly counts: readonly LineCounts[];
  readonly order: Int32Array;
}

function isSame(kept: KeptOrder, now: Omit<KeptOrder, 'order'>): boolean {
  return (
    kept.version === now.version &&
    kept.users.equals(now.users) &&
    kept.counts.every((each, n) => each === now.counts[n])
  );
}

function zeroOf<T extends string>(names: readonly T[]): Record<T, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>;
}

/** Rows for these user numbers, in that order. */
export function readUsers(
  db: ReadableDb,
  userNos: readonly number[],
  reviewStates: ReviewStateSource = new ReviewStates(db),
): UserRow[] {
  const stored = all<StoredUser>(db, USERS, JSON.stringify(userNos));
  const byNo = new Map(
    stored.map((row) => {
      const step = reviewStates.stepOf(row.userNo);
      return [row.userNo, toUserRow(row, reviewStates.flags(row.userNo), step)];
    }),
  );
  return userNos.flatMap((userNo) => byNo.get(userNo) ?? []);
}

/** Users by primary identifier, in the order asked for; identifiers that nobody has as they were written. */
export function findUsers(
  db: ReadableDb,
  identifiers: readonly string[],
): { userNos: number[]; missing: string[]; deleted: number } {
  const find = prepared(
    db,
    'SELECT user_no AS userNo, purged_by_job IS NOT NULL AS deleted FROM user WHERE identifier_key = ?',
  );
  const found = new Set<number>();
  const deleted = new Set<number>();
  const missing: string[] = [];
  for (const identifier of identifiers) {
    const key = identifierKey(identifier, false);
    if (key === '') continue;
    const user = find.get(key) as { userNo: number; deleted: number } | undefined;
    if (user === undefined) missing.push(identifier);
    else found.add(user.userNo);
    if (user?.deleted) deleted.add(user.userNo);
  }
  return { userNos: [...found], missing, deleted: deleted.size };
}

/** How many users one connection sees. Asked after every change of the workspace, counted after those of users. */
export class UserCounts {
  readonly #db: ReadableDb;
  #revision = -1;
  #counts = { users: 0, candidates: 0 };

  constructor(db: ReadableDb) {
    this.#db = db;
  }

  now(): { readonly users: number; readonly candidates: number } {
    const db = this.#db;
    const revision = readRevision(db);
    if (this.#mayDiffer(revision))
      this.#counts = {
        users: value<number>(db, 'SELECT count(*) FROM user WHERE erased_by_job IS NULL'),
        candidates: value<number>(db, `SELECT count(*) FROM user u WHERE ${CANDIDATE_SQL}`),
      };
    this.#revision = revision;
    return this.#counts;
  }

  #mayDiffer(revision: number): boolean {
    if (revision === this.#revision) return false;
    const changed = this.#revision < 0 ? 'everybody' : changedSince(this.#db, this.#revision);
    return changed === 'everybody' || changed.facts;
  }
}

/** Whether one of these fields is told of anybody. */
export function tellsAny(db: ReadableDb, fields: readonly UserFieldName[]): boolean {
  const told = fields.map((field) => `${field} IS NOT NULL`).join(' OR ');
  return get(db, `SELECT 1 FROM user WHERE ${told} LIMIT 1`) !== undefined;
}

/** The folded identifier of a user who is there. */
export function keyOf(db: ReadableDb, userNo: number): string {
  return prepared(db, 'SELECT identifier_key FROM user WHERE user_no = ?')
    .pluck()
    .get(userNo) as string;
}

/** As their files have them, in the order of the users. @throws Refusal for one who isn't there */
export function* identifiersOf(db: ReadableDb, users: Iterable<number>): Generator<string> {
  const read = lotReader<[string | null]>(
    db,
    1,
    `SELECT u.primary_identifier FROM json_each(?) n LEFT JOIN user u ON u.user_no = n.value ORDER BY n.key`,
  );
  let lot: number[] = [];
  const identifiers = () =>
    read(JSON.stringify(lot)).map(([identifier], n) => {
      if (identifier === null) throw DAMAGED_ROW({ table: 'user', row: lot[n]! });
      return identifier;
    });
  for (const userNo of users) {
    if (lot.push(userNo) < IDENTIFIERS_AT_ONCE) continue;
    yield* identifiers();
    lot = [];
  }
  if (lot.length > 0) yield* identifiers();
}

const IDENTIFIERS_AT_ONCE = 1000;

/** 0 when nobody is there. */
export function highestUserNo(db: ReadableDb): number {
  return value<number>(db, 'SELECT coalesce(max(user_no), 0) FROM user');
}

/** Everybody of whom the workspace says who they are. */
export function usersHeld(db: ReadableDb): UserBitmap {
  const held = prepared(db, 'SELECT user_no FROM user WHERE erased_by_job IS NULL').pluck();
  return UserBitmap.of(held.iterate() as Iterable<number>);
}

/** Those of them who are there: described by some file, and not deleted here. */
export function usersPresent(db: ReadableDb, users: UserBitmap): UserBitmap {
  const present = prepared(
    db,
    `SELECT user_no FROM json_each(?) n JOIN user u ON u.user_no = n.value WHERE ${PRESENT_SQL}`,
  ).pluck();
  return UserBitmap.of(present.iterate(JSON.stringify([...users])) as Iterable<number>);
}

/** Whether that key is another user's. */
export function isAnothersKey(db: ReadableDb, key: string, userNo: number): boolean {
  return (
    get(db, 'SELECT 1 FROM user WHERE identifier_key = ? AND user_no <> ?', key, userNo) !==
    undefined
  );
}

/** The stored row itself becomes the row: its fields stand there under their names, and a copy would cost as much again. */
function toUserRow(row: StoredUser, flags: number, step: DecidingStep | undefined): UserRow {
  for (const name of YES_NO_FIELDS) if (row[name] !== null) row[name] = row[name] === 1;
  return Object.assign(row, {
    candidate: row.candidate === 1,
    deleted: row.deleted === 1,
    erased: row.erased === 1,
    flags: flagsOf(flags),
    decision: step?.decision ?? 'undecided',
    decisionReason: step?.reason ?? null,
    decidedBy: step?.by ?? null,
    decidedAt: step?.at ?? null,
    staffConfirmed: isStaffConfirmed(step),
    decisions: [],
    extra: {},
    lines: {},
  }) as UserRow;
}
