/**
 * Job events: one line per reason with the number of users it concerns (domain reference, section 3).
 * Made from the stored outcomes whenever a report asks, so they can't disagree with them.
 */
import type { JobOutcome } from '#shared/domain/jobs.ts';
import { RETAIN_REASON_TEXTS, RETAIN_REASONS } from '#shared/domain/purgeRules.ts';
import { get, type ReadableDb, value } from '../db/db.ts';
import { reasonBit } from '../replica/criteriaSql.ts';

export interface JobEvent {
  readonly code: string;
  readonly severity: 'info' | 'warning';
  readonly text: string;
  readonly users: number;
}

/** Whom an event concerns, as a filter of the job's users. */
export function eventFilter(code: string): { outcome?: JobOutcome; reason?: string } {
  switch (code) {
    case 'unchanged':
    case 'purged':
    case 'changed':
      return { outcome: code };
    case 'purged-without-approval':
      return { outcome: 'purged', reason: 'unapproved' };
    case 'no-longer-approved':
      return { outcome: 'retained', reason: 'unapproved' };
    case 'boundary-not-taken':
      return { outcome: 'not-taken' };
    default:
      return { reason: code };
  }
}

interface JobRow {
  readonly job_id: number;
  readonly kind: string;
}

export function jobEvents(db: ReadableDb, job: JobRow): JobEvent[] {
  const events =
    job.kind === 'purge-user-records' ? purgeEvents(db, job.job_id) : updateEvents(db, job.job_id);
  return events.filter((event) => event.users > 0);
}

function purgeEvents(db: ReadableDb, jobId: number): JobEvent[] {
  const retained = RETAIN_REASONS.map(
    (reason): JobEvent => ({
      code: reason,
      severity: 'warning',
      text: RETAIN_REASON_TEXTS[reason].event,
      users: value<number>(
        db,
        'SELECT count(*) FROM job_user WHERE job_id = ? AND (reasons & ?) <> 0',
        jobId,
        reasonBit(reason),
      ),
    }),
  );
  const boundary = value<number>(
    db,
    'SELECT count(*) FROM job_user WHERE job_id = ? AND boundary = 1',
    jobId,
  );
  return [
    {
      code: 'purged-without-approval',
      severity: 'warning',
      text: 'Users purged without approval',
      users: value<number>(
        db,
        `SELECT count(*) FROM job_user WHERE job_id = ? AND outcome = 'purged' AND unapproved <> 0`,
        jobId,
      ),
    },
    {
      code: 'purged',
      severity: 'info',
      text: 'Users purged',
      users: countOutcome(db, jobId, 'purged'),
    },
    ...retained,
    {
      code: 'no-longer-approved',
      severity: 'warning',
      text: 'Users left alone: no longer approved when the job reached them',
      users: value<number>(
        db,
        `SELECT count(*) FROM job_user WHERE job_id = ? AND outcome = 'retained' AND unapproved <> 0`,
        jobId,
      ),
    },
    {
      code: 'boundary',
      severity: 'warning',
      text: 'Boundary users: the three readings of the day bound differ',
      users: boundary,
    },
    {
      code: 'boundary-not-taken',
      severity: 'warning',
      text: 'Boundary users whom this reading leaves out: Alma may take them',
      users: countOutcome(db, jobId, 'not-taken'),
    },
  ];
}

function updateEvents(db: ReadableDb, jobId: number): JobEvent[] {
  const group = get<{ name: string }>(
    db,
    `SELECT json_extract(parameters, '$.userGroup') AS name FROM job WHERE job_id = ?`,
    jobId,
  );
  return [
    {
      code: 'changed',
      severity: 'info',
      text: `Users moved to ${group?.name}`,
      users: countOutcome(db, jobId, 'changed'),
    },
    {
      code: 'unchanged',
      severity: 'warning',
      text: 'Users left alone: already in that group, purged before, known from an exclusion list alone, or not approved when the job reached them',
      users: countOutcome(db, jobId, 'unchanged'),
    },
  ];
}

function countOutcome(db: ReadableDb, jobId: number, outcome: string): number {
  return value<number>(
    db,
    'SELECT count(*) FROM job_user WHERE job_id = ? AND outcome = ?',
    jobId,
    outcome,
  );
}
