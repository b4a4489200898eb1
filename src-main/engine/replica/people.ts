/**
 * What the replica's tables hold of people, and how a user is emptied of it: a number remains, so that counts, outcomes
 * and sets of numbers stay true, and says of itself that it is erased.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { ERASED_TEXT, type Quotations } from '#shared/domain/quotations.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import {
  all,
  get,
  prepared,
  type ReadableDb,
  run,
  type Value,
  value,
  type WritableDb,
} from '../db/db.ts';
import { type DeclaredTables, nobodyIn } from '../db/people/declared.ts';
import { withoutInAllOfJson } from '../db/people/takeOut.ts';
import { dropLinesOf } from './lineChanges.ts';
import { bumpRevision } from './revision.ts';
import { readSettings, writeSetting } from './settings.ts';

/** Columns of a user that say anything of them. */
export const OF_USER = [
  ...['identifier_key', 'primary_identifier', 'last_name', 'first_name', 'group_no', 'staff_role'],
  ...['expiry_date', 'purge_date', 'days_past_purge', 'record_type', 'alma_user_id', 'loans'],
  ...['balance', 'acquisitions', 'purchase_requests', 'hold_shelf_requests', 'import_profiles'],
  ...['locked_records', 'md_editor', 'account_type', 'status', 'roles', 'job_category', 'campus'],
  ...['email', 'loans_elsewhere', 'fines_elsewhere', 'open_requests', 'other_groups'],
  ...['transferred', 'record'],
] as const;

export const REPLICA_PEOPLE: DeclaredTables = {
  user: {
    ...nobodyIn(
      'user_no',
      'described',
      'candidate',
      'import_id',
      'row_number',
      'notes',
      'conflict',
    ),
    ...nobodyIn('purged_by_job', 'returned', 'erased_by_job'),
    ...Object.fromEntries(OF_USER.map((column) => [column, 'user'] as const)),
  },
  user_group: { ...nobodyIn('group_no', 'code'), name: 'owner', name_key: 'owner' },
  user_change: nobodyIn('revision', 'users', 'facts'),
  user_note: { ...nobodyIn('note_id', 'user_no', 'at'), by: 'staff', text: 'quotations' },
  user_letter: {
    ...nobodyIn('letter_id', 'user_no', 'at'),
    ...{ by: 'staff', file_name: 'quotations', text: 'quotations' },
  },
  line_change: {
    ...nobodyIn('line_change_no', 'job_id', 'field', 'kind', 'does', 'day'),
    ...{ line: 'json', users: 'user' },
  },
  standing_block: nobodyIn('block_no', 'flags', 'decided_in'),
  setting: { name: 'nobody', value: 'json' },
  workspace: nobodyIn('only_row', 'revision', 'created_at', 'gaps'),
  tombstone: nobodyIn('mark', 'job_id', 'decision_no'),
  after_erasing: {
    ...nobodyIn('job_id', 'what', 'ref', 'users', 'done_at'),
    done_by: 'staff',
  },
  return_decision: {
    ...nobodyIn(
      'decision_no',
      'import_id',
      'at',
      'rows',
      'read_before',
      'withdrawn_at',
      'read_until',
    ),
    ...{ by: 'staff', reason: 'quotations', withdrawn_by: 'staff' },
  },
  tombstone_key: nobodyIn('only_row', 'hmac_key'),
  erasing_text: { job_id: 'nobody', piece: 'nobody', texts: 'owner' },
};

/** Who is there still, and what was written about them. */
export function countPeople(db: ReadableDb) {
  return get<Record<'users' | 'candidates' | 'deleted' | 'notes', number>>(
    db,
    `SELECT count(*) AS users, coalesce(sum(candidate = 1 AND purged_by_job IS NULL), 0) AS candidates,
       coalesce(sum(purged_by_job IS NOT NULL), 0) AS deleted,
       (SELECT count(*) FROM user_note) + (SELECT count(*) FROM user_letter) AS notes
     FROM user WHERE erased_by_job IS NULL`,
  )!;
}

/** What of a user's own row names them. */
export interface NamedPerson {
  readonly userNo: number;
  readonly key: string;
  readonly identifier: string;
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly email: string | null;
  readonly almaUserId: string | null;
}

/** Those of the users who aren't erased yet. */
export function namedPeople(db: ReadableDb, userNos: readonly number[]): NamedPerson[] {
  return all<NamedPerson>(
    db,
    `SELECT user_no AS userNo, identifier_key AS "key", primary_identifier AS identifier, last_name AS lastName,
       first_name AS firstName, email, alma_user_id AS almaUserId
     FROM user WHERE user_no IN (SELECT value FROM json_each(?)) AND erased_by_job IS NULL`,
    JSON.stringify(userNos),
  );
}

/** So many users at once: others get their turn between. */
export const USERS_AT_ONCE = 20_000;

/** Erased or not. */
export const countUsers = (db: ReadableDb) => value<number>(db, 'SELECT count(*) FROM user');

/**
 * All users but some, so many at once, in the order of their numbers.
 * @param sql of those from a number to another who aren't in a list of numbers
 */
function* lotsOfUsers<Row>(
  db: ReadableDb,
  isAmong: (userNo: number) => boolean,
  sql: string,
): Generator<Row[]> {
  const last = value<number>(db, 'SELECT coalesce(max(user_no), 0) FROM user');
  const rows = prepared(db, sql).raw(true);
  for (let first = 1; first <= last; first += USERS_AT_ONCE) {
    const numbers = Array.from({ length: USERS_AT_ONCE }, (_, n) => first + n);
    yield rows.all(
      first,
      first + USERS_AT_ONCE - 1,
      JSON.stringify(numbers.filter(isAmong)),
    ) as Row[];
  }
}

/** The names of everybody who isn't among them, some thousand at once: what they have, too, isn't theirs alone. */
export function* namesOfOthers(
  db: ReadableDb,
  isAmong: (userNo: number) => boolean,
): Generator<OtherName[]> {
  for (const rows of lotsOfUsers<[number, string | null, string | null]>(
    db,
    isAmong,
    `SELECT user_no, last_name, first_name FROM user WHERE user_no BETWEEN ? AND ?
       AND user_no NOT IN (SELECT value FROM json_each(?)) AND (last_name IS NOT NULL OR first_name IS NOT NULL)`,
  ))
    yield rows.map(([userNo, lastName, firstName]) => ({ userNo, lastName, firstName }));
}

/** Folded primary identifiers of everybody who isn't among them nor erased, some thousand at once. */
export function* keysOfOthers(
  db: ReadableDb,
  isAmong: (userNo: number) => boolean,
): Generator<string[]> {
  for (const rows of lotsOfUsers<[string]>(
    db,
    isAmong,
    `SELECT identifier_key FROM user WHERE user_no BETWEEN ? AND ?
       AND user_no NOT IN (SELECT value FROM json_each(?)) AND erased_by_job IS NULL`,
  ))
    yield rows.map(([key]) => key);
}

export interface OtherName {
  readonly userNo: number;
  readonly lastName: string | null;
  readonly firstName: string | null;
}

/**
 * Whose own row says it: identifiers, both names beside each other, e-mail, and whatever else a record tells in words.
 * @param keys folded identifiers
 */
export function* usersNamed(
  db: ReadableDb,
  keys: ReadonlySet<string>,
  quotations: Quotations,
): Generator<number> {
  const rows = prepared(
    db,
    `SELECT user_no, identifier_key, primary_identifier, last_name, first_name, email, alma_user_id, record
     FROM user WHERE erased_by_job IS NULL`,
  ).raw(true);
  type Row = [number, string, string, ...(string | null)[]];
  for (const [userNo, key, identifier, last, first, ...others] of rows.iterate() as Iterable<Row>) {
    const texts = [identifier, null, last ?? null, first ?? null, null];
    for (const text of others) texts.push(text, null);
    const mayBeNamed = quotations.mayBeIn(foldForSearch(texts.join(' ')));
    if (keys.has(key) || (mayBeNamed && quotations.placesIn(texts).length > 0)) yield userNo;
  }
}

/** So many users are looked through in one step. */
const RECORDS_AT_ONCE = 10_000;

interface Records {
  readonly table: 'user' | 'user_before';
  /** Which of its rows, by import where it has them by import. */
  readonly within: string;
  readonly importId?: number;
  readonly onChanged?: () => void;
}

/** What the records of users who stay quote of those who are erased: step by step, each in a transaction of its own. */
export function* takeOutOfRecords(
  db: WritableDb,
  quotations: Quotations,
  { table, within, importId = 0, onChanged }: Records = { table: 'user', within: 'true' },
): Generator<() => void> {
  const asked = { importId };
  const last = prepared(db, `SELECT max(user_no) FROM ${table} WHERE ${within}`).pluck();
  const read = prepared(
    db,
    `SELECT user_no AS userNo, record FROM ${table}
     WHERE ${within} AND user_no BETWEEN @from AND @to AND record IS NOT NULL AND erased_by_job IS NULL`,
  );
  const write = prepared(
    db,
    `UPDATE ${table} SET record = @record WHERE ${within} AND user_no = @userNo`,
  );
  const to = Number(last.get(asked) ?? 0);
  for (let from = 1; from <= to; from += RECORDS_AT_ONCE)
    yield () => {
      const records = read.all({ ...asked, from, to: from + RECORDS_AT_ONCE - 1 });
      let changed = false;
      for (const { userNo, record } of records as { userNo: number; record: string }[]) {
        const left = withoutInAllOfJson(record, quotations);
        if (left === record) continue;
        write.run({ ...asked, userNo, record: left });
        changed = true;
      }
      if (changed) onChanged?.();
    };
}

/**
 * Words of the settings that name somebody go as a whole: with a mark in the place of a name, what means keep would be
 * found wherever somebody was taken out of a note. Must run inside a transaction.
 */
export function dropNamedWords(db: WritableDb, quotations: Quotations): void {
  const { keepWords, updateConditions, userName } = readSettings(db);
  // Whoever works here from now on is somebody else.
  if (quotations.isIn(userName)) writeSetting(db, 'userName', '');
  for (const [name, words] of Object.entries({ keepWords, updateConditions })) {
    const left = words.filter((word) => !quotations.isIn(word));
    if (left.length < words.length) writeSetting(db, name, left);
  }
}

/** Those of some users who aren't erased. */
export function notErased(db: ReadableDb, userNos: readonly number[]): number[] {
  return all<{ userNo: number }>(
    db,
    `SELECT user_no AS userNo FROM user WHERE user_no IN (SELECT value FROM json_each(?)) AND erased_by_job IS NULL`,
    JSON.stringify(userNos),
  ).map(({ userNo }) => userNo);
}

/** Whether somebody who isn't among them is known by a folded identifier. */
export function isKeyOfOther(
  db: ReadableDb,
  key: string,
  isAmong: (userNo: number) => boolean,
): boolean {
  const userNo = prepared(db, 'SELECT user_no FROM user WHERE identifier_key = ?').pluck().get(key);
  return userNo !== undefined && !isAmong(userNo as number);
}

/** Every value out of a list of the institution's that somebody has who isn't among them, each once, bit by bit. */
export function* valuesOfOthers(
  db: ReadableDb,
  isAmong: (userNo: number) => boolean,
): Generator<string[]> {
  const known = new Set<string | null>([null]);
  for (const rows of lotsOfUsers<(string | null)[]>(
    db,
    isAmong,
    `SELECT DISTINCT g.name, u.job_category, u.campus, u.account_type, u.status, u.roles
     FROM user u LEFT JOIN user_group g ON g.group_no = u.group_no
     WHERE u.user_no BETWEEN ? AND ? AND u.user_no NOT IN (SELECT value FROM json_each(?))`,
  )) {
    const found: string[] = [];
    for (const each of rows.flat()) {
      if (known.has(each)) continue;
      known.add(each);
      found.push(each!);
    }
    yield found;
  }
}

/** Everybody whom nothing has begun to erase. */
export function everybodyLeft(db: ReadableDb): UserBitmap {
  const sql = 'SELECT user_no FROM user WHERE erased_by_job IS NULL';
  return UserBitmap.of(prepared(db, sql).pluck().all() as number[]);
}

/** Of these users, those whom nothing has begun to erase. @param who of them can be */
export function erasable(
  db: ReadableDb,
  members: UserBitmap,
  who: 'deleted' | 'anybody',
): UserBitmap {
  const found = prepared(
    db,
    `SELECT user_no FROM user WHERE user_no IN (SELECT value FROM json_each(?))
       ${who === 'deleted' ? 'AND purged_by_job IS NOT NULL' : ''} AND erased_by_job IS NULL`,
  ).pluck();
  return UserBitmap.of(found.all(JSON.stringify([...members])) as number[]);
}

/**
 * From here on nobody finds them, restores them or erases them again, whatever becomes of the job: what is still there of
 * them waits for their end alone. Whoever wasn't deleted is from then on, by the same job. Must run inside a transaction.
 */
export function markErased(db: WritableDb, users: UserBitmap, jobId: number): void {
  run(
    db,
    `UPDATE user SET erased_by_job = ?, purged_by_job = coalesce(purged_by_job, ?)
     WHERE user_no IN (SELECT value FROM json_each(?))`,
    jobId,
    jobId,
    JSON.stringify([...users]),
  );
  bumpRevision(db, users);
}

/** Of these users, those whom a job has begun to erase. */
export function markedBy(db: ReadableDb, userNos: readonly number[], jobId: number): number[] {
  return prepared(
    db,
    'SELECT user_no FROM user WHERE user_no IN (SELECT value FROM json_each(?)) AND erased_by_job = ?',
  )
    .pluck()
    .all(JSON.stringify(userNos), jobId) as number[];
}

/**
 * Their notes and letters go, and the lines that jobs gave them; their rows are emptied. That they were candidates stays,
 * as when they were deleted: what was signed is about them. They are marked as erased before (markErased). Must run inside
 * a transaction.
 */
export function emptyUsers(db: WritableDb, userNos: readonly number[]): void {
  const users = JSON.stringify(userNos);
  const among = 'user_no IN (SELECT value FROM json_each(?))';
  run(db, `DELETE FROM user_note WHERE ${among}`, users);
  run(db, `DELETE FROM user_letter WHERE ${among}`, users);
  dropLinesOf(db, userNos);
  run(
    db,
    `UPDATE user SET identifier_key = char(0) || user_no, primary_identifier = '${ERASED_TEXT}', described = 0,
       notes = 0, conflict = 0, returned = 0, row_number = 0, ${BLANKED} WHERE ${among}`,
    users,
  );
}

const BLANKED = OF_USER.filter((column) => !/^(?:identifier_key|primary_identifier)$/.test(column))
  .map((column) => `${column} = NULL`)
  .join(', ');

/** A group that is called like somebody: the column of another thing was taken for that of groups. */
export function renameGroups(db: WritableDb, without: (name: string) => string): void {
  const groups = all<{ group_no: number; name: string }>(
    db,
    'SELECT group_no, name FROM user_group',
  );
  for (const { group_no, name } of groups) {
    const left = without(name);
    if (left === name) continue;
    const values: Value[] = [`${left} ${group_no}`, foldText(`${left} ${group_no}`), group_no];
    run(db, 'UPDATE user_group SET name = ?, name_key = ? WHERE group_no = ?', ...values);
  }
}
