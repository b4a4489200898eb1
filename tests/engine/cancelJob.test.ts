/**
 * A job that waits can be cancelled, one that has begun runs to its end. A job that ran though it had been cancelled
 * would purge users whom somebody wanted to keep.
 */
import { expect, test } from 'vitest';
import { newEngine, PURGE, refusal, type TestEngine } from '../support/engine.ts';

async function submit(engine: TestEngine, name: string, userGroup: string): Promise<number> {
  const parameters = { ...PURGE, userGroup };
  const job = { kind: 'purge-user-records' as const, name, parameters };
  return (await engine.ask.jobs.submit({ job, capture: null })).jobId;
}

async function twoGroups(): Promise<TestEngine> {
  const engine = await newEngine();
  await engine.candidates([
    { id: 'ana', group: 'Alumni' },
    { id: 'ben', group: 'Guest' },
  ]);
  await engine.approve();
  return engine;
}

test('what waits is cancelled and never runs; what stands behind it does', async () => {
  const engine = await twoGroups();
  const [first, second] = await engine.beforeJobsRun(async () => {
    const jobs = [await submit(engine, 'First', 'Alumni'), await submit(engine, 'Second', 'Guest')];
    const cancelled = await engine.ask.jobs.cancel({ jobId: jobs[0]! });
    expect(cancelled).toMatchObject({
      state: 'failed',
      failure: { code: 'job.cancelled', values: { by: 'Tester' } },
      // Whoever cancels it knows.
      message: 'read',
    });
    return jobs;
  });
  await engine.completed(second!);
  await engine.idle();
  expect(await engine.jobIdentifiers(second!, 'purged')).toEqual(['ben']);
  const report = await engine.ask.jobs.report({ jobId: first! });
  expect(report).toMatchObject({ state: 'failed', done: 0, finished: 0, startedAt: null });
  expect((await engine.user('ana')).deleted).toBe(false);
  expect(await refusal(engine.ask.jobs.cancel({ jobId: first! }))).toMatchObject({
    reason: 'job.begun',
  });
});

test('what has begun, has ended or isn’t there is not', async () => {
  const engine = await twoGroups();
  const jobId = await submit(engine, 'Only', 'Alumni');
  await engine.completed(jobId);
  for (const [asked, reason] of [
    [jobId, 'job.begun'],
    [99, 'job.gone'],
  ] as const)
    expect(await refusal(engine.ask.jobs.cancel({ jobId: asked }))).toMatchObject({ reason });
  expect((await engine.user('ana')).deleted).toBe(true);
});
