/**
 * What a job did to whom in the fewest words, one user after another, for lists as long as the job's users. Reads only;
 * whoever shows users asks jobUsers.ts.
 */
import { RESEARCHER_STANDS, type ResearcherStand } from '#shared/domain/researchers.ts';
import { lotReader, type ReadableDb } from '../db/db.ts';

export interface JobOutcomeOf {
  readonly identifier: string;
  /** Bits: domain/purgeRules.ts. */
  readonly reasons: number;
  readonly unapproved: boolean;
  /** Where Esploro is on: what stays of them. */
  readonly stand: ResearcherStand;
}

const READ_AT_ONCE = 5000;

/** Ascending by user number. */
export function* eachJobOutcome(
  db: ReadableDb,
  jobId: number,
  outcome: 'purged' | 'retained',
): Generator<JobOutcomeOf> {
  const read = lotReader<
    [userNo: number, identifier: string, reasons: number, unapproved: number, researcher: number]
  >(
    db,
    5,
    `SELECT j.user_no, u.primary_identifier, j.reasons, j.unapproved, j.researcher
     FROM job_user j JOIN user u ON u.user_no = j.user_no
     WHERE j.job_id = ? AND j.user_no > ? AND j.outcome = ? ORDER BY j.user_no LIMIT ${READ_AT_ONCE}`,
  );
  for (let last = 0; ; ) {
    const rows = read(jobId, last, outcome);
    for (const [, identifier, reasons, unapproved, researcher] of rows) {
      const stand = RESEARCHER_STANDS[researcher]!;
      yield { identifier, reasons, unapproved: unapproved !== 0, stand };
    }
    if (rows.length < READ_AT_ONCE) return;
    last = rows.at(-1)![0];
  }
}
