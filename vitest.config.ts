/**
 * Unit tests: the rules, the engine with real files, the page's logic. Run in Electron's Node mode
 * (scripts/test.mjs), because the one better-sqlite3 addon is Electron's; hence child processes,
 * which inherit that mode. The programs' own modules are found through "imports" in package.json.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{app,domain,engine,renderer}/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
  },
});
