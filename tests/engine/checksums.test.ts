/**
 * Checksums over what files said, what was decided and what jobs did: a changed value is found with its rows, and what
 * the program itself does (undo and redo, taking files back, discarding) never looks like damage.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import {
  forgetSums,
  notSummedUp,
  summedUp,
  sumUpMissing,
  sumUp as sumUpUnit,
} from '#engine/db/checksums.ts';
import { type CheckStep, checkWorkspace } from '#engine/db/checkWorkspace.ts';
import { run, transaction } from '#engine/db/db.ts';
import { Database } from '#engine/db/sqlite.ts';
import { openReadable, openWritable } from '#engine/db/workspaceFile.ts';
import type { StartCheck } from '#engine/session/checker.ts';
import { sumUp } from '#engine/session/chores.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { everythingStored } from '../support/damagedValues.ts';
import { newEngine, pause, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';

async function change(path: string, sql: string): Promise<void> {
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  db.exec(sql);
  db.close();
}

test('what was changed past the program is found by table and rows, and nothing is written to look', async () => {
  const { path } = await everythingStored(temporaryFolder());
  expect(verify(path)).toEqual([]);
  const changes = [
    [
      `UPDATE job_user SET outcome = 'retained' WHERE job_id = 2 AND user_no = 1`,
      'job_user',
      'job',
      2,
    ],
    [
      `UPDATE decision_step SET reason = 'x' WHERE step_id = 1`,
      'decision_step',
      'decision_step',
      1,
    ],
    [
      `UPDATE import_chunk SET rows = replace(rows, '"a"', '"z"') WHERE import_id = 1`,
      'import_chunk',
      'import_file',
      1,
    ],
    [`DELETE FROM history WHERE user_no = 1`, 'history', 'job', 1],
  ] as const;
  for (const [sql] of changes) await change(path, sql);
  const before = readdirSync(temporaryParent(path)).sort();
  const { mtimeMs, size } = statSync(path);
  expect(verify(path)).toMatchObject(
    expect.arrayContaining(
      changes.map(([, table, unit, id]) =>
        expect.objectContaining({ what: 'content', table, unit, id }),
      ),
    ),
  );
  expect(statSync(path)).toMatchObject({ mtimeMs, size });
  expect(readdirSync(temporaryParent(path)).sort()).toEqual(before);
});

test('what the program changes while a check is on its way there is no damage, whenever it comes; damage still is', async () => {
  const { path } = await everythingStored(temporaryFolder());
  const steps = (during: (n: number) => void): CheckStep[] => {
    const db = openReadable(path);
    const seen: CheckStep[] = [];
    for (const step of checkWorkspace(db)) {
      seen.push(step);
      during(seen.length);
    }
    db.close();
    return seen.filter(({ step }) => step === 'found');
  };
  let last = 0;
  expect(
    steps((n) => {
      last = n;
    }),
  ).toEqual([]);
  for (let at = 1; at <= last; at += 3) {
    const found = steps((n) => {
      if (n !== at) return;
      const { db, close } = openWritable(path);
      transaction(db, () => {
        for (const { unit, id } of summedUp(db)) forgetSums(db, unit, id);
        run(db, 'UPDATE job_user_fact SET user_group = ? WHERE job_id = 2', `${at}`);
      });
      for (const { unit, id } of notSummedUp(db)) transaction(db, () => sumUpUnit(db, unit, id));
      close();
    });
    expect([at, found]).toEqual([at, []]);
  }
  await change(path, `UPDATE decision_step SET reason = 'x' WHERE step_id = 1`);
  expect(steps(() => {})).toMatchObject([
    { finding: { what: 'content', table: 'decision_step', id: 1 } },
  ]);
});

/** Nothing that counts is made of them (db/summedTables.ts). */
const APART = ['grid_view', 'job_draft', 'user_change', 'workspace', 'zeros', 'checksum'];
/** SQLite lets nobody change it but by changing the schema: auditTrail.test.ts. */
const GUARDED = 'audit_entry';

test('a value that is another one is found in every table that counts', async () => {
  const { path } = await everythingStored(temporaryFolder());
  const whole = readFileSync(path);
  const db = new Database(path);
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  const filled = tables.filter(
    (table) => table !== GUARDED && db.prepare(`SELECT 1 FROM "${table}"`).get(),
  );
  db.close();
  const found = (table: string) => {
    writeFileSync(path, whole);
    const damaged = new Database(path);
    damaged.pragma('ignore_check_constraints = ON');
    const [column] = (
      damaged.pragma(`table_info("${table}")`) as { name: string; type: string; pk: number }[]
    ).filter(({ type, pk }) => type !== 'INTEGER' && pk === 0);
    const other =
      column?.type === 'BLOB' ? 'zeroblob(7)' : `coalesce("${column?.name}", '') || 'x'`;
    damaged.exec(
      column ? `UPDATE "${table}" SET "${column.name}" = ${other}` : `DELETE FROM "${table}"`,
    );
    damaged.close();
    const isHead = table === 'audit_head';
    return verify(path).some((finding) => finding.table === (isHead ? GUARDED : table));
  };
  const missed = filled.filter((table) => !APART.includes(table) && !found(table));
  expect(missed).toEqual([]);
  expect(filled.length).toBeGreaterThan(20);
});

test('what isn’t as it was written is not written over: its checksum would call it right', async () => {
  const engine = await newEngine();
  const settings = await engine.ask.settings.save({
    ...(await engine.ask.settings.get()),
    days: 31,
  });
  const { path } = engine;
  await engine.close();
  await change(path, `UPDATE setting SET value = '32' WHERE name = 'days'`);
  await engine.open(path);
  engine.damaged = true;
  expect(await refusal(engine.ask.settings.save(settings))).toMatchObject({
    reason: 'workspace.foundDamaged',
  });
  expect(await engine.ask.settings.get()).toMatchObject({ days: 32 });
});

const temporaryParent = (path: string) => path.slice(0, path.lastIndexOf('/'));

test('undone, made again, parted, taken back and discarded, everything holds', async () => {
  const engine = await newEngine();
  const { ask } = engine;
  const holds = async () => {
    await engine.idle();
    await engine.session.workspace.writer.run(sumUp, undefined);
    expect(notSummedUp(engine.session.workspace.db)).toEqual([]);
    const copy = `${engine.path}.copy.purgedesk`;
    await ask.workspace.saveCopy({ file: engine.grant(copy) });
    expect(verify(copy)).toEqual([]);
  };
  await engine.candidates(['a', 'b', 'c']);
  const all = { criteria: EVERYBODY };
  await ask.review.decide({ selection: all, decision: 'excluded', reason: 'Other' });
  await engine.approve({ op: 'search', value: 'b' });
  await holds();
  await ask.review.undo();
  await ask.review.undo();
  await ask.review.redo();
  await holds();
  const { importId } = await engine.candidates(['b', 'd']);
  await ask.review.decide({ selection: all, decision: 'excluded', reason: 'Again' });
  await holds();
  await ask.imports.undo({ importId });
  await holds();
  await ask.imports.discard({ importId });
  await holds();
  expect(summedUp(engine.session.workspace.db).map(({ unit }) => unit)).toContain('decision_step');
});

test('damage that is found while the workspace is open stops writing, and says so until it is closed', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  await engine.idle();
  const { path } = engine;
  await engine.close();
  let tell: Parameters<StartCheck>[1] = () => {};
  const again = new TestEngine(engine.folder, false, undefined, undefined, (_, onStep) => {
    tell = onStep;
    return async () => {};
  });
  await again.open(path);
  const note = again.ask.settings.get();
  expect((await again.ask.workspace.status()).soundness).toEqual({ state: 'checking' });
  let saved = false;
  const saving = note
    .then((settings) => again.ask.settings.save(settings))
    .then(() => {
      saved = true;
    });
  await again.ask.users.count({ criteria: EVERYBODY });
  expect(saved).toBe(false);
  tell({ step: 'structure' });
  await saving;
  tell({ step: 'found', finding: { what: 'structure', table: 'history' } });
  expect(await refusal(again.ask.settings.save(await note))).toMatchObject({
    reason: 'workspace.foundDamaged',
  });
  expect(await again.ask.workspace.status()).toMatchObject({
    soundness: { state: 'damaged', table: 'history' },
  });
  await again.close();
});

test('nothing is written before the structure is known, not even what opening does by itself', async () => {
  const engine = await newEngine();
  await engine.candidates(['a']);
  await engine.idle();
  const { path } = engine;
  await engine.close();
  const workspace = openWritable(path);
  // As a reading that was interrupted leaves it.
  run(workspace.db, `UPDATE import_file SET state = 'reading'`);
  workspace.close();
  let tell: Parameters<StartCheck>[1] = () => {};
  const again = new TestEngine(engine.folder, false, undefined, undefined, (_, onStep) => {
    tell = onStep;
    return async () => {};
  });
  await again.open(path);
  const before = await again.ask.workspace.status();
  const unfinished = () => again.count(`import_file WHERE state = 'reading'`);
  await pause();
  expect(unfinished()).toBe(1);
  tell({ step: 'structure' });
  await again.idle();
  expect(unfinished()).toBe(0);
  expect((await again.ask.workspace.status()).revision).toBeGreaterThan(before.revision);
  await again.close();
});

test('what is changed between two pages of a sum isn’t called damaged: it is summed up another time', async () => {
  const { path } = await everythingStored(temporaryFolder());
  const { db, close } = openWritable(path);
  const anew = () => forgetSums(db, 'job', 2);
  anew();
  let changed = false;
  const signal = new AbortController().signal;
  const breathe = async () => {
    if (changed) return;
    changed = true;
    run(db, `UPDATE job SET name = 'Another' WHERE job_id = 2`);
    anew();
  };
  await sumUpMissing(db, breathe, signal);
  expect(changed).toBe(true);
  expect(notSummedUp(db)).toEqual([{ unit: 'job', id: 2 }]);
  await sumUpMissing(db, breathe, signal);
  expect(notSummedUp(db)).toEqual([]);
  close();
  expect(verify(path)).toEqual([]);
});
