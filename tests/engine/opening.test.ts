/**
 * Opening a workspace: all or nothing, and never in the way of another one. A file that opens by half answers every
 * screen with a fault, and one that never ends must not take the program with it.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Inspector } from '#engine/session/inspector.ts';
import { craftIn } from '../support/craftedSchemas.ts';
import { endlessSchema } from '../support/endlessSchema.ts';
import { emptyWorkspace, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { inspectInProcess } from '../support/inspectionProcess.ts';

function engineWith(inspect?: Inspector): TestEngine {
  const engine = new TestEngine(temporaryFolder(), false, undefined, inspect);
  onTestFinished(() => engine.close());
  return engine;
}

function workspace({ folder }: TestEngine, name: string, bytes = emptyWorkspace()): string {
  const path = join(folder, `${name}.purgedesk`);
  writeFileSync(path, bytes);
  return path;
}

const openingOf = (engine: TestEngine, path: string, signal?: AbortSignal) =>
  engine.ask.workspace.open({ file: engine.grant(path) }, signal && { signal });

describe('an opening that fails', () => {
  /** The schema holds; what stands in it does not. */
  function halfWorkspace(engine: TestEngine): string {
    const path = workspace(engine, 'Half');
    craftIn(path, (db) => db.exec('DELETE FROM workspace'));
    return path;
  }

  test('leaves nothing open, and fails again when it is asked for again', async () => {
    const engine = engineWith();
    const path = halfWorkspace(engine);
    await expect(openingOf(engine, path)).rejects.toThrow();
    expect(await engine.ask.workspace.status()).toMatchObject({ open: false });
    expect(readdirSync(engine.folder)).toEqual(['Half.purgedesk']);
    await expect(openingOf(engine, path)).rejects.toThrow();
  });

  test('leaves open what was open', async () => {
    const engine = engineWith();
    await openingOf(engine, workspace(engine, 'Whole'));
    await expect(openingOf(engine, halfWorkspace(engine))).rejects.toThrow();
    expect(await engine.ask.workspace.status()).toMatchObject({ open: true, name: 'Whole' });
    await engine.candidates(['a']);
    expect(await engine.identifiers()).toEqual(['a']);
  });
});

describe('an opening that takes long', () => {
  const never: Inspector = (path, { signal }) =>
    path.includes('Long')
      ? new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true }),
        )
      : Promise.resolve(false);

  test('lets another workspace be opened, and ends when it is cancelled', async () => {
    const engine = engineWith(never);
    const cancel = new AbortController();
    const opening = openingOf(engine, workspace(engine, 'Long'), cancel.signal);
    await openingOf(engine, workspace(engine, 'Other'));
    expect(await engine.ask.workspace.status()).toMatchObject({ name: 'Other' });
    cancel.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(await engine.ask.workspace.status()).toMatchObject({ name: 'Other' });
  });

  test('is no bar to asking for the same again, as a page that is loaded anew does', async () => {
    const engine = engineWith();
    const path = workspace(engine, 'Same');
    for (let steps = 0; steps < 12; steps++) {
      const reload = new AbortController();
      const first = openingOf(engine, path, reload.signal).catch(() => 'given up');
      for (let step = 0; step < steps; step++) await Promise.resolve();
      reload.abort();
      await openingOf(engine, path);
      await first;
      expect(await engine.ask.workspace.status()).toMatchObject({ open: true, name: 'Same' });
      await engine.ask.workspace.close({});
    }
  });

  test('is given up when the program closes', async () => {
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const engine = engineWith((path, options) => {
      isAsked();
      return never(path, options);
    });
    const opening = refusal(openingOf(engine, workspace(engine, 'Long')));
    await asked;
    await engine.close();
    expect(await opening).toMatchObject({ reason: 'workspace.notOpened' });
  });

  test('cancelled while the writer opens it, it is closed as soon as it is there', async () => {
    const engine = engineWith();
    const cancel = new AbortController();
    const opening = openingOf(engine, workspace(engine, 'Slow'), cancel.signal);
    cancel.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    await openingOf(engine, workspace(engine, 'Other'));
    expect(await engine.ask.workspace.status()).toMatchObject({ name: 'Other' });
    const left = () => readdirSync(engine.folder).filter((name) => name.startsWith('Slow'));
    await vi.waitFor(() => expect(left()).toEqual(['Slow.purgedesk']), { timeout: 60_000 });
  });
});

describe('in a process of its own', () => {
  test('a schema that never ends is ended, and the next workspace opens', async () => {
    const engine = engineWith(inspectInProcess);
    const path = workspace(engine, 'Endless', endlessSchema(emptyWorkspace()));
    const cancel = new AbortController();
    const opening = openingOf(engine, path, cancel.signal);
    await openingOf(engine, workspace(engine, 'Next'));
    expect(await engine.ask.workspace.status()).toMatchObject({ name: 'Next' });
    cancel.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('says what the engine would have said', async () => {
    const engine = engineWith(inspectInProcess);
    const path = workspace(engine, 'Planted');
    craftIn(path, (db) => db.exec('CREATE VIEW planted AS SELECT 1'));
    const { reason, message } = await refusal(openingOf(engine, path));
    expect(reason).toBe('workspace.schema');
    expect(message).toContain('view “planted”');
    expect(readdirSync(engine.folder)).toEqual(['Planted.purgedesk']);
  });
});
