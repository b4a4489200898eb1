/**
 * The contract from the page's side: whatever a page sends that isn't in the contract is refused
 * before anything sees it, and what is refused comes back as words, never as a path or a stack.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, isDefinedError, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { isContractProcedure } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Engine, router } from '#engine/requests/router.ts';
import { engineContract } from '#shared/contract/engineContract.ts';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import { newEngine, PURGE, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

type Call = (input?: unknown) => Promise<unknown>;

/** A page's client: over a message port, as in the program. */
function connect(engine: TestEngine): Engine {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  new RPCHandler(router).upgrade(port1 as never, { context: { session: engine.session } });
  port1.start();
  port2.start();
  return createORPCClient(new RPCLink({ port: port2 as never }));
}

/** A job's report as a workbook. */
const reportOf = (jobId: number) => ({
  exportId: 'export-of-a-test',
  what: { of: 'job' as const, jobId },
  format: 'xlsx' as const,
});

/** All requests of the contract by name: `jobs.submit`. */
function requestNames(tree: object = engineContract, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    isContractProcedure(value)
      ? [prefix + name]
      : requestNames(value as object, `${prefix}${name}.`),
  );
}

function callOf(client: Engine, name: string): Call {
  return name.split('.').reduce((part, key) => (part as never)[key], client as unknown) as Call;
}

const WITHOUT_INPUT = new Set([
  'workspace.status',
  'workspace.close',
  'workspace.tryAgain',
  'workspace.confirmCopied',
  'settings.get',
  'settings.policyAsked',
  'settings.logo',
  'imports.list',
  'imports.profiles',
  'imports.oldOriginals',
  'imports.staffLists',
  'users.groups',
  'users.deletedMonths',
  'users.extraColumns',
  'users.toldFields',
  'users.toldLines',
  'review.counts',
  'review.rules',
  'review.applyRules',
  'review.undo',
  'review.redo',
  'review.boundary',
  'review.oddDates',
  'register.list',
  'alma.steps',
  'trail.staff',
  'samples.list',
  'signOff.status',
  'signOff.withdraw',
  'sets.list',
  'snapshots.list',
  'snapshots.restorations',
  'jobs.list',
  'jobs.old',
  'retention.details',
  'erasures.list',
  'erasures.returns',
  'events.watch',
]);

describe('inputs', () => {
  test('every request but those without input refuses what isn’t in the contract', async () => {
    const engine = await newEngine();
    const client = connect(engine);
    const names = requestNames();
    for (const name of names.filter((each) => !WITHOUT_INPUT.has(each))) {
      for (const input of [undefined, null, 'x', 7, [], {}, { unexpected: true }]) {
        const outcome = await safe(callOf(client, name)(input) as never);
        const { error } = outcome as { error: { code?: string; message: string } | null };
        expect([name, input, error?.code]).toEqual([name, input, 'BAD_REQUEST']);
        expect(error?.message).not.toMatch(/\/|\bat\b/);
      }
    }
  });

  const page = { offset: 0, limit: 10 };
  const everybody = { op: 'all', of: [] };
  test.each<[string, unknown]>([
    ['users.page', { criteria: everybody, sort: [], offset: -1, limit: 10 }],
    ['users.page', { criteria: everybody, sort: [], offset: 0, limit: 1001 }],
    [
      'users.page',
      { criteria: everybody, sort: [{ field: 'search_text', direction: 'asc' }], ...page },
    ],
    [
      'users.page',
      { criteria: everybody, sort: [{ field: 'last_name', direction: 'asc; --' }], ...page },
    ],
    ['users.page', { criteria: { op: 'sql', value: '1' }, sort: [], ...page }],
    ['users.values', { criteria: everybody, column: { field: 'user_group; --' } }],
    ['users.get', { userNo: '1' }],
    ['review.decide', { selection: { criteria: everybody }, decision: 'purged', reason: null }],
    [
      'review.decide',
      { selection: { criteria: everybody, except: ['1'] }, decision: 'excluded', reason: null },
    ],
    ['sets.create', { name: ' ', criteria: everybody, origin: { from: 'review', users: 'all' } }],
    [
      'sets.create',
      { name: 'x'.repeat(256), criteria: everybody, origin: { from: 'review', users: 'all' } },
    ],
    ['sets.combine', { name: 'x', first: 1, operator: 'Xor', second: 2 }],
    ['sets.exportFile', { setId: 1, heading: 'ID', file: 'test-token-1' }],
    ['jobs.previewPurge', { ...PURGE, days: -1 }],
    ['jobs.previewPurge', { ...PURGE, days: 1.5 }],
    ['jobs.previewPurge', { ...PURGE, runDate: '2026-02-30' }],
    ['jobs.previewPurge', { ...PURGE, waiveThreshold: -1 }],
    ['jobs.previewPurge', { ...PURGE, reading: 'lenient' }],
    ['jobs.previewPurge', { ...PURGE, userGroup: '' }],
    ['jobs.previewPurge', { ...PURGE, dryRun: true }],
    ['jobs.forget', { jobIds: [], users: 0 }],
    ['jobs.forget', { jobIds: [1] }],
    ['jobs.comparePurges', { first: PURGE }],
    ['jobs.comparePurges', { first: PURGE, second: PURGE }],
    ['jobs.comparePurges', { first: PURGE, second: { of: 'run' } }],
    ['jobs.comparePurges', { first: PURGE, second: { of: 'settings', settings: { days: 1 } } }],
    [
      'jobs.submit',
      { job: { kind: 'delete-everything', name: 'x', parameters: {} }, capture: null },
    ],
    [
      'jobs.submit',
      { job: { kind: 'purge-user-records', name: '', parameters: PURGE }, capture: null },
    ],
    ['jobs.submit', { job: { kind: 'purge-user-records', name: 'x', parameters: PURGE } }],
    ['imports.read', { file: '/etc/passwd', kind: 'anything' }],
    ['imports.commit', { importId: 1, mode: 'merge' }],
    ['imports.readAgain', { importId: 1, dateOrder: 'year-first' }],
    ['settings.save', { userName: 'x' }],
    ['workspace.create', { file: 'short' }],
  ])('%s refuses %j', async (name, input) => {
    const client = connect(await newEngine());
    const outcome = await safe(callOf(client, name)(input) as never);
    expect((outcome.error as unknown as { code: string }).code).toBe('BAD_REQUEST');
  });

  test('an endless tree doesn’t bring the engine down', async () => {
    const engine = await newEngine();
    const client = connect(engine);
    let criteria: unknown = everybody;
    for (let depth = 0; depth < 20_000; depth++) criteria = { op: 'not', of: criteria };
    const outcome = await safe(callOf(client, 'users.count')({ criteria }) as never);
    expect(outcome.error).not.toBeNull();
    expect(await client.users.count({ criteria: { op: 'all', of: [] } })).toEqual({ users: 0 });
  });
});

describe('refusals', () => {
  test('arrive with a code and values, and no words', async () => {
    const engine = await newEngine();
    const client = connect(engine);
    const { error } = await safe(client.workspace.erase({ typedName: 'x' }));
    expect(isDefinedError(error)).toBe(true);
    expect(error).toMatchObject({
      code: 'REFUSED',
      status: 422,
      data: { code: 'workspace.nameDiffers' },
    });
  });

  test('a path is no token: only files that were chosen can be opened, read or written', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const set = await engine.ask.sets.create({
      name: 'All',
      criteria: { op: 'all', of: [] },
      origin: { from: 'review', users: 'all' },
    });
    const { jobId } = await engine.purgeAsAlma();
    const client = connect(engine);
    const path = join(engine.folder, 'Secret.purgedesk');
    for (const request of [
      client.workspace.create({ file: path }),
      client.workspace.open({ file: engine.path }),
      client.workspace.saveCopy({ file: path }),
      client.imports.read({ file: path }),
      client.sets.exportFile({ setId: set.setId, heading: 'USERNAME', file: path }),
      client.exports.write({ ...reportOf(jobId), file: path }),
    ]) {
      expect(await refusal(request)).toMatchObject({ code: 'REFUSED', reason: 'file.unknown' });
    }
    expect(await engine.identifiers()).toEqual(['a']);
  });

  test('a file that was chosen to be read is never written over', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const set = await engine.ask.sets.create({
      name: 'All',
      criteria: { op: 'all', of: [] },
      origin: { from: 'review', users: 'all' },
    });
    const { jobId } = await engine.purgeAsAlma();
    const client = connect(engine);
    const chosen = join(engine.folder, 'candidates 1.xlsx');
    const before = readFileSync(chosen);
    const file = engine.grant(chosen, 'open');
    for (const request of [
      client.workspace.create({ file }),
      client.workspace.saveCopy({ file }),
      client.sets.exportFile({ setId: set.setId, heading: 'USERNAME', file }),
      client.exports.write({ ...reportOf(jobId), file }),
    ]) {
      expect(await refusal(request)).toMatchObject({ code: 'REFUSED', reason: 'file.notTarget' });
    }
    expect(readFileSync(chosen).equals(before)).toBe(true);
  });

  test('without a workspace every request says so', async () => {
    const engine = new TestEngine(temporaryFolder());
    const client = connect(engine);
    expect(await client.workspace.status()).toMatchObject({ open: false, users: 0 });
    expect(await client.workspace.close()).toMatchObject({ open: false });
    for (const name of WITHOUT_INPUT) {
      if (name.startsWith('workspace.') || name === 'events.watch') continue;
      expect([name, await refusal(callOf(client, name)())]).toMatchObject([
        name,
        { reason: 'workspace.none', todo: 'Open one, or make a new one.' },
      ]);
    }
  });

  test('what is gone is said to be gone', async () => {
    const engine = await newEngine();
    const client = connect(engine);
    const gone: [Promise<unknown>, string][] = [
      [client.users.get({ userNo: 99 }), 'user.gone'],
      [client.imports.check({ importId: 99 }), 'import.gone'],
      [client.imports.readAgain({ importId: 99, options: {} }), 'import.fileGone'],
      [client.jobs.report({ jobId: 99 }), 'job.gone'],
      [client.jobs.users({ jobId: 99, offset: 0, limit: 10 }), 'job.gone'],
      [client.jobs.capture({ jobId: 99 }), 'job.noCapture'],
      [client.sets.delete({ setId: 99 }), 'set.gone'],
      [client.review.undo(), 'review.nothingToUndo'],
      [client.review.redo(), 'review.nothingToRedo'],
    ];
    for (const [request, reason] of gone) {
      const refused = await refusal(request);
      expect(refused).toMatchObject({ code: 'REFUSED', reason });
      expect(refused.message).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('a file that can’t be written is refused in words, without its path', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const { jobId } = await engine.purgeAsAlma();
    const client = connect(engine);
    const missing = engine.grant(join(engine.folder, 'missing', 'Report.xlsx'));
    const report = await refusal(client.exports.write({ ...reportOf(jobId), file: missing }));
    expect(report).toMatchObject({ code: 'REFUSED', reason: 'file.missing' });
    expect(JSON.stringify(report)).not.toContain(engine.folder);
    const copy = engine.grant(join(engine.folder, 'missing', 'Copy.purgedesk'));
    const refused = await refusal(client.workspace.saveCopy({ file: copy }));
    expect(refused.code).toBe('REFUSED');
    expect(JSON.stringify(refused)).not.toContain(engine.folder);
  });

  test('a fault inside tells the page nothing: no value, no path, no stack', async () => {
    const engine = await newEngine();
    engine.damaged = true;
    const client = connect(engine);
    engine.session.workspace.db.close();
    const { error } = await safe(client.users.groups());
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(error?.message).toBe('Internal server error');
    expect(JSON.stringify(error)).not.toContain('database');
  });
});

describe('events', () => {
  test('tell of every change, with a revision that grows, and of an import’s end', async () => {
    const engine = await newEngine();
    const client = connect(engine);
    const events = await client.events.watch();
    const first = events.next();
    await engine.candidates(['a']);
    await engine.ask.review.decide({
      selection: { criteria: { op: 'all', of: [] } },
      decision: 'excluded',
      reason: 'Other',
    });
    const seen: (EngineEvent | undefined)[] = [(await first).value as EngineEvent];
    while (seen.filter((event) => event?.type === 'workspace.changed').length < 4) {
      seen.push((await events.next()).value as EngineEvent);
    }
    await events.return?.();
    const revisions = seen.flatMap((event) =>
      event?.type === 'workspace.changed' ? [event.revision] : [],
    );
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(seen.map((event) => event?.type)).toContain('import.finished');
    expect(JSON.stringify(seen)).not.toContain(engine.folder);
  });

  test('tell the end of a reading behind its change: who asks then knows all of it', async () => {
    const engine = await newEngine();
    const path = join(engine.folder, 'candidates.xlsx');
    const { importId } = await engine.read(await writeWorkbook(path, candidatesSheet('a')));
    await engine.idle();
    const [change, end] = engine.events.slice(-2);
    expect(end).toEqual({ type: 'import.finished', importId });
    const { revision } = engine.session.workspace;
    expect(change).toEqual({ type: 'workspace.changed', revision });
  });
});
