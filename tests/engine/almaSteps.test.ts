/**
 * What a librarian says was done in Alma: kept with who and when, taken back by unticking, and nobody else's business. A
 * tick that let a job through, or broke a seal, would make a promise of a note.
 */
import { expect, test } from 'vitest';
import { newEngine, refusal } from '../support/engine.ts';

test('a tick is kept with who and when, in the order of the steps, and taken back', async () => {
  const engine = await newEngine();
  const before = Date.now();
  await engine.ask.alma.tick({ step: 'purge', done: true });
  const both = await engine.ask.alma.tick({ step: 'set', done: true });
  expect(both).toMatchObject([
    { step: 'set', by: 'Tester' },
    { step: 'purge', by: 'Tester' },
  ]);
  for (const { at } of both) expect(at).toBeGreaterThanOrEqual(before);
  expect(await engine.ask.alma.tick({ step: 'set', done: false })).toMatchObject([
    { step: 'purge' },
  ]);
  expect(await engine.ask.alma.tick({ step: 'set', done: false })).toHaveLength(1);
  expect(await engine.ask.alma.steps()).toHaveLength(1);
});

test('no job and no number asks for it', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  const state = async () => ({
    counts: await engine.ask.review.counts(),
    signOff: await engine.ask.signOff.status(),
    jobs: await engine.ask.jobs.list(),
  });
  const before = await state();
  for (const step of ['set', 'update', 'purge'] as const)
    await engine.ask.alma.tick({ step, done: true });
  expect(await state()).toEqual(before);
  // Nobody is approved, whatever was done in Alma.
  expect(await refusal(engine.purge())).toMatchObject({ reason: 'job.notApproved' });
});
