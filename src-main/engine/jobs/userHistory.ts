/** What jobs changed about one user (domain reference, section 4): field, old value, new value, who, when. */
import { all, type ReadableDb } from '../db/db.ts';

export interface HistoryEntry {
  readonly at: number;
  readonly by: string;
  readonly field: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly jobId: number | null;
}

/** Newest first. */
export function historyOf(db: ReadableDb, userNo: number): HistoryEntry[] {
  return all<HistoryEntry>(
    db,
    `SELECT at, by, field, old_value AS oldValue, new_value AS newValue, job_id AS jobId
     FROM history WHERE user_no = ? ORDER BY history_id DESC`,
    userNo,
  );
}
