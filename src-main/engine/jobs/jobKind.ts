/**
 * What a kind of job is: how it freezes its members, what it does to a batch of them, what it leaves
 * behind at its end. The runner knows nothing else; a new kind is a new file in kinds/.
 */
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { WritableDb } from '../db/db.ts';
import type { StoredJob } from './jobRows.ts';

export interface BatchResult {
  readonly finished: number;
  readonly failed: number;
}

export interface RunningJob {
  /** Does its work for these members and stores what happened to each. Runs inside a transaction. */
  readonly work: (members: readonly number[]) => BatchResult;
  /** Once, in the transaction that completes the job. */
  readonly complete: () => void;
}

export interface JobKindDefinition {
  /** The members, once and for all, out of those for whom it was submitted; called when the job starts. */
  readonly freeze: (db: WritableDb, job: StoredJob) => UserBitmap;
  /** Called at the start and again when an interrupted job is resumed. */
  readonly start: (db: WritableDb, job: StoredJob) => RunningJob;
}
