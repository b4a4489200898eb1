/** Notes with a file that it was added, and what is needed to take it back. */
import type { ImportDiff } from '#shared/contract/shapes/imports.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { run, type WritableDb } from '../../db/db.ts';

interface Entered {
  readonly diff: ImportDiff;
  /** All users of the file. */
  readonly named: UserBitmap;
  /** Those whom it made. */
  readonly newUsers: UserBitmap;
  /** Those who left the review by it. */
  readonly left: UserBitmap;
  /** Those whom it leaves out though it covers everybody; null: it says nothing of them. */
  readonly covered: UserBitmap | null;
}

export function markCommitted(
  db: WritableDb,
  importId: number,
  { diff, named, newUsers, left, covered }: Entered,
): void {
  run(
    db,
    `UPDATE import_file SET state = 'committed', diff = ?, users = ?, new_users = ?, left_users = ?,
       covered = ?,
       jobs_before = (SELECT coalesce(max(job_id), 0) FROM job),
       steps_before = (SELECT coalesce(max(step_id), 0) FROM decision_step),
       -- Never the same twice: imports are taken back in the order in which they came.
       imported_at = max(?, (SELECT coalesce(max(imported_at), 0) + 1 FROM import_file)) WHERE import_id = ?`,
    JSON.stringify(diff),
    named.toBytes(),
    newUsers.toBytes(),
    left.toBytes(),
    covered?.toBytes() ?? null,
    Date.now(),
    importId,
  );
}
