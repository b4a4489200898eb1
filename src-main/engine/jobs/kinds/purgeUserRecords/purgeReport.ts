/**
 * What the report of a purge counts beside purged and retained users, from what the job stored of each; and how its
 * workbook is laid out. Never asks the replica as it has become since.
 */
import { jobReport } from '#shared/contract/shapes/jobReport.ts';
import {
  BOUNDARY_LIST,
  EXCLUDED_LIST,
  LIST_ONLY_LIST,
  PURGED_LIST,
  RETAINED_LIST,
  WITHOUT_APPROVAL_LIST,
} from '#shared/documents/jobReport/listColumns.ts';
import { RETAIN_REASONS, reasonBit } from '#shared/domain/purgeRules.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import { PURGE_EVENTS } from '#shared/jobKinds/purgeUserRecords.ts';
import { type ReadableDb, run, type WritableDb } from '../../../db/db.ts';
import { parseStored } from '../../../db/storedValue.ts';
import { NO_FACTS, type ReportFacts, type UserSheet } from '../../jobKind.ts';
import { getJob, jobAt } from '../../jobRows.ts';
import { type AlikeUsers, countJobUsers, tallyOf } from '../../jobUsers.ts';
import { PURGE_WORDS } from './words.ts';

/** What the report tells of the users whom a purge took, counted once at its end. */
export function tellOfPurged(db: WritableDb, jobId: number): void {
  run(
    db,
    `UPDATE job SET told = (
       SELECT json_object('contacts', count(*) FILTER (WHERE u.record_type = 'Contact'),
         'unknownRecordType', count(*) FILTER (WHERE u.record_type IS NULL),
         'unknownRole', count(*) FILTER (WHERE u.staff_role IS NULL))
       FROM job_user j JOIN user u ON u.user_no = j.user_no WHERE j.job_id = job.job_id AND j.outcome = 'purged')
     WHERE job_id = ?`,
    jobId,
  );
}

export function purgeFactsOf(db: ReadableDb, jobId: number): ReportFacts {
  const tally = tallyOf(db, jobId);
  const purged = tally.filter(({ outcome }) => outcome === 'purged');
  const count = (filter: JobUserFilter) => countJobUsers(db, jobId, filter);
  const { told } = getJob(db, jobId);
  return {
    ...NO_FACTS,
    boundary: count({ reason: 'boundary' }),
    boundaryNotTaken: count({ outcome: 'not-taken' }),
    excluded: count({ outcome: 'excluded' }),
    waived: purged.reduce((sum, { waived }) => sum + waived, 0),
    purgedWithoutApproval: count({ outcome: 'purged', reason: 'unapproved' }),
    told: told ? parseStored(jobReport.shape.told, told, jobAt(jobId)) : NOTHING_TOLD,
    unknown: unknownCounts(purged),
  };
}

/** What purges of earlier versions, and those that haven't ended, tell. */
const NOTHING_TOLD = { contacts: 0, unknownRecordType: 0, unknownRole: 0 };

function unknownCounts(purged: readonly AlikeUsers[]): ReportFacts['unknown'] {
  return RETAIN_REASONS.map((reason) => {
    const alike = purged.filter(({ unknown }) => (unknown & reasonBit(reason)) !== 0);
    return { reason, users: alike.reduce((sum, { users }) => sum + users, 0) };
  }).filter(({ users }) => users > 0);
}

/** Who went without approval comes first of all. */
export const PURGE_SHEETS: readonly UserSheet[] = [
  {
    ...PURGE_WORDS.sheets.withoutApproval,
    filter: { outcome: 'purged', reason: 'unapproved' },
    columns: () => WITHOUT_APPROVAL_LIST,
    aside: true,
  },
  { ...PURGE_WORDS.sheets.purged, filter: { outcome: 'purged' }, columns: () => PURGED_LIST },
  {
    ...PURGE_WORDS.sheets.nonAffiliated,
    filter: PURGE_EVENTS.nonAffiliated.filter,
    columns: () => PURGED_LIST,
    aside: true,
  },
  {
    ...PURGE_WORDS.sheets.researcherUnknown,
    filter: PURGE_EVENTS.researcherUnknown.filter,
    columns: () => PURGED_LIST,
    aside: true,
  },
  { ...PURGE_WORDS.sheets.retained, filter: { outcome: 'retained' }, columns: () => RETAINED_LIST },
  { ...PURGE_WORDS.sheets.excluded, filter: { outcome: 'excluded' }, columns: () => EXCLUDED_LIST },
  {
    ...PURGE_WORDS.sheets.boundary,
    filter: { reason: 'boundary' },
    columns: () => BOUNDARY_LIST,
    aside: true,
  },
  {
    ...PURGE_WORDS.sheets.listOnly,
    filter: { outcome: 'list-only' },
    columns: () => LIST_ONLY_LIST,
    aside: true,
  },
];
