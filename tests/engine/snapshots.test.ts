/**
 * Snapshots: whole copies that are kept beside the workspace before each job and each update. One that were half made, or
 * of another moment, would be found out when it is needed; one that is removed though it isn't ours would be somebody's
 * only copy; and a workspace that is neither as it was nor as it was restored would be the end of the proof.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkWorkspace } from '#engine/db/checkWorkspace.ts';
import type { WritableDb } from '#engine/db/db.ts';
import { MIGRATIONS } from '#engine/db/migrations.ts';
import { readMark } from '#engine/db/snapshots/snapshotMark.ts';
import { Database } from '#engine/db/sqlite.ts';
import type { StartCheck } from '#engine/session/checker.ts';
import { task } from '#engine/writer/task.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { PURGE, pause, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { decide } from '../support/importFiles.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/workspaces');

function keeping(folder = temporaryFolder()): TestEngine {
  const engine = new TestEngine(folder, false, undefined, undefined, undefined, true);
  onTestFinished(() => engine.close());
  return engine;
}

let made: Buffer | undefined;

/** With three approved candidates; made once, and of one identity therefore. */
async function reviewed(): Promise<TestEngine> {
  const engine = keeping();
  if (!made) {
    const first = await newlyReviewed('Library');
    const { path } = first;
    await first.close();
    made = readFileSync(path);
  }
  const path = join(engine.folder, 'Library.purgedesk');
  writeFileSync(path, made);
  await engine.open(path);
  return engine;
}

async function newlyReviewed(name: string): Promise<TestEngine> {
  const engine = keeping();
  await engine.create(name);
  await engine.candidates(['a', 'b', 'c']);
  await engine.approve();
  return engine;
}

const folderOf = (engine: TestEngine) => engine.path.replace(/\.purgedesk$/, ' snapshots');
const filesOf = (engine: TestEngine) =>
  existsSync(folderOf(engine)) ? readdirSync(folderOf(engine)).toSorted() : [];

async function listed(engine: TestEngine) {
  return (await engine.ask.snapshots.list()).snapshots;
}

async function save(engine: TestEngine, part: object): Promise<void> {
  await engine.ask.settings.save({ ...(await engine.ask.settings.get()), ...part });
  await engine.idle();
}

let sets = 0;

async function moveAll(engine: TestEngine): Promise<void> {
  const { setId } = await engine.ask.sets.create({
    name: `All ${++sets}`,
    criteria: EVERYBODY,
    origin: { from: 'rehearsal' },
  });
  await engine.move(setId);
  await engine.idle();
}

/** What stands in a file of a workspace, read without the engine. */
function inFile<T>(path: string, read: (db: Database) => T): T {
  const db = new Database(path, { readonly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

const jobsIn = (path: string) =>
  inFile(path, (db) => db.prepare('SELECT name, state, done FROM job ORDER BY job_id').all());

async function held(engine: TestEngine) {
  for (;;) {
    const { held } = await engine.ask.workspace.status();
    if (held.length > 0) return held;
    await pause();
  }
}

describe('before a job', () => {
  test('of each kind a whole snapshot is kept, of the workspace as it was then', async () => {
    const engine = await reviewed();
    await moveAll(engine);
    await engine.purgeAsAlma();
    await engine.idle();
    const found = await listed(engine);
    expect(found.map(({ before }) => before)).toMatchObject([
      { what: 'job', jobId: 2, kind: 'purge-user-records', name: 'Purge 2' },
      { what: 'job', jobId: 1, kind: 'update-notify-users', name: 'Move 1' },
    ]);
    expect(filesOf(engine)).toEqual(found.map(({ name }) => name).toSorted());
    expect(found[0]!.name).toMatch(
      /^\d{4}-\d\d-\d\d \d\d\.\d\d before Purge User Records\.purgedesk-snapshot$/,
    );
    expect(found[1]!.name).toContain('before Update-Notify Users');
    const [purge, move] = found.map(({ name }) => join(folderOf(engine), name));
    expect(jobsIn(move!)).toEqual([{ name: 'Move 1', state: 'pending', done: 0 }]);
    expect(jobsIn(purge!)).toMatchObject([{ state: 'completed' }, { state: 'pending' }]);
    for (const path of [purge!, move!]) {
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(inFile(path, (db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
      expect(inFile(path, (db) => db.pragma('journal_mode', { simple: true }))).toBe('delete');
    }
    expect(statSync(folderOf(engine)).mode & 0o777).toBe(0o700);
  });

  test('the oldest go when there are more than Settings say, and none is kept where they say so', async () => {
    const engine = await reviewed();
    for (let n = 1; n <= 4; n++) await moveAll(engine);
    const names = async () =>
      (await listed(engine)).map(({ before }) => (before.what === 'job' ? before.jobId : 0));
    expect(await names()).toEqual([4, 3, 2]);
    await save(engine, { keepSnapshots: 1 });
    expect(await names()).toEqual([4]);
    await save(engine, { snapshots: false });
    await moveAll(engine);
    expect(await names()).toEqual([4]);
    expect(filesOf(engine)).toHaveLength(1);
  });

  test('what isn’t a snapshot of this very workspace is never removed, whatever it is called', async () => {
    const other = await newlyReviewed('Other');
    await moveAll(other);
    const [foreign] = filesOf(other).map((name) => join(folderOf(other), name));
    const engine = await reviewed();
    await moveAll(engine);
    const folder = folderOf(engine);
    copyFileSync(foreign!, join(folder, '2001-01-01 01.00 before x.purgedesk-snapshot'));
    writeFileSync(join(folder, '2001-01-02 01.00 mine.purgedesk-snapshot'), 'notes');
    copyFileSync(engine.path, join(folder, 'a copy.purgedesk-snapshot'));
    await save(engine, { keepSnapshots: 1 });
    await moveAll(engine);
    expect(await engine.ask.snapshots.list()).toMatchObject({
      folder: 'Library snapshots',
      snapshots: [{ before: { jobId: 2 } }],
      others: 3,
    });
    expect(filesOf(engine)).toHaveLength(4);
    const removing = engine.ask.snapshots.remove({ names: ['a copy.purgedesk-snapshot'] });
    expect(await refusal(removing)).toMatchObject({ reason: 'snapshot.gone' });
    await engine.ask.workspace.erase({ typedName: 'Library' });
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test('a job waits where none can be kept, says how much room one needs, and runs when there is', async () => {
    const engine = await reviewed();
    const full = task<void, () => void>('at once', ({ db }) => {
      const { backup } = db;
      const failing = () => Promise.reject(Object.assign(new Error('x'), { code: 'SQLITE_FULL' }));
      (db as { backup: unknown }).backup = failing;
      return () => void Object.assign(db, { backup });
    });
    const free = await engine.session.workspace.writer.run(full, undefined);
    const { jobId } = await engine.ask.jobs.submit(PURGE_JOB);
    const [first] = await held(engine);
    expect(first).toMatchObject({ work: 'snapshot', by: 'file.diskFull' });
    expect(first!.bytes).toBeGreaterThan(100_000);
    expect((await engine.ask.jobs.report({ jobId })).state).toBe('pending');
    expect(filesOf(engine)).toEqual([]);
    expect(existsSync(folderOf(engine))).toBe(false);
    free();
    await engine.ask.workspace.tryAgain();
    expect((await engine.completed(jobId)).state).toBe('completed');
    expect(filesOf(engine)).toHaveLength(1);
  });

  test('or when snapshots are switched off', async () => {
    const engine = await reviewed();
    writeFileSync(folderOf(engine), 'in the way');
    const { jobId } = await engine.ask.jobs.submit(PURGE_JOB);
    expect(await held(engine)).toMatchObject([{ work: 'snapshot', by: 'file.notWritable' }]);
    await save(engine, { snapshots: false });
    expect((await engine.completed(jobId)).state).toBe('completed');
    expect(readFileSync(folderOf(engine), 'utf8')).toBe('in the way');
  });

  test('a job that goes on after a closing needs no other one', async () => {
    const engine = await reviewed();
    const { path } = engine;
    await engine.purgeAsAlma();
    await engine.idle();
    await engine.close();
    await engine.open(path);
    await engine.idle();
    expect(filesOf(engine)).toHaveLength(1);
  });
});

const PURGE_JOB = {
  job: { kind: 'purge-user-records', name: 'Purge', parameters: PURGE },
  capture: null,
} as const;

describe('before an update', () => {
  test.each(['version-1', 'version-4'])('of %s: byte for byte as it was', async (version) => {
    const engine = keeping();
    const path = join(engine.folder, 'Spring.purgedesk');
    copyFileSync(join(FIXTURES, `${version}.purgedesk`), path);
    await engine.open(path);
    const [kept] = await listed(engine);
    const from = Number(version.at(-1));
    expect(kept!.before).toEqual({ what: 'update', from });
    expect(kept!.name).toContain('before the update');
    const bytes = readFileSync(join(folderOf(engine), kept!.name));
    const original = readFileSync(join(FIXTURES, `${version}.purgedesk`));
    expect(bytes.subarray(0, original.length).equals(original)).toBe(true);
    // Restored it is updated again, and that is kept once.
    const users = await engine.identifiers();
    const since = await engine.ask.snapshots.since({ name: kept!.name });
    expect(since).toEqual({ since: null });
    await engine.ask.snapshots.restore({ name: kept!.name });
    expect(await engine.identifiers()).toEqual(users);
    await engine.idle();
    expect((await listed(engine)).map(({ before }) => before.what)).toEqual(['update', 'restore']);
    expect(await engine.ask.snapshots.restorations()).toMatchObject([
      { by: 'Tester', before: { what: 'update', from }, since: null },
    ]);
  });

  test('none where snapshots were switched off', async () => {
    const engine = keeping();
    await engine.create();
    await save(engine, { snapshots: false });
    const { path } = engine;
    await engine.close();
    const known = [...MIGRATIONS];
    const more: (typeof MIGRATIONS)[number] = (db) =>
      db.exec('ALTER TABLE workspace ADD COLUMN later TEXT');
    (MIGRATIONS as (typeof more)[]).push(more);
    try {
      await engine.open(path);
      expect(await listed(engine)).toEqual([]);
      await engine.close();
    } finally {
      (MIGRATIONS as (typeof more)[]).length = known.length;
    }
  });
});

describe('restoring', () => {
  async function story() {
    const engine = await reviewed();
    await moveAll(engine);
    await decide(engine, 'c', 'excluded');
    const before = {
      users: await engine.users(),
      jobs: await engine.ask.jobs.list(),
      counts: await engine.ask.review.counts(),
      report: await engine.ask.jobs.report({ jobId: 1 }),
    };
    await engine.purgeAsAlma();
    await engine.candidates(['d']);
    await decide(engine, 'd', 'excluded');
    await engine.idle();
    return { engine, before };
  }

  test('puts decisions and jobs back exactly as they were, and says so', async () => {
    const { engine, before } = await story();
    const [snapshot] = await listed(engine);
    expect(await engine.ask.snapshots.since({ name: snapshot!.name })).toEqual({
      since: { jobs: 1, steps: 1, imports: 1 },
    });
    const started = Date.now();
    const status = await engine.ask.snapshots.restore({ name: snapshot!.name });
    expect(status).toMatchObject({ open: true, name: 'Library', jobs: 2 });
    await engine.idle();
    expect(await engine.users()).toEqual(before.users);
    expect(await engine.ask.review.counts()).toEqual(before.counts);
    const [purge, move] = await engine.ask.jobs.list();
    expect([move]).toEqual(before.jobs);
    expect(await engine.ask.jobs.report({ jobId: 1 })).toEqual(before.report);
    // The job before which it was kept doesn't run by itself.
    expect(purge).toMatchObject({ state: 'failed', failure: { code: 'snapshot.jobTakenBack' } });
    const [note] = await engine.ask.snapshots.restorations();
    expect(note).toMatchObject({
      by: 'Tester',
      before: { what: 'job', name: 'Purge 2' },
      madeAt: snapshot!.madeAt,
      since: { jobs: 1, steps: 1, imports: 1 },
    });
    expect(note!.at).toBeGreaterThanOrEqual(started);
    const found = [...checkWorkspace(engine.session.workspace.db)].filter(
      ({ step }) => step === 'found',
    );
    expect(found).toEqual([]);
    expect(readdirSync(engine.folder).filter((name) => name.includes('.part'))).toEqual([]);
    expect(readMark(snapshotPath(engine, snapshot!.name))).toBeDefined();
  });

  test('the state that was given up is kept, to the last change, and can be restored itself', async () => {
    const { engine } = await story();
    const now = await engine.users();
    const jobs = await engine.ask.jobs.list();
    const [before] = await listed(engine);
    await engine.ask.snapshots.restore({ name: before!.name });
    await engine.idle();
    const [given] = await listed(engine);
    expect(given!.before).toEqual({ what: 'restore' });
    await engine.ask.snapshots.restore({ name: given!.name });
    await engine.idle();
    expect(await engine.users()).toEqual(now);
    expect(await engine.ask.jobs.list()).toEqual(jobs);
    // Reports say so of what was submitted since, and of nothing else.
    expect((await engine.ask.jobs.report({ jobId: 1 })).restorations).toEqual([]);
    const [set] = await engine.ask.sets.list();
    const report = await engine.move(set!.setId, 'Others');
    expect(report.restorations.map(({ by, before }) => [by, before.what])).toEqual([
      ['Tester', 'job'],
      ['Tester', 'restore'],
    ]);
    // Both stand in what has come of it.
    expect(await engine.ask.snapshots.restorations()).toMatchObject([
      { before: { what: 'job' } },
      { before: { what: 'restore' } },
    ]);
  });

  test('a snapshot that is damaged is refused, wherever it is', async () => {
    const { engine } = await story();
    const [snapshot] = await listed(engine);
    const path = snapshotPath(engine, snapshot!.name);
    const whole = readFileSync(path);
    const now = await engine.ask.jobs.list();
    const restoring = () => refusal(engine.ask.snapshots.restore({ name: snapshot!.name }));
    const text = whole.indexOf('Purge 2');
    expect(text).toBeGreaterThan(0);
    // A page that is no page any more.
    writeFileSync(path, Buffer.from(whole).fill(7, 8192, 12288));
    expect((await restoring()).reason).toMatch(/^(workspace|snapshot)\.(damaged|schema)$/);
    // Rows that are as SQLite wants them, and say something else.
    inWritable(path, (db) => db.exec(`UPDATE decision_step SET by = 'Nobody'`), whole);
    expect((await restoring()).reason).toBe('snapshot.damaged');
    // A trigger that was planted.
    inWritable(
      path,
      (db) => db.exec('CREATE TRIGGER x AFTER INSERT ON job BEGIN DELETE FROM user; END'),
      whole,
    );
    expect((await restoring()).reason).toBe('workspace.schema');
    expect(await engine.ask.jobs.list()).toEqual(now);
    expect(filesOf(engine)).toHaveLength(2);
    writeFileSync(path, whole);
    truncateSync(path, whole.length - 1);
    expect(await restoring()).toMatchObject({ reason: 'snapshot.gone' });
    expect(await engine.ask.snapshots.list()).toMatchObject({ others: 1 });
    writeFileSync(path, whole);
    await engine.ask.snapshots.restore({ name: snapshot!.name });
  });

  test('waits for no job: while one runs it is refused', async () => {
    const { engine } = await story();
    const [snapshot] = await listed(engine);
    const [set] = await engine.ask.sets.list();
    await engine.beforeJobsRun(async () => {
      const parameters = {
        setId: set!.setId,
        userGroup: 'Others',
        condition: 'Unconditionally',
      } as const;
      const job = { kind: 'update-notify-users', name: 'Move', parameters } as const;
      await engine.ask.jobs.submit({ job, capture: null });
      expect(await refusal(engine.ask.snapshots.restore({ name: snapshot!.name }))).toMatchObject({
        reason: 'snapshot.jobRuns',
      });
    });
  });

  test('brings a workspace back that was found damaged, when nothing else is written any more', async () => {
    const { engine: before } = await story();
    const { path, folder } = before;
    const users = (await before.ask.snapshots.list()).snapshots.length;
    expect(users).toBe(2);
    await before.close();
    let damaged = true;
    const check: StartCheck = (_path, onStep, onEnd) => {
      if (damaged) onStep({ step: 'found', finding: { what: 'structure', table: 'user' } });
      onStep({ step: 'structure' });
      return async () => onEnd();
    };
    const engine = new TestEngine(folder, false, undefined, undefined, check, true);
    onTestFinished(() => engine.close());
    await engine.open(path);
    expect(await refusal(engine.approve())).toMatchObject({ reason: 'workspace.foundDamaged' });
    const [snapshot] = await listed(engine);
    damaged = false;
    await engine.ask.snapshots.restore({ name: snapshot!.name });
    expect(await engine.ask.workspace.status()).toMatchObject({ soundness: { state: 'sound' } });
    await engine.ask.review.undo();
  });

  test('without room for the state that is given up everything stays as it is', async () => {
    const { engine } = await story();
    const [snapshot] = await listed(engine);
    const folder = folderOf(engine);
    const elsewhere = `${folder} of old`;
    // Found under another name, while there is no room where the new one belongs.
    renameSync(folder, elsewhere.replace('Library snapshots of old', 'Former snapshots'));
    writeFileSync(folder, 'in the way');
    const jobs = await engine.ask.jobs.list();
    const failed = await refusal(engine.ask.snapshots.restore({ name: snapshot!.name }));
    expect(failed).toMatchObject({ reason: 'snapshot.notKept' });
    expect(await engine.ask.workspace.status()).toMatchObject({ open: true, name: 'Library' });
    expect(await engine.ask.jobs.list()).toEqual(jobs);
    expect(await engine.ask.snapshots.restorations()).toEqual([]);
    expect(readdirSync(engine.folder).filter((name) => name.includes('.part'))).toEqual([]);
  });
});

const snapshotPath = (engine: TestEngine, name: string) => join(folderOf(engine), name);

/** Changes a snapshot behind the program's back, and keeps what it says of itself. */
function inWritable(path: string, change: (db: WritableDb) => void, whole: Buffer): void {
  writeFileSync(path, whole.subarray(0, -4096));
  const db = new Database(path);
  change(db as WritableDb);
  db.close();
  writeFileSync(path, Buffer.concat([readFileSync(path), whole.subarray(-4096)]));
}

describe('a snapshot that is opened by hand', () => {
  async function chosen() {
    const engine = await reviewed();
    await engine.purgeAsAlma();
    await engine.idle();
    const [{ name } = { name: '' }] = await listed(engine);
    const path = snapshotPath(engine, name);
    return { engine, path, bytes: readFileSync(path) };
  }

  test('is no workspace to work in, but can be looked at', async () => {
    const { engine, path, bytes } = await chosen();
    expect(await refusal(engine.open(path))).toMatchObject({ reason: 'snapshot.isOne' });
    const renamed = join(engine.folder, 'Innocent.purgedesk');
    copyFileSync(path, renamed);
    expect(await refusal(engine.open(renamed))).toMatchObject({ reason: 'snapshot.isOne' });
    await engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
    expect(await engine.identifiers()).toEqual(['a', 'b', 'c']);
    expect(await refusal(engine.approve())).toMatchObject({ reason: 'workspace.readOnly' });
    await engine.close();
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('becomes a workspace of its own where it is saved as one', async () => {
    const { engine, path, bytes } = await chosen();
    const own = join(engine.folder, 'Own.purgedesk');
    const saving = { snapshot: engine.grant(path, 'open'), file: engine.grant(own) };
    expect(await engine.ask.snapshots.saveAs(saving)).toMatchObject({ name: 'Own', open: true });
    await engine.idle();
    expect(await engine.identifiers()).toEqual(['a', 'b', 'c']);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    const copy = join(engine.folder, 'Copy.purgedesk');
    await engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
    await engine.ask.workspace.saveCopy({ file: engine.grant(copy) });
    await engine.open(copy);
    expect(basename(engine.path)).toBe('Copy.purgedesk');
    const no = { snapshot: engine.grant(own, 'open'), file: engine.grant(copy) };
    expect(await refusal(engine.ask.snapshots.saveAs(no))).toMatchObject({
      reason: 'snapshot.noSnapshot',
    });
  });
});

describe('what becomes of them', () => {
  test('deleted one by one or with the workspace, nothing of them is left', async () => {
    const engine = await reviewed();
    for (let n = 1; n <= 3; n++) await moveAll(engine);
    const [newest, ...older] = await listed(engine);
    const left = await engine.ask.snapshots.remove({ names: [newest!.name] });
    expect(left.snapshots).toEqual(older);
    expect(filesOf(engine)).toHaveLength(2);
    await engine.ask.workspace.erase({ typedName: 'Library' });
    expect(readdirSync(engine.folder).filter((name) => !name.endsWith('.xlsx'))).toEqual([]);
  });

  test('they are found when the workspace has another name, and are nobody else’s', async () => {
    const engine = await reviewed();
    await moveAll(engine);
    const { path, folder } = engine;
    const copy = join(folder, 'Copy.purgedesk');
    await engine.ask.workspace.saveCopy({ file: engine.grant(copy) });
    await engine.open(copy);
    // A copy has none while the original is there.
    expect(await listed(engine)).toEqual([]);
    await engine.close();
    rmSync(copy);
    const renamed = join(folder, 'Archive.purgedesk');
    renameSync(path, renamed);
    await engine.open(renamed);
    expect(await listed(engine)).toHaveLength(1);
    await engine.ask.workspace.erase({ typedName: 'Archive' });
    expect(readdirSync(folder).filter((name) => !name.endsWith('.xlsx'))).toEqual([]);
  });

  test('a workspace that is open for reading only makes and changes none', async () => {
    const engine = await reviewed();
    await moveAll(engine);
    const { path } = engine;
    const files = filesOf(engine);
    await engine.close();
    await engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
    const [{ name } = { name: '' }] = await listed(engine);
    for (const asked of [
      engine.ask.snapshots.restore({ name }),
      engine.ask.snapshots.remove({ names: [name] }),
    ])
      expect(await refusal(asked)).toMatchObject({ reason: 'workspace.readOnly' });
    expect(filesOf(engine)).toEqual(files);
  });

  test('a link in the place of the folder is not followed', async () => {
    const engine = await reviewed();
    const elsewhere = temporaryFolder();
    mkdirSync(join(elsewhere, 'x'));
    const { symlinkSync } = await import('node:fs');
    symlinkSync(join(elsewhere, 'x'), folderOf(engine));
    await engine.ask.jobs.submit(PURGE_JOB);
    expect(await held(engine)).toMatchObject([{ work: 'snapshot' }]);
    expect(readdirSync(join(elsewhere, 'x'))).toEqual([]);
  });
});
