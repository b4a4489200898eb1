/**
 * Jobs that were interrupted: once submitted they come to their end, each user is met once, and the
 * outcome is that of a run without interruption. A user met twice or skipped is a false proof.
 */

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ReadableDb, transaction } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { runJob } from '#engine/jobs/runJob.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { decide } from '#engine/review/decide.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { type JobRequest, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { PURGE, pause, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { manyUsersWorkspace } from '../support/manyUsers.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const USERS = 7001;
const MOVE = {
  kind: 'update-notify-users',
  name: 'Move',
  parameters: { setId: 1, userGroup: 'OK to Purge', condition: 'Unconditionally' },
} as const satisfies JobRequest;
/** The group and other values at once. */
const UPDATE: JobRequest = {
  ...MOVE,
  parameters: {
    ...MOVE.parameters,
    fields: [
      { field: 'expiry_date', value: '1994-01-01', condition: 'Unconditionally' },
      { field: 'user_title', value: 'Dr', condition: 'Unconditionally' },
    ],
  },
};
/** Lines, libraries and what is only told, with the consequences that a role has. */
const GIVE: JobRequest = {
  ...MOVE,
  parameters: {
    ...MOVE.parameters,
    userGroup: null,
    lines: [
      { field: 'add_role', value: 'Fee Operator', scope: 'Main' },
      { field: 'add_note', value: 'Left', scope: null },
      { field: 'add_resource_sharing_library', value: 'Main', scope: null },
    ],
    told: [{ field: 'send_notification', value: 'FINAL' }],
  },
};
const TAKE: JobRequest = {
  kind: 'purge-user-records',
  name: 'Purge',
  parameters: PURGE,
  withoutApproval: null,
};

const TAKE_SET: JobRequest = {
  kind: 'purge-users',
  name: 'Purge',
  parameters: { ...PURGE, userGroup: null, setId: 1 },
  withoutApproval: null,
};

/** Users from here on have no purge date; every second of them is excluded in the review. */
const ASIDE = 6500;

/** A workspace with a set of two thirds of its users and a job that waits. */
function submitted(path: string, request: JobRequest): void {
  manyUsersWorkspace(path, USERS, 'approved');
  const { db, close } = openWritable(path);
  const members = UserBitmap.of(
    Array.from({ length: USERS }, (_, n) => n + 1).filter((n) => n % 3 !== 1),
  );
  createSet(
    db,
    { name: 'Some', description: '', note: '', private: true },
    members,
    { from: 'rehearsal' },
    'x',
  );
  submitJob(db, request, [], 'x', null);
  close();
}

function leaveSomeAside(path: string): void {
  const { db, close } = openWritable(path);
  db.exec(`UPDATE user SET purge_date = NULL WHERE user_no >= ${ASIDE}`);
  const aside = UserBitmap.of(
    Array.from({ length: USERS }, (_, n) => n + 1).filter((n) => n >= ASIDE && n % 2 === 0),
  );
  const exclusion = { decision: 'excluded', reason: 'Other', note: 'Asked', by: 'x' } as const;
  transaction(db, () => decide(db, aside, exclusion));
  close();
}

/** Runs the job until that many members are done, then stops as a closing workspace does. */
async function runUntil(path: string, stopAt: number): Promise<boolean> {
  const { db, close } = openWritable(path);
  const closing = new AbortController();
  const onProgress = (done: number) => {
    if (done >= stopAt) closing.abort();
  };
  const ended = await runJob(db, 1, onProgress, pause, closing.signal);
  close();
  return ended;
}

const rowsOf = (db: ReadableDb, sql: string) => db.prepare(sql).raw().all();

/** All that a job leaves behind, but for the times. */
function traces(path: string) {
  const { db, close } = openWritable(path);
  const all = {
    integrity: db.pragma('integrity_check', { simple: true }),
    references: db.pragma('foreign_key_check'),
    job: rowsOf(db, 'SELECT state, total, done, finished, failed FROM job'),
    users: rowsOf(
      db,
      'SELECT job_id, user_no, outcome, reasons, unknown, boundary, waived FROM job_user',
    ),
    facts: rowsOf(db, 'SELECT * FROM job_user_fact'),
    decisions: rowsOf(db, 'SELECT job_id, step_id, decision, reason, note, by FROM job_decision'),
    replica: rowsOf(
      db,
      'SELECT user_no, group_no, purged_by_job, expiry_date, record, staff_role, roles FROM user',
    ),
    lines: rowsOf(
      db,
      'SELECT field, kind, does, line, users FROM line_change ORDER BY line_change_no',
    ),
    history: rowsOf(
      db,
      'SELECT user_no, field, old_value, new_value FROM history ORDER BY user_no, history_id',
    ),
    sets: rowsOf(db, 'SELECT name, member_count, members FROM user_set'),
  };
  close();
  return all;
}

describe.each([
  ['Update/Notify Users', MOVE],
  ['Update/Notify Users of several fields', UPDATE],
  ['Update/Notify Users of lines', GIVE],
  ['Purge User Records', TAKE],
  ['Purge Users', TAKE_SET],
])('%s, interrupted', (_, request) => {
  test('goes on behind its last batch and ends as if nothing had happened', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'Interrupted.purgedesk');
    submitted(path, request);
    leaveSomeAside(path);
    const whole = join(folder, 'Whole.purgedesk');
    copyFileSync(path, whole);
    expect(await runUntil(whole, Number.POSITIVE_INFINITY)).toBe(true);

    expect(await runUntil(path, 1)).toBe(false);
    const { job, users } = traces(path);
    expect(job[0]).toMatchObject([
      'running',
      expect.any(Number),
      users.length,
      expect.any(Number),
      expect.any(Number),
    ]);
    expect(users.length).toBeGreaterThan(0);
    expect(users.length).toBeLessThan(USERS / 2);
    expect(await runUntil(path, 3000)).toBe(false);
    // Behind the last member, too.
    const members = (traces(whole).job as [string, number][])[0]?.[1] ?? 0;
    const purges = jobKind(request.kind).step === 'purge';
    expect(await runUntil(path, members)).toBe(!purges);

    // The program is started again: the job goes on by itself.
    const engine = new TestEngine(folder);
    onTestFinished(() => engine.close());
    await engine.open(path);
    const report = await engine.completed(1);
    expect(report.finished + report.failed).toBe(report.total);
    expect(report.done).toBe(report.total);
    expect(report.excluded).toBe(purges ? (USERS - ASIDE + 1) / 2 : 0);
    await engine.close();
    const resumed = traces(path);
    expect(resumed).toEqual(traces(whole));
    expect(resumed).toMatchObject({ integrity: 'ok', references: [] });
  });
});

describe('a workspace that is closed while jobs run', () => {
  test('closes soon, and every job is completed at the next opening, in order', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'Library.purgedesk');
    submitted(path, MOVE);
    const engine = new TestEngine(folder);
    onTestFinished(() => engine.close());
    await engine.open(path);
    const purge = await engine.ask.jobs.submit({
      job: { ...TAKE, parameters: { ...PURGE, userGroup: 'OK to Purge' } },
      capture: null,
    });
    await engine.close();
    await engine.open(path);
    const report = await engine.completed(purge.jobId);
    const moved = await engine.completed(1);
    // The purge came after the move: it took those whom the move had put into the group.
    expect(report.total).toBe(moved.finished);
    expect(report.total).toBeGreaterThan(4000);
    await engine.close();
    expect(traces(path)).toMatchObject({ integrity: 'ok', references: [] });
  });
});

describe('what is done while a job runs', () => {
  test('an import waits for its end, so that the job’s numbers are those of its members', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'Library.purgedesk');
    manyUsersWorkspace(path, USERS, 'approved');
    const engine = new TestEngine(folder);
    onTestFinished(() => engine.close());
    await engine.open(path);
    const file = await writeWorkbook(
      join(folder, 'Fresh.xlsx'),
      candidatesSheet({ id: 'user6999', purge: '2030-01-31' }, 'new'),
    );
    const { importId } = await engine.read(file);
    const { jobId } = await engine.ask.jobs.submit({ job: TAKE, capture: null });
    await engine.ask.imports.commit({ importId, mode: 'replace' });
    const report = await engine.completed(jobId);
    expect(report.total).toBe(USERS);
    expect(report.finished + report.failed).toBe(USERS);
    expect(engine.count('job_user')).toBe(USERS);
    expect(await engine.identifiers({ op: 'membership', value: 'candidate' })).toEqual([
      'new',
      'user6999',
    ]);
  });

  test('nor can an import come between when the workspace is closed behind a batch', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'Library.purgedesk');
    manyUsersWorkspace(path, USERS, 'approved');
    const engine = new TestEngine(folder);
    onTestFinished(() => engine.close());
    await engine.open(path);
    const file = await writeWorkbook(join(folder, 'Fresh.xlsx'), candidatesSheet('new'));
    const { importId } = await engine.read(file);
    const { jobId } = await engine.ask.jobs.submit({ job: TAKE, capture: null });
    const commit = refusal(engine.ask.imports.commit({ importId, mode: 'replace' }));
    await pause();
    await engine.close();
    expect(await commit).toMatchObject({ reason: 'import.jobRunning' });
    await engine.open(path);
    await engine.completed(jobId);
    expect(engine.count('job_user')).toBe(USERS);
    await engine.ask.imports.commit({ importId, mode: 'replace' });
    expect(await engine.identifiers({ op: 'membership', value: 'candidate' })).toEqual(['new']);
  });

  test('a decision doesn’t: it is made between two batches', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'Library.purgedesk');
    submitted(path, MOVE);
    const engine = new TestEngine(folder);
    onTestFinished(() => engine.close());
    await engine.open(path);
    await engine.ask.review.decide({
      selection: { criteria: { op: 'users', userNos: [USERS] } },
      decision: 'excluded',
      reason: 'Other',
    });
    expect((await engine.completed(1)).state).toBe('completed');
    expect(await engine.ask.review.counts()).toMatchObject({ excluded: 1, candidates: USERS });
  });

  test('the set of a job that has not ended can’t be deleted', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'Library.purgedesk');
    submitted(path, MOVE);
    await runUntil(path, 1);
    const engine = new TestEngine(folder);
    onTestFinished(() => engine.close());
    await engine.open(path);
    const outcome = await engine.ask.sets.delete({ setId: 1 }).catch((error) => error.data?.code);
    expect(outcome).toBe('set.inJob');
    await engine.completed(1);
  });
});
