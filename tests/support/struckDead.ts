/**
 * Programs that are struck dead: how they ended, and that they did. A child that ends by itself, or doesn't end at all,
 * is what a loop of kills must never take for a kill.
 */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SQLITE_PACKAGE } from '#engine/db/sqlite.ts';
import { builtFile, type Ended, ended, startNode } from './builtEngine.ts';
import type { TestEngine } from './engine.ts';
import { type Round, tally } from './loop.ts';

/** Whatever a child does takes less, however busy the machine is. */
const HANGS_MS = 10 * 60_000;

/**
 * Waits until it has been struck dead, and counts the kill.
 * @param early false: after all was done
 */
export async function struckDead(child: ChildProcess, round: Round, early = true): Promise<Ended> {
  let hangs = false;
  const timer = setTimeout(() => {
    hangs = true;
    child.kill('SIGKILL');
  }, HANGS_MS);
  const how = await ended(child);
  clearTimeout(timer);
  if (hangs) tally(round, 'hung');
  else if (how.signal !== 'SIGKILL') tally(round, 'ends');
  else if (early) tally(round, 'kills');
  expect({ hangs, signal: how.signal }, `How the child ended: ${how.stderr}`).toEqual({
    hangs: false,
    signal: 'SIGKILL',
  });
  return how;
}

const CHILD = join(import.meta.dirname, 'strickenChild.mjs');

/**
 * Runs the built writer until it is struck dead before that statement (0: at its end).
 * @param args the workspace, and the workbook to import; without one it runs the jobs that wait
 * @param only `BEGIN`: statements that begin a transaction are counted alone
 * @returns how many statements it took, or 0 if it was struck
 */
export async function killedBefore(
  round: Round,
  statement: number,
  args: readonly string[],
  only: 'BEGIN' | '' = '',
): Promise<number> {
  const child = startNode([CHILD, builtFile('writer.js'), String(statement), ...args], {
    SQLITE_PACKAGE,
    STRUCK_ONLY: only,
  });
  const { stdout } = await struckDead(child, round, false);
  if (stdout === '') tally(round, 'kills');
  return Number(stdout);
}

/** Counts what is missing as lost, and what is too many as doubled. */
export function expectCount(round: Round, found: number, wanted: number, what: string): void {
  if (found < wanted) tally(round, 'lost');
  if (found > wanted) tally(round, 'doubled');
  expect(found, what).toBe(wanted);
}

/** That the file is whole, and that nothing in it refers to what isn't there. */
export function expectSound({ session }: TestEngine, round: Round): void {
  const { db } = session.workspace;
  const integrity = db.pragma('integrity_check', { simple: true });
  const references = db.pragma('foreign_key_check');
  const isSound = integrity === 'ok' && (references as unknown[]).length === 0;
  if (!isSound) tally(round, 'unsound');
  expect({ integrity, references }).toEqual({ integrity: 'ok', references: [] });
}
