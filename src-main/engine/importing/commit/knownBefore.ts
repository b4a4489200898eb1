/** Whom files had named when a job was submitted, whatever they were told of since. Changes nothing. */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';

/** Users of files that were added before this job. */
export function knownBefore(db: ReadableDb, jobId: number): UserBitmap {
  const files = prepared(
    db,
    `SELECT users FROM import_file WHERE state = 'committed' AND jobs_before < ? AND users IS NOT NULL`,
  )
    .pluck()
    .all(jobId) as Uint8Array[];
  return files.reduce((union, users) => union.or(storedUsers(db, users)), new UserBitmap());
}
