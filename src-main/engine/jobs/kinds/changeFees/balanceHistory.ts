/** What a user owed before and since, in their history. */
import { run, type WritableDb } from '../../../db/db.ts';

interface BalanceChange {
  readonly userNo: number;
  /** Null: no job did it, but the lines of another file that stand now. */
  readonly jobId: number | null;
  readonly by: string;
  readonly before: number | null;
  readonly after: number;
}

/** In minor units, as the balance is kept. Must run inside a transaction. */
export function rememberBalance(
  db: WritableDb,
  { userNo, jobId, by, before, after }: BalanceChange,
): void {
  run(
    db,
    `INSERT INTO history (user_no, job_id, at, by, field, old_value, new_value) VALUES (?, ?, ?, ?, 'balance', ?, ?)`,
    ...[userNo, jobId, Date.now(), by],
    before === null ? null : String(before),
    String(after),
  );
}
