/**
 * A disk without room for a snapshot: it is looked at before anything is written. A job that ran, or an update that was
 * made, without the snapshot that Settings promise would be one that nobody can take back.
 */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { pause, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';

/** Bytes that are free; undefined: as the disk has them. */
const room = vi.hoisted(() => ({ bytes: undefined as number | undefined }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const statfsSync = (path: string) =>
    room.bytes === undefined ? real.statfsSync(path) : { bavail: room.bytes, bsize: 1 };
  return { ...real, statfsSync };
});

beforeEach(() => {
  room.bytes = undefined;
});

const OLD = join(import.meta.dirname, '../fixtures/workspaces/version-4.purgedesk');

function keeping(): TestEngine {
  const engine = new TestEngine(temporaryFolder(), false, undefined, undefined, undefined, true);
  onTestFinished(() => engine.close());
  return engine;
}

test('an update is refused, says how much room it needs, and changes nothing', async () => {
  const engine = keeping();
  const path = join(engine.folder, 'Spring.purgedesk');
  copyFileSync(OLD, path);
  room.bytes = 1000;
  const refused = await refusal(engine.open(path));
  expect(refused.reason).toBe('snapshot.updateRefused');
  expect(refused.todo).toMatch(/^Free \d+ MB, or move the workspace/);
  expect(readFileSync(path).equals(readFileSync(OLD))).toBe(true);
  expect(readdirSync(engine.folder)).toEqual(['Spring.purgedesk']);
  room.bytes = undefined;
  await engine.open(path);
  expect((await engine.ask.snapshots.list()).snapshots).toHaveLength(1);
});

test('a job waits until there is room, and says how much it needs', async () => {
  const engine = keeping();
  await engine.create();
  await engine.candidates(['a']);
  const { setId } = await engine.ask.sets.create({
    name: 'All',
    criteria: { op: 'membership', value: 'candidate' },
    origin: { from: 'rehearsal' },
  });
  room.bytes = 1000;
  const parameters = { setId, userGroup: 'Others', condition: 'Unconditionally' } as const;
  const job = { kind: 'update-notify-users', name: 'Move', parameters } as const;
  const { jobId } = await engine.ask.jobs.submit({ job, capture: null });
  const held = async () => (await engine.ask.workspace.status()).held;
  while ((await held()).length === 0) await pause();
  expect(await held()).toMatchObject([{ work: 'snapshot', by: 'file.diskFull' }]);
  expect((await held())[0]!.bytes).toBeGreaterThan(100_000);
  expect((await engine.ask.jobs.report({ jobId })).state).toBe('pending');
  room.bytes = undefined;
  await engine.ask.workspace.tryAgain();
  expect((await engine.completed(jobId)).finished).toBe(1);
});
