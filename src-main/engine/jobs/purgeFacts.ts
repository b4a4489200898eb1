/**
 * Gathers what the purge rules need to know of users, for the preview and the job alike.
 * Reads a superset by SQL; domain/purgeRules.ts alone decides.
 */
import type { PurgeSettings } from '#shared/contract/shapes.ts';
import { dayBounds } from '#shared/domain/dayBound.ts';
import type { PurgeFacts, PurgeQuestion } from '#shared/domain/purgeRules.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { CANDIDATE_SQL } from '../replica/criteriaSql.ts';
import { findGroup } from '../replica/groups.ts';

type StoredFacts = [
  userNo: number,
  purgeDate: string | null,
  recordType: PurgeFacts['recordType'],
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
];

export interface UserFacts extends PurgeFacts {
  readonly userNo: number;
  readonly staffRole: number | null;
}

/** The settings as the rules ask them; a group that nobody has ever had matches nobody. */
export function purgeQuestion(db: ReadableDb, settings: PurgeSettings): PurgeQuestion {
  return {
    bounds: dayBounds(settings.reading, settings.runDate, settings.days),
    recordType: settings.recordType,
    userGroupNo: settings.userGroup === null ? null : (findGroup(db, settings.userGroup) ?? -1),
    waiveThreshold: settings.waiveThreshold,
  };
}

/**
 * Candidates, ascending after the given one. A user whom a newer file no longer names has left the
 * review: its old purge date says nothing any more, so a purge must not take it.
 * @param locked users held by a running job
 */
export function* eachUserFacts(
  db: ReadableDb,
  question: PurgeQuestion,
  locked: UserBitmap,
  afterUserNo = 0,
): Generator<UserFacts> {
  const group = question.userGroupNo === null ? '' : 'AND u.group_no = ?';
  const statement = prepared(
    db,
    `SELECT user_no, purge_date, record_type, group_no, loans, balance, acquisitions, purchase_requests, hold_shelf_requests,
       import_profiles, locked_records, md_editor, staff_role
     FROM user u WHERE user_no > ? AND ${CANDIDATE_SQL} ${group} ORDER BY user_no`,
  ).raw(true);
  const values =
    question.userGroupNo === null ? [afterUserNo] : [afterUserNo, question.userGroupNo];
  for (const row of statement.iterate(...values) as Iterable<StoredFacts>) {
    yield {
      userNo: row[0],
      purgeDate: row[1],
      recordType: row[2],
      userGroupNo: row[3],
      loans: row[4],
      balance: row[5],
      acquisitions: row[6],
      purchaseRequests: row[7],
      holdShelfRequests: row[8],
      importProfiles: row[9],
      lockedRecords: row[10],
      mdEditor: row[11],
      lockedByJob: locked.has(row[0]),
      staffRole: row[12],
    };
  }
}
