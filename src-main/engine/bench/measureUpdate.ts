/**
 * Update/Notify Users of everybody with two fields, against inserting as many rows of history: the same columns and the
 * same index, one transaction for all.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { UPDATE_CONDITIONS } from '#shared/jobKinds/updateFields.ts';
import type { UpdateRequest } from '#shared/jobKinds/updateNotifyUsers.ts';
import { Database } from '../db/sqlite.ts';
import { jobRequests } from '../requests/jobs.ts';
import { setRequests } from '../requests/sets.ts';
import { runJobs } from '../session/chores.ts';
import { startWriterInline } from '../writer/writer.ts';

const BY = 'Benchmark';
const [CONDITION] = UPDATE_CONDITIONS;

/** @param folder with the workspace of so many users, which is changed */
export async function measureUpdate(folder: string, rows: number) {
  const writer = startWriterInline(join(folder, `${rows}.purgedesk`), () => {});
  const everybody = UserBitmap.of(Array.from({ length: rows }, (_, n) => n + 1));
  const setId = await writer.run(setRequests.create.task, {
    by: BY,
    given: {
      details: { name: BY, description: '', note: '' },
      members: everybody.toBytes(),
      criteria: EVERYBODY,
      origin: { from: 'review', users: 'all' },
    },
  });
  const job: UpdateRequest = {
    kind: 'update-notify-users',
    name: BY,
    parameters: {
      ...{ setId, userGroup: null, condition: CONDITION },
      fields: [
        { field: 'purge_date', value: '1994-01-01', condition: CONDITION },
        { field: 'status', value: 'Inactive', condition: CONDITION },
      ],
    },
  };
  await writer.run(jobRequests.submit.task, {
    by: BY,
    given: { job, capture: null, unsigned: true, locales: [] },
  });
  const run = await timed(() => writer.run(runJobs, { snapshots: false }));
  await writer.close();
  return { seconds: 0, run, insertFloor: await timed(() => insertHistory(folder, 2 * rows)) };
}

function insertHistory(folder: string, rows: number): void {
  const path = join(folder, 'history.db');
  rmSync(path, { force: true });
  const db = new Database(path);
  db.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE history (history_id INTEGER PRIMARY KEY, user_no INTEGER, job_id INTEGER, at INTEGER, by TEXT, field TEXT,
      old_value TEXT, new_value TEXT) STRICT;
    CREATE INDEX history_by_user ON history (user_no);
    BEGIN`);
  const insert = db.prepare(
    'INSERT INTO history (user_no, job_id, at, by, field, old_value, new_value) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (let n = 0; n < rows; n++)
    insert.run(n >> 1, 1, 0, BY, n & 1 ? 'status' : 'purge_date', '2020-05-31', '1994-01-01');
  db.exec('COMMIT');
  db.close();
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
