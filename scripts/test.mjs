/*
 * `npm test`: runs every check there is, or those named on the command line, all of them even
 * when one fails, and adds up the results. The last line on stdout is `N passed, N failed`;
 * the exit code is 1 when anything failed or no test ran. It must never report a check as
 * passed that did not run to its end.
 */
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, buildWhenStale } from './lib/build.mjs';
import { placeForTests } from './lib/memoryFolder.mjs';
import { inTemporaryFolder, run, withDisplay } from './lib/processes.mjs';
import { electronPath, root } from './lib/runtime.mjs';
import { Stop, say, script } from './lib/talk.mjs';
import { setup } from './setup.mjs';

const node = (file, args, options) => program(process.execPath, [tool(file), ...args], options);
const tool = (path) => join(root, 'node_modules', ...path.split('/'));
const program = async (command, args, options) =>
  (await run(command, args, { cwd: root, ...options })).code;

// Each gives { passed, failed }. A check without tests of its own counts as one.
const parts = {
  types: async () => one(await node('typescript/bin/tsc', ['-b'])),

  layering: async () =>
    one(
      await program(process.execPath, [
        ...['--import', new URL('lib/parseTsx.mjs', import.meta.url).href],
        tool('dependency-cruiser/bin/dependency-cruise.mjs'),
        ...['--config', '.dependency-cruiser.cjs', 'src-main', 'src-renderer', 'src-shared'],
      ]),
    ),

  lint: async () => one(await node('@biomejs/biome/bin/biome', ['check'])),

  build: async () => one(await build()),

  unit: async (reports) => {
    // Some of these tests kill the built engine.
    await buildWhenStale();
    const report = join(reports, 'unit.json');
    const code = await program(
      electronPath(),
      [
        ...[tool('vitest/vitest.mjs'), 'run'],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
    );
    return counted(code, report, vitestCounts);
  },

  e2e: async (reports) => {
    // Where the build above failed, an older one must not be tested instead.
    await buildWhenStale();
    const report = join(reports, 'e2e.json');
    const code = await node('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
      env: {
        ...(await withDisplay()),
        // Where there is no screen, each worker makes itself one.
        PURGE_DESK_DISPLAYS: process.env.DISPLAY ? 'given' : 'own',
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    });
    return counted(code, report, playwrightCounts);
  },
};

const one = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** Trusts the report for the numbers and the exit code for whether anything else went wrong. */
function counted(code, report, countsOf) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { passed, failed } = countsOf(JSON.parse(readFileSync(report, 'utf8')));
  const ranNothing = passed + failed === 0;
  return { passed, failed: failed === 0 && (code !== 0 || ranNothing) ? 1 : failed };
}

function vitestCounts({ numPassedTests, numFailedTests, testResults }) {
  // A file that cannot be loaded fails without having a failed test.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

// A test that passed only at the second attempt (flaky) is no failure to Playwright either.
const playwrightCounts = ({ stats }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
});

const titles = {
  types: 'Types',
  layering: 'Layering',
  lint: 'Lint',
  build: 'Build',
  unit: 'Unit tests',
  e2e: 'End to end',
};

async function runPart(name, reports) {
  process.stdout.write(`\n== ${titles[name]} ==\n`);
  const start = performance.now();
  const result = await parts[name](reports).catch((error) => {
    say(error instanceof Stop ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const counts = `${result.passed} passed, ${result.failed} failed`;
  const line = `${titles[name].padEnd(12)}${counts}  (${seconds} s)\n`;
  process.stdout.write(line);
  return { ...result, line };
}

script(async () => {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    const known = Object.keys(parts).join(', ');
    throw new Stop(`There is no part of the tests called ${unknown.join(', ')}, but ${known}.`);
  }
  const chosen = Object.keys(parts).filter((name) => named.length === 0 || named.includes(name));
  const e2e = chosen.includes('e2e');
  await setup({ display: e2e ? 'any' : 'none', poppler: e2e });

  const results = [];
  await inTemporaryFolder(
    mkdtempSync(join(placeForTests(), 'purge-desk-test-')),
    async (reports) => {
      process.env.TMPDIR = reports;
      // Tests that become nobody still find the way to their folders.
      chmodSync(reports, 0o711);
      for (const name of chosen) results.push(await runPart(name, reports));
    },
  );
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed] = [sum('passed'), sum('failed')];
  process.stdout.write(`\n${results.map(({ line }) => line).join('')}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
});
