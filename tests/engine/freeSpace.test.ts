/**
 * What was deleted gives its space back and leaves nothing in the log. The file must be sound at every moment of it,
 * whoever reads meanwhile and wherever it is cut off: a workspace that is damaged by tidying up is a purge without proof.
 */
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run, transaction, type WritableDb } from '#engine/db/db.ts';
import { giveSpaceBack } from '#engine/db/freeSpace.ts';
import { emptyLog } from '#engine/db/logFile.ts';
import { clearGaps, hasForgotten, noteForgotten } from '#engine/db/pageGaps.ts';
import { createWorkspace, openReadable, openWritable } from '#engine/db/workspaceFile.ts';
import { newEngine, temporaryFolder } from '../support/engine.ts';

const MIB = 1 << 20;
const NAME = 'Qwxyzzyname';
const VALUE = JSON.stringify(NAME.repeat(100));

function workspace() {
  const path = join(temporaryFolder(), 'Library.purgedesk');
  createWorkspace(path);
  const { db, close } = openWritable(path);
  onTestFinished(() => {
    if (db.open) close();
  });
  return { path, log: `${path}-wal`, db, close };
}

/** Each takes a page and more. */
function write(db: WritableDb, name: string, count: number): void {
  db.transaction(() => {
    for (let n = 0; n < count; n++)
      run(db, 'INSERT INTO setting (name, value) VALUES (?, ?)', `${name} ${n}`, VALUE);
  })();
}

const forget = (db: WritableDb, name: string) =>
  run(db, 'DELETE FROM setting WHERE name LIKE ?', `${name} %`);

const settings = (db: WritableDb) => db.prepare('SELECT count(*) FROM setting').pluck().get();

const soundness = (db: WritableDb) => db.pragma('integrity_check', { simple: true });

const holdsName = (path: string) => readFileSync(path).includes(NAME);

test('the file is as short as it was, though what came later stands behind what was deleted', () => {
  const { path, log, db, close } = workspace();
  emptyLog(db);
  const before = statSync(path).size;
  write(db, 'gone', 1500);
  write(db, 'later', 200);
  forget(db, 'gone');
  expect(giveSpaceBack(db)).toBe(true);
  expect(emptyLog(db)).toBe(true);
  expect(statSync(path).size - before).toBeLessThan(2 * MIB);
  expect(statSync(log).size).toBe(0);
  expect(db.prepare('SELECT count(*) FROM zeros').pluck().get()).toBe(0);
  expect({ settings: settings(db), sound: soundness(db) }).toEqual({ settings: 200, sound: 'ok' });
  forget(db, 'later');
  giveSpaceBack(db);
  close();
  expect(statSync(path).size - before).toBeLessThan(MIB);
  expect(holdsName(path)).toBe(false);
});

test('whoever reads what was before goes on reading it, and it is done when they have ended', () => {
  const { path, db } = workspace();
  write(db, 'gone', 1500);
  const reading = openReadable(path);
  onTestFinished(() => void reading.close());
  const rows = reading.prepare('SELECT value FROM setting').pluck().iterate();
  rows.next();
  forget(db, 'gone');
  expect(giveSpaceBack(db)).toBe(false);
  expect(emptyLog(db)).toBe(false);
  write(db, 'new', 10);
  expect([...rows].every((value) => value === VALUE)).toBe(true);
  expect(giveSpaceBack(db)).toBe(true);
  expect(emptyLog(db)).toBe(true);
  expect(reading.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(10);
  expect(soundness(db)).toBe('ok');
  expect(statSync(path).size).toBeLessThan(2 * MIB);
});

test('a log that was emptied takes what comes next: nothing of it is lost when the program is killed', () => {
  const { path, log, db } = workspace();
  write(db, 'first', 100);
  expect(emptyLog(db)).toBe(true);
  write(db, 'second', 100);
  const killed = join(path, '..', 'Killed.purgedesk');
  copyFileSync(path, killed);
  copyFileSync(log, `${killed}-wal`);
  const again = openWritable(killed);
  expect({ settings: settings(again.db), sound: soundness(again.db) }).toEqual({
    settings: 200,
    sound: 'ok',
  });
  again.close();
});

test('an import that was discarded leaves neither rows nor space nor a trace in the log, still open', async () => {
  const engine = await newEngine();
  const { path } = engine;
  const lines = Array.from({ length: 30_000 }, (_, n) => `u${n},${NAME}${n},${'x'.repeat(60)}`);
  await engine.idle();
  const before = statSync(path).size;
  const file = join(temporaryFolder(), 'Large.csv');
  writeFileSync(file, `Primary Identifier,Last Name,Note\n${lines.join('\n')}`);
  const { importId } = await engine.read(file, 'candidates');
  await engine.ask.imports.discard({ importId });
  await engine.idle();
  expect(statSync(path).size - before).toBeLessThan(MIB);
  expect([path, `${path}-wal`].filter(holdsName)).toEqual([]);
});

test('what a full page leaves when its rows are distributed anew goes, and no row is touched', async () => {
  const { path, db, close } = workspace();
  // In no order, so that pages fill up in their middle; more than the first map of pages tells of.
  const names = Array.from({ length: 30_000 }, (_, n) => `${(n * 7919) % 30_000} ${NAME}`);
  transaction(db, () => {
    for (const name of names)
      run(db, `INSERT INTO setting (name, value) VALUES (?, '"${'x'.repeat(150)}"')`, name);
  });
  const rows = db.prepare('SELECT name, value FROM setting ORDER BY name').all();
  close();
  const before = readFileSync(path);
  expect(clearGaps(path)).toBeGreaterThan(100);
  expect(clearGaps(path)).toBe(0);
  const after = readFileSync(path);
  expect(changedBytes(before, after).every((byte) => byte === 0)).toBe(true);
  const again = openWritable(path);
  expect(again.db.prepare('SELECT name, value FROM setting ORDER BY name').all()).toEqual(rows);
  expect(soundness(again.db)).toBe('ok');
  // At once: each change of a table as small as settings are sums up all of it.
  transaction(again.db, () => {
    for (const name of names.filter((_, n) => n % 20 > 0))
      run(again.db, 'DELETE FROM setting WHERE name = ?', name);
  });
  noteForgotten(again.db);
  again.close();
  const kept = new Set(names.filter((_, n) => n % 20 === 0));
  const found =
    readFileSync(path)
      .toString('latin1')
      .match(new RegExp(`\\d+ ${NAME}`, 'g')) ?? [];
  expect(found.filter((name) => !kept.has(name))).toEqual([]);
  expect(new Set(found).size).toBe(kept.size);
});

test('a file that is open, or that isn’t a workspace of this version, isn’t touched', () => {
  const { path, db } = workspace();
  write(db, 'open', 10);
  expect(clearGaps(path)).toBeUndefined();
  const other = join(temporaryFolder(), 'Other.purgedesk');
  writeFileSync(other, 'x'.repeat(9000));
  expect(clearGaps(other)).toBeUndefined();
});

test('what was to go from the middles of pages goes at the next closing, where a program was killed before', () => {
  const { path, db } = workspace();
  transaction(db, () => {
    for (let n = 0; n < 30_000; n++)
      run(
        db,
        `INSERT INTO setting (name, value) VALUES (?, '"${'x'.repeat(150)}"')`,
        `${(n * 7919) % 30_000} ${NAME}`,
      );
  });
  /** As it lies there behind a kill: with its log, and locked by nobody. */
  const leftAs = (name: string) => {
    const copy = join(temporaryFolder(), name);
    for (const side of ['', '-wal']) copyFileSync(path + side, copy + side);
    return copy;
  };
  const remembers = leftAs('Remembers.purgedesk');
  transaction(db, () => noteForgotten(db));
  const forgets = leftAs('Forgets.purgedesk');
  for (const copy of [remembers, forgets]) {
    const again = openWritable(copy);
    expect(hasForgotten(again.db)).toBe(copy === forgets);
    again.close();
  }
  expect(clearGaps(remembers)).toBeGreaterThan(100);
  expect(clearGaps(forgets)).toBe(0);
  const cleared = openWritable(forgets);
  expect(hasForgotten(cleared.db)).toBe(false);
  cleared.close();
});

const changedBytes = (before: Buffer, after: Buffer) =>
  after.filter((byte, at) => byte !== before[at]);
