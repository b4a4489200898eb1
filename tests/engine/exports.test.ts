/**
 * Exports beside all other work: one moment of the workspace, told of while they go on, one after another, cancelled at
 * any time, and never half a file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { besideOf } from '#engine/db/pieces.ts';
import type { PrintOptions } from '#engine/session/printer.ts';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import type { ExportedWhat } from '#shared/contract/shapes/exports.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { newEngine, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { sheetRows } from '../support/readBack.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const USERS = 300;

/** A purge of three hundred users, whose report can be exported. */
async function purged(): Promise<{ engine: TestEngine; jobId: number }> {
  const engine = await newEngine();
  await engine.candidates(Array.from({ length: USERS }, (_, n) => `user${n}`));
  const { jobId } = await engine.purgeAsAlma();
  return { engine, jobId };
}

/** Does something as soon as the export has begun. */
function atBegin(engine: TestEngine, exportId: string, act: () => void): void {
  const stop = engine.session.events.subscribe('event', (event) => {
    if (event.type !== 'export.progressed' || event.exportId !== exportId) return;
    stop();
    act();
  });
}

const ofExport = (events: readonly EngineEvent[], id: string) =>
  events.filter((event) => 'exportId' in event && event.exportId === id);

describe('an export', () => {
  test('tells how far it is and that it has ended', async () => {
    const { engine, jobId } = await purged();
    const path = join(engine.folder, 'Report.xlsx');
    const exportId = 'told-of-all';
    const { fileName, rows } = await engine.export({ of: 'job', jobId }, path, { exportId });
    expect(fileName).toBe('Report.xlsx');
    const lists = await engine.ask.exports.lists({ jobId });
    expect(lists.find(({ title }) => title === 'Purged')?.users).toBe(USERS);
    expect(rows).toBe(lists.reduce((sum, { users }) => sum + users, 0));
    const told = ofExport(engine.events, exportId);
    expect(told[0]).toEqual({
      type: 'export.progressed',
      exportId,
      done: 0,
      total: rows,
      rowsPerSecond: 0,
    });
    expect(told.at(-1)).toEqual({ type: 'export.ended', exportId });
  });

  test('shows the workspace as it was when it began', async () => {
    const engine = await newEngine();
    const rows = 2500;
    const path = await writeWorkbook(
      join(engine.folder, 'waiting.xlsx'),
      candidatesSheet(...Array.from({ length: rows }, (_, n) => `user${n}`)),
    );
    const { importId } = await engine.read(path, 'candidates');
    const exportId = 'one-moment';
    let discarded: Promise<unknown> | undefined;
    atBegin(engine, exportId, () => {
      discarded = engine.ask.imports.discard({ importId });
    });
    const file = join(engine.folder, 'Rows.xlsx');
    const what = { of: 'import-rows', importId, rowGroup: { of: 'new' } } as const;
    expect((await engine.export(what, file, { exportId })).rows).toBe(rows);
    await discarded;
    expect(await engine.ask.imports.list()).toEqual([]);
    const [, , ...written] = await sheetRows(file, 'Rows');
    expect(written).toHaveLength(rows);
  });

  test('that is cancelled leaves nothing, and what stood there before', async () => {
    const { engine, jobId } = await purged();
    const path = join(engine.folder, 'Report.xlsx');
    const exportId = 'cancelled';
    const cancel = () => void engine.session.workspace.exports.cancel(exportId);
    const before = readdirSync(engine.folder);
    atBegin(engine, exportId, cancel);
    const refused = await refusal(engine.export({ of: 'job', jobId }, path, { exportId }));
    expect(refused.reason).toBe('export.cancelled');
    expect(readdirSync(engine.folder)).toEqual(before);
    writeFileSync(path, 'of last year');
    atBegin(engine, exportId, cancel);
    await refusal(engine.export({ of: 'job', jobId }, path, { exportId }));
    expect(readFileSync(path, 'utf8')).toBe('of last year');
    expect(existsSync(besideOf(path))).toBe(false);
    expect(ofExport(engine.events, exportId).at(-1)?.type).toBe('export.ended');
    // It is over, which is no failure of who comes too late.
    await engine.ask.exports.cancel({ exportId });
  });

  test('waits for the one before it, and needs not wait to be cancelled', async () => {
    const { engine, jobId } = await purged();
    const ended: string[] = [];
    const write = (exportId: string) =>
      engine
        .export({ of: 'job', jobId }, join(engine.folder, `${exportId}.xlsx`), { exportId })
        .then(
          () => ended.push(exportId),
          (error: unknown) => {
            ended.push(`no ${exportId}`);
            throw error;
          },
        );
    let others: Promise<unknown>[] = [];
    atBegin(engine, 'the-first', () => {
      others = [write('the-second'), refusal(write('the-third'))];
      queueMicrotask(() => void engine.ask.exports.cancel({ exportId: 'the-third' }));
    });
    await write('the-first');
    expect((await others[1]) as { reason: string }).toMatchObject({ reason: 'export.cancelled' });
    await others[0];
    expect(ended.filter((name) => !name.startsWith('no'))).toEqual(['the-first', 'the-second']);
    expect(ofExport(engine.events, 'the-third').map(({ type }) => type)).toEqual(['export.ended']);
    expect(readdirSync(engine.folder).filter((name) => name.startsWith('the-'))).toEqual([
      'the-first.xlsx',
      'the-second.xlsx',
    ]);
  });

  test('ends with the workspace that is closed, which leaves one clean file', async () => {
    const { engine, jobId } = await purged();
    const { path } = engine;
    const exportId = 'left-behind';
    let closed: Promise<void> | undefined;
    atBegin(engine, exportId, () => {
      closed = engine.session.close();
    });
    const file = join(engine.folder, 'Report.xlsx');
    // So many rows that it breathes before its end.
    const refused = await refusal(engine.export({ of: 'job', jobId }, file, { exportId }));
    await closed;
    expect(refused.reason).toBe('export.left');
    const left = readdirSync(engine.folder).filter((name) => !name.startsWith('candidates'));
    expect(left).toEqual([path.slice(engine.folder.length + 1)]);
  });

  test('of a file that another program holds, or into no folder, is refused before it begins', async () => {
    const { engine, jobId } = await purged();
    const missing = engine.export({ of: 'job', jobId }, join(engine.folder, 'none', 'x.xlsx'));
    expect((await refusal(missing)).reason).toBe('file.missing');
    const folder = engine.export({ of: 'job', jobId }, engine.folder);
    expect((await refusal(folder)).reason).toBe('file.notWritable');
  });

  test('is offered only as files that can hold it', async () => {
    const { engine, jobId } = await purged();
    const csv = engine.export({ of: 'job', jobId }, join(engine.folder, 'x.csv'), {
      format: 'csv',
    });
    expect((await refusal(csv)).code).toBe('BAD_REQUEST');
  });
});

test('each list of a report is a text file of its own', async () => {
  const { engine, jobId } = await purged();
  const path = join(engine.folder, 'Purged.csv');
  const purgedList = (await engine.ask.exports.lists({ jobId })).find(
    ({ title }) => title === 'Purged',
  )!;
  const what = { of: 'job-list', jobId, list: purgedList.list } as const;
  expect((await engine.export(what, path, { format: 'csv' })).rows).toBe(USERS);
  const [headings, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  expect(headings).toMatch(/^\ufeffPrimary identifier,/);
  const identifiers = (await engine.jobIdentifiers(jobId, 'purged')).toSorted();
  expect(rows.map((row) => row.split(',')[0]).toSorted()).toEqual(identifiers);
});

describe('pages', () => {
  async function printing() {
    const printed: { html: string; options: PrintOptions }[] = [];
    const engine = new TestEngine(temporaryFolder(), false, async (html, options) => {
      printed.push({ html, options });
      return options.dialog ? null : new TextEncoder().encode('%PDF of a test');
    });
    onTestFinished(() => engine.close());
    await engine.create();
    await engine.candidates(['anna', 'bert']);
    const { jobId } = await engine.purgeAsAlma();
    return { engine, jobId, printed };
  }

  test('of a report are laid out by the desktop, and the PDF is written whole', async () => {
    const { engine, jobId, printed } = await printing();
    const path = join(engine.folder, 'Report.pdf');
    await engine.export({ of: 'job', jobId }, path, { format: 'pdf' });
    expect(readFileSync(path, 'utf8')).toBe('%PDF of a test');
    expect(existsSync(besideOf(path))).toBe(false);
    expect(printed[0]!.options).toMatchObject({ dialog: false, paper: 'A4' });
    for (const name of ['anna', 'bert']) expect(printed[0]!.html).toContain(name);
  });

  test('of a list of users have the columns that are shown', async () => {
    const { engine, printed } = await printing();
    await engine.candidates(['carl']);
    const asked: ExportedWhat = {
      ...{ of: 'users', list: 'review', criteria: CANDIDATES, sort: [], title: 'Everybody left' },
      columns: ['primary_identifier', 'last_name'],
    };
    const path = join(engine.folder, 'List.pdf');
    expect((await engine.export(asked, path, { format: 'pdf' })).rows).toBe(1);
    expect(printed[0]!.html).toContain('carl');
    expect(printed[0]!.html).not.toContain('anna');
  });

  test('are handed to the system’s dialog, and nothing is written', async () => {
    const { engine, jobId, printed } = await printing();
    const before = readdirSync(engine.folder);
    const exportId = 'on-paper';
    await engine.ask.exports.print({ exportId, what: { of: 'job', jobId } });
    expect(printed[0]!.options).toMatchObject({ dialog: true });
    expect(readdirSync(engine.folder)).toEqual(before);
    expect(ofExport(engine.events, exportId).at(-1)?.type).toBe('export.ended');
  });

  test('that are cancelled while they are laid out are not written', async () => {
    const exportId = 'called-off';
    const engine = new TestEngine(temporaryFolder(), false, async (_html, { signal }) => {
      engine.session.workspace.exports.cancel(exportId);
      signal!.throwIfAborted();
      return null;
    });
    onTestFinished(() => engine.close());
    await engine.create();
    await engine.candidates(['anna']);
    const { jobId } = await engine.purgeAsAlma();
    const path = join(engine.folder, 'Report.pdf');
    const refused = await refusal(
      engine.export({ of: 'job', jobId }, path, { format: 'pdf', exportId }),
    );
    expect(refused.reason).toBe('export.cancelled');
    expect(readdirSync(engine.folder).filter((name) => name.startsWith('Report'))).toEqual([]);
  });

  test('are refused where nobody can print', async () => {
    const { engine, jobId } = await purged();
    const path = join(engine.folder, 'Report.pdf');
    const refused = await refusal(engine.export({ of: 'job', jobId }, path, { format: 'pdf' }));
    expect(refused.reason).toBe('export.noPrinter');
  });
});
