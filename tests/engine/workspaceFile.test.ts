/**
 * The workspace file: one clean file when closed, and never touched when it can't be opened. A file
 * that is changed, overwritten or left behind by mistake is the library's work, or its patrons' names.
 */
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { saveCopy } from '#engine/db/copyWorkspace.ts';
import type { WritableDb } from '#engine/db/db.ts';
import { eraseWorkspace } from '#engine/db/eraseWorkspace.ts';
import { APPLICATION_ID } from '#engine/db/inspectWorkspace.ts';
import { MIGRATIONS } from '#engine/db/migrations.ts';
import { Database } from '#engine/db/sqlite.ts';
import { createWorkspace, openReadable, openWritable } from '#engine/db/workspaceFile.ts';
import { Refusal } from '#engine/refusal.ts';
import { newEngine, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';

function newWorkspace(): string {
  const path = join(temporaryFolder(), 'Library.purgedesk');
  createWorkspace(path);
  return path;
}

/** The refusal of an opening, which must leave file and folder exactly as they were. */
function refusedUntouched(path: string): string {
  const folder = join(path, '..');
  const before = { files: readdirSync(folder).sort(), bytes: readFileSync(path) };
  try {
    openWritable(path).close();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect(readFileSync(path).equals(before.bytes)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(before.files);
    return (error as Refusal).code;
  }
  throw new Error('It was opened.');
}

/** Adds migrations for the time of the work, as a later version of the program would have them. */
/** The one snapshot beside a workspace. */
function snapshotOf(path: string): string {
  const folder = path.replace(/\.purgedesk$/, ' snapshots');
  const names = readdirSync(folder);
  expect(names).toHaveLength(1);
  return join(folder, names[0]!);
}

function withMigrations<T>(more: ((db: WritableDb) => void)[], work: () => T): T {
  const migrations = MIGRATIONS as ((db: WritableDb) => void)[];
  migrations.push(...more);
  try {
    return work();
  } finally {
    migrations.splice(-more.length);
  }
}

describe('opening and closing', () => {
  test('leaves one clean file: no log, no shared memory, no lock', async () => {
    const engine = await newEngine();
    expect(readdirSync(engine.folder)).toEqual(
      expect.arrayContaining(['Library.purgedesk', 'Library.purgedesk-lock']),
    );
    await engine.candidates(['a']);
    const { path } = engine;
    await engine.close();
    const files = readdirSync(engine.folder).filter((name) => name.startsWith('Library'));
    expect(files).toEqual(['Library.purgedesk']);
    // Neither in WAL mode: a copy of the one file is a whole workspace.
    expect([...readFileSync(path).subarray(18, 20)]).toEqual([1, 1]);
    await engine.open(path);
    expect(await engine.identifiers()).toEqual(['a']);
  });

  test('the writer closes even while another connection still reads', () => {
    const path = newWorkspace();
    const workspace = openWritable(path);
    const readable = openReadable(path);
    readable.prepare('SELECT count(*) FROM user').get();
    workspace.close();
    readable.close();
    const again = openWritable(path);
    again.close();
    expect(readdirSync(join(path, '..'))).toEqual(['Library.purgedesk']);
  });

  test('nothing that is sorted spills into the system’s temporary folder', async () => {
    const engine = await newEngine();
    const readable = engine.session.workspace.db;
    expect(readable.pragma('temp_store', { simple: true })).toBe(2);
    const path = newWorkspace();
    const { db, close } = openWritable(path);
    expect(db.pragma('temp_store', { simple: true })).toBe(2);
    expect(db.pragma('secure_delete', { simple: true })).toBe(1);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    close();
  });

  test('the reading connection can’t write', async () => {
    const engine = await newEngine();
    expect(() => engine.session.workspace.db.exec('DELETE FROM user')).toThrow('readonly');
  });
});

describe('files that can’t be opened stay as they are, byte for byte', () => {
  test('a workbook, a text, an empty file, a few bytes', () => {
    for (const content of ['', 'SQLite format 3\0', 'PK\u0003\u0004', 'x'.repeat(5000)]) {
      const path = join(temporaryFolder(), 'Other.purgedesk');
      writeFileSync(path, content);
      expect(refusedUntouched(path)).toBe('workspace.foreign');
    }
  });

  test('a database of another program', () => {
    const path = join(temporaryFolder(), 'Other.purgedesk');
    const db = new Database(path);
    db.pragma('application_id = 42');
    db.exec('CREATE TABLE user (user_no INTEGER)');
    db.close();
    expect(refusedUntouched(path)).toBe('workspace.foreign');
  });

  test('a folder, and nothing', () => {
    const folder = temporaryFolder();
    expect(() => openWritable(folder)).toThrow('workspace.foreign');
    expect(() => openWritable(join(folder, 'Gone.purgedesk'))).toThrow('workspace.missing');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a workspace of a newer version', () => {
    const path = newWorkspace();
    const db = new Database(path);
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    expect(refusedUntouched(path)).toBe('workspace.newer');
  });

  test.each([0.3, 0.7, 0.99])('a workspace cut off at %d of its length', (share) => {
    const path = newWorkspace();
    truncateSync(path, Math.floor(statSync(path).size * share));
    expect(refusedUntouched(path)).toBe('workspace.damaged');
  });

  test('a workspace with garbage in a page, whichever page it is', () => {
    const path = newWorkspace();
    const whole = readFileSync(path);
    const pageSize = whole.readUInt16BE(16);
    let refused = 0;
    for (let page = 1; page < whole.length / pageSize; page++) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xa5, page * pageSize, (page + 1) * pageSize);
      writeFileSync(path, damaged);
      expect(refusedUntouched(path)).toBe('workspace.damaged');
      refused++;
    }
    expect(refused).toBeGreaterThan(10);
  });

  test('a damaged workspace that was not closed properly', () => {
    const path = newWorkspace();
    const damaged = readFileSync(path);
    // As a program leaves it that was killed: in WAL mode, though without a log.
    damaged[18] = damaged[19] = 2;
    damaged.fill(0xa5, 4096 * 2, 4096 * 3);
    writeFileSync(path, damaged);
    expect(refusedUntouched(path)).toBe('workspace.damaged');
  });

  test('through the contract it is a sentence, and the workspace that is open stays open', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const path = join(engine.folder, 'Foreign.purgedesk');
    writeFileSync(path, 'x');
    const refused = await refusal(engine.open(path));
    expect(refused).toMatchObject({ code: 'REFUSED', reason: 'workspace.foreign' });
    expect(refused.message).not.toContain(engine.folder);
    expect(await engine.identifiers()).toEqual(['a']);
  });
});

describe('a workspace is open once', () => {
  test('a second opener is refused and changes nothing', () => {
    const path = newWorkspace();
    const first = openWritable(path);
    first.db.exec(`INSERT INTO setting (name, value) VALUES ('x', '1')`);
    expect(() => openWritable(path)).toThrow('workspace.locked');
    first.db.exec(`INSERT INTO setting (name, value) VALUES ('y', '2')`);
    first.close();
    const again = openWritable(path);
    expect(again.db.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(2);
    again.close();
  });

  test('nor can a new one be put in its place, by another program or under another spelling', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    expect(() => createWorkspace(engine.path)).toThrow('workspace.locked');
    const other = new TestEngine(engine.folder);
    expect(await refusal(other.create())).toMatchObject({ reason: 'workspace.locked' });
    expect(await refusal(engine.create())).toMatchObject({ reason: 'workspace.isOpen' });
    expect(await engine.identifiers()).toEqual(['a']);
  });

  test('nor a copy, however its path is spelt', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const other = new TestEngine(engine.folder);
    await other.create('Other');
    const file = other.grant(engine.path);
    expect(await refusal(other.ask.workspace.saveCopy({ file }))).toMatchObject({
      reason: 'workspace.locked',
    });
    const itself = engine.grant(`${engine.folder}//Library.purgedesk`);
    expect((await refusal(engine.ask.workspace.saveCopy({ file: itself }))).code).toBe('REFUSED');
    await other.close();
    expect(await engine.identifiers()).toEqual(['a']);
  });

  test('opened twice at once, or another at the same time, one is open in the end and none locked', async () => {
    const folder = temporaryFolder();
    const engine = new TestEngine(folder);
    onTestFinished(() => engine.close());
    await engine.create('First');
    await engine.create('Second');
    const [first, second] = ['First', 'Second'].map((name) => join(folder, `${name}.purgedesk`));
    await engine.close();
    await Promise.all([engine.open(first!), engine.open(first!), engine.open(second!)]);
    expect(engine.session.workspace.name).toBe('Second');
    const close = () => engine.session.close();
    await Promise.all([close(), engine.open(first!), close(), engine.open(second!)]);
    await engine.close();
    expect((await engine.ask.workspace.status()).open).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['First.purgedesk', 'Second.purgedesk']);
  });

  test('the one that is open stays open when a new one can’t be made', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const file = engine.grant(join(engine.folder, 'missing', 'New.purgedesk'));
    expect(await refusal(engine.ask.workspace.create({ file }))).toMatchObject({
      reason: 'workspace.notWritable',
    });
    expect(await engine.identifiers()).toEqual(['a']);
  });

  test('a lock that a killed program left behind locks nobody out', () => {
    const path = newWorkspace();
    writeFileSync(`${path}-lock`, '');
    openWritable(path).close();
    expect(readdirSync(join(path, '..'))).toEqual(['Library.purgedesk']);
  });

  test('in a folder that isn’t there nothing can be made, and that is said', async () => {
    const engine = new TestEngine(join(temporaryFolder(), 'missing'));
    const refused = await refusal(engine.create());
    expect(refused.code).toBe('REFUSED');
    expect(refused.message).toMatch(/^[A-Z].*\.$/);
  });
});

describe('an older workspace', () => {
  const addColumn = (db: WritableDb) => db.exec('ALTER TABLE workspace ADD COLUMN later TEXT');

  test('is copied beside, then migrated', () => {
    const path = newWorkspace();
    const before = readFileSync(path);
    withMigrations([addColumn], () => {
      const { db, close } = openWritable(path);
      expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
      expect(db.prepare('SELECT later FROM workspace').pluck().get()).toBeNull();
      close();
    });
    const kept = readFileSync(snapshotOf(path));
    expect(kept.subarray(0, before.length).equals(before)).toBe(true);
  });

  test('keeps what a killed program had not yet moved from its log into the file', () => {
    const path = newWorkspace();
    const { db, close } = openWritable(path);
    db.exec(`INSERT INTO setting (name, value) VALUES ('x', '1')`);
    const killed = join(temporaryFolder(), 'Killed.purgedesk');
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, killed + suffix);
    close();
    withMigrations([addColumn], () => openWritable(killed).close());
    const kept = new Database(snapshotOf(killed), { readonly: true });
    expect(kept.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(1);
    kept.close();
  });

  test('is as before when a migration fails, and can be opened by the older program', () => {
    const path = newWorkspace();
    const fail = () => {
      throw new Error('migration failed');
    };
    withMigrations([addColumn, fail], () => {
      expect(() => openWritable(path)).toThrow('migration failed');
    });
    const { db, close } = openWritable(path);
    expect(
      db
        .prepare(`SELECT count(*) FROM pragma_table_info('workspace') WHERE name = 'later'`)
        .pluck()
        .get(),
    ).toBe(0);
    close();
  });

  test('one that was killed in the middle of a transaction is put right, not called damaged', () => {
    const path = newWorkspace();
    const db = new Database(path);
    db.pragma('cache_size = 2');
    db.exec('BEGIN IMMEDIATE');
    const insert = db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
    for (let n = 0; n < 2000; n++) insert.run(`name ${n}`, JSON.stringify('x'.repeat(100)));
    const killed = join(temporaryFolder(), 'Killed.purgedesk');
    for (const suffix of ['', '-journal']) copyFileSync(path + suffix, killed + suffix);
    db.exec('ROLLBACK');
    db.close();
    const workspace = openWritable(killed);
    expect(workspace.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(workspace.db.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(0);
    workspace.close();
  });
});

describe('a copy', () => {
  test('is a whole workspace of its own, and replaces an older copy only when it is whole', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const copy = join(engine.folder, 'Copy.purgedesk');
    writeFileSync(copy, 'older copy');
    const answer = await engine.ask.workspace.saveCopy({ file: engine.grant(copy) });
    expect(answer).toEqual({ fileName: 'Copy.purgedesk' });
    expect(readdirSync(engine.folder).filter((name) => name.startsWith('Copy'))).toEqual([
      'Copy.purgedesk',
    ]);
    await engine.candidates(['c']);
    const other = new TestEngine(engine.folder);
    await other.open(copy);
    expect(await other.identifiers()).toEqual(['a', 'b']);
    await other.close();
    expect(await engine.identifiers()).toEqual(['a', 'b', 'c']);
  });

  test('can’t be the workspace itself', async () => {
    const engine = await newEngine();
    const file = engine.grant(engine.path);
    expect(await refusal(engine.ask.workspace.saveCopy({ file }))).toMatchObject({
      reason: 'workspace.sameFile',
    });
  });

  test('that fails leaves the older one and no pieces', async () => {
    const path = newWorkspace();
    const { db, close } = openWritable(path);
    const target = join(path, '..', 'missing', 'Copy.purgedesk');
    await expect(saveCopy(db, target)).rejects.toThrow();
    close();
    expect(readdirSync(join(path, '..'))).toEqual(['Library.purgedesk']);
  });
});

describe('erasing', () => {
  test('leaves nothing: neither file nor log, lock or snapshot', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', last: 'Somebody' }]);
    const { path } = engine;
    await engine.close();
    withMigrations(
      [(db) => db.exec('CREATE TABLE later (x) STRICT'.replace('(x)', '(x TEXT)'))],
      () => {
        openWritable(path).close();
        eraseWorkspace(path);
      },
    );
    expect(readdirSync(engine.folder).filter((name) => name.startsWith('Library'))).toEqual([]);
  });

  test('needs the name, typed exactly', async () => {
    const engine = await newEngine();
    const { path } = engine;
    expect(await refusal(engine.ask.workspace.erase({ typedName: 'library' }))).toMatchObject({
      reason: 'workspace.nameDiffers',
    });
    expect(statSync(path).size).toBeGreaterThan(0);
    const status = await engine.ask.workspace.erase({ typedName: 'Library' });
    expect(status).toMatchObject({ open: false, name: null });
    expect(readdirSync(engine.folder)).toEqual([]);
  });
});

describe('what a workspace is known by', () => {
  test('its application id is never that of another program', () => {
    const path = newWorkspace();
    expect(readFileSync(path).readUInt32BE(68)).toBe(APPLICATION_ID);
    expect(readFileSync(path).toString('latin1', 68, 72)).toBe('PDsk');
  });
});
