/**
 * A folder for one test. In a file of its own, so that tests that need no engine don't load one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test has ended, whatever its outcome. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
