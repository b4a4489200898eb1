/**
 * Gathers what the purge rules need to know of users, for the preview and the job alike.
 * Reads a superset by SQL; domain/purgeRules.ts alone decides.
 */
import { dayBounds } from '#shared/domain/dayBound.ts';
import {
  COUNTS_THAT_RETAIN,
  type PurgeFacts,
  type PurgeQuestion,
  type PurgeSettings,
  type ScopeFacts,
} from '#shared/domain/purgeRules.ts';
import { type ResearcherStand, researcherStand } from '#shared/domain/researchers.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { RecordType } from '#shared/fields/recordTypes.ts';
import { lotReader, type ReadableDb } from '../db/db.ts';
import { leftReview } from '../importing/commit/leftReview.ts';
import { pagesOf } from '../replica/eachPage.ts';
import { storedSql } from '../replica/fieldColumns.ts';
import { findGroup } from '../replica/groups.ts';
import {
  isCandidate,
  isListOnly,
  isPresent,
  MEMBERSHIP,
  PRESENT_SQL,
} from '../replica/membership.ts';
import { readSettings } from '../replica/settings.ts';
import {
  BLANK,
  type Column,
  dateText,
  type HeldColumn,
  type UserColumns,
} from '../replica/userColumns.ts';
import { type Match, usableMembersOf } from '../sets/userSets.ts';

type StoredFacts = [
  userNo: number,
  purgeDate: string | null,
  recordType: PurgeFacts['record_type'],
  groupNo: number | null,
  loans: number | null,
  balance: number | null,
  acquisitions: number | null,
  purchaseRequests: number | null,
  holdShelf: number | null,
  importProfiles: number | null,
  lockedRecords: number | null,
  mdEditor: number | null,
  staffRole: number | null,
  candidate: number,
  researcher: number | null,
  assets: number | null,
  grants: number | null,
];

/** The settings as the rules ask them, and which balance counts. */
export interface AskedPurge extends PurgeQuestion {
  /** Transferred fines/fees count as owed. */
  readonly countTransferred: boolean;
  /** Esploro keeps something of researchers. */
  readonly esploro: boolean;
}

export interface UserFacts extends PurgeFacts {
  readonly userNo: number;
  readonly staff_role: number | null;
  /** The newest candidates file names the user. */
  readonly candidate: boolean;
  /** What Esploro keeps of them; nothing where it isn't used. */
  readonly researcherStand: ResearcherStand;
}

/** By what a question is asked, where that is known already. */
interface KnownOfPurge {
  /** Else as Settings say. */
  readonly countTransferred?: boolean;
  readonly esploro?: boolean;
  /** For a logical set, over columns that are held. */
  readonly match?: Match | undefined;
  /** Whom the purge was submitted for; else who is in its set now. */
  readonly setMembers?: UserBitmap;
}

/**
 * The settings as the rules ask them; a group that nobody has ever had matches nobody.
 * @throws Refusal when there is no such set
 */
export function purgeQuestion(
  db: ReadableDb,
  settings: PurgeSettings,
  known: KnownOfPurge = {},
): AskedPurge {
  const { countTransferred = readSettings(db).countTransferred === true, match } = known;
  const { esploro = readSettings(db).esploro === true } = known;
  const { setId } = settings;
  const setMembers =
    setId === undefined ? undefined : (known.setMembers ?? usableMembersOf(db, setId, match));
  return {
    setMembers,
    countTransferred,
    esploro,
    bounds: dayBounds(settings.reading, settings.runDate, settings.days),
    recordType: settings.recordType,
    userGroupNo: settings.userGroup === null ? null : (findGroup(db, settings.userGroup) ?? -1),
    waiveThreshold: settings.waiveThreshold,
  };
}

/**
 * All candidates, from columns in memory; for questions that change nothing.
 * @param locked users held by a running job
 */
export function* candidateFacts(
  columns: UserColumns,
  question: AskedPurge,
  locked: UserBitmap,
): Generator<UserFacts> {
  const membership = columns.column('membership').values;
  const factsOf = userFacts(columns, question);
  for (let userNo = 1; userNo < membership.length; userNo++) {
    if (isCandidate(membership[userNo]!)) yield factsOf(userNo, locked.has(userNo));
  }
}

/**
 * Everybody whom Alma would ask, candidate or not: described by some file, not purged here, and not gone from the
 * newest candidates file.
 * @param locked users held by a running job
 */
export function* askedFacts(
  columns: UserColumns,
  question: AskedPurge,
  locked: UserBitmap,
): Generator<UserFacts> {
  const membership = columns.column('membership').values;
  const factsOf = userFacts(columns, question);
  const left = leftReview(columns.db);
  for (let userNo = 1; userNo < membership.length; userNo++)
    if (isPresent(membership[userNo]!) && !left.has(userNo))
      yield factsOf(userNo, locked.has(userNo));
}

/**
 * Members of the set that is purged who are known from a list alone. No report tells their purge date, which is no word
 * that they have none: Alma may take them.
 */
export function listOnlyMembers(columns: UserColumns, { setMembers }: AskedPurge): UserBitmap {
  const membership = columns.column('membership').values;
  const found = new UserBitmap();
  for (const userNo of setMembers ?? []) if (isListOnly(membership[userNo]!)) found.add(userNo);
  return found;
}

/** What each user owes as far as it counts: the active balance, with what was transferred where that counts. */
export function owedColumn(columns: UserColumns, { countTransferred }: AskedPurge): Column {
  const balance = columns.column('balance');
  if (!countTransferred) return balance;
  const transferred = columns.column('transferred');
  if (transferred.empty) return balance;
  const values = balance.values.slice();
  for (let userNo = 1; userNo < values.length; userNo++) {
    const more = transferred.values[userNo]!;
    if (more === BLANK) continue;
    values[userNo] = values[userNo] === BLANK ? more : values[userNo]! + more;
  }
  return { ...balance, values, empty: false };
}

/** Columns that the facts are made of. */
export const PURGE_COLUMNS: readonly HeldColumn[] = [
  'membership',
  'purge_date',
  'record_type',
  'user_group',
  'balance',
  'transferred',
  'staff_role',
  ...COUNTS_THAT_RETAIN,
];

/** The facts of one user. The same object is given each time, filled anew: copy what you keep. */
export function userFacts(
  columns: UserColumns,
  question: AskedPurge,
): (userNo: number, locked: boolean) => UserFacts {
  columns.hold(PURGE_COLUMNS);
  const recordType = columns.column('record_type');
  const numbers = (name: HeldColumn) => columns.column(name).values;
  const purgeDate = numbers('purge_date');
  const group = numbers('user_group');
  const membership = numbers('membership');
  const owed = owedColumn(columns, question).values;
  const counted = COUNTED.map((fact) => [fact, numbers(fact)] as const);
  const dates = new Map<number, string>();
  const standOf = question.esploro ? standOver(columns) : undefined;
  const facts = { ...NOTHING_KNOWN };
  return (userNo, locked) => {
    facts.userNo = userNo;
    facts.purge_date = dateOf(purgeDate[userNo]!, dates);
    const type = recordType.values[userNo]!;
    facts.record_type = type === BLANK ? null : (recordType.texts![type] as RecordType);
    facts.userGroupNo = known(group[userNo]!);
    for (const [fact, values] of counted) facts[fact] = known(values[userNo]!);
    facts.balance = known(owed[userNo]!);
    facts.candidate = (membership[userNo]! & MEMBERSHIP.candidate) !== 0;
    facts.lockedByJob = locked;
    if (standOf) facts.researcherStand = standOf(userNo);
    return facts;
  };
}

/** What tells a researcher with assets or grants. */
export const RESEARCHER_COLUMNS = ['researcher', 'assets', 'grants'] as const;

function standOver(columns: UserColumns): (userNo: number) => ResearcherStand {
  columns.hold(RESEARCHER_COLUMNS);
  const [researcher, assets, grants] = RESEARCHER_COLUMNS.map(
    (name) => columns.column(name).values,
  ) as [Float64Array, Float64Array, Float64Array];
  return (userNo) =>
    researcherStand({
      researcher: known(researcher[userNo]!),
      assets: known(assets[userNo]!),
      grants: known(grants[userNo]!),
    });
}

const COUNTED = [...COUNTS_THAT_RETAIN, 'staff_role'] as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NOTHING_KNOWN: Mutable<UserFacts> = {
  userNo: 0,
  purge_date: null,
  record_type: null,
  userGroupNo: null,
  loans: null,
  balance: null,
  acquisitions: null,
  purchase_requests: null,
  hold_shelf_requests: null,
  import_profiles: null,
  locked_records: null,
  md_editor: null,
  staff_role: null,
  candidate: false,
  researcherStand: 'goes',
  lockedByJob: false,
};

function known(number: number): number | null {
  return number === BLANK ? null : number;
}

/** 20261121 as a date; few dates stand for many users. */
function dateOf(number: number, dates: Map<number, string>): string | null {
  if (number === BLANK) return null;
  let date = dates.get(number);
  if (date === undefined) {
    date = dateText(number);
    dates.set(number, date);
  }
  return date;
}

/**
 * Everybody whom Alma would ask, as `askedFacts` gives them, ascending between the given numbers; of others than the
 * group's members none.
 * @param locked users held by a running job
 */
export function* eachUserFacts(
  db: ReadableDb,
  question: AskedPurge,
  locked: UserBitmap,
  first = 1,
  last = Number.MAX_SAFE_INTEGER,
): Generator<UserFacts> {
  const left = leftReview(db);
  const owed = question.countTransferred
    ? 'CASE WHEN transferred IS NULL THEN balance ELSE coalesce(balance, 0) + transferred END'
    : 'balance';
  const researchers = RESEARCHER_COLUMNS.map((name) =>
    question.esploro ? storedSql(name) : 'NULL',
  ).join(', ');
  const group = question.userGroupNo === null ? '' : 'AND u.group_no = ?';
  const read = lotReader<StoredFacts>(
    db,
    17,
    `SELECT user_no, purge_date, record_type, group_no, loans, ${owed}, acquisitions, purchase_requests, hold_shelf_requests,
       import_profiles, locked_records, md_editor, staff_role, candidate, ${researchers}
     FROM user u WHERE user_no BETWEEN ? AND ? AND ${PRESENT_SQL} ${group} ORDER BY user_no LIMIT ${USERS_AT_ONCE}`,
  );
  const values = question.userGroupNo === null ? [] : [question.userGroupNo];
  const rows = (from: number) => read(from, last, ...values);
  for (const row of eachRow(rows, first)) {
    if (left.has(row[0])) continue;
    yield {
      userNo: row[0],
      purge_date: row[1],
      record_type: row[2],
      userGroupNo: row[3],
      loans: row[4],
      balance: row[5],
      acquisitions: row[6],
      purchase_requests: row[7],
      hold_shelf_requests: row[8],
      import_profiles: row[9],
      locked_records: row[10],
      md_editor: row[11],
      lockedByJob: locked.has(row[0]),
      staff_role: row[12],
      candidate: row[13] === 1,
      researcherStand: question.esploro
        ? researcherStand({ researcher: row[14], assets: row[15], grants: row[16] })
        : 'goes',
    };
  }
}

/** Everybody whom Alma would ask, with what decides who is in scope alone. The same object each time, filled anew. */
export function* eachScopeFacts(db: ReadableDb): Generator<ScopeFacts & { userNo: number }> {
  const left = leftReview(db);
  const facts: Mutable<ScopeFacts> & { userNo: number } = {
    ...{ userNo: 0, purge_date: null, record_type: null, userGroupNo: null },
  };
  for (const { userNos, values } of pagesOf(db, SCOPE_SQL)) {
    const [present, purgeDates, recordTypes, groups] = values;
    for (let n = 0; n < userNos.length; n++) {
      facts.userNo = userNos[n]!;
      if (present![n] !== 1 || left.has(facts.userNo)) continue;
      facts.purge_date = purgeDates![n] as string | null;
      facts.record_type = recordTypes![n] as RecordType | null;
      facts.userGroupNo = groups![n] as number | null;
      yield facts;
    }
  }
}

const SCOPE_SQL = [`(${PRESENT_SQL}) = 1`, 'purge_date', 'record_type', 'group_no'];

/** About a batch of a job, which asks for no more. */
const USERS_AT_ONCE = 2000;

/** Page by page: quicker than asking for each row. */
function* eachRow(
  rowsFrom: (userNo: number) => StoredFacts[],
  first: number,
): Generator<StoredFacts> {
  for (let from = first; ; ) {
    const rows = rowsFrom(from);
    yield* rows;
    if (rows.length < USERS_AT_ONCE) return;
    from = rows.at(-1)![0] + 1;
  }
}
