/**
 * Workspaces in which another program planted something. A trigger that turns exclusions into approvals would make
 * the whole review a lie, and a schema that never ends would take the program with it.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { normalised } from '#engine/db/knownSchema.ts';
import { Database } from '#engine/db/sqlite.ts';
import { openReadable, openWritable } from '#engine/db/workspaceFile.ts';
import { Refusal } from '#engine/refusal.ts';
import { CRAFTED_SCHEMAS, craftIn } from '../support/craftedSchemas.ts';
import { emptyWorkspace, newEngine, temporaryFolder } from '../support/engine.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/workspaces');

function newWorkspace(): string {
  const path = join(temporaryFolder(), 'Library.purgedesk');
  writeFileSync(path, emptyWorkspace());
  return path;
}

/** The refusal of an opening, which must leave file and folder exactly as they were. */
function refused(path: string): Refusal {
  const folder = join(path, '..');
  const contents = () =>
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
  const before = contents();
  try {
    openWritable(path).close();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect(contents()).toEqual(before);
    return error as Refusal;
  }
  throw new Error('It was opened.');
}

describe('what another program planted is refused and named', () => {
  test.each(CRAFTED_SCHEMAS)('$title', ({ craft, names }) => {
    const path = newWorkspace();
    craftIn(path, craft);
    const { code, sentence } = refused(path);
    expect(code).toBe(names ? 'workspace.schema' : 'workspace.damaged');
    if (names) expect(sentence).toContain(names);
    // Nor may what only reads get to it.
    expect(() => openReadable(path)).toThrow(names ? Refusal : undefined);
  });

  test.each(CRAFTED_SCHEMAS)('beside a log that a killed program left: $title', ({ craft }) => {
    const path = newWorkspace();
    craftIn(path, craft);
    const killed = `${path}.killed`;
    const db = new Database(path);
    // Unreadable schemas can't be written to any more.
    const isReadable = tried(() => db.pragma('journal_mode = WAL'));
    if (isReadable) db.pragma('user_version = 6');
    copyFileSync(path, killed);
    if (isReadable) copyFileSync(`${path}-wal`, `${killed}-wal`);
    db.close();
    expect(refused(killed).code).toMatch(/^workspace\.(schema|damaged)$/);
  });

  test('in the log alone', () => {
    const path = newWorkspace();
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.exec('CREATE TRIGGER planted AFTER INSERT ON user BEGIN DELETE FROM setting; END');
    const killed = join(temporaryFolder(), 'Killed.purgedesk');
    copyFileSync(path, killed);
    copyFileSync(`${path}-wal`, `${killed}-wal`);
    db.close();
    expect(refused(killed).values).toMatchObject({ part: 'trigger', name: 'planted' });
  });

  test.each(['version-1', 'version-4'])(
    'in a workspace of %s, which is not brought over',
    (name) => {
      const path = join(temporaryFolder(), 'Old.purgedesk');
      copyFileSync(join(FIXTURES, `${name}.purgedesk`), path);
      craftIn(path, (db) =>
        db.exec('CREATE TRIGGER planted AFTER DELETE ON user BEGIN DELETE FROM setting; END'),
      );
      expect(refused(path).values).toMatchObject({ part: 'trigger', name: 'planted' });
      expect(existsSync(path.replace('.purgedesk', ' snapshots'))).toBe(false);
    },
  );
});

function tried(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

describe('every connection', () => {
  test('trusts nothing that a schema holds, and can’t rewrite it', async () => {
    const { session, path } = await newEngine();
    const { db } = session.workspace;
    expect(db.pragma('trusted_schema', { simple: true })).toBe(0);
    expect(db.pragma('cell_size_check', { simple: true })).toBe(1);
    await session.close();
    const workspace = openWritable(path);
    expect(workspace.db.pragma('trusted_schema', { simple: true })).toBe(0);
    expect(workspace.db.pragma('cell_size_check', { simple: true })).toBe(1);
    expect(workspace.db.pragma('mmap_size', { simple: true })).toBe(0);
    workspace.db.pragma('writable_schema = ON');
    expect(() => workspace.db.exec(`UPDATE sqlite_schema SET sql = ''`)).toThrow('may not be');
    workspace.close();
  });
});

test('comments, white space and quotes of a renamed table make no other schema; all else does', () => {
  const plain = normalised(`CREATE TABLE a (b TEXT DEFAULT 'x y') STRICT`);
  expect(normalised(`CREATE TABLE  "a"(b TEXT -- c\n /* d */DEFAULT 'x y')STRICT`)).toBe(plain);
  for (const other of [
    `CREATE TABLE a (b TEXT DEFAULT 'x  y') STRICT`,
    `CREATE TABLE a (b TEXT DEFAULT 'x --y') STRICT`,
    `CREATE TABLE a (b TEXT DEFAULT "x y") STRICT`,
    `CREATE TABLE a (b\u00a0TEXT DEFAULT 'x y') STRICT`,
    `CREATE TABLE a (b TEXT DEFAULT 'x y') --\0\n STRICT`,
    `CREATE TABLE a (b TEXT DEFAULT 'x y') /* STRICT`,
    null,
  ])
    expect(normalised(other)).not.toBe(plain);
});
