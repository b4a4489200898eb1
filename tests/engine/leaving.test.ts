/**
 * Leaving the open workspace: refused while files are being read or exported, unless they may be given up; and what is told of it
 * afterwards. The bug it would catch: a closed window that loses a file without a word.
 */
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { router } from '#engine/requests/router.ts';
import { Session } from '#engine/session/session.ts';
import { startWriterInline } from '#engine/writer/writer.ts';
import { newEngine, temporaryFolder } from '../support/engine.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const refusal = { code: 'REFUSED', data: { code: 'workspace.reading', values: { files: 1 } } };

test('a file that is being read keeps its workspace open until it may be given up', async () => {
  const engine = await newEngine();
  const { path } = engine;
  const file = await writeWorkbook(join(engine.folder, 'Big.xlsx'), candidatesSheet('a', 'b'));
  await engine.ask.imports.read({ file: engine.grant(file) });
  expect(engine.session.workspace.namesBeingRead()).toEqual(['Big.xlsx']);

  const other = engine.grant(join(engine.folder, 'Other.purgedesk'));
  await expect(engine.ask.workspace.close()).rejects.toMatchObject(refusal);
  await expect(engine.ask.workspace.create({ file: other })).rejects.toMatchObject(refusal);
  // The same one again leaves nothing.
  expect(await engine.ask.workspace.open({ file: engine.grant(path) })).toMatchObject({
    open: true,
  });

  expect(await engine.ask.workspace.close({ giveUp: true })).toMatchObject({ open: false });
  await engine.open(path);
  expect(await engine.ask.imports.list()).toEqual([]);
});

test('one that was cancelled doesn’t, nor one that was read: that waits', async () => {
  const engine = await newEngine();
  const { path } = engine;
  const file = await writeWorkbook(join(engine.folder, 'Big.xlsx'), candidatesSheet('a', 'b'));
  const { importId } = await engine.ask.imports.read({ file: engine.grant(file) });
  await engine.ask.imports.discard({ importId });
  expect(engine.session.workspace.namesBeingRead()).toEqual([]);
  await engine.read(file);
  await engine.ask.workspace.close();
  await engine.open(path);
  expect(await engine.ask.imports.list()).toMatchObject([{ state: 'checked' }]);
});

test('what is noted of a workspace is numbers alone, also of one that is erased', async () => {
  const folder = temporaryFolder();
  const told: unknown[] = [];
  const session = new Session({
    startWriter: async (path, onEvent) => startWriterInline(path, onEvent),
    onLeft: (_path, summary) => told.push(summary),
    onErased: () => told.push('erased'),
    onReading: (names) => told.push(names),
  });
  const ask = createRouterClient(router, { context: { session } });
  await session.create(join(folder, 'Library.purgedesk'));
  const file = await writeWorkbook(join(folder, 'May.xlsx'), candidatesSheet('a', 'b', 'c'));
  const token = 'm'.repeat(32);
  session.files.grant(token, file, 'open');
  const { importId } = await ask.imports.read({ file: token });
  await expect.poll(async () => (await ask.imports.check({ importId })).state).toBe('checked');
  expect(told).toEqual([['May.xlsx'], []]);
  await ask.imports.commit({ importId, mode: 'add' });
  await session.close();
  await session.open(join(folder, 'Library.purgedesk'));
  await session.erase();
  const dueOn = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
  const summary = { candidates: 3, undecided: 3, purged: 0, waiting: 0, dueOn };
  expect(told.slice(2)).toEqual([[], summary, [], summary, 'erased']);
});

test('an export keeps its workspace open, too', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  const { jobId } = await engine.purgeAsAlma();
  const refused: unknown[] = [];
  const stop = engine.session.events.subscribe('event', ({ type }) => {
    if (type !== 'export.progressed') return;
    try {
      engine.session.leave();
    } catch (error) {
      refused.push(error);
    }
    engine.session.leave(true);
  });
  await engine.exportReport(jobId, join(engine.folder, 'Report.xlsx'));
  stop();
  expect(refused[0]).toMatchObject({ code: 'workspace.exporting', values: { files: 1 } });
  expect(await engine.ask.workspace.close()).toMatchObject({ open: false });
});
