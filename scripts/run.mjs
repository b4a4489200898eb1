/*
 * The commands of package.json other than the tests: `node scripts/run.mjs <command> [...]`.
 * Each sets up what it needs, builds when the sources are newer, and hands over to the program
 * in question: its output, arguments and exit code pass through. It must never write to stdout
 * itself, because `purgedesk` prints there what other programs read.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, buildEnv, buildWhenStale, forgetBuild } from './lib/build.mjs';
import { run, withDisplay } from './lib/processes.mjs';
import { electronPath, electronVersion, isFallback, root } from './lib/runtime.mjs';
import { ensureSandbox } from './lib/systemLibraries.mjs';
import { Stop, say, script } from './lib/talk.mjs';
import { setup } from './setup.mjs';

// npm changes to the project's folder; file names on the command line are meant from here.
const startedFrom = process.env.INIT_CWD ?? process.cwd();

const FALLBACK_NOTE =
  ', the fallback runtime, which gets no security updates: the supported one could not be downloaded.';

const commands = {
  async start(args) {
    await setup({ display: 'real' });
    const flags = await electronFlags();
    await buildWhenStale();
    say(`Purge Desk runs in Electron ${electronVersion()}${isFallback() ? FALLBACK_NOTE : ''}`);
    // Errors of Chromium's that a librarian can't do anything about, such as a missing system bus.
    const quiet = '--log-level=3';
    return ends(run(electronPath(), [...flags, quiet, root, ...args], { cwd: startedFrom }));
  },

  async dev(args) {
    await setup({ display: 'real' });
    forgetBuild();
    const sandbox = (await electronFlags()).includes('--no-sandbox') ? ['--noSandbox'] : [];
    return node(tool('electron-vite/bin/electron-vite.js'), ['dev', ...sandbox, ...args], {
      env: buildEnv(),
    });
  },

  async demo(args) {
    await setup({ display: 'any' });
    await buildWhenStale();
    return node(join(root, 'scripts', 'demo.mjs'), args, { env: await withDisplay() });
  },

  async purgedesk(args) {
    await setup();
    await buildWhenStale();
    return inElectronAsNode([join(root, 'out', 'engine', 'cli.js'), ...args], startedFrom);
  },

  async bench(args) {
    await setup();
    await buildWhenStale();
    const file = join(root, 'out', 'engine', 'bench.js');
    return inElectronAsNode(['--expose-gc', file, ...args], root);
  },

  async suites(args) {
    await setup();
    await buildWhenStale();
    return inElectronAsNode([join(root, 'out', 'engine', 'suites.js'), ...args], startedFrom);
  },

  async build() {
    await setup();
    return build();
  },

  async samples(args) {
    await setup();
    return node(join(root, 'scripts', 'makeSamples.mjs'), args);
  },

  async format(args) {
    await setup();
    return node(tool('@biomejs/biome/bin/biome'), ['check', '--write', ...args]);
  },
};

async function electronFlags() {
  if (process.platform !== 'linux') return [];
  // Electron 33 tries X11 unless told to look; newer ones look by themselves.
  const wayland = process.env.DISPLAY ? [] : ['--ozone-platform-hint=auto'];
  // Chromium's sandbox refuses to run as root; everyone else keeps it.
  if (process.getuid() === 0) return ['--no-sandbox', ...wayland];
  await ensureSandbox(electronPath());
  return wayland;
}

const tool = (path) => join(root, 'node_modules', ...path.split('/'));
const ends = async (running) => (await running).code;

function node(file, args, options) {
  if (!existsSync(file)) throw new Stop(`${file} is missing in this checkout.`);
  return ends(run(process.execPath, [file, ...args], { cwd: root, ...options }));
}

function inElectronAsNode(args, cwd) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return ends(run(electronPath(), args, { cwd: resolve(cwd), env }));
}

script(() => {
  const [name, ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Stop(`Name one of these commands: ${Object.keys(commands).join(', ')}.`);
  return command(args);
});
