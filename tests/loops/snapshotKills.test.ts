/**
 * The built engine, killed without warning while it keeps a snapshot or restores one: a snapshot is whole or not there, the
 * workspace is as it was or as it was restored, and nothing half made is left once it was opened again. Neither of the two
 * would be the loss of everything that the review was.
 */
import { copyFileSync, cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import { TestEngine } from '../support/engine.ts';
import { loop } from '../support/loop.ts';
import { manyUsersWorkspace } from '../support/manyUsers.ts';

const CHILD = join(import.meta.dirname, '../support/restoringChild.mjs');
const KILLING = pathToFileURL(join(import.meta.dirname, '../support/killingFs.mjs')).href;

/** @returns what the child printed; it always ends by being killed */
async function killed(args: readonly string[], at = 0): Promise<string> {
  const child = startNode(['--import', KILLING, CHILD, builtFile('engine.js'), ...args], {
    KILL_AT: String(at),
  });
  const { signal, stdout, stderr } = await ended(child);
  expect(signal, `The child ended by itself: ${stderr}`).toBe('SIGKILL');
  return stdout;
}

const USERS = 4000;

/** With a set of everybody; no job has run. */
function template(folder: string): string {
  const path = join(folder, 'Template.purgedesk');
  manyUsersWorkspace(path, USERS, 'approved');
  const { db, close } = openWritable(path);
  const everybody = UserBitmap.of(Array.from({ length: USERS }, (_, n) => n + 1));
  const details = { name: 'All', description: '', note: '', private: true };
  createSet(db, details, everybody, { from: 'rehearsal' }, 'x');
  close();
  return path;
}

const snapshotsOf = (path: string) => path.replace(/\.purgedesk$/, ' snapshots');

/** Pieces of files that weren't finished. */
function pieces(path: string): string[] {
  const folders = [join(path, '..'), snapshotsOf(path)].filter((folder) => existsSync(folder));
  return folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.part')));
}

async function opened<T>(path: string, look: (engine: TestEngine) => Promise<T>): Promise<T> {
  const engine = new TestEngine(join(path, '..'), false, undefined, undefined, undefined, true);
  try {
    await engine.open(path);
    await engine.idle();
    const { db } = engine.session.workspace;
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return await look(engine);
  } finally {
    await engine.close();
  }
}

loop('killed while a snapshot is kept: whole or not there', async ({ draw, folder, size }) => {
  const from = template(folder);
  for (let kill = 1; kill <= size(1, 4); kill++) {
    const path = join(folder, `Killed ${kill}.purgedesk`);
    copyFileSync(from, path);
    await killed([path, 'job', String(draw(90) / 100)]);
    await opened(path, async (engine) => {
      // It begins anew, with a snapshot of its own.
      const report = await engine.completed(1);
      expect(report).toMatchObject({ total: USERS, done: USERS });
      await engine.idle();
      const { snapshots, others } = await engine.ask.snapshots.list();
      expect(others).toBe(0);
      expect(snapshots.map(({ before }) => before.what)).toEqual(['job']);
      await engine.ask.snapshots.restore({ name: snapshots[0]!.name });
      expect(engine.count(`user_group WHERE name = 'Others'`)).toBe(0);
    });
    expect(pieces(path)).toEqual([]);
  }
});

loop('killed while one is restored: as before, or restored', async ({ draw, folder, size }) => {
  const made = join(folder, 'Made.purgedesk');
  copyFileSync(template(folder), made);
  await opened(made, async (engine) => {
    await engine.move(1, 'Others');
    await engine.idle();
  });
  const copied = (name: string): string => {
    const path = join(folder, `${name}.purgedesk`);
    copyFileSync(made, path);
    cpSync(snapshotsOf(made), snapshotsOf(path), { recursive: true });
    return path;
  };
  const operations = Number(await killed([copied('Counted'), 'restore']));
  expect(operations).toBeGreaterThan(10);
  for (let kill = 1; kill <= size(2, 12); kill++) {
    const path = copied(`Killed ${kill}`);
    // The last one is when it has just been done.
    const at = kill === 1 ? operations : 1 + draw(operations - 1);
    await killed([path, 'restore'], at);
    await opened(path, async (engine) => {
      const moved = engine.count(`user_group WHERE name = 'Others'`) === 1;
      const restorations = await engine.ask.snapshots.restorations();
      expect(restorations).toHaveLength(moved ? 0 : 1);
      const [job] = await engine.ask.jobs.list();
      expect(job!.state).toBe(moved ? 'completed' : 'failed');
      const { snapshots, others } = await engine.ask.snapshots.list();
      expect(others).toBe(0);
      const kept = snapshots.filter(({ before }) => before.what === 'restore');
      // What was given up is there before it is given up.
      if (!moved) expect(kept).toHaveLength(1);
      await engine.ask.snapshots.restore({ name: snapshots.at(-1)!.name });
    });
    expect(pieces(path)).toEqual([]);
  }
});
