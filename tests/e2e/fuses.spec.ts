/**
 * The fuses of a packaged program, on a copy of the executable: set by the script that packaging
 * uses, then read back. Finds a fuse that a newer Electron renamed, moved or ignores.
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

const WANTED = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} as const;

test('the fuses of a packaged program are set', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-fuses-'));
  try {
    const executable = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
    copyFileSync(createRequire(import.meta.url)('electron'), executable);
    const script = resolve(import.meta.dirname, '../../scripts/fuses.mjs');
    execFileSync(process.execPath, [script, executable], { stdio: 'pipe' });

    const wire = await getCurrentFuseWire(executable);
    const found = Object.keys(WANTED).map((name) => [
      name,
      wire[FuseV1Options[name as keyof typeof WANTED]] === ON,
    ]);
    expect(Object.fromEntries(found)).toEqual(WANTED);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
