/**
 * A workspace that is copied by hand while it is open: after a pause the copy has everything, and one that was made
 * sooner says at its opening that it may lack the last changes. Nobody would look for what is missing otherwise.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { newEngine, TestEngine } from '../support/engine.ts';

async function working() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  await engine.idle();
  return engine;
}

async function copied(
  engine: TestEngine,
  sides: readonly string[] = [],
  name = 'By hand.purgedesk',
) {
  const path = join(engine.folder, name);
  for (const side of ['', ...sides]) copyFileSync(engine.path + side, path + side);
  const copy = new TestEngine(engine.folder);
  onTestFinished(() => copy.close());
  await copy.open(path);
  return copy;
}

const excludeAll = (engine: TestEngine) =>
  engine.ask.review.decide({
    selection: { criteria: CANDIDATES },
    decision: 'excluded',
    reason: 'Other',
  });

test('the copy has all of it once the librarian pauses, and says what it is', async () => {
  const engine = await working();
  await excludeAll(engine);
  vi.advanceTimersByTime(5000);
  const copy = await copied(engine);
  expect((await copy.ask.review.counts()).excluded).toBe(2);
  const said = async () => (await copy.ask.workspace.status()).copiedOpen;
  const last = { what: 'decision', step: { what: 'decision', decision: 'excluded', users: 2 } };
  expect(await said()).toMatchObject({ last });
  expect(await engine.ask.workspace.status()).toMatchObject({ copiedOpen: null });

  // It is said at each opening, also when work went on, with the last change that was in the copy.
  await copy.ask.sets.create({
    name: 'Made here',
    criteria: CANDIDATES,
    origin: { from: 'review', users: 'all' },
  });
  const { path } = copy;
  await copy.idle();
  await copy.close();
  await copy.open(path);
  expect(await said()).toMatchObject({ last });
  await copy.ask.workspace.open({ file: copy.grant(path), readOnly: true });
  expect(await said()).toMatchObject({ last });
  await copy.open(path);
  expect(await copy.ask.workspace.confirmCopied()).toMatchObject({ copiedOpen: null });
  await copy.close();
  await copy.open(path);
  expect(await said()).toBe(null);
});

test('the last change that a copy has may be a file, a set or a job', async () => {
  const engine = await working();
  vi.advanceTimersByTime(5000);
  const at = async (name: string) => {
    const copy = await copied(engine, [], `${name}.purgedesk`);
    return (await copy.ask.workspace.status()).copiedOpen?.last;
  };
  expect(await at('First')).toMatchObject({ what: 'file', name: expect.any(String) });
  await engine.ask.sets.create({
    name: 'Everybody',
    criteria: CANDIDATES,
    origin: { from: 'review', users: 'all' },
  });
  vi.advanceTimersByTime(5000);
  expect(await at('Second')).toMatchObject({ what: 'set', name: 'Everybody' });
});

test('a copy with its log is whole, and so is what a killed program left', async () => {
  const engine = await working();
  await excludeAll(engine);
  const copy = await copied(engine, ['-wal']);
  expect((await copy.ask.review.counts()).excluded).toBe(2);
  expect(await copy.ask.workspace.status()).toMatchObject({ copiedOpen: null });
});
