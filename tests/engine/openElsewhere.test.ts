/**
 * Two programs at one workspace, as real processes: whatever the second one calls the file, it is refused, since
 * SQLite keeps the log beside the name and one of two logs would be lost with all that was acknowledged. A lock that
 * outlived its program would shut the librarian out of their own work.
 */
import type { ChildProcess } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWorkspace, openWritable } from '#engine/db/workspaceFile.ts';
import { builtFile, startNode } from '../support/builtEngine.ts';
import { newEngine, refusal, temporaryFolder } from '../support/engine.ts';

const CHILD = join(import.meta.dirname, '../support/holdingChild.mjs');

/** Another Purge Desk that opens the file. @returns it, and what came of it */
async function another(path: string, env: Record<string, string> = {}) {
  const child = startNode([CHILD, builtFile('writer.js'), path], env);
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = await new Promise<string>((resolve) => {
    child.stdout!.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
  });
  return { child, said };
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

function newWorkspace(): string {
  const path = join(temporaryFolder(), 'Library.purgedesk');
  createWorkspace(path);
  return path;
}

/** Other ways to the same file, each in a folder of its own. */
function otherNames(path: string): string[] {
  const symbolic = join(dirname(path), 'symbolic.purgedesk');
  symlinkSync(path, symbolic);
  const folder = join(dirname(path), 'elsewhere');
  mkdirSync(folder);
  const hard = join(folder, 'Hard.purgedesk');
  linkSync(path, hard);
  return [path, symbolic, hard];
}

/** Of another librarian, who shares no folder for locks with this one. */
const otherLibrarian = () => ({ TMPDIR: temporaryFolder() });

describe('a workspace that another program has open is refused', () => {
  test.each([
    ['of the same librarian', () => ({})],
    ['of another librarian', otherLibrarian],
  ])('under any name, its lock deleted or not, until that program %s is killed', async (_, env) => {
    const path = newWorkspace();
    const names = otherNames(path);
    const { child, said } = await another(path, env());
    expect(said).toBe('opened');
    for (const name of names) expect(() => openWritable(name), name).toThrow('workspace.locked');
    rmSync(`${path}-lock`);
    for (const name of names) expect(() => openWritable(name), name).toThrow('workspace.locked');
    // Nothing was made beside it by those who were refused.
    expect(readdirSync(join(dirname(path), 'elsewhere'))).toEqual(['Hard.purgedesk']);
    await killed(child);
    for (const name of names) openWritable(name).close();
    expect(readdirSync(dirname(path)).sort()).toEqual([
      'Library.purgedesk',
      'elsewhere',
      'symbolic.purgedesk',
    ]);
  });

  test('by the other one, too, and what was changed here is kept', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const names = otherNames(engine.path);
    rmSync(`${engine.path}-lock`);
    const said = await Promise.all([
      another(names[2]!),
      another(names[0]!, otherLibrarian()),
      another(names[2]!, otherLibrarian()),
    ]);
    expect(said.map((each) => each.said)).toEqual(Array(3).fill('workspace.locked'));
    await engine.candidates(['a', 'b', 'c']);
    const { path } = engine;
    await engine.close();
    await engine.open(path);
    expect(await engine.identifiers()).toEqual(['a', 'b', 'c']);
  });

  test('within one program: a link to the open workspace is the open workspace', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const [path, symbolic, hard] = otherNames(engine.path);
    await engine.open(symbolic!);
    expect(engine.session.workspace.path).toBe(path);
    expect(await refusal(engine.open(hard!))).toMatchObject({ reason: 'workspace.locked' });
    await engine.candidates(['a', 'b']);
    await engine.close();
    await engine.open(hard!);
    expect(await engine.identifiers()).toEqual(['a', 'b']);
  });

  test('nor can a copy take the place of the open one under the name of a link', async () => {
    const engine = await newEngine();
    const [, , hard] = otherNames(engine.path);
    const file = engine.grant(hard!);
    expect(await refusal(engine.ask.workspace.saveCopy({ file }))).toMatchObject({
      reason: 'workspace.locked',
    });
  });
});
