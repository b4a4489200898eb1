/**
 * Reading users of the replica: order arrays, pages, counts, choices. Serves the grid and every
 * "show me these users". An order array (user numbers in sort order) is made once per filter and
 * sort and kept while nothing changes, so that any page of a million rows costs the same.
 */
import type { SortTerm, UserRow } from '#shared/contract/shapes.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { flagsOf } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { all, prepared, type ReadableDb, type Value } from '../db/db.ts';
import { offerBitmaps } from '../db/functions.ts';
import { type BitmapSource, type CompiledCriteria, compileCriteria } from './criteriaSql.ts';
import { readRevision } from './revision.ts';

const FROM = 'FROM user u LEFT JOIN user_group g ON g.group_no = u.group_no';
const KEPT_ORDERS = 8;

interface StoredUser extends Record<UserFieldName, string | number | null> {
  user_no: number;
  candidate: number;
  purged_by_job: number | null;
  flags: number;
  decision: UserRow['decision'];
  decision_reason: string | null;
}

const COLUMNS = `u.*, g.name AS user_group`;

/** Order arrays of one connection, newest use last. */
export class UserOrders {
  readonly #db: ReadableDb;
  readonly #source: BitmapSource;
  readonly #kept = new Map<string, Int32Array>();
  #revision = -1;

  constructor(db: ReadableDb, source: BitmapSource) {
    this.#db = db;
    this.#source = source;
  }

  /** User numbers that match, in the order asked for; ties by user number. */
  order(criteria: Criteria, sort: readonly SortTerm[]): Int32Array {
    this.#forgetStale();
    const key = JSON.stringify([criteria, sort]);
    let order = this.#kept.get(key);
    if (order) this.#kept.delete(key);
    else order = selectOrder(this.#db, compileCriteria(criteria, this.#source), sort);
    this.#kept.set(key, order);
    if (this.#kept.size > KEPT_ORDERS) this.#kept.delete(this.#kept.keys().next().value!);
    return order;
  }

  page(criteria: Criteria, sort: readonly SortTerm[], offset: number, limit: number) {
    const order = this.order(criteria, sort);
    return {
      total: order.length,
      rows: readUsers(this.#db, Array.from(order.subarray(offset, offset + limit))),
      revision: this.#revision,
    };
  }

  #forgetStale(): void {
    const revision = readRevision(this.#db);
    if (revision !== this.#revision) this.#kept.clear();
    this.#revision = revision;
  }
}

function selectOrder(
  db: ReadableDb,
  compiled: CompiledCriteria,
  sort: readonly SortTerm[],
): Int32Array {
  offerBitmaps(db, compiled.bitmaps);
  const terms = [...sort.map(orderTerm), 'u.user_no'];
  const sql = `SELECT u.user_no ${FROM} WHERE ${compiled.sql} ORDER BY ${terms.join(', ')}`;
  return Int32Array.from(
    db
      .prepare(sql)
      .pluck()
      .all(...compiled.values) as number[],
  );
}

function orderTerm({ field, direction }: SortTerm): string {
  const column =
    field === 'primary_identifier'
      ? 'u.identifier_key'
      : field === 'user_group'
        ? 'g.name COLLATE NOCASE'
        : `u.${field} COLLATE NOCASE`;
  // Blank values last in both directions: they are what nobody sorts for.
  return `${column} ${direction === 'desc' ? 'DESC' : 'ASC'} NULLS LAST`;
}

export function countUsers(db: ReadableDb, source: BitmapSource, criteria: Criteria): number {
  const compiled = compileCriteria(criteria, source);
  offerBitmaps(db, compiled.bitmaps);
  return db
    .prepare(`SELECT count(*) ${FROM} WHERE ${compiled.sql}`)
    .pluck()
    .get(...compiled.values) as number;
}

/** The users that match, as a bitmap. */
export function selectUsers(
  db: ReadableDb,
  source: BitmapSource,
  criteria: Criteria,
  extra = '1',
): UserBitmap {
  const compiled = compileCriteria(criteria, source);
  offerBitmaps(db, compiled.bitmaps);
  const bitmap = new UserBitmap();
  const rows = db
    .prepare(`SELECT u.user_no ${FROM} WHERE ${extra} AND ${compiled.sql}`)
    .pluck()
    .iterate(...compiled.values);
  for (const userNo of rows) bitmap.add(userNo as number);
  return bitmap;
}

const CHOICE_COLUMNS = {
  user_group: 'g.name',
  record_type: 'u.record_type',
  staff_role: "CASE u.staff_role WHEN 1 THEN 'Yes' WHEN 0 THEN 'No' END",
  decision_reason: 'u.decision_reason',
  account_type: 'u.account_type',
  status: 'u.status',
  job_category: 'u.job_category',
  campus: 'u.campus',
} as const;

export function choices(
  db: ReadableDb,
  source: BitmapSource,
  field: keyof typeof CHOICE_COLUMNS,
  criteria: Criteria,
) {
  const compiled = compileCriteria(criteria, source);
  offerBitmaps(db, compiled.bitmaps);
  return db
    .prepare(
      `SELECT ${CHOICE_COLUMNS[field]} AS value, count(*) AS users ${FROM} WHERE ${compiled.sql} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 500`,
    )
    .all(...compiled.values) as { value: string | null; users: number }[];
}

/** Rows for these user numbers, in that order. */
export function readUsers(db: ReadableDb, userNos: readonly number[]): UserRow[] {
  const stored = all<StoredUser>(
    db,
    `SELECT ${COLUMNS} ${FROM} WHERE u.user_no IN (SELECT value FROM json_each(?))`,
    JSON.stringify(userNos),
  );
  const byNo = new Map(stored.map((row) => [row.user_no, toUserRow(row)]));
  return userNos.flatMap((userNo) => byNo.get(userNo) ?? []);
}

/** Every user of a bitmap in ascending order, a thousand at a time; for exports. */
export function* eachUser(db: ReadableDb, users: UserBitmap): Generator<UserRow> {
  let batch: number[] = [];
  for (const userNo of users) {
    batch.push(userNo);
    if (batch.length === 1000) {
      yield* readUsers(db, batch);
      batch = [];
    }
  }
  yield* readUsers(db, batch);
}

/** Identifiers as in the file, ascending by user number; cheap enough for a million. */
export function* eachIdentifier(db: ReadableDb, users: UserBitmap): Generator<string> {
  const statement = prepared(db, 'SELECT primary_identifier FROM user WHERE user_no = ?').pluck();
  for (const userNo of users) yield statement.get(userNo as Value) as string;
}

function toUserRow(row: StoredUser): UserRow {
  return {
    userNo: row.user_no,
    primaryIdentifier: row.primary_identifier as string,
    lastName: row.last_name as string | null,
    firstName: row.first_name as string | null,
    userGroup: row.user_group as string | null,
    staffRole: row.staff_role === null ? null : row.staff_role === 1,
    expiryDate: row.expiry_date as string | null,
    purgeDate: row.purge_date as string | null,
    daysPastPurge: row.days_past_purge as number | null,
    recordType: row.record_type as UserRow['recordType'],
    almaUserId: row.alma_user_id as string | null,
    loans: row.loans as number | null,
    balance: row.balance as number | null,
    acquisitions: row.acquisitions as number | null,
    purchaseRequests: row.purchase_requests as number | null,
    holdShelfRequests: row.hold_shelf_requests as number | null,
    importProfiles: row.import_profiles as number | null,
    lockedRecords: row.locked_records as number | null,
    mdEditor: row.md_editor as number | null,
    accountType: row.account_type as string | null,
    status: row.status as string | null,
    roles: row.roles as string | null,
    jobCategory: row.job_category as string | null,
    campus: row.campus as string | null,
    email: row.email as string | null,
    loansElsewhere: row.loans_elsewhere as number | null,
    finesElsewhere: row.fines_elsewhere as number | null,
    openRequests: row.open_requests as number | null,
    candidate: row.candidate === 1,
    purged: row.purged_by_job !== null,
    flags: flagsOf(row.flags),
    decision: row.decision,
    decisionReason: row.decision_reason,
  };
}
