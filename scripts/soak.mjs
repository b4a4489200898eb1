/*
 * `npm run soak`: the loops of tests/loops for as long as wanted, the stories on screen that are too long for
 * `npm test`, and the tests of dates in several time zones.
 * One line for each attack or loop on stdout, with its rounds, failures, figures and seed; why rounds failed is told on
 * stderr. Goes on after a failure and ends with 1 if there was any. It must never take a loop that didn't end for one
 * that passed, nor an attack that came to less than was asked for.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhenStale } from './lib/build.mjs';
import { inTemporaryFolder, run, withDisplay } from './lib/processes.mjs';
import { electronPath, root } from './lib/runtime.mjs';
import { ensurePrinting } from './lib/systemLibraries.mjs';
import { Stop, say, script } from './lib/talk.mjs';
import { setup } from './setup.mjs';

const USAGE = `Usage: npm run soak -- [--seconds 60] [--rounds N] [--seed N] [WORDS]

WORDS: kills, disk, odd, hostile, privacy, flips attack the program, a line each; any other chooses loops by their title.
Each loop runs until it has had its seconds or its rounds, at least once. Where neither is said, the loops of an attack
go on after 60 seconds until they have done as much as they are to prove.
To repeat a round that failed: npm run soak -- --rounds 1 --seed SEED WORDS`;

/** Attacks: titles of their loops begin with the word. */
const ATTACKS = ['kills', 'disk', 'odd', 'hostile', 'privacy', 'flips'];
/** What each of them tells, be it nothing. */
const TOLD = { lost: 0, doubled: 0, refused: 0, hung: 0, ends: 0, found: 0 };
/** Whatever the rounds say. */
const MUST_BE_NOTHING = ['lost', 'doubled', 'hung', 'ends', 'found'];
/** A round that takes longer hangs, with whatever runs it. */
const HANGS_MS = 60 * 60_000;

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
    isWhole: rounds === undefined && values.seconds === undefined,
    seed: number('seed', 1 + Math.floor(Math.random() * 2 ** 31)),
    words: [...new Set(positionals)],
  };
}

/** Stories of tests/e2e that are longer here, or told here alone. */
const STORIES = ['barredControls', 'screensAgree'];
const SCREENS = 'stories on screen';

/** How a test's title is found that holds this text. */
const pattern = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Runs vitest without a word of its own. */
async function vitest(args, env, options = {}) {
  const { code, output } = await run(
    electronPath(),
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args],
    {
      cwd: root,
      capture: true,
      ...options,
      env: { ...process.env, ...env, ELECTRON_RUN_AS_NODE: '1' },
    },
  );
  return { failed: code !== 0, output };
}

const lineOf = ({ loop, rounds, failures, seed, seconds, figures = {} }) => {
  const count = (number, one) => `${number} ${one}${number === 1 ? '' : 's'}`;
  const told = Object.entries(figures).map(([name, number]) => `${name} ${number}`);
  const parts = [count(rounds, 'round'), count(failures, 'failure'), ...told, `seed ${seed}`];
  return `${loop}: ${parts.join(', ')} (${Math.round(seconds)} s)`;
};

function tell(result) {
  process.stdout.write(`${lineOf(result)}\n`);
  sayWhy(result);
}

function sayWhy({ failed = [] }) {
  for (const { seed, why } of failed) say(`  seed ${seed}: ${why.replaceAll('\n', '\n  ')}`);
}

/** What the loops of a run write while they run: a line for each round that begins, one for each loop that has ended. */
class Report {
  #file;
  #read = 0;
  #began = new Map();
  results = [];

  constructor(file) {
    this.#file = file;
  }

  /** What is new since the last time. */
  news() {
    const lines = existsSync(this.#file)
      ? readFileSync(this.#file, 'utf8').split('\n').slice(0, -1)
      : [];
    const found = lines.slice(this.#read).map((line) => JSON.parse(line));
    this.#read = lines.length;
    const ended = found.filter(({ rounds }) => rounds !== undefined);
    for (const { loop, seed } of found) this.#began.set(loop, { seed, at: performance.now() });
    for (const { loop } of ended) this.#began.delete(loop);
    this.results.push(...ended);
    return ended;
  }

  /** The rounds that have been under way for longer than any takes. */
  hanging() {
    const isLate = ([, { at }]) => performance.now() - at > HANGS_MS;
    return [...this.#began].filter(isLate).map(([loop, { seed }]) => ({ loop, seed }));
  }

  unended() {
    return [...this.#began].map(([loop, { seed }]) => ({ loop, seed }));
  }
}

/** Runs the loops whose titles are of this pattern. @param onEnded is told of each as it ends */
async function loops({ rounds, seconds, isWhole, seed }, titles, folder, onEnded) {
  const file = join(folder, 'loops.jsonl');
  rmSync(file, { force: true });
  const report = new Report(file);
  const tellNew = () => report.news().forEach(onEnded);
  const giveUp = new AbortController();
  let hung = [];
  const looking = setInterval(() => {
    tellNew();
    hung = report.hanging();
    if (hung.length > 0) giveUp.abort();
  }, 500);
  const { failed, output } = await vitest(
    ['tests/loops', ...(titles ? ['-t', titles] : [])],
    {
      PURGE_DESK_SOAK: file,
      PURGE_DESK_SEED: String(seed),
      ...(rounds && { PURGE_DESK_SOAK_ROUNDS: String(rounds) }),
      ...(seconds && { PURGE_DESK_SOAK_SECONDS: String(seconds) }),
      ...(isWhole && { PURGE_DESK_SOAK_WHOLE: '1' }),
    },
    { signal: giveUp.signal },
  ).catch((error) => {
    if (!giveUp.signal.aborted) throw error;
    return { failed: true, output: '' };
  });
  clearInterval(looking);
  tellNew();
  for (const { loop, seed: of } of hung) say(`${loop}: hangs with seed ${of}; given up.`);
  // Something else than a round: a loop that died has no line of its own.
  const explained = report.results.some(({ failures }) => failures > 0) || hung.length > 0;
  if (failed && !explained) {
    for (const { loop, seed: of } of report.unended()) say(`${loop}: died with seed ${of}.`);
    say(output);
  }
  return { failed, hung: hung.length, results: report.results };
}

/** All loops of an attack, told as one. */
async function attack(options, name, folder) {
  const startedAt = performance.now();
  const { failed, hung, results } = await loops(options, `^${name}: `, folder, (result) => {
    say(`  ${lineOf(result)}`);
    sayWhy(result);
  });
  const figures = { ...TOLD, hung };
  for (const result of results)
    for (const [figure, number] of Object.entries(result.figures))
      figures[figure] = (figures[figure] ?? 0) + number;
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const failures = Math.max(sum('failures') + hung, failed ? 1 : 0);
  const seconds = (performance.now() - startedAt) / 1000;
  tell({ loop: name, rounds: sum('rounds'), failures, figures, seed: options.seed, seconds });
  if (results.length === 0) say(`  No loop of ${name} could run here.`);
  const isWrong = MUST_BE_NOTHING.some((figure) => figures[figure] > 0);
  return failures > 0 || isWrong || results.length === 0;
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

/** Each once, however long it takes. */
async function screens(seed) {
  const startedAt = performance.now();
  const { code, output } = await run(
    process.execPath,
    [
      ...[join(root, 'node_modules/@playwright/test/cli.js'), 'test'],
      ...[...STORIES.map((name) => `tests/e2e/${name}.spec.ts`), '--reporter=line'],
    ],
    {
      cwd: root,
      capture: true,
      env: {
        ...process.env,
        PURGE_DESK_DISPLAYS: 'given',
        PURGE_DESK_LONG_STORIES: '1',
        PURGE_DESK_SEED: String(seed),
      },
    },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  tell({ loop: SCREENS, rounds: 1, failures: code === 0 ? 0 : 1, seed, seconds });
  if (code !== 0) say(output);
  return code !== 0;
}

script(async () => {
  const options = chosen();
  if (!options) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  await setup({ display: 'any' });
  await ensurePrinting();
  await buildWhenStale();
  // The whole program is killed, too, and it has a window.
  Object.assign(process.env, await withDisplay());
  return inTemporaryFolder(mkdtempSync(join(tmpdir(), 'purge-desk-soak-')), async (folder) => {
    const attacks = ATTACKS.filter((name) => options.words.includes(name));
    const others = options.words.filter((word) => !ATTACKS.includes(word));
    let failed = false;
    for (const name of attacks) failed = (await attack(options, name, folder)) || failed;
    if (attacks.length > 0 && others.length === 0) return failed ? 1 : 0;
    const told = await loops(options, others.map(pattern).join('|'), folder, tell);
    const wants = (title) => others.length === 0 || others.some((word) => title.startsWith(word));
    const inZones = wants(DATES) && (await zones(options.seed, folder));
    const onScreen = wants(SCREENS) && (await screens(options.seed));
    if (told.results.length === 0 && !told.failed && !wants(DATES) && !wants(SCREENS))
      throw new Stop(`No loop is called “${others.join('” or “')}”.`);
    return failed || told.failed || inZones || onScreen ? 1 : 0;
  });
});
