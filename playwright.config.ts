/**
 * End-to-end tests in the real Electron, three programs at a time: each waits a third of its time. The stories
 * of one file come one after another. The reporter is chosen on the command line.
 */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 3,
  // A machine that has to build everything first is slow at times; a test that passes the second time is told as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  // What hangs ends some time; a machine that is busy with other work must not fail what merely takes long.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: { actionTimeout: 30_000, trace: 'retain-on-failure' },
});
