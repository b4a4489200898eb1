/**
 * The retention clock: notice before the day, and from that day on nothing is written by whatever way in, until somebody
 * postpones it or erases. What the page takes out of use is a courtesy; the promise is kept here.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { runCommand } from '#engine/cli/command.ts';
import { retentionSteps } from '#engine/jobs/retentionSteps.ts';
import { answer, type Request } from '#engine/requests/request.ts';
import { requests } from '#engine/requests/requests.ts';
import { isChanging, isForDue } from '#engine/requests/router.ts';
import { beginReading, keepDraft } from '#engine/session/chores.ts';
import type { AnyTask } from '#engine/writer/task.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import {
  AS_ALMA,
  newEngine,
  PURGE,
  refusal,
  TestEngine,
  temporaryFolder,
} from '../support/engine.ts';
import { SERVED_INPUTS } from '../support/servedInputs.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

function clock(iso: string): void {
  vi.useFakeTimers({ now: Date.parse(iso), toFake: ['Date'] });
}

afterEach(() => {
  vi.useRealTimers();
});

/** The job ends on 1 March at the institution; a year later it is due. */
const JOB = '2026-03-01T12:00:00Z';
const DUE_ON = '2027-03-01';
const DUE = '2027-03-01T12:00:00Z';

async function cycle(zone = 'UTC'): Promise<TestEngine> {
  clock('2026-02-20T12:00:00Z');
  const engine = await newEngine();
  await engine.answerPolicy({ timeZone: zone });
  await engine.candidates(['ana', 'ben', 'cy']);
  await engine.approve();
  clock(JOB);
  await engine.purgeAsAlma();
  await engine.idle();
  return engine;
}

async function reopened(engine: TestEngine): Promise<void> {
  const { path } = engine;
  await engine.close();
  await engine.open(path);
}

const stateOf = async ({ ask }: TestEngine) => (await ask.workspace.status()).retention;
const decide = ({ ask }: TestEngine) =>
  ask.review.decide({ selection: { criteria: CANDIDATES }, decision: 'undecided', reason: null });
const due = { reason: 'retention.due' };

describe('the day', () => {
  test('is announced 30 days before and 7, has come at midnight of the institution, and stays where the clock is set back', async () => {
    const engine = await cycle('Asia/Tokyo');
    for (const [now, state] of [
      ['2027-01-28T14:59:00Z', 'none'],
      ['2027-01-29T15:00:00Z', 'notice'],
      ['2027-02-21T14:59:00Z', 'notice'],
      ['2027-02-21T15:00:00Z', 'urgent'],
      ['2027-02-28T14:59:59Z', 'urgent'],
    ] as const) {
      clock(now);
      expect({ now, ...(await stateOf(engine)) }).toEqual({ now, dueOn: DUE_ON, state });
      await engine.ask.retention.details();
    }
    await engine.ask.register.add({ kind: 'group', value: 'Emeriti', note: '', reviewOn: null });
    // Midnight in Tokyo.
    clock('2027-02-28T15:00:00Z');
    expect(await stateOf(engine)).toEqual({ dueOn: DUE_ON, state: 'due' });
    expect(await refusal(decide(engine))).toMatchObject(due);
    await reopened(engine);
    clock('2026-06-01T12:00:00Z');
    expect(await refusal(decide(engine))).toMatchObject(due);
    await reopened(engine);
    expect(await stateOf(engine)).toEqual({ dueOn: DUE_ON, state: 'due' });
    const { rows } = await engine.ask.trail.page({
      ...{ filter: { topic: 'workspace', staffNo: null, from: null, to: null }, offset: 0 },
      limit: 10,
    });
    const found = rows.filter(({ entered }) => entered?.what === 'retention.due');
    expect(found).toMatchObject([{ staffNo: 0, entered: { details: { dueOn: DUE_ON } } }]);
  });

  test('is counted from the last file while there is no job, and moves on with each job; jobs that failed move nothing', async () => {
    clock('2026-02-20T12:00:00Z');
    const engine = await newEngine();
    await engine.answerPolicy({ timeZone: 'UTC' });
    expect(await stateOf(engine)).toEqual({ dueOn: null, state: 'none' });
    await engine.candidates(['ana']);
    expect(await engine.ask.retention.details()).toMatchObject({
      ...{ dueOn: '2027-02-20', counts: 'file' },
      goes: { users: 1, candidates: 1, files: 1, rows: 1, originals: 1 },
    });
    clock('2026-02-24T12:00:00Z');
    await engine.exclusions('ben');
    expect(await stateOf(engine)).toMatchObject({ dueOn: '2027-02-24' });
    clock('2026-03-05T12:00:00Z');
    await engine.purgeAsAlma();
    expect(await engine.ask.retention.details()).toMatchObject({
      ...{ dueOn: '2027-03-05', counts: 'job', since: Date.now() },
    });
    clock('2026-04-05T12:00:00Z');
    await engine.beforeJobsRun(async () => {
      engine.session.unsigned = true;
      const job = { kind: 'purge-user-records' as const, name: 'No', parameters: PURGE };
      const asked = { ...job, withoutApproval: AS_ALMA };
      const { jobId } = await engine.ask.jobs.submit({ job: asked, capture: null });
      await engine.ask.jobs.cancel({ jobId });
    });
    await engine.idle();
    expect(await stateOf(engine)).toMatchObject({ dueOn: '2027-03-05' });
    clock('2026-05-05T12:00:00Z');
    await engine.exclusions('cy');
    expect(await stateOf(engine)).toMatchObject({ dueOn: '2027-03-05' });
  });

  test('is set in Settings, as days or as a fixed day, but never so that it has come already', async () => {
    const engine = await cycle();
    const settings = await engine.ask.settings.get();
    const save = (change: Partial<typeof settings>) =>
      engine.ask.settings.save({ ...settings, ...change });
    await save({ retentionDays: 90 });
    expect(await stateOf(engine)).toEqual({ dueOn: '2026-05-30', state: 'none' });
    await save({ retentionDays: 90, retentionDay: '2026-03-31' });
    expect(await stateOf(engine)).toEqual({ dueOn: '2026-03-31', state: 'notice' });
    expect((await engine.ask.retention.details()).counts).toBe('fixed-day');
    expect(await refusal(save({ retentionDay: '2026-03-01' }))).toMatchObject({
      reason: 'retention.atOnce',
    });
    clock('2026-03-10T12:00:00Z');
    expect(await refusal(save({ retentionDays: 9 }))).toMatchObject({ reason: 'retention.atOnce' });
    expect(await stateOf(engine)).toEqual({ dueOn: '2026-03-31', state: 'notice' });
    // Nor so that it never comes.
    for (const retentionDay of ['2036-03-08', '9999-12-31'])
      expect(await refusal(save({ retentionDay }))).toMatchObject({ reason: 'retention.tooLate' });
    await save({ retentionDay: '2036-03-07' });
    // Whatever else is saved years later leaves it as it is.
    await save({ retentionDay: '2036-03-07', keepSnapshots: 2 });
    await save({ retentionDays: 365 });
    expect(await stateOf(engine)).toEqual({ dueOn: DUE_ON, state: 'none' });
  });

  test('of a workspace from before there was any comes with notice, however old its jobs are', async () => {
    clock(DUE);
    const path = join(temporaryFolder(), 'Old.purgedesk');
    copyFileSync(join(import.meta.dirname, '../fixtures/workspaces/version-4.purgedesk'), path);
    const engine = new TestEngine(join(path, '..'));
    onTestFinished(() => engine.close());
    await engine.open(path);
    const { dueOn, state } = await stateOf(engine);
    expect(dueOn! >= '2027-03-31').toBe(true);
    expect(state === 'notice' || state === 'none').toBe(true);
    await engine.ask.register.add({ kind: 'group', value: 'Emeriti', note: '', reviewOn: null });
  });
});

const every: [name: string, request: Request<unknown, unknown>][] = Object.entries(
  requests,
).flatMap(([feature, named]) =>
  Object.entries(named as Record<string, Request<unknown, unknown>>).map(
    ([name, request]): [string, Request<unknown, unknown>] => [`${feature}.${name}`, request],
  ),
);
const reasonOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const split = (name: string) => name.split('.') as [string, string];

describe('from that day on', () => {
  test('every request that changes something is refused with the same sentence, at the front and on the writer', async () => {
    const engine = await cycle();
    const { workspace } = engine.session;
    clock(DUE);
    const changing = every.filter(([name]) => isChanging(...split(name)));
    const meant = changing.filter(([name]) => !isForDue(...split(name)));
    expect(changing.length - meant.length).toBeLessThan(5);
    for (const [name, request] of meant) {
      const file = engine.grant(join(engine.folder, 'any.xlsx'), 'open');
      const input = name === 'imports.read' ? { file, options: {} } : SERVED_INPUTS[name];
      const reasons = [reasonOf(answer(engine.session, request, input))];
      if (request.kind === 'write')
        reasons.push(reasonOf(workspace.writer.run(request.task, { by: 'Nobody', given: input })));
      for (const reason of await Promise.all(reasons))
        expect({ name, reason }).toEqual({ name, ...due });
    }
    const draft = { kind: 'purge-user-records' as const, draft: null };
    expect(await refusal(engine.ask.jobs.keepDraft(draft))).toMatchObject(due);
    // Past the front door.
    for (const [chore, given] of [
      [beginReading, { path: join(engine.folder, 'any.xlsx'), options: {} }],
      [keepDraft, draft],
    ] as const)
      expect(await reasonOf(workspace.writer.run(chore as AnyTask, given))).toBe(due.reason);
    expect(await stateOf(engine)).toEqual({ dueOn: DUE_ON, state: 'due' });
  });

  test('undo, the command line’s way and a file that waits change nothing', async () => {
    const engine = await cycle();
    clock('2027-02-28T12:00:00Z');
    await decide(engine);
    const path = await writeWorkbook(join(engine.folder, 'Later.xlsx'), candidatesSheet('dora'));
    const { importId } = await engine.read(path, 'candidates');
    clock(DUE);
    engine.session.unsigned = true;
    for (const asked of [
      engine.ask.review.undo(),
      engine.ask.imports.commit({ importId, mode: 'add' }),
      engine.ask.imports.read({ file: engine.grant(path), options: {} }),
      engine.ask.imports.discard({ importId }),
      engine.purgeAsAlma(),
    ])
      expect(await refusal(asked as Promise<unknown>)).toMatchObject(due);
    expect(await engine.identifiers()).toEqual(['ana', 'ben', 'cy']);
  });

  test('everything is read, exported and printed as ever, and a copy is as due', async () => {
    const engine = await cycle();
    clock(DUE);
    await reopened(engine);
    expect(await engine.identifiers()).toEqual(['ana', 'ben', 'cy']);
    expect((await engine.ask.jobs.report({ jobId: 1 })).finished).toBe(3);
    const file = engine.grant(join(engine.folder, 'report.xlsx'));
    await engine.ask.exports.write({
      ...{ exportId: 'an export', file, format: 'xlsx', what: { of: 'job', jobId: 1 } },
    });
    await engine.idle();
    const copy = join(engine.folder, 'Copy.purgedesk');
    await engine.ask.workspace.saveCopy({ file: engine.grant(copy) });
    await engine.idle();
    await engine.open(copy);
    expect(await stateOf(engine)).toEqual({ dueOn: DUE_ON, state: 'due' });
    expect(await refusal(decide(engine))).toMatchObject(due);
  });

  test('a job that waits doesn’t begin, and its message says why; one that has begun runs to its end', async () => {
    const engine = await cycle();
    clock('2027-02-28T12:00:00Z');
    await engine.candidates(['dora']);
    await engine.approve();
    engine.session.unsigned = true;
    const job = {
      ...{ kind: 'purge-user-records' as const, name: 'Waits', parameters: PURGE },
      withoutApproval: AS_ALMA,
    };
    await engine.beforeJobsRun(async () => {
      await engine.ask.jobs.submit({ job, capture: null });
      clock(DUE);
    });
    await engine.idle();
    const [waited] = await engine.ask.jobs.list();
    expect(waited).toMatchObject({ state: 'failed', done: 0, message: 'unread' });
    expect(waited?.failure?.code).toBe('retention.due');
    expect(await engine.identifiers(CANDIDATES)).toEqual(['dora']);
    expect(await stateOf(engine)).toEqual({ dueOn: DUE_ON, state: 'due' });
  });

  test('the command line says so, and whether the workspace holds stays another question', async () => {
    const engine = await cycle();
    const { path } = engine;
    await engine.close();
    const verified = async () => {
      const told: string[] = [];
      const tell = {
        out: (text: string) => told.push(text),
        error: (text: string) => told.push(text),
      };
      const code = await runCommand(['verify', path], {} as never, tell);
      return { code, told: told.join('') };
    };
    expect(await verified()).toMatchObject({
      ...{ code: 0, told: expect.stringContaining(`is due to be erased on ${DUE_ON}.`) },
    });
    clock(DUE);
    expect(await verified()).toMatchObject({
      ...{
        code: 0,
        told: expect.stringContaining(`was due to be erased on ${DUE_ON}: it can only`),
      },
    });
  });

  test('erasing the workspace itself is still a way', async () => {
    const engine = await cycle();
    clock(DUE);
    await engine.ask.workspace.erase({ typedName: 'Library' });
    expect(engine.session.status().open).toBe(false);
  });
});

describe('postponing', () => {
  test('opens it again until the day, with who, why and until when, and no further than a year', async () => {
    const engine = await cycle();
    clock('2027-02-25T12:00:00Z');
    const postpone = (until: string, reason = 'An audit is under way') =>
      engine.ask.retention.postpone({ until, reason });
    expect(await refusal(postpone('2027-03-01'))).toMatchObject({ reason: 'retention.day' });
    expect(await refusal(postpone('2028-02-26'))).toMatchObject({ reason: 'retention.day' });
    clock('2027-04-01T12:00:00Z');
    expect(await refusal(postpone('2027-04-01'))).toMatchObject({ reason: 'retention.day' });
    await expect(postpone('2027-05-01', '  ')).rejects.toThrow();
    const status = await postpone('2027-05-01');
    expect(status.retention).toEqual({ dueOn: '2027-05-01', state: 'notice' });
    await decide(engine);
    const { postponements, counts } = await engine.ask.retention.details();
    expect(counts).toBe('postponed');
    expect(postponements).toEqual([
      {
        ...{ at: Date.now(), by: 'Tester', dueOn: DUE_ON, until: '2027-05-01' },
        reason: 'An audit is under way',
      },
    ]);
    clock('2027-05-01T00:00:00Z');
    expect(await refusal(decide(engine))).toMatchObject(due);
    await reopened(engine);
    await postpone('2028-04-30');
    expect(retentionSteps(engine.session.workspace.db)).toMatchObject({ foundDueOn: null });
    expect((await engine.ask.retention.details()).postponements).toHaveLength(2);
  });

  test('where a wrong clock has found it due, a reason opens it again', async () => {
    const engine = await cycle();
    clock('2090-01-01T12:00:00Z');
    await reopened(engine);
    clock('2026-03-02T12:00:00Z');
    expect(await refusal(decide(engine))).toMatchObject(due);
    await engine.ask.retention.postpone({ until: '2026-03-03', reason: 'The clock was wrong' });
    expect(await stateOf(engine)).toEqual({ dueOn: DUE_ON, state: 'none' });
    await decide(engine);
  });

  test('what isn’t due can’t be postponed', async () => {
    clock(JOB);
    const engine = await newEngine();
    const asked = engine.ask.retention.postpone({ until: '2026-04-01', reason: 'Why not' });
    expect(await refusal(asked)).toMatchObject({ reason: 'retention.notPostponable' });
  });
});
