/**
 * On a computer that others use, too, a workspace is nobody else's to read; what a librarian saves for others is as the
 * system makes files.
 */
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '#engine/db/migrations.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { TestEngine, temporaryFolder } from '../support/engine.ts';

type Migration = (typeof MIGRATIONS)[number];

/** With a system that lets everybody do everything. */
async function open(): Promise<TestEngine> {
  const usual = process.umask(0);
  onTestFinished(() => void process.umask(usual));
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  await engine.create('Library');
  return engine;
}

const modeOf = (...path: string[]) => (statSync(join(...path)).mode & 0o777).toString(8);

function modesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => /^(Library|Copy)\b/.test(name));
  return Object.fromEntries(names.map((name) => [name, modeOf(folder, name)]));
}

describe.skipIf(process.platform === 'win32')('files with users', () => {
  test('are for their owner alone: workspace, log, index of the log, lock, copy', async () => {
    const engine = await open();
    await engine.candidates(['a']);
    const copy = engine.grant(join(engine.folder, 'Copy.purgedesk'));
    await engine.ask.workspace.saveCopy({ file: copy });
    expect(modesOf(engine.folder)).toEqual({
      'Library.purgedesk': '600',
      'Library.purgedesk-wal': '600',
      'Library.purgedesk-shm': '600',
      'Library.purgedesk-lock': '600',
      'Copy.purgedesk': '600',
    });
    await engine.close();
    expect(modeOf(engine.folder, 'Library.purgedesk')).toBe('600');
  });

  test('become so with the update of an earlier version, whose snapshot does, too', async () => {
    const engine = await open();
    const { path, folder } = engine;
    await engine.close();
    chmodSync(path, 0o644);
    openWritable(path).close();
    // What a librarian has set stays.
    expect(modeOf(path)).toBe('644');
    (MIGRATIONS as Migration[]).push(() => {});
    onTestFinished(() => void (MIGRATIONS as Migration[]).pop());
    openWritable(path).close();
    expect(modesOf(folder)).toEqual({ 'Library.purgedesk': '600', 'Library snapshots': '700' });
    const snapshots = join(folder, 'Library snapshots');
    expect(readdirSync(snapshots).map((name) => modeOf(snapshots, name))).toEqual(['600']);
  });

  test('but not what is saved for others', async () => {
    const engine = await open();
    await engine.candidates(['a']);
    const { jobId } = await engine.purgeAsAlma();
    const report = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, report);
    expect(modeOf(report)).toBe('666');
  });
});
