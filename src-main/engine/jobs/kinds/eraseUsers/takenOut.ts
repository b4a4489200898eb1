/**
 * How much an erasing has taken out beside its users, counted as it goes: somebody who is no user has rows and quotations
 * alone. Kept with the job, in the transaction of each step, so that nothing is counted twice after an interruption.
 */
import { z } from 'zod';
import { count } from '#shared/domain/valueShapes.ts';
import { type ReadableDb, run, type WritableDb } from '../../../db/db.ts';
import { parseStored } from '../../../db/storedValue.ts';
import { filesErasedBy } from '../../../importing/commit/people.ts';
import { getJob, jobAt } from '../../jobRows.ts';

const counted = z.object({
  /** Texts of theirs that others have, too: those aren't looked for. */
  shared: count.default(0),
  /** Rows of files that were theirs. */
  rows: count.default(0),
  /** Rows of others, texts, rules, sets and the like that named them. */
  quotations: count.default(0),
});
type Counted = z.infer<typeof counted>;

/** Must run inside the transaction of what is counted. */
export function addTakenOut(db: WritableDb, jobId: number, more: Partial<Counted>): void {
  const { shared = 0, rows = 0, quotations = 0 } = more;
  const before = countedOf(db, jobId);
  const told = JSON.stringify({
    shared: before.shared + shared,
    rows: before.rows + rows,
    quotations: before.quotations + quotations,
  });
  run(db, 'UPDATE job SET told = ? WHERE job_id = ?', told, jobId);
}

/** With how many files have lost their original by it. */
export const takenOut = (db: ReadableDb, jobId: number): Counted & { readonly files: number } => ({
  ...countedOf(db, jobId),
  files: filesErasedBy(db, jobId),
});

function countedOf(db: ReadableDb, jobId: number): Counted {
  const { told } = getJob(db, jobId);
  return told === null ? counted.parse({}) : parseStored(counted, told, jobAt(jobId));
}
