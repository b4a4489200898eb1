/**
 * Closing while a file is being added, and changes that are made meanwhile: whoever asked is answered, and told what is
 * waited for. The bug it would catch: a file that was added, of which the page is told that something went wrong.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newEngine, pause, refusal, type TestEngine } from '../support/engine.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const EXCLUSION = {
  selection: { criteria: { op: 'all', of: [] } },
  decision: 'excluded',
  reason: 'Other',
} as const;

/** A file that was read and waits to be added. */
async function readOne(engine: TestEngine, ...users: string[]): Promise<number> {
  const path = join(engine.folder, 'May.xlsx');
  await writeWorkbook(path, candidatesSheet(...users));
  return (await engine.read(path, 'candidates')).importId;
}

const waits = ({ events }: TestEngine) =>
  events.flatMap((event) => (event.type === 'change.waits' ? [event.until] : []));

test('a file that is being added is added, and who asked for it is told so', async () => {
  const engine = await newEngine();
  const { path } = engine;
  const importId = await readOne(engine, 'a', 'b');
  const adding = engine.ask.imports.commit({ importId, mode: 'add' });
  const closing = engine.ask.workspace.close();
  expect(await adding).toMatchObject({ state: 'committed', identifiers: 2 });
  expect(await closing).toMatchObject({ open: false });
  expect(engine.events).toContainEqual({
    type: 'workspace.closing',
    until: { what: 'adding', fileName: 'May.xlsx' },
  });
  await engine.open(path);
  expect((await engine.ask.review.counts()).candidates).toBe(2);
});

test('meanwhile pages are answered and changes refused', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  const closing = engine.beforeJobsRun(async () => {
    const closes = engine.ask.workspace.close();
    await pause();
    expect((await engine.ask.workspace.status()).open).toBe(true);
    expect((await engine.ask.review.counts()).candidates).toBe(2);
    const late = await refusal(engine.ask.review.decide(EXCLUSION));
    expect(late.reason).toBe('workspace.closing');
    return { closes };
  });
  const { closes } = await closing;
  expect(await closes).toMatchObject({ open: false });
  // Nothing was waited for that a librarian would know.
  expect(engine.events.map(({ type }) => type)).not.toContain('workspace.closing');
});

test('a change that waits for a file says so, once, and that it waits no more', async () => {
  const engine = await newEngine();
  const importId = await readOne(engine, 'a', 'b');
  const { underWay } = engine.session.workspace;
  let done: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    done = resolve;
  });
  // Stands for the writer, which takes no other work while it adds a file.
  const work = { what: 'adding', fileName: 'May.xlsx' } as const;
  const adding = underWay.during(work, () => held);
  const changes = [underWay.behind(() => held), underWay.behind(() => held)];
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(waits(engine)).toEqual([work]);
  done();
  await Promise.all([adding, ...changes]);
  expect(waits(engine)).toEqual([work, null]);
  // One that is quick is none of it.
  await underWay.during(work, () =>
    engine.ask.imports.setDataDate({ importId, dataDate: '2026-11-01' }),
  );
  expect(waits(engine)).toEqual([work, null]);
});
