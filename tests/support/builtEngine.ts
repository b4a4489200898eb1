/**
 * The engine as it was built, run as a program of its own. `npm test` builds first; nothing is built here.
 */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Another build than the usual one can be tested with PURGEDESK_BUILD. */
const BUILD = process.env.PURGEDESK_BUILD ?? join(ROOT, 'out');

type Built = 'engine.js' | 'cli.js' | 'writer.js' | 'export.js' | 'check.js' | 'inspection.js';

export function builtFile(name: Built): string {
  const path = join(BUILD, 'engine', name);
  if (!existsSync(path)) {
    throw new Error(
      `The built engine is missing (${path}): run "npm run build", then the tests again.`,
    );
  }
  return path;
}

/** Of tests that run in Node itself: the runtime beside them. */
export const ELECTRON: string = process.versions.electron
  ? process.execPath
  : createRequire(import.meta.url)('electron');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a script in Electron's Node mode, as everything of the engine runs. */
export function startNode(
  args: readonly string[],
  env: Record<string, string> = {},
  stdio: StdioOptions = ['ignore', 'pipe', 'pipe'],
): ChildProcess {
  return spawn(ELECTRON, args, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '', ...env },
    stdio,
  });
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
