/**
 * The files themselves: kept byte for byte as long as the settings say, gone when they are given up, and
 * never read while they change. What is kept too long is a breach; what is lost can't be looked up.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { appendFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { prepared } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { newEngine, pause, refusal, type TestEngine } from '../support/engine.ts';
import { readPath, readRows, tableCounts } from '../support/importFiles.ts';
import { failureOf } from '../support/saidOf.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const save = async (engine: TestEngine, change: Partial<Settings>) =>
  engine.ask.settings.save({ ...(await engine.ask.settings.get()), ...change });

async function textFile(engine: TestEngine, content: string | Buffer, name = 'Keep list.csv') {
  const path = join(engine.folder, name);
  await writeFile(path, content);
  return path;
}

async function original(engine: TestEngine, importId: number): Promise<Buffer> {
  const path = join(engine.folder, 'Original');
  await engine.ask.imports.saveOriginal({ importId, file: engine.grant(path) });
  return readFileSync(path);
}

const isKept = async (engine: TestEngine, importId: number) =>
  (await engine.ask.imports.check({ importId })).originalKept;

/** More than one piece of a million bytes, none like another. */
const LARGE = Buffer.from(
  `Primary ID,Note\n${Array.from({ length: 60_000 }, (_, n) => `u${n},${'x'.repeat(40)}${n}`).join('\n')}\n`,
);

describe('the original', () => {
  test('is kept byte for byte, with its checksum, also when it is added or taken back', async () => {
    const engine = await newEngine();
    const path = await textFile(engine, LARGE);
    const check = await readPath(engine, path);
    expect(check.sha256).toBe(createHash('sha256').update(LARGE).digest('hex'));
    expect(check).toMatchObject({ fileSize: LARGE.length, originalKept: true });
    const { importId } = check;
    await engine.ask.imports.commit({ importId });
    await engine.ask.imports.undo({ importId });
    expect((await original(engine, importId)).equals(LARGE)).toBe(true);
    const workbook = await writeWorkbook(join(engine.folder, 'Book.xlsx'), candidatesSheet('a'));
    const book = await readPath(engine, workbook);
    expect((await original(engine, book.importId)).equals(readFileSync(workbook))).toBe(true);
  });

  test('can’t be written over the file that was chosen, nor when it isn’t there', async () => {
    const engine = await newEngine();
    const path = await textFile(engine, 'PID\na\n');
    const { importId } = await readPath(engine, path);
    const file = engine.grant(path, 'open');
    expect((await refusal(engine.ask.imports.saveOriginal({ importId, file }))).reason).toBe(
      'file.notTarget',
    );
    const nowhere = engine.grant(join(engine.folder, 'no folder', 'x'));
    expect(
      (await refusal(engine.ask.imports.saveOriginal({ importId, file: nowhere }))).reason,
    ).toBe('file.missing');
    const gone = { importId: 99, file: engine.grant(join(engine.folder, 'x')) };
    expect((await refusal(engine.ask.imports.saveOriginal(gone))).reason).toBe('import.gone');
  });

  test('isn’t kept at all when the settings say 0 days', async () => {
    const engine = await newEngine();
    await save(engine, { keepOriginalsDays: 0 });
    const check = await readPath(engine, await textFile(engine, 'PID\na\n'));
    expect(check.originalKept).toBe(false);
    expect(check.sha256).toHaveLength(64);
    expect(engine.count('import_original')).toBe(0);
    expect((await refusal(original(engine, check.importId))).reason).toBe('import.originalGone');
  });

  test('goes at once when the settings say that none is kept, which is noted with who said so', async () => {
    const engine = await newEngine();
    const { importId } = await readPath(engine, await textFile(engine, 'PID\na\n'));
    await save(engine, { keepOriginalsDays: 0, userName: 'R. Iyer' });
    expect(await isKept(engine, importId)).toBe(false);
    const check = await engine.ask.imports.check({ importId });
    expect(check).toMatchObject({ state: 'checked', originalDeleted: { by: expect.any(String) } });
  });

  test('that is older than the settings say is asked about, and goes only when that was answered', async () => {
    const engine = await newEngine();
    const { path } = engine;
    const { importId: old } = await readPath(engine, await textFile(engine, 'PID\na\n'));
    const { importId: older } = await readPath(engine, await textFile(engine, 'PID\nb\n'));
    const { importId: fresh } = await readPath(engine, await textFile(engine, 'PID\nc\n'));
    await engine.close();
    const { db, close } = openWritable(path);
    const age = prepared(db, 'UPDATE import_file SET started_at = ? WHERE import_id = ?');
    age.run(Date.now() - 40 * 86_400_000, old);
    age.run(Date.now() - 50 * 86_400_000, older);
    close();
    await engine.open(path);
    await save(engine, { keepOriginalsDays: 30, userName: 'R. Iyer' });
    const asked = async () =>
      (await engine.ask.imports.oldOriginals()).files.map(({ importId }) => importId);
    const kept = () => Promise.all([old, older, fresh].map((each) => isKept(engine, each)));
    expect(await asked()).toEqual([old, older]);
    expect(await kept()).toEqual([true, true, true]);

    // One that isn't old is left alone whoever names it, and so is an old one that wasn't shown.
    await engine.ask.imports.settleOldOriginals({ importIds: [old, fresh], choice: 'delete' });
    expect(await kept()).toEqual([false, true, true]);
    const gone = { originalKept: false, originalDeleted: { by: 'R. Iyer' } };
    expect(await engine.ask.imports.check({ importId: old })).toMatchObject(gone);

    // What is to stay isn't asked about again before the settings say something else.
    await engine.ask.imports.settleOldOriginals({ importIds: [older], choice: 'keep' });
    expect(await asked()).toEqual([]);
    await save(engine, { keepOriginalsDays: null });
    expect(await asked()).toEqual([]);
    await save(engine, { keepOriginalsDays: 7 });
    expect(await asked()).toEqual([older]);
    expect(await kept()).toEqual([false, true, true]);
  });

  test('stays where the clock has been set forward by years, whatever is opened, read and saved then', async () => {
    const engine = await newEngine();
    const { path } = engine;
    const { importId } = await readPath(engine, await textFile(engine, 'PID\na\n'));
    await save(engine, { keepOriginalsDays: 30 });
    await engine.neverDue();
    const today = Date.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    for (const days of [400, 4000]) {
      vi.setSystemTime(today + days * 86_400_000);
      await engine.close();
      await engine.open(path);
      await readPath(engine, await textFile(engine, `PID\n${days}\n`));
      await save(engine, { keepOriginalsDays: 60 });
      await engine.idle();
      expect(await isKept(engine, importId)).toBe(true);
    }
  });

  test('of a file that is being read when they say so is not kept in part', async () => {
    const engine = await newEngine();
    const path = await textFile(engine, LARGE);
    const { importId } = await engine.ask.imports.read({ file: engine.grant(path) });
    while (engine.count('import_original') === 0) await pause();
    await save(engine, { keepOriginalsDays: 0 });
    const check = await engine.checked(importId);
    expect(check).toMatchObject({ state: 'checked', originalKept: false });
    expect(engine.count('import_original')).toBe(0);
  });
});

describe('a file that is given up', () => {
  test('at any moment leaves nothing in any table', async () => {
    const engine = await newEngine();
    await engine.candidates(['u1', 'u2']);
    const { importId: first } = await readRows(engine, [['PID'], ['a']], { kind: 'exclusions' });
    await engine.ask.imports.saveProfile({ importId: first, name: 'P' });
    const path = await textFile(engine, LARGE);
    const before = tableCounts(engine);
    for (let turns = 0; turns < 400; turns += 1 + Math.floor(turns / 2)) {
      const { importId } = await engine.ask.imports.read({ file: engine.grant(path) });
      for (let n = 0; n < turns; n++) await pause();
      await engine.ask.imports.discard({ importId });
      expect(await refusal(engine.ask.imports.check({ importId }))).toMatchObject({
        reason: 'import.gone',
      });
      // A short one read to its end shows that the lane is free again.
      const next = await readRows(engine, [['PID'], ['a']], { kind: 'exclusions' });
      await engine.ask.imports.discard({ importId: next.importId });
      await swept(engine, before);
    }
  });

  test('after it was checked, failed, or taken back leaves nothing either', async () => {
    const engine = await newEngine();
    const before = tableCounts(engine);
    const checked = await readPath(engine, await textFile(engine, LARGE));
    await engine.ask.imports.discard({ importId: checked.importId });
    await swept(engine, before);
    const failed = await readPath(engine, await textFile(engine, ''));
    expect(failed.state).toBe('failed');
    await engine.ask.imports.discard({ importId: failed.importId });
    await swept(engine, before);
    const { importId } = await engine.candidates(['a', 'b']);
    await engine.ask.imports.undo({ importId });
    await engine.ask.imports.discard({ importId });
    await swept(engine, before);
    expect(await engine.ask.imports.discard({ importId })).toEqual({});
  });

  /** Rows of large files go in the background. */
  async function swept(engine: TestEngine, counts: Record<string, number>) {
    await vi.waitUntil(() => engine.count('import_file') === counts.import_file, 100_000);
    expect(tableCounts(engine)).toEqual(counts);
  }
});

describe('a file that changes', () => {
  test('while it is read is not imported, in whatever way it changes', async () => {
    const engine = await newEngine();
    const changes = [
      (path: string) => appendFile(path, 'late\n'),
      (path: string) => utimes(path, new Date(), new Date(Date.now() + 5000)),
    ];
    for (const change of changes) {
      const path = await textFile(engine, LARGE);
      const { importId } = await engine.ask.imports.read({ file: engine.grant(path) });
      while (engine.count('import_chunk') === 0) await pause();
      await change(path);
      const check = await engine.checked(importId);
      expect(check.state).toBe('failed');
      expect(failureOf(check)).toContain('changed while it was being read');
      for (const table of ['chunk', 'key', 'part', 'error', 'original'])
        expect(engine.count(`import_${table}`)).toBe(0);
    }
  });

  test('or is gone when it is to be read again fails with a sentence', async () => {
    const engine = await newEngine();
    const path = await textFile(engine, 'PID\na\n');
    const { importId } = await readPath(engine, path);
    const { rm } = await import('node:fs/promises');
    await rm(path);
    const again = await engine.ask.imports.readAgain({ importId, options: {} });
    expect(failureOf(await engine.checked(again.importId))).toContain('can’t be opened');
    await engine.close();
    await engine.open(join(engine.folder, 'Library.purgedesk'));
    expect(
      await refusal(engine.ask.imports.readAgain({ importId: again.importId, options: {} })),
    ).toMatchObject({ reason: 'import.fileGone' });
  });
});

test('a copy of the workspace has the originals, too', async () => {
  const engine = await newEngine();
  const { importId } = await readPath(engine, await textFile(engine, LARGE));
  const path = join(engine.folder, 'Copy.purgedesk');
  await engine.ask.workspace.saveCopy({ file: engine.grant(path) });
  await engine.open(path);
  expect((await original(engine, importId)).equals(LARGE)).toBe(true);
});
