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

async function copied(engine: TestEngine, sides: readonly string[] = []) {
  const path = join(engine.folder, 'By hand.purgedesk');
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
  expect(await copy.ask.workspace.status()).toMatchObject({ copiedOpen: true });
  const { path } = copy;
  await copy.close();
  await copy.open(path);
  expect(await copy.ask.workspace.status()).toMatchObject({ copiedOpen: false });
  expect(await engine.ask.workspace.status()).toMatchObject({ copiedOpen: false });
});

test('a copy with its log is whole, and so is what a killed program left', async () => {
  const engine = await working();
  await excludeAll(engine);
  const copy = await copied(engine, ['-wal']);
  expect((await copy.ask.review.counts()).excluded).toBe(2);
  expect(await copy.ask.workspace.status()).toMatchObject({ copiedOpen: false });
});
