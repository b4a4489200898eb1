/**
 * The file of the open workspace is deleted, moved or replaced below it. SQLite would go on writing to what has no
 * name any more, each decision acknowledged and all of them gone at closing. Nothing that was acknowledged may be
 * lost, and nothing may be acknowledged that is.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createWorkspace } from '#engine/db/workspaceFile.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';

const exclude = (engine: TestEngine, identifier: string) =>
  engine.ask.review.decide({
    selection: {
      criteria: { op: 'contains', field: 'primary_identifier', value: identifier },
    },
    decision: 'excluded',
    reason: 'Other',
  });

const excluded = async (engine: TestEngine) => (await engine.ask.review.counts()).excluded;

/** Three candidates, one of them excluded: all of it in the log, none of it in the file. */
async function working() {
  const engine = await newEngine();
  await engine.candidates(['a', 'b', 'c']);
  await engine.idle();
  await exclude(engine, 'a');
  const { path } = engine;
  const gone = join(engine.folder, 'gone.purgedesk');
  return { engine, path, gone };
}

const filesOf = (engine: TestEngine) =>
  readdirSync(engine.folder).filter((name) => name.includes('.purgedesk'));

describe('a file that is moved while it is open', () => {
  test('is missed before anything more is acknowledged; back in its place, all goes on', async () => {
    const { engine, path, gone } = await working();
    expect((await engine.ask.workspace.status()).displaced).toBeNull();
    renameSync(path, gone);
    expect(await refusal(exclude(engine, 'b'))).toMatchObject({ reason: 'file.moved' });
    const draft = engine.ask.jobs.keepDraft({ kind: 'purge-user-records', draft: null });
    expect(await refusal(draft)).toMatchObject({ reason: 'file.moved' });
    expect((await engine.ask.workspace.status()).displaced).toBe('file.moved');
    expect(await excluded(engine)).toBe(1);
    renameSync(gone, path);
    expect((await engine.ask.workspace.status()).displaced).toBeNull();
    await exclude(engine, 'b');
    await engine.close();
    await engine.open(path);
    expect(await excluded(engine)).toBe(2);
  });

  test('has all that was acknowledged where it is now, as one clean file', async () => {
    const { engine, path, gone } = await working();
    renameSync(path, gone);
    expect(await refusal(engine.ask.workspace.close())).toMatchObject({
      reason: 'workspace.displaced',
    });
    await engine.ask.workspace.close({ giveUp: true });
    expect(filesOf(engine)).toEqual(['gone.purgedesk']);
    await engine.open(gone);
    expect(await excluded(engine)).toBe(1);
  });

  test('is told of without anybody asking, and so is its return', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { engine, path, gone } = await working();
    const told = () => engine.events.filter(({ type }) => type === 'workspace.displaced').length;
    vi.advanceTimersByTime(10_000);
    expect(told()).toBe(0);
    renameSync(path, gone);
    vi.advanceTimersByTime(10_000);
    await vi.waitFor(() => expect(told()).toBe(1));
    renameSync(gone, path);
    vi.advanceTimersByTime(10_000);
    await vi.waitFor(() => expect(told()).toBe(2));
  });
});

describe('a file that is deleted while it is open', () => {
  test.each(['Rescued', 'Library'])('is saved as %s and goes on there, whole', async (name) => {
    const { engine, path } = await working();
    rmSync(path);
    expect(await refusal(exclude(engine, 'b'))).toMatchObject({ reason: 'file.moved' });
    expect(await refusal(engine.ask.workspace.erase({ typedName: 'Library' }))).toMatchObject({
      reason: 'file.moved',
    });
    const file = engine.grant(join(engine.folder, `${name}.purgedesk`));
    expect(await engine.ask.workspace.saveAs({ file })).toMatchObject({ name, displaced: null });
    await exclude(engine, 'b');
    const saved = engine.path;
    await engine.close();
    // Neither log nor lock of the one that is gone.
    expect(filesOf(engine)).toEqual([`${name}.purgedesk`]);
    await engine.open(saved);
    expect(await excluded(engine)).toBe(2);
    expect(await engine.identifiers()).toEqual(['a', 'b', 'c']);
  });

  test('holds up jobs, which are completed where the workspace is saved', async () => {
    const { engine, path } = await working();
    await engine.approve();
    const { setId } = await engine.ask.sets.create({
      name: 'All',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
    });
    const job = {
      kind: 'update-notify-users',
      name: 'Move',
      parameters: { setId, userGroup: 'OK to Purge', condition: 'Unconditionally' },
    } as const;
    const { jobId } = await engine.ask.jobs.submit({ job, capture: null });
    rmSync(path);
    const more = { ...job, name: 'Once more' };
    expect(await refusal(engine.ask.jobs.submit({ job: more, capture: null }))).toMatchObject({
      reason: 'file.moved',
    });
    const file = engine.grant(join(engine.folder, 'Rescued.purgedesk'));
    await engine.ask.workspace.saveAs({ file });
    expect(await engine.completed(jobId)).toMatchObject({ failed: 0 });
    expect(await engine.ask.jobs.list()).toHaveLength(1);
  });

  test('is no reason to save one that is in its place', async () => {
    const { engine } = await working();
    const file = engine.grant(join(engine.folder, 'Other.purgedesk'));
    expect(await refusal(engine.ask.workspace.saveAs({ file }))).toMatchObject({
      reason: 'workspace.inPlace',
    });
    expect(filesOf(engine)).not.toContain('Other.purgedesk');
  });
});

describe('a file that another one replaces while it is open', () => {
  test('is not mixed with it: the other one stays as it is, byte for byte', async () => {
    const { engine, path } = await working();
    const folder = join(engine.folder, 'other');
    mkdirSync(folder);
    const other = join(folder, 'Other.purgedesk');
    createWorkspace(other);
    const bytes = readFileSync(other);
    renameSync(other, path);
    // And what a program that was killed left beside the other one.
    rmSync(`${path}-wal`);
    writeFileSync(`${path}-wal`, 'theirs');
    expect(await refusal(exclude(engine, 'b'))).toMatchObject({ reason: 'file.replaced' });
    expect((await engine.ask.workspace.status()).displaced).toBe('file.replaced');
    expect(await refusal(engine.ask.workspace.erase({ typedName: 'Library' }))).toMatchObject({
      reason: 'file.replaced',
    });
    const file = engine.grant(join(engine.folder, 'Rescued.purgedesk'));
    await engine.ask.workspace.saveAs({ file });
    expect(await excluded(engine)).toBe(1);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readFileSync(`${path}-wal`, 'utf8')).toBe('theirs');
    await engine.open(path);
    expect(await engine.identifiers()).toEqual([]);
  });
});
