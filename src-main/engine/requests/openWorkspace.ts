/**
 * The workspace that is open: a connection that reads, the columns it holds in memory, the writer, and what the
 * session remembers of the workspace until it is closed. Closed as a whole.
 */
import { basename } from 'node:path';
import type { WorkspaceStatus, WorkspaceSummary } from '#shared/contract/shapes/workspace.ts';
import type { ReadableDb } from '../db/db.ts';
import { openReadable } from '../db/workspaceFile.ts';
import { countImports, countWaiting, replicaDate } from '../importing/show/importQueries.ts';
import { countJobs, unfinishedJobs } from '../jobs/jobRows.ts';
import { readRevision } from '../replica/revision.ts';
import { UserCounts, type UserOrders } from '../replica/userRows.ts';
import { reviewCounts } from '../review/reviewCounts.ts';
import { countSets, type Match, ordersOver } from '../sets/userSets.ts';
import type { Writer } from '../writer/writer.ts';
import { Previews } from './previews.ts';
import { RunningExports } from './runningExports.ts';

export class OpenWorkspace {
  readonly path: string;
  readonly name: string;
  readonly writer: Writer;
  readonly db: ReadableDb;
  readonly orders: UserOrders;
  readonly previews = new Previews();
  /** Aborts a reading under way, by import. */
  readonly readings = new Map<number, AbortController>();
  /** Where the files of this session's imports are, for reading them again. */
  readonly importPaths = new Map<number, string>();
  readonly exports: RunningExports;
  readonly #userCounts: UserCounts;

  /**
   * @param writer has the file open, and for this workspace alone
   * @param hasPages somebody looks at it; else it is walked through once
   * @param onExports told whenever an export begins or ends
   */
  constructor(path: string, writer: Writer, hasPages: boolean, onExports: () => void) {
    this.path = path;
    this.exports = new RunningExports(onExports);
    this.name = basename(path).replace(/\.purgedesk$/i, '');
    this.writer = writer;
    this.db = openReadable(path, { mapped: hasPages });
    this.#userCounts = new UserCounts(this.db);
    this.orders = ordersOver(this.db, (previewId, part) => this.previews.usersOf(previewId, part));
  }

  /** Whom criteria mean, over the columns that this connection holds. */
  readonly match: Match = (criteria) => this.orders.match(criteria);

  get revision(): number {
    return readRevision(this.db);
  }

  status(): WorkspaceStatus {
    const { db, name, revision } = this;
    return {
      open: true,
      name,
      revision,
      replicaDate: replicaDate(db),
      ...this.#userCounts.now(),
      imports: countImports(db),
      sets: countSets(db),
      jobs: countJobs(db),
      runningJobs: unfinishedJobs(db).length,
    };
  }

  summary(): WorkspaceSummary {
    const { candidates, undecided, deleted } = reviewCounts(this.orders.fresh());
    return { candidates, undecided, purged: deleted, waiting: countWaiting(this.db) };
  }

  /** Files that are being read or wait for it. */
  namesBeingRead(): string[] {
    const going = [...this.readings].filter(([, { signal }]) => !signal.aborted);
    return going.map(([importId]) => basename(this.importPaths.get(importId) ?? ''));
  }

  async close(): Promise<void> {
    this.db.close();
    // A connection that still reads would keep the writer from leaving one clean file.
    await this.exports.close();
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
