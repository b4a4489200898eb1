/**
 * What a job did to whom in the fewest words, one user after another, for lists as long as the job's users. Reads only;
 * whoever shows users asks jobUsers.ts.
 */
import { lotReader, type ReadableDb } from '../db/db.ts';

export interface JobOutcomeOf {
  readonly identifier: string;
  /** Bits: domain/purgeRules.ts. */
  readonly reasons: number;
  readonly unapproved: boolean;
}

const READ_AT_ONCE = 5000;

/** Ascending by user number. */
export function* eachJobOutcome(
  db: ReadableDb,
  jobId: number,
  outcome: 'purged' | 'retained',
): Generator<JobOutcomeOf> {
  const read = lotReader<[userNo: number, identifier: string, reasons: number, unapproved: number]>(
    db,
    4,
    `SELECT j.user_no, u.primary_identifier, j.reasons, j.unapproved FROM job_user j JOIN user u ON u.user_no = j.user_no
     WHERE j.job_id = ? AND j.user_no > ? AND j.outcome = ? ORDER BY j.user_no LIMIT ${READ_AT_ONCE}`,
  );
  for (let last = 0; ; ) {
    const rows = read(jobId, last, outcome);
    for (const [, identifier, reasons, unapproved] of rows)
      yield { identifier, reasons, unapproved: unapproved !== 0 };
    if (rows.length < READ_AT_ONCE) return;
    last = rows.at(-1)![0];
  }
}
