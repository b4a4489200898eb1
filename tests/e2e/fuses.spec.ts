/**
 * The fuses of the runtime that set-up prepared, and those of a packaged program, on a copy of the executable: set by
 * the script that packaging uses, then read back. Finds a fuse that a newer Electron renamed, moved or ignores.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';

/** In the executable a fuse that is on is the character 1; the package doesn't export its name. */
const ON = '1'.charCodeAt(0);

const EXECUTABLE: string = createRequire(import.meta.url)('electron');

/** As far as tests and the command line allow: they need Node's mode, and tests the inspector. */
const OF_RUNTIME = {
  RunAsNode: true,
  EnableNodeCliInspectArguments: true,
  EnableNodeOptionsEnvironmentVariable: false,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} as const;

const PACKAGED = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} as const;

async function fusesOf(executable: string, names: readonly string[]) {
  const wire = await getCurrentFuseWire(executable);
  return Object.fromEntries(
    names.map((name) => [name, wire[FuseV1Options[name as keyof typeof PACKAGED]] === ON]),
  );
}

test('the fuses of the runtime are set, and what they forbid has no effect', async () => {
  expect(await fusesOf(EXECUTABLE, Object.keys(OF_RUNTIME))).toEqual(OF_RUNTIME);
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--title=planted' };
  expect(execFileSync(EXECUTABLE, ['-p', 'process.title'], { env }).toString()).not.toContain(
    'planted',
  );
});

test('the fuses of a packaged program are set', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-fuses-'));
  try {
    const executable = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
    copyFileSync(EXECUTABLE, executable);
    const script = resolve(import.meta.dirname, '../../scripts/fuses.mjs');
    execFileSync(process.execPath, [script, executable], { stdio: 'pipe' });

    expect(await fusesOf(executable, Object.keys(PACKAGED))).toEqual(PACKAGED);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
