/*
 * `npm run soak`: the loops of tests/loops for as long as wanted, and the tests of dates in several time zones.
 * One line for each loop on stdout, with its rounds, failures and seed; why a round failed is told on stderr. Goes on
 * after a failure and ends with 1 if there was any. It must never take a loop that didn't end for one that passed.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhenStale } from './lib/build.mjs';
import { inTemporaryFolder, run } from './lib/processes.mjs';
import { electronPath, root } from './lib/runtime.mjs';
import { ensurePrinting } from './lib/systemLibraries.mjs';
import { Stop, say, script } from './lib/talk.mjs';
import { setup } from './setup.mjs';

const USAGE = `Usage: npm run soak -- [--seconds 60] [--rounds N] [--seed N] [WORDS]

Each loop runs until it has had its seconds or its rounds, at least once; WORDS choose loops by their title.
To repeat a round that failed: npm run soak -- --rounds 1 --seed SEED WORDS`;

/** East and west of Greenwich, and one in which some days had no midnight. */
const ZONES = ['Asia/Tokyo', 'Pacific/Honolulu', 'America/Sao_Paulo'];
const DATES = 'dates in';

function chosen() {
  const options = { type: 'string' };
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seconds: options, rounds: options, seed: options, help: { type: 'boolean' } },
  });
  if (values.help) return null;
  const number = (name, usual) => {
    const value = values[name] === undefined ? usual : Number(values[name]);
    const isFine = value === undefined || (Number.isSafeInteger(value) && value >= 1);
    if (!isFine) throw new Stop(`--${name} takes a whole number from 1.\n\n${USAGE}`);
    return value;
  };
  const rounds = number('rounds');
  return {
    rounds,
    seconds: number('seconds', rounds === undefined ? 60 : undefined),
    seed: number('seed', 1 + Math.floor(Math.random() * 2 ** 31)),
    words: positionals.join(' '),
  };
}

/** How a test's title is found that holds these words. */
const pattern = (words) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Runs vitest without a word of its own. */
async function vitest(args, env) {
  const { code, output } = await run(
    electronPath(),
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args],
    { cwd: root, capture: true, env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  return { failed: code !== 0, output };
}

function tell({ loop, rounds, failures, seed, seconds, figures = {}, first }) {
  const count = (number, one) => `${number} ${one}${number === 1 ? '' : 's'}`;
  const told = Object.entries(figures).map(([name, number]) => `${name} ${number}`);
  const parts = [count(rounds, 'round'), count(failures, 'failure'), ...told, `seed ${seed}`];
  process.stdout.write(`${loop}: ${parts.join(', ')} (${Math.round(seconds)} s)\n`);
  if (first) say(`  first with seed ${first.seed}: ${first.why.replaceAll('\n', '\n  ')}`);
}

/** Tells each loop when it has ended. */
async function loops({ rounds, seconds, seed, words }, folder) {
  const report = join(folder, 'loops.jsonl');
  let told = 0;
  let failures = 0;
  const tellNew = () => {
    const lines = existsSync(report) ? readFileSync(report, 'utf8').split('\n').slice(0, -1) : [];
    for (const line of lines.slice(told)) {
      const result = JSON.parse(line);
      failures += result.failures;
      tell(result);
    }
    told = lines.length;
  };
  const looking = setInterval(tellNew, 500);
  const { failed, output } = await vitest(
    ['tests/loops', ...(words ? ['-t', pattern(words)] : [])],
    {
      PURGE_DESK_SOAK: report,
      PURGE_DESK_SEED: String(seed),
      ...(rounds && { PURGE_DESK_SOAK_ROUNDS: String(rounds) }),
      ...(seconds && { PURGE_DESK_SOAK_SECONDS: String(seconds) }),
    },
  );
  clearInterval(looking);
  tellNew();
  // Something else than a round: a loop that died has no line of its own.
  if (failed && failures === 0) say(output);
  return { told, failed };
}

/** The tests of dates once in each zone: they say the same everywhere. */
async function zones(seed, folder) {
  let failed = false;
  for (const zone of ZONES) {
    const report = join(folder, `${zone.replace('/', ' ')}.json`);
    const startedAt = performance.now();
    const ended = await vitest(
      ['--project', 'dates', '--reporter=json', `--outputFile.json=${report}`],
      { PURGE_DESK_ZONE: zone, PURGE_DESK_SEED: String(seed) },
    );
    const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
    const failures = Math.max(counts?.numFailedTests ?? 0, ended.failed ? 1 : 0);
    const seconds = (performance.now() - startedAt) / 1000;
    tell({ loop: `${DATES} ${zone}`, rounds: 1, failures, seed, seconds });
    if (ended.failed) say(ended.output);
    failed ||= ended.failed;
  }
  return failed;
}

script(async () => {
  const options = chosen();
  if (!options) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  await setup();
  await ensurePrinting();
  await buildWhenStale();
  return inTemporaryFolder(mkdtempSync(join(tmpdir(), 'purge-desk-soak-')), async (folder) => {
    const { told, failed } = await loops(options, folder);
    const wantsZones = DATES.startsWith(options.words);
    const inZones = wantsZones && (await zones(options.seed, folder));
    if (told === 0 && !wantsZones) throw new Stop(`No loop is called “${options.words}”.`);
    return failed || inZones ? 1 : 0;
  });
});
