/**
 * Checksums over what files said, what was decided and what jobs did: a changed value is found with its rows, and what
 * the program itself does (undo and redo, taking files back, discarding) never looks like damage.
 */
import { readdirSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { notSummedUp, summedUp } from '#engine/db/checksums.ts';
import { Database } from '#engine/db/sqlite.ts';
import type { StartCheck } from '#engine/requests/checker.ts';
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

const temporaryParent = (path: string) => path.slice(0, path.lastIndexOf('/'));

test('undone, made again, parted, taken back and discarded, everything holds', async () => {
  const engine = await newEngine();
  const { ask } = engine;
  const holds = async () => {
    await engine.idle();
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
  const db = new Database(path);
  // As a reading that was interrupted leaves it.
  db.exec(`UPDATE import_file SET state = 'reading'`);
  db.close();
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
