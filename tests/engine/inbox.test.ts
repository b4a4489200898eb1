/**
 * The inbox: which ends of jobs are told in it, how many nobody has read, and that a message that was read says nothing
 * of its report. A count that is no longer the list’s would send people to look for what isn’t there.
 */
import { expect, test } from 'vitest';
import type { WritableDb } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { markMessages, markRead } from '#engine/jobs/jobRows.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { AS_ALMA, newEngine, PURGE, refusal, type TestEngine } from '../support/engine.ts';

const messages = async ({ ask }: TestEngine) =>
  (await ask.jobs.list()).map(({ jobId, read, message }) => ({ jobId, read, message }));
const unread = async ({ ask }: TestEngine) => (await ask.workspace.status()).unread;

test('a job that has ended is told until somebody has read it, once for all of them', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  expect(await unread(engine)).toBe(0);
  const { jobId: first } = await engine.purgeAsAlma();
  const { jobId: second } = await engine.purgeAsAlma();
  expect(await messages(engine)).toEqual([
    { jobId: second, read: false, message: 'unread' },
    { jobId: first, read: false, message: 'unread' },
  ]);
  expect(await unread(engine)).toBe(2);

  await engine.ask.jobs.markMessages({ jobIds: [first, second, 99], read: true });
  expect(await unread(engine)).toBe(0);
  // The last step of the cycle is a report that was read, not a message.
  expect(await messages(engine)).toEqual([
    { jobId: second, read: false, message: 'read' },
    { jobId: first, read: false, message: 'read' },
  ]);

  await engine.ask.jobs.markMessages({ jobIds: [first], read: false });
  expect(await unread(engine)).toBe(1);
  await engine.ask.jobs.markRead({ jobId: first });
  expect(await unread(engine)).toBe(0);
  await engine.ask.jobs.markMessages({ jobIds: [first], read: false });
  expect(await messages(engine)).toContainEqual({ jobId: first, read: true, message: 'unread' });
  await engine.ask.jobs.markRead({ jobId: first });
  expect(await messages(engine)).toContainEqual({ jobId: first, read: true, message: 'read' });
});

test('what is done to one user while one looks is no message, unless it failed', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  const { userNo } = await engine.user('a');
  const add = { action: 'add' as const, lines: [], amount: 100, reason: 'Lost card', comment: '' };
  const job = {
    kind: 'change-fees' as const,
    name: 'Add fine/fee - a',
    parameters: { userNo, ...add },
  };
  const { jobId } = await engine.run(job);
  expect(await messages(engine)).toEqual([{ jobId, read: false, message: null }]);
  expect(await unread(engine)).toBe(0);
  const { path } = engine;
  await engine.close();
  beside(path, (db) => {
    submitJob(db, job, [], 'x', null);
    db.prepare(`UPDATE job SET parameters = '{}' WHERE job_id = 2`).run();
  });
  await engine.open(path);
  await engine.idle();
  expect(await messages(engine)).toEqual([
    { jobId: 2, read: false, message: 'unread' },
    { jobId, read: false, message: null },
  ]);
  expect(await unread(engine)).toBe(1);
});

test('a job that has not ended has no message that could be marked before', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  const { path } = engine;
  await engine.close();
  beside(path, (db) => {
    const name = 'Purge';
    const purge = { kind: 'purge-user-records', name, parameters: PURGE } as const;
    submitJob(db, { ...purge, withoutApproval: AS_ALMA }, [], 'x', null);
    markMessages(db, [1], true);
    markRead(db, 1);
  });
  await engine.open(path);
  await engine.completed(1);
  expect(await messages(engine)).toEqual([{ jobId: 1, read: false, message: 'unread' }]);
});

test('for reading only the count stands and nothing is marked', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  const { jobId } = await engine.purgeAsAlma();
  const { path } = engine;
  await engine.close();
  await engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
  const refused = await refusal(engine.ask.jobs.markMessages({ jobIds: [jobId], read: true }));
  expect(refused.reason).toBe('workspace.readOnly');
  expect(await unread(engine)).toBe(1);
});

/** What happens to a workspace while no engine has it open. */
function beside(path: string, work: (db: WritableDb) => void): void {
  const { db, close } = openWritable(path);
  work(db);
  close();
}
