/**
 * Exports in their thread, as it was built: the same file as in the calling thread, refusals that stay refusals on the
 * way, and an end from outside that leaves nothing.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { besideOf } from '#engine/db/pieces.ts';
import { exportHere, exportInThread } from '#engine/exporting/exporter.ts';
import type { ExportProgress } from '#engine/exporting/exportProgress.ts';
import type { ExportGiven } from '#engine/exporting/performExport.ts';
import { Refusal } from '#engine/refusal.ts';
import { builtFile } from '../support/builtEngine.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';

const NEVER = new AbortController().signal;

/** A job with so many users that its thread is heard before it has written all of them. */
async function purged(users: number) {
  const engine = await newEngine();
  await engine.candidates(Array.from({ length: users }, (_, n) => `user${n}`));
  const { jobId } = await engine.purgeAsAlma();
  const path = join(engine.folder, 'Report.xlsx');
  return { engine, path, given: reportTo(jobId, path) };
}

const reports = ({ folder }: TestEngine) =>
  readdirSync(folder).filter((name) => name.startsWith('Report') || name.endsWith('.part'));

/** The thread's script for a test. */
function scriptFile({ folder }: TestEngine, script: string): string {
  const path = join(folder, 'thread.mjs');
  writeFileSync(path, script);
  return path;
}

/** Of a script: calls `hit` at each write to a file behind the first so many. */
const strickenWrites = (first: number) => `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    import { parentPort, workerData } from 'node:worker_threads';
    let hit = () => {};
    let left = ${first};
    const { writeSync } = fs;
    fs.writeSync = (...args) => {
      if (left-- <= 0) hit();
      return writeSync(...args);
    };
    syncBuiltinESMExports();`;

const reportTo = (jobId: number, path: string): ExportGiven => ({
  what: { of: 'job', jobId },
  wanted: { format: 'xlsx', path },
  locales: [],
  by: 'Tester',
  previews: [],
});

const exporter = () => exportInThread(builtFile('export.js'));

test('the thread writes what the calling thread would, and tells of it', async () => {
  const { engine, path, given } = await purged(500);
  const told: ExportProgress[] = [];
  const write = exporter();
  const { rows } = await write(engine.path, given, (each) => told.push(each), NEVER);
  expect(rows).toBeGreaterThanOrEqual(500);
  expect(told[0]).toEqual({ done: 0, total: rows, rowsPerSecond: 0 });
  const beside = join(engine.folder, 'Here.xlsx');
  const here: ExportGiven = { ...given, wanted: { format: 'xlsx', path: beside } };
  await exportHere(engine.path, here, () => {}, NEVER);
  expect(readFileSync(path).equals(readFileSync(beside))).toBe(true);
});

test('a refusal keeps its code, and a fault is none', async () => {
  const { engine, given } = await purged(3);
  const write = exporter();
  const gone: ExportGiven = { ...given, what: { of: 'job', jobId: 99 } };
  const refused = await write(engine.path, gone, () => {}, NEVER).catch((error) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused.code).toBe('job.gone');
  const odd = { ...given, what: { of: 'nothing' } } as unknown as ExportGiven;
  const fault = await write(engine.path, odd, () => {}, NEVER).catch((error) => error);
  expect(fault).not.toBeInstanceOf(Refusal);
  expect(reports(engine)).toEqual([]);
});

test('cancelled in the middle it ends, and leaves nothing', async () => {
  const { engine, path, given } = await purged(3000);
  const controller = new AbortController();
  const cancel = new Refusal('export.cancelled');
  const half = besideOf(path);
  // Begins as the built thread does, and waits behind its first rows until it is cancelled.
  const script = `${strickenWrites(2)}
    let told = false;
    hit = () => {
      if (!told) parentPort.postMessage({ type: 'progressed', progress: { done: 1, total: 2, rowsPerSecond: 1 } });
      told = true;
      while (Atomics.load(new Int32Array(workerData.cancelled), 0) === 0);
    };
    await import(${JSON.stringify(builtFile('export.js'))});`;
  let halfSeen = false;
  const cancelled = exportInThread(scriptFile(engine, script))(
    engine.path,
    given,
    ({ done }) => {
      if (done === 0 || controller.signal.aborted) return;
      halfSeen = existsSync(half);
      controller.abort(cancel);
    },
    controller.signal,
  );
  expect(await cancelled.catch((error) => error)).toBe(cancel);
  expect(halfSeen).toBe(true);
  expect(reports(engine)).toEqual([]);
  // Before it began, too.
  const late = exporter()(engine.path, given, () => {}, controller.signal);
  expect(await late.catch((error) => error)).toBe(cancel);
});

test('a disk that is full in the middle is named, and the file of before stays', async () => {
  const { engine, path, given } = await purged(3000);
  writeFileSync(path, 'of last year');
  const script = `${strickenWrites(2)}
    hit = () => { throw Object.assign(new Error('no space'), { code: 'ENOSPC' }); };
    await import(${JSON.stringify(builtFile('export.js'))});`;
  const write = exportInThread(scriptFile(engine, script));
  const refused = await write(engine.path, given, () => {}, NEVER).catch((error) => error);
  expect(refused.code).toBe('export.diskFull');
  expect(refused.sentence).toMatch(
    /^The disk with the folder “[^/]+” is full\. Nothing was written\./,
  );
  expect(reports(engine)).toEqual(['Report.xlsx']);
  expect(readFileSync(path, 'utf8')).toBe('of last year');
});

test('a thread that ends unasked is said to have ended, and what it had written goes', async () => {
  const { engine, path, given } = await purged(3);
  const script = scriptFile(
    engine,
    `import { writeFileSync } from 'node:fs';
     import { workerData } from 'node:worker_threads';
     writeFileSync(${JSON.stringify(besideOf(path))}, 'half');
     process.exit(1);`,
  );
  const ended = exportInThread(script)(engine.path, given, () => {}, NEVER);
  expect((await ended.catch((error) => error)).code).toBe('export.stopped');
  expect(reports(engine)).toEqual([]);
});

test('a thread that doesn’t hear is ended from outside', async () => {
  const { engine, path, given } = await purged(3);
  const script = scriptFile(
    engine,
    `import { writeFileSync } from 'node:fs';
     import { parentPort, workerData } from 'node:worker_threads';
     writeFileSync(${JSON.stringify(besideOf(path))}, 'half');
     parentPort.postMessage({ type: 'progressed', progress: { done: 0, total: 1, rowsPerSecond: 0 } });
     for (;;);`,
  );
  const controller = new AbortController();
  const cancel = new Refusal('export.cancelled');
  const ended = exportInThread(script)(
    engine.path,
    given,
    () => controller.abort(cancel),
    controller.signal,
  );
  expect(await ended.catch((error) => error)).toBe(cancel);
  expect(reports(engine)).toEqual([]);
});
