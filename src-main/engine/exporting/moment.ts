/** One moment of the workspace, which an export sees from its beginning to its end, whatever is decided meanwhile. */
import { type ReadableDb, value } from '../db/db.ts';
import { openReadable } from '../db/workspaceFile.ts';
import { usersDone } from '../jobs/jobRows.ts';
import { readRevision } from '../replica/revision.ts';

/** @returns a connection that sees one until it is closed */
export function openMoment(workspacePath: string): ReadableDb {
  const db = openReadable(workspacePath);
  // An export goes through users once: pages of the file that were kept wouldn't be asked for again.
  db.pragma('cache_size = -8192');
  db.exec('BEGIN');
  // It begins with what is read first.
  value(db, 'SELECT count(*) FROM sqlite_schema');
  return db;
}

/** Which moment it is: two connections for which it is the same see the same rows. */
export function momentOf(db: ReadableDb): string {
  return `${readRevision(db)}/${usersDone(db)}`;
}
