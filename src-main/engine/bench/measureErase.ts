/**
 * Erasing some of many users for good, with the writer in a thread of its own as in the program: until the job has
 * ended, until their space is given back, and until the file is closed and cleared; how long nothing was heard of it, and
 * how pages are served meanwhile. Against writing the whole file once, as SQLite copies it, and every row of every file
 * once more into the copy.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { Database } from '../db/sqlite.ts';
import { openReadable, openWritable } from '../db/workspaceFile.ts';
import { submitJob } from '../jobs/submitJob.ts';
import type { UserOrders } from '../replica/userRows.ts';
import { tasks } from '../requests/tasks.ts';
import { runJobs, sweep } from '../session/chores.ts';
import { startWriter } from '../writer/writer.ts';

const BY = 'Benchmark';
const SORT = [{ field: 'last_name', direction: 'asc' }] as const;

export interface Erased {
  /** Milliseconds of each, one after the other. */
  readonly run: number;
  readonly swept: number;
  readonly closed: number;
  /** Of copying the file, and rewriting its rows. */
  readonly rewritten: number;
  /** The longest time between two signs of progress. */
  readonly silent: number;
  readonly pages: number[];
}

/**
 * @param path of a workspace in which a job has deleted enough users; it is changed
 * @param users how many are erased
 * @param orders makes what serves pages over a connection
 */
export async function measureErase(
  path: string,
  users: number,
  orders: (db: ReadableDb) => UserOrders,
): Promise<Erased> {
  const rewritten = await timed(() => rewrite(path));
  submitErasing(path, users);
  let heard = performance.now();
  let silent = 0;
  const onEvent = (event: unknown) => {
    if ((event as { type: string }).type !== 'job.progressed') return;
    silent = Math.max(silent, performance.now() - heard);
    heard = performance.now();
  };
  const script = join(dirname(process.argv[1]!), 'writer.js');
  const writer = await startWriter(path, script, tasks, onEvent, fail);
  const db = openReadable(path);
  const served = orders(db);
  served.page(EVERYBODY, SORT, 0, 100);
  let done = false;
  heard = performance.now();
  const pages: number[] = [];
  const running = timed(() => writer.run(runJobs, { snapshots: false })).then((time) => {
    done = true;
    return time;
  });
  for (let n = 0; !done; n++) {
    pages.push(await timed(() => served.page(EVERYBODY, SORT, (n * 4999) % (users * 2), 100)));
    await pause(20);
  }
  const run = await running;
  db.close();
  const swept = await timed(() => writer.run(sweep, undefined));
  const closed = await timed(() => writer.close());
  return { run, swept, closed, rewritten, silent, pages };
}

function rewrite(path: string): void {
  const target = `${path}.copy`;
  const db = openReadable(path);
  prepared(db, 'VACUUM INTO ?').run(target);
  db.close();
  const copy = new Database(target);
  copy.pragma('journal_mode = WAL');
  const last = copy.prepare('SELECT max(rowid) FROM import_chunk').pluck().get() as number;
  const read = copy.prepare('SELECT rows FROM import_chunk WHERE rowid = ?').pluck();
  const write = copy.prepare('UPDATE import_chunk SET rows = ? WHERE rowid = ?');
  copy.transaction(() => {
    for (let row = 1; row <= last; row++) {
      const rows = read.get(row) as string | undefined;
      if (rows !== undefined) write.run(JSON.stringify(JSON.parse(rows)), row);
    }
  })();
  copy.close();
  rmSync(target);
}

function submitErasing(path: string, users: number): void {
  const { db, close } = openWritable(path);
  const deleted = prepared(
    db,
    'SELECT user_no FROM user WHERE purged_by_job IS NOT NULL AND erased_by_job IS NULL LIMIT ?',
  ).pluck();
  const members = UserBitmap.of(deleted.all(users) as number[]);
  if (members.count < users) throw new Error(`Only ${members.count} users are deleted.`);
  const job = {
    ...{ kind: 'erase-users' as const, name: BY, parameters: { requestId: 'PR-2345-6789' } },
    ...{ users: { criteria: EVERYBODY, except: [] }, typedUsers: users },
  };
  submitJob(db, job, [], BY, null, null, members);
  close();
}

function fail(error: Error): never {
  throw error;
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
