/**
 * A workspace that is open for reading only: every way of changing it is refused with one sentence, and neither the file
 * nor its folder is touched. The promise is the engine's; what the page offers is a courtesy.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answer, type Request } from '#engine/requests/request.ts';
import { requests } from '#engine/requests/requests.ts';
import { isChanging, isForDue } from '#engine/requests/router.ts';
import { refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { everyAnswer, knownIn } from '../support/everyRead.ts';
import { SERVED_INPUTS } from '../support/servedInputs.ts';

/** With everything that there can be in one. */
async function workspace(): Promise<string> {
  const engine = new TestEngine(temporaryFolder());
  await engine.create();
  await engine.candidates(['a', 'b', 'c']);
  await engine.exclusions('a');
  await engine.approve();
  await engine.purgeAsAlma();
  await engine.idle();
  const { path } = engine;
  await engine.close();
  return path;
}

async function readOnly(path: string): Promise<TestEngine> {
  const engine = new TestEngine(join(path, '..'));
  onTestFinished(() => engine.close());
  await engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
  return engine;
}

const contents = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('-lock'))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);

const every: [name: string, request: Request<unknown, unknown>][] = Object.entries(
  requests,
).flatMap(([feature, named]) =>
  Object.entries(named as Record<string, Request<unknown, unknown>>).map(
    ([name, request]): [string, Request<unknown, unknown>] => [`${feature}.${name}`, request],
  ),
);

const READING = [
  'erasures.items',
  'events.watch',
  'exports.cancel',
  'exports.print',
  'exports.write',
  'imports.saveOriginal',
  'jobs.saveCapture',
  'people.find',
  'sets.exportFile',
  'snapshots.list',
  'snapshots.saveAs',
  'snapshots.since',
  'users.writeFeeWork',
  // Of the program, not of this workspace; tryAgain has nothing to try.
  'workspace.close',
  'workspace.create',
  'workspace.open',
  'workspace.saveAs',
  'workspace.saveCopy',
  'workspace.status',
  'workspace.tryAgain',
];
const changes = (name: string) => isChanging(...(name.split('.') as [string, string]));

describe('open for reading only', () => {
  test('every request that changes something is refused with the same sentence', async () => {
    const path = await workspace();
    const before = contents(join(path, '..'));
    const engine = await readOnly(path);
    const changing = every.filter(([name]) => changes(name));
    expect(changing.length).toBeGreaterThan(30);
    for (const [name, request] of changing) {
      const file = engine.grant(join(engine.folder, 'any.xlsx'), 'open');
      const given = SERVED_INPUTS[name];
      const input = name === 'imports.read' ? { file, options: {} } : given;
      const failure = await answer(engine.session, request, input).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      );
      expect({ name, failure }).toEqual({ name, failure: 'workspace.readOnly' });
    }
    await engine.close();
    expect(contents(join(path, '..'))).toEqual(before);
  });

  test('the contract calls every request changing that changes the workspace', () => {
    const writes = every.filter(([, { kind }]) => kind === 'write').map(([name]) => name);
    expect(writes.filter((name) => !changes(name))).toEqual([]);
    const served = every.filter(([, { kind }]) => kind === 'serve').map(([name]) => name);
    expect(served.filter((name) => !changes(name)).toSorted()).toEqual(READING);
    for (const name of READING) expect(changes(name)).toBe(false);
  });

  test('what may be done when the personal data is due, contract and writer say alike', () => {
    const settling = every.filter(([name]) => isForDue(...(name.split('.') as [string, string])));
    const written = every.filter(([, each]) => each.kind === 'write' && each.whenDue);
    expect(written.map(([name]) => name)).toEqual(
      settling.filter(([, { kind }]) => kind === 'write').map(([name]) => name),
    );
    expect(settling.map(([name]) => name)).toEqual([
      'workspace.erase',
      // Of an erasing that stopped half way.
      'jobs.takeUp',
      'retention.postpone',
      'retention.erase',
    ]);
  });

  test('everything that can be read is read as ever, and a copy can be saved', async () => {
    const path = await workspace();
    const writing = new TestEngine(join(path, '..'));
    await writing.open(path);
    await writing.idle();
    const known = await knownIn(writing);
    const written = await everyAnswer(writing, known);
    await writing.close();
    const before = contents(join(path, '..'));

    const copy = join(temporaryFolder(), 'Copy.purgedesk');
    const engine = await readOnly(path);
    expect(await engine.ask.workspace.status()).toMatchObject({ open: true, readOnly: true });
    const read = await everyAnswer(engine, known);
    written.delete('workspace.status');
    for (const [asked, found] of written)
      expect({ asked, found }).toEqual({ asked, found: read.get(asked) });
    expect(contents(join(path, '..'))).toEqual(before);
    await engine.ask.workspace.saveCopy({ file: engine.grant(copy) });
    await engine.open(copy);
    expect(await engine.ask.workspace.status()).toMatchObject({ name: 'Copy', readOnly: false });
    await engine.approve();
    expect(contents(join(path, '..'))).toEqual(before);
  });

  test('the same workspace can be opened for writing, and back', async () => {
    const path = await workspace();
    const engine = await readOnly(path);
    await engine.open(path);
    expect(await engine.ask.workspace.status()).toMatchObject({ open: true, readOnly: false });
    await engine.candidates(['d']);
    await engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
    expect(await engine.ask.workspace.status()).toMatchObject({ open: true, readOnly: true });
    expect(await engine.identifiers()).toContain('d');
  });
});

describe('where nothing can be written', () => {
  /** A folder in the place of the lock is in the way of every lock, also for who may write everywhere. */
  const protect = (path: string) => mkdirSync(`${path}-lock`);

  test('opening says so, and reading goes', async () => {
    const path = await workspace();
    protect(path);
    const engine = new TestEngine(join(path, '..'));
    onTestFinished(() => engine.close());
    const refused = await refusal(engine.open(path));
    expect(refused).toMatchObject({ reason: 'workspace.protected' });
    expect(refused.todo).toContain('for reading only');
    await engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
    expect(await engine.identifiers()).toEqual(['a', 'b', 'c']);
  });

  test('an older workspace has to be updated first', async () => {
    const path = join(temporaryFolder(), 'Old.purgedesk');
    copyFileSync(join(import.meta.dirname, '../fixtures/workspaces/version-1.purgedesk'), path);
    const engine = new TestEngine(join(path, '..'));
    const opening = engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
    expect(await refusal(opening)).toMatchObject({ reason: 'workspace.readOnlyOld' });
    expect(readdirSync(join(path, '..'))).toEqual(['Old.purgedesk']);
  });

  test('what a killed program left in the log is read with it, and stays there', async () => {
    const path = await workspace();
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.exec(`INSERT INTO setting VALUES ('userName', '"From the log"')`);
    const killed = join(temporaryFolder(), 'Killed.purgedesk');
    copyFileSync(path, killed);
    copyFileSync(`${path}-wal`, `${killed}-wal`);
    db.close();
    const before = contents(join(killed, '..'));
    const engine = await readOnly(killed);
    expect(await engine.ask.settings.get()).toMatchObject({ userName: 'From the log' });
    await engine.close();
    expect(contents(join(killed, '..'))).toEqual(before);
  });
});
