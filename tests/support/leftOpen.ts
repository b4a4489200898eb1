/** Workspaces as they come on other people's drives: closed, copied while they were open, left open by a killed program. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { newEngine } from './engine.ts';

export const STATES = ['closed', 'with its log', 'without its log', 'with all beside'] as const;
type State = (typeof STATES)[number];

const SIDES: Readonly<Record<Exclude<State, 'closed'>, readonly string[]>> = {
  'with its log': ['', '-wal'],
  'without its log': [''],
  'with all beside': ['', '-wal', '-shm'],
};

/** Puts one of each into the folder, each in one of its own, with the user name `From the log` in its log. */
export async function workspacesIn(folder: string): Promise<void> {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  await engine.idle();
  const { path } = engine;
  await engine.close();
  const copy = (state: State, sides: readonly string[]) => {
    mkdirSync(join(folder, state));
    for (const side of sides) copyFileSync(path + side, workspaceOf(folder, state) + side);
  };
  copy('closed', ['']);
  const { db, close } = openWritable(path);
  db.prepare("INSERT OR REPLACE INTO setting VALUES ('userName', ?)").run('"From the log"');
  for (const state of STATES) if (state !== 'closed') copy(state, SIDES[state]);
  close();
}

export const workspaceOf = (folder: string, state: State) =>
  join(folder, state, 'Library.purgedesk');
