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
import { get, prepared, type ReadableDb, run, type WritableDb } from '../../../db/db.ts';
import { parseStored } from '../../../db/storedValue.ts';
import { NO_FACTS, type ReportFacts, type UserSheet } from '../../jobKind.ts';
import { jobAt } from '../../jobRows.ts';
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
  const totals = get<
    Record<'boundary' | 'not_taken' | 'excluded' | 'waived' | 'without_approval', number | null> & {
      told: string | null;
    }
  >(
    db,
    `SELECT sum(boundary) AS boundary, sum(outcome = 'not-taken') AS not_taken, sum(outcome = 'excluded') AS excluded,
       sum(CASE outcome WHEN 'purged' THEN waived END) AS waived,
       sum(outcome = 'purged' AND unapproved <> 0) AS without_approval,
       (SELECT told FROM job WHERE job_id = ?) AS told FROM job_user WHERE job_id = ?`,
    jobId,
    jobId,
  );
  return {
    ...NO_FACTS,
    boundary: totals?.boundary ?? 0,
    boundaryNotTaken: totals?.not_taken ?? 0,
    excluded: totals?.excluded ?? 0,
    waived: totals?.waived ?? 0,
    purgedWithoutApproval: totals?.without_approval ?? 0,
    told: totals?.told
      ? parseStored(jobReport.shape.told, totals.told, jobAt(jobId))
      : NOTHING_TOLD,
    unknown: unknownCounts(db, jobId),
  };
}

/** What purges of earlier versions, and those that haven't ended, tell. */
const NOTHING_TOLD = { contacts: 0, unknownRecordType: 0, unknownRole: 0 };

function unknownCounts(db: ReadableDb, jobId: number): ReportFacts['unknown'] {
  const each = RETAIN_REASONS.map(() => 'count(*) FILTER (WHERE (unknown & ?) <> 0)').join(', ');
  const counts = prepared(
    db,
    `SELECT ${each} FROM job_user WHERE job_id = ? AND outcome = 'purged'`,
  )
    .raw(true)
    .get(...RETAIN_REASONS.map(reasonBit), jobId) as number[];
  return RETAIN_REASONS.map((reason, n) => ({ reason, users: counts[n]! })).filter(
    ({ users }) => users > 0,
  );
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
