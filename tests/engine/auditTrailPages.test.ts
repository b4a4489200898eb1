/**
 * The audit trail as it is read: by what, who and day, a page at a time and as a file. What was deleted since has lost its
 * name and not its entry, somebody who was erased is called so, and a long trail is as quick as a short one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { run, transaction } from '#engine/db/db.ts';
import { record } from '#engine/db/trail/record.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { AUDITED_WHAT, type AuditFilter, topicOf } from '#shared/contract/shapes/auditTrail.ts';
import { didText, TOPIC_TEXTS } from '#shared/documents/auditTrail/words.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';

const ALL: AuditFilter = { topic: null, staffNo: null, from: null, to: null };
const ORIGIN = { from: 'review', users: 'all' } as const;

const pageOf = ({ ask }: TestEngine, filter: Partial<AuditFilter> = {}, offset = 0, limit = 100) =>
  ask.trail.page({ filter: { ...ALL, ...filter }, offset, limit });
const whats = async (engine: TestEngine, filter: Partial<AuditFilter> = {}) =>
  (await pageOf(engine, filter)).rows.map(({ entered }) => entered?.what);

test('every kind of entry has its words and its topic', () => {
  for (const what of AUDITED_WHAT) {
    expect(didText({ what }), what).toMatch(/^[A-Z]/);
    expect(TOPIC_TEXTS[topicOf(what)], what).toBeDefined();
  }
});

test('narrowed by what, who and day, newest first', async () => {
  const engine = await newEngine();
  const { ask } = engine;
  await engine.candidates(['a', 'b']);
  await ask.settings.save({ ...(await ask.settings.get()), userName: 'Ruth' });
  await ask.sets.create({ name: 'One', criteria: EVERYBODY, origin: ORIGIN });
  await engine.approve();
  expect(await whats(engine)).toEqual([
    ...['decision.made', 'set.made', 'settings.changed', 'file.added', 'file.read', 'trail.begun'],
  ]);
  expect(await whats(engine, { topic: 'files' })).toEqual(['file.added', 'file.read']);
  const staff = await ask.trail.staff();
  expect(staff).toEqual([
    { staffNo: 1, name: 'Tester' },
    { staffNo: 2, name: 'Ruth' },
  ]);
  expect(await whats(engine, { staffNo: 2 })).toEqual(['decision.made', 'set.made']);
  expect(await whats(engine, { staffNo: 0 })).toEqual(['trail.begun']);
  const today = new Date().toISOString().slice(0, 10);
  expect(await whats(engine, { to: '2020-01-01' })).toEqual([]);
  expect(
    await whats(engine, { from: '2020-01-01', to: `${+today.slice(0, 4) + 1}-01-01` }),
  ).toHaveLength(6);
  const second = await pageOf(engine, {}, 2, 2);
  expect(second).toMatchObject({ total: 6, head: { entryNo: 6 } });
  expect(second.rows.map(({ entryNo }) => entryNo)).toEqual([4, 3]);
});

test('days are those of the institution’s clocks', async () => {
  const engine = await newEngine();
  const settings = await engine.ask.settings.get();
  const institution = { ...settings.institution, timeZone: 'Pacific/Kiritimati' };
  await engine.ask.settings.save({ ...settings, institution });
  const { rows } = await pageOf(engine);
  const there = new Date(rows[0]!.at + 14 * 3_600_000).toISOString().slice(0, 10);
  expect((await pageOf(engine, { from: there, to: there })).rows[0]).toEqual(rows[0]);
});

test('what is gone has lost its name, and whoever was erased theirs; the entries stay, and the chain holds', async () => {
  const engine = await newEngine();
  const { ask } = engine;
  const { importId } = await engine.candidates(['a']);
  const { setId } = await ask.sets.create({ name: 'One', criteria: EVERYBODY, origin: ORIGIN });
  const named = async (what: string) =>
    (await pageOf(engine)).rows.find(({ entered }) => entered?.what === what);
  expect(await named('set.made')).toMatchObject({ name: 'One', who: 'Tester' });
  expect(await named('file.added')).toMatchObject({ name: 'candidates 1.xlsx' });
  await ask.sets.delete({ setId });
  await ask.imports.undo({ importId });
  await ask.imports.discard({ importId });
  expect(await named('set.made')).toMatchObject({ name: null, entered: { details: { setId } } });
  expect(await named('file.added')).toMatchObject({ name: null });

  const { path } = engine;
  await engine.close();
  const { db, close } = openWritable(path);
  run(db, 'UPDATE audit_staff SET name = NULL');
  close();
  expect(verify(path)).toEqual([]);
  await engine.open(path);
  expect(await named('set.made')).toMatchObject({ who: null, staffNo: 1 });
  expect(await ask.trail.staff()).toEqual([{ staffNo: 1, name: null }]);
});

test('as a file, oldest first, with every hash; only what was asked for', async () => {
  const engine = await newEngine();
  const { ask } = engine;
  await engine.candidates(['a', 'b']);
  await ask.sets.create({ name: '=1+1', criteria: EVERYBODY, origin: ORIGIN });
  const path = join(engine.folder, 'Trail.csv');
  const { rows: entries } = await pageOf(engine, { topic: 'sets' });
  const filter = { ...ALL, topic: 'sets' as const };
  expect(await engine.export({ of: 'trail', filter }, path, { format: 'csv' })).toMatchObject({
    rows: 1,
  });
  const [headings, ...lines] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  expect(headings).toBe('No.,When,Who,What,About,Details,SHA-256');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('Set made');
  expect(lines[0]).toContain('Set 1: =1+1');
  expect(lines[0]).toContain(entries[0]!.hash);
});

test('a long trail: the last page is read, and all of them are held against each other', async () => {
  const engine = await newEngine();
  const { path } = engine;
  await engine.close();
  const { db, close } = openWritable(path);
  transaction(db, () => {
    for (let n = 0; n < 20_000; n++)
      record(db, n % 2 ? 'Ada' : 'Ben', { what: 'note.added', details: { noteId: n + 1 } });
  });
  close();
  expect(verify(path)).toEqual([]);
  await engine.open(path);
  const { total, rows } = await pageOf(engine, {}, 20_000, 100);
  expect({ total, last: rows.map(({ entryNo }) => entryNo) }).toEqual({
    total: 20_001,
    last: [1],
  });
  expect((await pageOf(engine, { topic: 'notes', staffNo: 1 }, 9_999, 100)).rows).toHaveLength(1);
});
