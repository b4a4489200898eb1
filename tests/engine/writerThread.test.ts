/**
 * The writer in its thread, as it was built: the same verbs as in the calling thread, refusals that
 * stay refusals on the way, and an end that leaves a clean file.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createWorkspace, openReadable, openWritable } from '#engine/db/workspaceFile.ts';
import { Refusal } from '#engine/refusal.ts';
import { importRequests } from '#engine/requests/imports.ts';
import { reviewRequests } from '#engine/requests/review.ts';
import { setRequests } from '#engine/requests/sets.ts';
import { tasks } from '#engine/requests/tasks.ts';
import { beginReading, reading } from '#engine/session/chores.ts';
import type { WriterEvent } from '#engine/session/events.ts';
import { startWriter } from '#engine/writer/writer.ts';
import { builtFile } from '../support/builtEngine.ts';
import { temporaryFolder } from '../support/engine.ts';
import { SAMPLES } from '../support/samples.ts';

async function started(path: string) {
  const events: WriterEvent[] = [];
  const crashes: Error[] = [];
  const writer = await startWriter(
    path,
    builtFile('writer.js'),
    tasks,
    (event) => events.push(event as WriterEvent),
    (error) => crashes.push(error),
  );
  return { writer, events, crashes };
}

function newWorkspace(): string {
  const path = join(temporaryFolder(), 'Library.purgedesk');
  createWorkspace(path);
  return path;
}

describe('the writer’s thread', () => {
  test('imports, tells of it, and leaves one clean file', async () => {
    const path = newWorkspace();
    const { writer, events, crashes } = await started(path);
    const importId = await writer.run(beginReading, { path: SAMPLES.keep, options: {} });
    await writer.run(reading, {
      ...{ importId, by: 'Tester' },
      path: SAMPLES.keep,
      options: { kind: 'exclusions' },
    });
    const given = { importId, mode: 'add', absent: 'unknown', setName: 'Keep' } as const;
    await writer.run(importRequests.commit.task, { by: 'x', given });
    const readable = openReadable(path);
    expect(readable.prepare('SELECT name, member_count FROM user_set').all()).toEqual([
      { name: 'Keep', member_count: 35 },
    ]);
    readable.close();
    await writer.close();
    expect(events.map((event) => event.type)).toContain('import.finished');
    expect(crashes).toEqual([]);
    expect(readdirSync(join(path, '..'))).toEqual(['Library.purgedesk']);
  });

  test('refuses with a code and what it says, at opening and at work', async () => {
    const path = newWorkspace();
    const foreign = join(path, '..', 'Foreign.purgedesk');
    writeFileSync(foreign, 'x');
    await expect(started(foreign)).rejects.toMatchObject({
      code: 'workspace.foreign',
      sentence: expect.stringContaining('Workspaces end in .purgedesk'),
    });
    const { writer } = await started(path);
    onTestFinished(() => writer.close());
    await expect(started(path)).rejects.toMatchObject({ code: 'workspace.locked' });
    const refused = await writer
      .run(setRequests.delete.task, { by: 'x', given: { setId: 1 } })
      .catch((error) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: 'set.gone' });
    // A fault is none, and the thread lives on.
    const fault = await writer
      .run(setRequests.create.task, undefined as never)
      .catch((error) => error);
    expect(fault).not.toBeInstanceOf(Refusal);
    const nothing = { by: 'x', given: undefined };
    await expect(writer.run(reviewRequests.undo.task, nothing)).rejects.toMatchObject({
      code: 'review.nothingToUndo',
    });
  });

  test('a reading that is cancelled in its middle leaves no trace', async () => {
    const path = newWorkspace();
    const { writer } = await started(path);
    const readable = openReadable(path);
    const read = { path: SAMPLES.candidates, options: {} };
    const count = (rows: string) => readable.prepare(`SELECT count(*) FROM ${rows}`).pluck().get();
    // The thread may be done before it hears of it: then once more.
    for (let cancelled = false; !cancelled; ) {
      const controller = new AbortController();
      const importId = await writer.run(beginReading, read);
      const cancelledReading = writer.run(
        reading,
        { importId, ...read, by: 'Tester' },
        controller.signal,
      );
      await vi.waitUntil(() => count('import_chunk') !== 0, { timeout: 100_000, interval: 1 });
      controller.abort();
      await cancelledReading;
      cancelled = count(`import_file WHERE state = 'checked'`) === 0;
      await writer.run(importRequests.discard.task, { by: 'x', given: { importId } });
    }
    readable.close();
    await writer.close();
    const { db, close } = openWritable(path);
    expect(db.prepare('SELECT count(*) FROM import_file').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM import_chunk').pluck().get()).toBe(0);
    close();
  });
});
