/**
 * Unit tests: the rules, the engine with real files, the page's logic. Run in Electron's Node mode
 * (scripts/test.mjs), because the one better-sqlite3 addon is Electron's; hence child processes,
 * which inherit that mode. The programs' own modules are found through "imports" in package.json.
 * All run west of Greenwich and those of dates once more east of it, where other mistakes show; PURGE_DESK_ZONE
 * runs all in another zone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const FOLDERS = 'tests/{app,domain,engine,loops,renderer}';

/** Tests in which a date or a day stands. */
const DATES = [
  'tests/{domain,renderer}/**/*.test.{ts,tsx}',
  'tests/engine/{awkwardFiles,importMapping,logicalSets,migrateWorkspace,purgeJob}.test.ts',
  'tests/engine/{recogniseColumns,textTable,updateNotify,workbook,workbookWriterStyles}.test.ts',
];

/** Tests that put other modules in the place of ours: each needs a process of its own, the others share theirs. */
const REPLACING = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.test\.tsx?$/.test(file))
  .map((file) => join('tests', file))
  .filter((file) => readFileSync(file, 'utf8').includes('vi.mock('));

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    // What hangs ends some time; a machine that is busy with other work must not fail what merely takes long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    setupFiles: 'tests/support/sameChance.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${FOLDERS}/**/*.test.{ts,tsx}`],
          exclude: REPLACING,
          isolate: false,
          env: { TZ: process.env.PURGE_DESK_ZONE ?? 'Pacific/Honolulu' },
        },
      },
      {
        extends: true,
        test: {
          name: 'replacing',
          include: REPLACING,
          env: { TZ: process.env.PURGE_DESK_ZONE ?? 'Pacific/Honolulu' },
        },
      },
      {
        extends: true,
        test: {
          name: 'dates',
          include: DATES,
          exclude: REPLACING,
          isolate: false,
          env: { TZ: process.env.PURGE_DESK_ZONE ?? 'Asia/Tokyo' },
        },
      },
    ],
  },
});
