/**
 * The workspace that is open: a connection that reads, the columns it holds in memory, the writer, and what the
 * session remembers of the workspace until it is closed. Closed as a whole.
 */
import { basename } from 'node:path';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { get, type ReadableDb, value } from '../db/db.ts';
import { openReadable } from '../db/workspaceFile.ts';
import type { BitmapSource } from '../replica/criteriaSql.ts';
import { readRevision } from '../replica/revision.ts';
import { UserOrders } from '../replica/userRows.ts';
import { ruleSource } from '../review/register.ts';
import { findMembers, type Match } from '../sets/userSets.ts';
import type { Writer } from '../writer/writer.ts';
import { Previews } from './previews.ts';

export class OpenWorkspace {
  readonly path: string;
  readonly name: string;
  readonly writer: Writer;
  readonly reader: ReadableDb;
  readonly orders: UserOrders;
  readonly previews = new Previews();
  /** Aborts a reading under way, by import. */
  readonly readings = new Map<number, AbortController>();
  /** Where the files of this session's imports are, for reading them again. */
  readonly importPaths = new Map<number, string>();

  /** @param writer has the file open, and for this workspace alone */
  constructor(path: string, writer: Writer) {
    this.path = path;
    this.name = basename(path).replace(/\.purgedesk$/i, '');
    this.writer = writer;
    this.reader = openReadable(path);
    const source: BitmapSource = {
      set: (setId) => findMembers(this.reader, setId, this.match),
      preview: (previewId, part) => this.previews.usersOf(previewId, part),
      rule: (ruleId) => ruleSource(this.reader, ruleId),
    };
    this.orders = new UserOrders(this.reader, source);
  }

  /** Whom criteria mean, over the columns that the reader holds. */
  readonly match: Match = (criteria) => this.orders.match(criteria);

  get revision(): number {
    return readRevision(this.reader);
  }

  status(): WorkspaceStatus {
    const { reader, name, revision } = this;
    const count = (sql: string) => value<number>(reader, `SELECT count(*) FROM ${sql}`);
    return {
      open: true,
      name,
      revision,
      replicaDate: replicaDate(reader),
      users: count('user'),
      candidates: count('user WHERE candidate = 1 AND purged_by_job IS NULL'),
      imports: count(`import_file WHERE state = 'committed'`),
      sets: count('user_set'),
      jobs: count('job'),
      runningJobs: count(`job WHERE state <> 'completed'`),
    };
  }

  async close(): Promise<void> {
    this.reader.close();
    await this.writer.close();
  }
}

export const NO_WORKSPACE: WorkspaceStatus = {
  open: false,
  name: null,
  revision: 0,
  replicaDate: null,
  users: 0,
  candidates: 0,
  imports: 0,
  sets: 0,
  jobs: 0,
  runningJobs: 0,
};
/** Data date of the candidates file that was added last. */
function replicaDate(db: ReadableDb): string | null {
  const newest = get<{ data_date: string | null; imported_at: number }>(
    db,
    `SELECT data_date, imported_at FROM import_file WHERE state = 'committed' AND kind = 'candidates' ORDER BY imported_at DESC LIMIT 1`,
  );
  if (!newest) return null;
  return newest.data_date ?? new Date(newest.imported_at).toISOString().slice(0, 10);
}
