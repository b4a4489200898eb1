/**
 * The history of jobs is kept one year: which jobs are older by the institution's calendar, that nothing of them goes
 * unasked, that afterwards nobody stands in the file by whom they were about, and that everything that rests on them is
 * as it was. A name that stays is a promise broken; a protection that goes with the history purges somebody.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { forgetAllSums } from '#engine/db/checksums.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { sweepForgotten } from '#engine/jobs/sweepForgotten.ts';
import { noteRestorations } from '#engine/replica/restorations.ts';
import { jobRequests } from '#engine/requests/jobs.ts';
import { historyBegins, isPastHistory } from '#shared/domain/jobHistory.ts';
import { AS_ALMA, newEngine, PURGE, refusal, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { readBack } from '../support/readBack.ts';
import { storedState } from '../support/storedState.ts';

/** Stands in whatever a job alone holds. */
const SECRET = 'Qwxyzzyname';

function clock(iso: string): void {
  vi.useFakeTimers({ now: Date.parse(iso), toFake: ['Date'] });
}

afterEach(() => {
  vi.useRealTimers();
});

const LAST_YEAR = '2025-11-20T12:00:00Z';
const NOW = '2026-11-21T12:00:00Z';

async function setOfAll(engine: TestEngine, name: string): Promise<number> {
  const { setId } = await engine.ask.sets.create({
    name,
    criteria: { op: 'membership', value: 'candidate' },
    origin: { from: 'review', users: 'all' },
  });
  return setId;
}

/** Its people may stay for as long as a story goes on. */
async function engineOfYears(): Promise<TestEngine> {
  const engine = await newEngine();
  await engine.neverDue();
  return engine;
}

/** Moved and, but for one who has loans, purged a year and a day ago. */
async function lastCycle(): Promise<TestEngine> {
  clock(LAST_YEAR);
  const engine = await engineOfYears();
  await engine.candidates([
    { id: 'ana', group: 'Alumni' },
    { id: 'ben', group: 'Faculty' },
    { id: 'cy', group: 'Faculty', loans: 2 },
  ]);
  await engine.approve();
  const setId = await setOfAll(engine, `Set of ${SECRET}`);
  const png = Buffer.from(`a picture of ${SECRET}`);
  engine.session.captures.keep('picture', { png, takenAt: 0, width: 10, height: 10 });
  const parameters = { setId, userGroup: 'OK to Purge', condition: 'Unconditionally' as const };
  await engine.run({ kind: 'update-notify-users', name: `Move ${SECRET}`, parameters }, 'picture');
  const job = { kind: 'purge-user-records' as const, name: `Purge ${SECRET}`, parameters: PURGE };
  engine.session.unsigned = true;
  await engine.run({ ...job, withoutApproval: { ...AS_ALMA, reason: `For ${SECRET}` } });
  engine.session.unsigned = false;
  return engine;
}

async function forgetAll(engine: TestEngine): Promise<void> {
  const { jobIds } = await engine.ask.jobs.old();
  const { users } = await engine.ask.jobs.usersOf({ jobIds });
  await engine.ask.jobs.forget({ jobIds, users });
  await engine.idle();
}

/** Files of the workspace that hold the secret in any of the ways in which text is kept. */
function holding(folder: string): string[] {
  const wanted = [SECRET, SECRET.toLowerCase()].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
  ]);
  return readdirSync(folder)
    .filter((name) => name.startsWith('Library'))
    .filter((name) => wanted.some((text) => readFileSync(join(folder, name)).includes(text)));
}

test('a year is told by calendar days, on the last of February too', () => {
  expect(historyBegins('2026-11-21')).toBe('2025-11-21');
  expect(isPastHistory('2025-11-20', '2026-11-21')).toBe(true);
  expect(isPastHistory('2025-11-21', '2026-11-21')).toBe(false);
  expect(historyBegins('2028-02-29')).toBe('2027-02-28');
  expect(isPastHistory('2024-02-29', '2025-02-28')).toBe(false);
  expect(isPastHistory('2024-02-29', '2025-03-01')).toBe(true);
});

describe('which jobs are older than a year', () => {
  test('goes by the day on which they ended, in the institution’s time zone', async () => {
    const engine = await lastCycle();
    clock('2026-11-20T12:00:00Z');
    expect(await engine.ask.jobs.old()).toMatchObject({ endedBefore: '2025-11-20', jobIds: [] });
    const settings = await engine.ask.settings.get();
    const inZone = async (timeZone: string) => {
      await engine.ask.settings.save({
        ...settings,
        institution: { ...settings.institution, timeZone },
      });
      return engine.ask.jobs.old();
    };
    // Noon in London on the 20th was the 21st there; by now it is the 21st and the 22nd.
    clock('2026-11-20T23:00:00Z');
    expect(await inZone('Europe/London')).toMatchObject({ jobIds: [] });
    expect(await inZone('Asia/Tokyo')).toEqual({
      endedBefore: '2025-11-21',
      jobIds: [2, 1],
      staying: [],
    });
    expect(await inZone('Pacific/Kiritimati')).toMatchObject({ jobIds: [] });
  });

  test('they are announced, and stay until somebody has said that they go', async () => {
    const engine = await lastCycle();
    clock(NOW);
    expect(await engine.ask.jobs.old()).toEqual({
      endedBefore: '2025-11-21',
      jobIds: [2, 1],
      staying: [],
    });
    const { path } = engine;
    await engine.close();
    await engine.open(path);
    await engine.idle();
    expect(await engine.jobIdentifiers(2, 'purged')).toEqual(['ana', 'ben']);
    expect((await engine.ask.jobs.list()).map(({ forgotten }) => forgotten)).toEqual([null, null]);
  });
});

describe('when their people are removed', () => {
  test('a line without anybody is left, and nobody stands in the file any more', async () => {
    const engine = await lastCycle();
    const setIds = (await engine.ask.sets.list()).map(({ setId }) => setId);
    for (const setId of setIds) await engine.ask.sets.delete({ setId });
    clock(NOW);
    const before = await engine.ask.jobs.report({ jobId: 1 });
    expect(holding(engine.folder)).not.toEqual([]);
    await forgetAll(engine);
    // Without waiting for the end of the day: the log is part of it.
    expect(holding(engine.folder)).toEqual([]);
    const [purge, move] = await engine.ask.jobs.list();
    expect(purge).toMatchObject({
      name: 'Purge User Records - 2025-11-20',
      state: 'completed',
      user: 'Tester',
      finished: 2,
      failed: 1,
      hasCapture: false,
      message: null,
      forgotten: { by: 'Tester', at: Date.parse(NOW), capture: null },
    });
    expect(move).toMatchObject({ name: 'Update/Notify Users - 2025-11-20', setId: null });
    // Whoever has the report that was exported can tell that it is of this job.
    expect(move?.forgotten?.capture).toBe(before.capture?.sha256);
    expect(move?.forgotten?.settings).toMatch(/^[0-9a-f]{64}$/);
    for (const table of ['job_user', 'job_user_fact', 'job_decision', 'job_capture'])
      expect({ table, rows: engine.count(table) }).toEqual({ table, rows: 0 });
    expect(engine.count('job WHERE forgetting = 1')).toBe(0);
    expect(engine.count('job WHERE members IS NOT NULL OR submitted_for IS NOT NULL')).toBe(0);
    for (const asked of [
      engine.ask.jobs.report({ jobId: 1 }),
      engine.ask.jobs.users({ jobId: 2, outcome: 'purged', offset: 0, limit: 10 }),
      engine.ask.jobs.capture({ jobId: 1 }),
      engine.exportReport(2, join(engine.folder, 'Late.xlsx')),
      engine.ask.jobs.comparePurges({ first: PURGE, second: { of: 'run', jobId: 2 } }),
    ])
      expect(await refusal(asked)).toMatchObject({ reason: 'job.forgotten' });
    await engine.close();
    expect(holding(engine.folder)).toEqual([]);
    expect(verify(join(engine.folder, 'Library.purgedesk'))).toEqual([]);
  });

  test('whom they purged stays deleted, and says by which job', async () => {
    const engine = await lastCycle();
    clock(NOW);
    await forgetAll(engine);
    const deleted = { op: 'membership', value: 'deleted' } as const;
    expect(await engine.identifiers(deleted)).toEqual(['ana', 'ben']);
    const { userNo } = await engine.user('ana');
    const { history, jobs } = await engine.ask.users.get({ userNo });
    expect(history).toMatchObject([
      { what: 'purged', jobId: 2, by: 'Tester' },
      // They have this group still.
      { what: 'changed', oldValue: 'Alumni', newValue: 'OK to Purge', jobId: 1 },
    ]);
    expect(jobs).toEqual([]);
    const { reasons } = await engine
      .candidates([{ id: 'ana', group: 'Alumni' }])
      .then(async ({ importId }) => (await engine.ask.imports.check({ importId })).diff!);
    expect(reasons).toContainEqual({ reason: 'purged', users: 1 });
  });

  test('a job of today isn’t touched, nor what its report tells by theirs', async () => {
    clock(LAST_YEAR);
    const engine = await engineOfYears();
    await engine.candidates([{ id: 'ana', group: 'Alumni' }, 'ben']);
    await engine.approve();
    const setId = await setOfAll(engine, 'All');
    const fields = [{ field: 'purge_date', value: '2001-02-03', condition: 'Unconditionally' }];
    const parameters = { setId, userGroup: null, condition: 'Unconditionally', fields };
    await engine.run({ kind: 'update-notify-users', name: 'Dates', parameters } as never);
    clock(NOW);
    await engine.approve();
    await engine.purge();
    const reported = async (name: string) => {
      await engine.exportReport(2, join(engine.folder, name));
      return readBack(join(engine.folder, name));
    };
    const before = await reported('Before.xlsx');
    expect(JSON.stringify(before)).toContain('job 1');
    await forgetAll(engine);
    expect((await engine.ask.jobs.list()).map(({ forgotten }) => forgotten === null)).toEqual([
      true,
      false,
    ]);
    expect(sheetsOf(await reported('After.xlsx'))).toEqual(sheetsOf(before));
    // A file tells other dates, and can't be taken back any more: now their report alone rests on the old ones.
    await engine.candidates([
      { id: 'ana', purge: '2002-02-02' },
      { id: 'ben', purge: '2002-02-02' },
    ]);
    await engine.purgeAsAlma();
    expect(engine.count('history')).toBe(2);
    clock('2027-12-01T12:00:00Z');
    await forgetAll(engine);
    expect(engine.count('history')).toBe(0);
  });

  test('the register protects for the group that somebody had before, and a fresh report of it is no return', async () => {
    const engine = await lastCycle();
    await engine.ask.register.add({ kind: 'group', value: 'Faculty' });
    clock(NOW);
    await forgetAll(engine);
    const named = async () => (await engine.user('cy')).flags;
    expect(await named()).toContain('protected');
    const { path } = engine;
    await engine.close();
    await engine.open(path);
    await engine.idle();
    expect(await named()).toContain('protected');
    const { importId } = await engine.candidates([{ id: 'cy', group: 'Faculty', loans: 2 }]);
    const { diff } = await engine.ask.imports.check({ importId });
    expect(diff).toMatchObject({ returned: 0 });
    expect((await engine.user('cy')).user_group).toBe('OK to Purge');
    // A file has told another group of nobody, and the deleted may be restored.
    expect(engine.count('history')).toBe(3);
    const users = { criteria: { op: 'membership', value: 'deleted' }, except: [] } as const;
    await engine.run({
      kind: 'restore-users',
      name: 'Restore Users',
      parameters: {},
      users: { ...users, except: [] },
    });
    expect((await engine.user('ben')).flags).toContain('protected');
  });

  test('a seal that their values broke stays broken, and one that they left stays whole', async () => {
    clock(LAST_YEAR);
    const engine = await engineOfYears();
    await engine.candidates(['ana', 'ben']);
    await engine.approve();
    const setId = await setOfAll(engine, 'All');
    const sign = async () => {
      await engine.ask.signOff.sign({ name: 'Ana' });
      await engine.ask.signOff.sign({ name: 'Ben' });
    };
    const broken = async () => (await engine.ask.signOff.status()).seal?.broken;
    const run = (fields: readonly object[]) =>
      engine.run({
        kind: 'update-notify-users',
        name: 'Values',
        parameters: { setId, userGroup: null, condition: 'Unconditionally', fields },
      } as never);
    await sign();
    await run([{ field: 'campus', value: 'North', condition: 'Unconditionally' }]);
    const whole = await broken();
    expect(whole).not.toContain('values');
    clock(NOW);
    await forgetAll(engine);
    expect(await broken()).toEqual(whole);
    clock(LAST_YEAR);
    await run([{ field: 'purge_date', value: '2001-02-03', condition: 'Unconditionally' }]);
    expect(await broken()).toContain('values');
    clock(NOW);
    await forgetAll(engine);
    expect(await broken()).toContain('values');
  });

  test('a reversal set, a restoration and a step of decisions no longer quote their names', async () => {
    const engine = await lastCycle();
    const { path } = engine;
    await engine.close();
    const { db, close } = openWritable(path);
    const name = `Move ${SECRET}`;
    const before = {
      what: 'job',
      jobId: 1,
      kind: 'update-notify-users',
      name,
      submittedAt: 1,
    } as const;
    noteRestorations(db, [{ at: 1, by: 'Ana', before, madeAt: 1, since: null }]);
    const cause = { what: 'approval-ended', end: { by: 'job', name } };
    db.prepare('UPDATE decision_step SET what = ?').run(JSON.stringify(cause));
    forgetAllSums(db, 'decision_step');
    close();
    clock(NOW);
    await engine.open(path);
    await forgetAll(engine);
    expect(await engine.ask.snapshots.restorations()).toMatchObject([
      { before: { jobId: 1, name: 'Update/Notify Users - 2025-11-20' } },
    ]);
    const { decisions } = await engine.ask.users.get({ userNo: 3 });
    expect(decisions).toMatchObject([
      { cause: { end: { by: 'job', name: 'Update/Notify Users - 2025-11-20' } } },
    ]);
    const origins = (await engine.ask.sets.list()).flatMap(({ origin }) =>
      origin.from === 'job' ? [origin.name] : [],
    );
    expect(origins).not.toEqual([]);
    expect(new Set(origins)).toEqual(new Set(['Update/Notify Users - 2025-11-20']));
  });
});

describe('nothing goes that mustn’t', () => {
  async function expectRefused(engine: TestEngine, asked: () => Promise<unknown>, reason: string) {
    await engine.idle();
    const before = storedState(engine.path);
    expect(await refusal(asked())).toMatchObject({ reason });
    await engine.idle();
    expect(storedState(engine.path)).toEqual(before);
  }

  test('a young job, a job that hasn’t ended, one that isn’t there or has gone, a number of others', async () => {
    const engine = await lastCycle();
    clock(NOW);
    await engine.candidates(['dee']);
    await engine.purgeAsAlma();
    const forget = (jobIds: number[], users: number) => () =>
      engine.ask.jobs.forget({ jobIds, users });
    const { users } = await engine.ask.jobs.usersOf({ jobIds: [1, 2, 3] });
    await expectRefused(engine, forget([1, 2, 3], users), 'job.notOld');
    await expectRefused(engine, forget([1, 2], 2), 'job.othersToForget');
    await expectRefused(engine, forget([1, 99], 3), 'job.gone');
    await engine.beforeJobsRun(async () => {
      engine.session.unsigned = true;
      const { jobId } = await engine.ask.jobs.submit({
        job: {
          kind: 'purge-user-records',
          name: 'Waits',
          parameters: PURGE,
          withoutApproval: AS_ALMA,
        },
        capture: null,
      });
      engine.session.unsigned = false;
      expect(await refusal(engine.ask.jobs.forget({ jobIds: [jobId], users: 0 }))).toMatchObject({
        reason: 'job.notOld',
      });
      // Past the contract, and past a page that shows old jobs.
      expect(
        await refusal(
          engine.write(jobRequests.forget as never, { jobIds: [3], users: 1 } as never),
        ),
      ).toMatchObject({ code: 'job.notOld' });
    });
    await engine.idle();
    const own = await engine.ask.jobs.usersOf({ jobIds: [1, 2] });
    await engine.ask.jobs.forget({ jobIds: [1, 2], users: own.users });
    await engine.idle();
    await expectRefused(engine, forget([1], 0), 'job.notOld');
  });

  test('a job that was interrupted and never ended stays, however old it is', async () => {
    const engine = await lastCycle();
    const { path } = engine;
    engine.damaged = true;
    await engine.close();
    const { db, close } = openWritable(path);
    db.exec(`UPDATE job SET state = 'running', ended_at = NULL WHERE job_id = 2;
      DELETE FROM checksum WHERE table_name LIKE '%job%'`);
    close();
    clock(NOW);
    await engine.open(path);
    await engine.idle();
    // It went on at this opening, and ended today.
    expect(await engine.ask.jobs.old()).toMatchObject({ jobIds: [1] });
    expect(await refusal(engine.ask.jobs.forget({ jobIds: [2], users: 3 }))).toMatchObject({
      reason: 'job.notOld',
    });
  });

  test('fines/fees that were changed and no newer file tells', async () => {
    clock(LAST_YEAR);
    const engine = await engineOfYears();
    await engine.candidates(['ana']);
    const fees = [
      ['Primary Identifier', 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'],
      ['ana', 'Lost item', 'Active', 80],
    ];
    await addRows(engine, 'fines-fees', fees);
    const { userNo } = await engine.user('ana');
    const { states } = await engine.ask.users.fees({ userNo });
    await engine.run({
      kind: 'change-fees',
      name: `Waive ${SECRET}`,
      parameters: {
        userNo,
        action: 'waive',
        lines: states.map(({ ref }) => ref),
        amount: null,
        reason: `Amnesty ${SECRET}`,
        comment: '',
      },
    });
    clock(NOW);
    expect(await engine.ask.jobs.old()).toMatchObject({
      jobIds: [],
      staying: [{ jobId: 1, because: 'fees' }],
    });
    await expectRefused(
      engine,
      () => engine.ask.jobs.forget({ jobIds: [1], users: 1 }),
      'job.stays',
    );
    expect((await engine.user('ana')).balance).toBe(0);
    await addRows(engine, 'fines-fees', fees);
    await forgetAll(engine);
    expect((await engine.ask.users.fees({ userNo })).states).toMatchObject([{ active: 8000 }]);
    await engine.close();
    expect(holding(engine.folder)).toEqual([]);
  });

  test('the certificate of an erasure, which names nobody', async () => {
    const engine = await lastCycle();
    const criteria = { op: 'membership', value: 'deleted' } as const;
    await engine.run({
      ...{ kind: 'erase-users', name: 'User Cleanup', parameters: {} },
      ...{ users: { criteria, except: [] }, typedUsers: 2 },
    });
    clock(NOW);
    expect(await engine.ask.jobs.old()).toMatchObject({
      jobIds: [2, 1],
      staying: [{ jobId: 3, because: 'certificate' }],
    });
    await expectRefused(
      engine,
      () => engine.ask.jobs.forget({ jobIds: [3], users: 2 }),
      'job.stays',
    );
    await forgetAll(engine);
    expect(await engine.ask.jobs.report({ jobId: 3 })).toMatchObject({ finished: 2 });
  });

  test('a job for whose users a logical set asks', async () => {
    const engine = await lastCycle();
    const criteria = { op: 'inJob', jobId: 2, outcome: 'retained' } as const;
    const { setId } = await engine.ask.sets.create({
      name: 'Retained then',
      criteria,
      origin: { from: 'filter', screen: 'users', words: 'retained by job 2' },
      logical: true,
    });
    clock(NOW);
    expect(await engine.ask.jobs.old()).toMatchObject({
      jobIds: [1],
      staying: [{ jobId: 2, because: 'set' }],
    });
    await expectRefused(
      engine,
      () => engine.ask.jobs.forget({ jobIds: [2], users: 3 }),
      'job.stays',
    );
    await engine.ask.sets.delete({ setId });
    expect(await engine.ask.jobs.old()).toMatchObject({ jobIds: [2, 1], staying: [] });
  });
});

test('where it was interrupted it goes on at the next opening, wherever that was', async () => {
  const engine = await lastCycle();
  const setIds = (await engine.ask.sets.list()).map(({ setId }) => setId);
  for (const setId of setIds) await engine.ask.sets.delete({ setId });
  clock(NOW);
  // Said, and nothing removed yet.
  const { jobIds } = await engine.ask.jobs.old();
  const { users } = await engine.ask.jobs.usersOf({ jobIds });
  const { path } = engine;
  await engine.beforeJobsRun(async () => {
    await engine.ask.jobs.forget({ jobIds, users });
    copyAside(path, join(engine.folder, 'Said.purgedesk'));
  });
  await engine.close();
  const left: string[] = [];
  const { db, close } = openWritable(join(engine.folder, 'Said.purgedesk'));
  await sweepForgotten(db, async () => {
    const name = `Left ${left.length}.purgedesk`;
    copyAside(db.name, join(engine.folder, name));
    left.push(name);
  });
  close();
  expect(left.length).toBeGreaterThan(3);
  for (const name of left) {
    await engine.open(join(engine.folder, name));
    await engine.idle();
    expect(engine.count('job WHERE forgetting = 1')).toBe(0);
    for (const table of ['job_user', 'job_user_fact', 'job_decision'])
      expect({ name, table, rows: engine.count(table) }).toEqual({ name, table, rows: 0 });
    expect((await engine.ask.jobs.list()).map(({ finished }) => finished)).toEqual([2, 3]);
    await engine.close();
    expect(readFileSync(join(engine.folder, name)).includes(SECRET)).toBe(false);
  }
});

/** As a program that is killed leaves it: the file and its log. */
function copyAside(path: string, target: string): void {
  copyFileSync(path, target);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${target}-wal`);
}

/** Without the time at which a file was written, and the end of the trail, which goes on. */
function sheetsOf(sheets: Awaited<ReturnType<typeof readBack>>) {
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows.filter((row) => !/ritten|Last entry|Its hash/.test(JSON.stringify(row))),
  }));
}
