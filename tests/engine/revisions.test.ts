/**
 * The revision by which pages notice a change: every write moves it, whatever it is about, and opening a workspace in
 * which nothing has changed doesn't. A write that isn't noticed leaves a screen showing what was.
 */
import { expect, test } from 'vitest';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { newEngine, TestEngine } from '../support/engine.ts';

test('every write is seen, whatever it is about', async () => {
  const engine = await newEngine();
  const { ask } = engine;
  await engine.candidates(['a']);
  const { userNo } = await engine.user('a');
  const selection = { criteria: EVERYBODY };
  const writes: Record<string, () => Promise<unknown>> = {
    sample: () => ask.samples.draw({ among: 'not-excluded', perGroup: 1 }),
    note: () => ask.users.addNote({ userNo, text: 'x' }),
    view: () => ask.views.save({ grid: 'review', name: 'x', state: '{}' }),
    rule: () => ask.register.add({ kind: 'identifier', value: 'nobody' }),
    decision: () => ask.review.decide({ selection, decision: 'excluded', reason: 'Other' }),
    set: () =>
      ask.sets.create({
        name: 'x',
        criteria: EVERYBODY,
        origin: { from: 'review', users: 'all' },
      }),
    settings: async () => ask.settings.save({ ...(await ask.settings.get()), userName: 'x' }),
  };
  for (const [what, write] of Object.entries(writes)) {
    await engine.idle();
    const before = engine.session.workspace.revision;
    await write();
    expect(engine.session.workspace.revision, what).toBeGreaterThan(before);
  }
});

test('opening a workspace again changes nothing', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  await engine.idle();
  const { path, revision } = engine.session.workspace;
  await engine.close();
  const again = new TestEngine(engine.folder);
  await again.open(path);
  await again.idle();
  expect(again.session.workspace.revision).toBe(revision);
  await again.close();
});
