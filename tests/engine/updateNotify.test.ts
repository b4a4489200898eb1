/**
 * Update/Notify Users: moves the members of a set into a user group. What it changes must be in the
 * history, and the way back must be kept, because Alma forgets the original group.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Criteria } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';

const EVERYBODY: Criteria = { op: 'all', of: [] };

async function everybody(engine: TestEngine, name = 'Everybody') {
  return engine.ask.sets.create({
    name,
    criteria: EVERYBODY,
    origin: { from: 'review', users: 'all' },
  });
}

describe('Update/Notify Users', () => {
  test('moves the members, counts them, and leaves alone who is not to be moved', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'a', group: 'Alumni' },
      { id: 'b', group: 'ok to purge ' },
      { id: 'c', group: null },
      { id: 'd', group: 'Alumni' },
    ]);
    await engine.approve();
    const set = await everybody(engine);
    const report = await engine.move(set.setId);
    expect(report).toMatchObject({ state: 'completed', total: 4, done: 4, finished: 3, failed: 1 });
    expect(await engine.jobIdentifiers(report.jobId, 'changed')).toEqual(['a', 'c', 'd']);
    expect(await engine.jobIdentifiers(report.jobId, 'unchanged')).toEqual(['b']);
    expect(report.events.map(({ code, users }) => [code, users])).toEqual([
      ['changed', 3],
      ['unchanged', 1],
    ]);
    expect(report.settings).toContainEqual({ label: 'Set', value: 'Everybody' });
    expect(report.settings).toContainEqual({ label: 'Set members', value: '4 users' });
    expect(report.settings).toContainEqual({ label: 'User group', value: 'OK to Purge' });
    for (const id of ['a', 'b', 'c', 'd']) {
      expect((await engine.user(id)).user_group).toBe('OK to Purge');
    }
  });

  test('into another group leaves alone who is known from a list alone', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', group: 'Alumni' }]);
    await engine.exclusions('stranger');
    const { jobId } = await engine.move((await everybody(engine)).setId, 'Elsewhere');
    expect(await engine.jobIdentifiers(jobId, 'changed')).toEqual(['a']);
    expect(await engine.jobIdentifiers(jobId, 'unchanged')).toEqual(['stranger']);
    expect((await engine.user('stranger')).user_group).toBeNull();
  });

  test('writes every change into the user’s history', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', group: 'Alumni' }]);
    await engine.approve();
    const set = await everybody(engine);
    const first = await engine.move(set.setId);
    const second = await engine.move(set.setId, 'Alumni');
    const { history } = await engine.ask.users.get({ userNo: (await engine.user('a')).userNo });
    expect(history).toMatchObject([
      {
        field: 'user_group',
        oldValue: 'OK to Purge',
        newValue: 'Alumni',
        by: 'Tester',
        jobId: second.jobId,
      },
      {
        field: 'user_group',
        oldValue: 'Alumni',
        newValue: 'OK to Purge',
        by: 'Tester',
        jobId: first.jobId,
      },
    ]);
  });

  test('keeps a reversal set for each original group, with which everything can be put back', async () => {
    const engine = await newEngine();
    const groups = { a: 'Alumni', b: 'Graduate', c: 'Alumni', d: null };
    await engine.candidates(Object.entries(groups).map(([id, group]) => ({ id, group })));
    await engine.approve();
    const { jobId } = await engine.move((await everybody(engine)).setId);
    const reversals = (await engine.ask.sets.list()).filter((set) =>
      set.name.startsWith('Reversal'),
    );
    expect(reversals.map((set) => [set.name, set.members]).sort()).toEqual([
      [`Reversal: Alumni (job ${jobId})`, 2],
      [`Reversal: Graduate (job ${jobId})`, 1],
      [`Reversal: no user group (job ${jobId})`, 1],
    ]);
    for (const set of reversals) {
      const group = /: (.*) \(/.exec(set.name)![1]!;
      if (group !== 'no user group') await engine.move(set.setId, group);
    }
    for (const [id, group] of Object.entries(groups)) {
      if (group) expect((await engine.user(id)).user_group).toBe(group);
    }
  });

  test('leaves alone whom a purge has taken: a report must not change afterwards', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'gone', group: 'Alumni' }]);
    const set = await everybody(engine);
    await engine.purgeAsAlma();
    const { jobId } = await engine.move(set.setId);
    expect(await engine.jobIdentifiers(jobId, 'unchanged')).toEqual(['gone']);
    expect(await engine.user('gone')).toMatchObject({ user_group: 'Alumni', deleted: true });
  });

  test('a set that is changed to nobody changes nothing and says so', async () => {
    const engine = await newEngine();
    const set = await everybody(engine);
    expect(await engine.move(set.setId)).toMatchObject({
      total: 0,
      finished: 0,
      failed: 0,
      events: [],
    });
  });

  test('works on the set as it was when it started; the set can be deleted afterwards only', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    await engine.approve();
    const set = await everybody(engine);
    const { jobId } = await engine.move(set.setId);
    await engine.ask.sets.delete({ setId: set.setId });
    const report = await engine.ask.jobs.report({ jobId });
    expect(report.settings).toContainEqual({ label: 'Set', value: 'Everybody' });
    expect(await engine.jobIdentifiers(jobId, 'changed')).toEqual(['a']);
  });
});

describe('the picture of the settings', () => {
  const PNG = Buffer.from('89504e470d0a1a0a00000000', 'hex');

  function takePicture(engine: TestEngine): string {
    engine.session.captures.keep('capture-token', {
      png: PNG,
      takenAt: 1_700_000_000_000,
      width: 800,
      height: 600,
    });
    return 'capture-token';
  }

  test('is kept with the job, with its checksum', async () => {
    const engine = await newEngine();
    const set = await everybody(engine);
    const { jobId, capture } = await engine.run(
      {
        kind: 'update-notify-users',
        name: 'With picture',
        parameters: { setId: set.setId, userGroup: 'X', condition: 'Unconditionally' },
      },
      takePicture(engine),
    );
    const sha256 = createHash('sha256').update(PNG).digest('hex');
    expect(capture).toEqual({
      takenAt: 1_700_000_000_000,
      sha256,
      width: 800,
      height: 600,
      bytes: PNG.length,
    });
    const { dataUrl } = await engine.ask.jobs.capture({ jobId });
    expect(dataUrl).toBe(`data:image/png;base64,${PNG.toString('base64')}`);
  });

  test('serves one job; without the one that was announced nothing is submitted', async () => {
    const engine = await newEngine();
    const set = await everybody(engine);
    const job = {
      kind: 'update-notify-users',
      name: 'Twice',
      parameters: { setId: set.setId, userGroup: 'X', condition: 'Unconditionally' },
    } as const;
    await engine.run(job, takePicture(engine));
    expect(await refusal(engine.ask.jobs.submit({ job, capture: 'capture-token' }))).toMatchObject({
      reason: 'capture.unknown',
    });
    expect(await engine.ask.jobs.list()).toHaveLength(1);
    const { jobId } = await engine.run({ ...job, name: 'Without' });
    expect(await refusal(engine.ask.jobs.capture({ jobId }))).toMatchObject({
      reason: 'job.noCapture',
    });
  });
});
