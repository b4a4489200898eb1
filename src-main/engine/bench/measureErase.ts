/**
 * Erasing some of many users for good as the program does it, with the writer in a thread of its own: they are taken out,
 * the workspace is closed and opened again, everything is searched for them, and a certificate is made; then their space
 * is given back, and the file is closed and cleared. How long each takes, how long nothing was heard of it, and how pages
 * are served meanwhile. Against writing the whole file once, as SQLite copies it, and every row of every file once more
 * into the copy; what is searched, against reading the file and each of its rows.
 */
import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isProof } from '#shared/contract/shapes/certificate.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { Database } from '../db/sqlite.ts';
import { openReadable, openWritable } from '../db/workspaceFile.ts';
import { certificateOf } from '../jobs/certificates.ts';
import { submitJob } from '../jobs/submitJob.ts';
import { NO_PROGRAM } from '../program.ts';
import { everybodyLeft } from '../replica/people.ts';
import type { UserOrders } from '../replica/userRows.ts';
import { tasks } from '../requests/tasks.ts';
import { runJobs, sweep, tidy } from '../session/chores.ts';
import type { WriterEvent } from '../session/events.ts';
import { answeringWith } from '../session/program.ts';
import { startWriter, type Writer } from '../writer/writer.ts';

const BY = 'Benchmark';
const SORT = [{ field: 'last_name', direction: 'asc' }] as const;
const PIECE_BYTES = 4 << 20;

export interface Erased {
  readonly users: number;
  /** Milliseconds of each, one after the other: of taking them out, closing and opening, the search, what comes behind. */
  readonly takenOut: number;
  readonly reopened: number;
  readonly searched: number;
  readonly swept: number;
  readonly closed: number;
  /** Of copying the file, and rewriting its rows. */
  readonly rewritten: number;
  /** Of reading the file and its rows, as they were before. */
  readonly read: number;
  /** The longest time between two signs of progress, but for closing and opening, while there is a clock to see. */
  readonly silent: number;
  /** What the certificate says. */
  readonly needles: number;
  readonly searchedBytes: number;
  readonly pages: number[];
}

/** Some of those whom a job has deleted, so many; or all of the personal data. */
export type Whom = { readonly users: number } | 'everybody';

/**
 * @param path of a workspace in which a job has deleted enough users; it is changed
 * @param orders makes what serves pages over a connection
 * @throws when not everything was searched, or something was found
 */
export async function measureErase(
  path: string,
  whom: Whom,
  orders: (db: ReadableDb) => UserOrders,
): Promise<Erased> {
  const rewritten = await timed(() => rewrite(path));
  const read = await timed(() => readAll(path));
  const { jobId, users } = submitErasing(path, whom);
  const watch = new Watch();
  const pages: number[] = [];
  const running = async (writer: Writer) => {
    const time = await whileServing(path, users, orders, pages, () => {
      watch.begin();
      return writer.run(runJobs, { snapshots: false });
    });
    watch.end();
    return time;
  };
  let writer = await opened(path, watch);
  const takenOut = await running(writer);
  const times = { reopened: 0, searched: 0 };
  while (watch.wantsReopening) {
    watch.wantsReopening = false;
    times.reopened += await timed(async () => {
      await writer.close();
      writer = await opened(path, watch);
      await writer.run(tidy, {});
      // As at every opening, in front of the jobs.
      await writer.run(sweep, undefined);
    });
    times.searched += await running(writer);
  }
  const { needles, bytes } = searchOf(path, jobId);
  const swept = await timed(() => writer.run(sweep, undefined));
  const closed = await timed(() => writer.close());
  const { silent } = watch;
  const search = { needles, searchedBytes: bytes };
  return { users, takenOut, ...times, swept, closed, rewritten, read, silent, pages, ...search };
}

/** What is heard of a job. */
class Watch {
  silent = 0;
  wantsReopening = false;
  #heard: number | undefined;

  begin(): void {
    this.#heard = performance.now();
  }

  end(): void {
    this.#hear();
    this.#heard = undefined;
  }

  readonly onEvent = (event: unknown): void => {
    const { type } = event as WriterEvent;
    if (type === 'reopening.wanted') this.wantsReopening = true;
    else if (type === 'job.failed') throw new Error('The job has failed.');
    else if (type === 'job.progressed') this.#hear();
  };

  #hear(): void {
    if (this.#heard === undefined) return;
    const now = performance.now();
    this.silent = Math.max(this.silent, now - this.#heard);
    this.#heard = now;
  }
}

function opened(path: string, watch: Watch): Promise<Writer> {
  const script = join(dirname(process.argv[1]!), 'writer.js');
  const { onEvent } = watch;
  return startWriter(path, script, tasks, onEvent, fail, {}, answeringWith(NO_PROGRAM));
}

/** @returns how long the work took, while pages were asked for */
async function whileServing(
  path: string,
  users: number,
  orders: (db: ReadableDb) => UserOrders,
  pages: number[],
  work: () => Promise<void>,
): Promise<number> {
  const db = openReadable(path);
  const served = orders(db);
  served.page(EVERYBODY, SORT, 0, 100);
  let done = false;
  const running = timed(work).finally(() => {
    done = true;
  });
  for (let n = 0; !done; n++) {
    pages.push(await timed(() => served.page(EVERYBODY, SORT, (n * 4999) % (users * 2), 100)));
    await pause(20);
  }
  db.close();
  return running;
}

function searchOf(path: string, jobId: number) {
  const db = openReadable(path);
  const certificate = certificateOf(db, jobId)?.certificate;
  db.close();
  if (!certificate || !isProof(certificate.search)) throw new Error('It was not proved.');
  return certificate.search;
}

/** The bytes of the file once, and each of its rows once. */
function readAll(path: string): void {
  const file = openSync(path, 'r');
  const piece = Buffer.alloc(PIECE_BYTES);
  const { size } = fstatSync(file);
  for (let at = 0; at < size; at += PIECE_BYTES) readSync(file, piece, 0, PIECE_BYTES, at);
  closeSync(file);
  const db = openReadable(path);
  const tables = prepared(db, `SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck();
  for (const table of tables.all() as string[])
    for (const _ of prepared(db, `SELECT * FROM "${table}"`).raw(true).iterate());
  db.close();
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

function submitErasing(path: string, whom: Whom) {
  const { db, close } = openWritable(path);
  const members = whom === 'everybody' ? everybodyLeft(db) : someDeleted(db, whom.users);
  const users = members.count;
  const job = {
    ...{ kind: 'erase-users' as const, name: BY, typedUsers: users },
    parameters: {
      requestId: 'PR-2345-6789',
      ...(whom === 'everybody' && { everybody: true as const }),
    },
    users: { criteria: EVERYBODY, except: [] },
  };
  const jobId = submitJob(db, job, [], BY, null, null, members);
  close();
  return { jobId, users };
}

function someDeleted(db: ReadableDb, users: number): UserBitmap {
  const deleted = prepared(
    db,
    'SELECT user_no FROM user WHERE purged_by_job IS NOT NULL AND erased_by_job IS NULL LIMIT ?',
  ).pluck();
  const members = UserBitmap.of(deleted.all(users) as number[]);
  if (members.count < users) throw new Error(`Only ${members.count} users are deleted.`);
  return members;
}

function fail(error: Error): never {
  throw error;
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
