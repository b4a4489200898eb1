/*
 * Gets a checkout ready to run: the dependencies, the Electron runtime with the SQLite addon
 * that fits it, and on Linux the system's libraries. Called at the start of every other script
 * and as `npm run setup`. Does nothing, and says nothing, when all of it is there. It must
 * never use anything but Node's own modules before the dependencies are installed.
 */
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './lib/processes.mjs';
import {
  checkRuntime,
  electronPath,
  installRuntime,
  root,
  runtimeKey,
  runtimePresent,
} from './lib/runtime.mjs';
import {
  ensureSystemLibraries,
  popplerPresent,
  virtualDisplayPresent,
} from './lib/systemLibraries.mjs';
import { diskFull, explained, isDiskFull, Stop, say, script } from './lib/talk.mjs';

const stampFile = join(root, 'node_modules', '.purge-desk-setup.json');

/**
 * `display`: 'none' for programs without a window, 'real' for the user's own screen, 'any' if
 * a virtual one will do. `poppler`: for tests that read PDFs.
 */
export async function setup({ display = 'none', poppler = false } = {}) {
  checkMachine();
  const linux = process.platform === 'linux';
  if (linux && display === 'real' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Stop(
      'There is no display to open a window on; start it from a desktop session, or see it run with: npm run demo',
    );
  }
  try {
    if (!dependenciesMatch()) await installDependencies();
    const stamp = readStamp();
    const fresh = stamp.runtime !== runtimeKey() || !runtimePresent();
    if (fresh) {
      checkLibrary();
      await installRuntime();
    }
    // Libraries belong to the machine and not to the checkout, which may have moved with its modules.
    const virtualDisplay = linux && display === 'any' && !process.env.DISPLAY;
    const elsewhere = stamp.machine !== hostname();
    const missing = (virtualDisplay && !virtualDisplayPresent()) || (poppler && !popplerPresent());
    if (linux && (fresh || elsewhere || missing)) {
      await ensureSystemLibraries(electronPath(), { virtualDisplay, poppler });
    }
    if (fresh) await checkRuntime();
    if (fresh || elsewhere) {
      writeFileSync(stampFile, JSON.stringify({ runtime: runtimeKey(), machine: hostname() }));
    }
  } catch (error) {
    throw explained(error, root);
  }
}

function checkMachine() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(
      `Purge Desk needs Node.js 20.19 or newer, and this is ${process.versions.node}; install a newer one and try again.`,
    );
  }
  const supported = { darwin: ['x64', 'arm64'], win32: ['x64', 'arm64'], linux: ['x64', 'arm64'] };
  if (!supported[process.platform]?.includes(process.arch)) {
    throw new Stop(
      `There is no Electron for ${process.platform} on ${process.arch}; use Linux, macOS or Windows on x64 or arm64.`,
    );
  }
}

function checkLibrary() {
  if (process.platform !== 'linux') return;
  if (!process.report.getReport().header.glibcVersionRuntime) {
    throw new Stop(
      'Electron needs a Linux with the GNU C library, which this one lacks; use for example Debian or Ubuntu.',
    );
  }
}

function readStamp() {
  return existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
}

/**
 * Compares the lockfile with the one that npm leaves in node_modules when it is done: that also
 * notices an installation that was broken off, and accepts one made by hand.
 */
function dependenciesMatch() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(installedFile);
  const wanted = packagesOf(join(root, 'package-lock.json'));
  delete wanted[''];
  const same = (name) =>
    installed[name]
      ? installed[name].version === wanted[name].version &&
        installed[name].integrity === wanted[name].integrity
      : wanted[name].optional || wanted[name].devOptional;
  return Object.keys(wanted).every(same) && Object.keys(installed).every((name) => wanted[name]);
}

async function installDependencies() {
  say('Installing the dependencies (npm ci); the first time this takes about a minute');
  const { code, output } = await npm(
    ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      capture: true,
      mirror: true,
      cwd: root,
    },
  );
  // npm has been seen to give up half-way and still end with 0.
  if (code === 0 && dependenciesMatch()) return;
  // On a full disk npm may retry in silence instead of naming the reason.
  const { bavail, bsize } = statfsSync(root);
  if (isDiskFull(output) || bavail * bsize < 20_000_000) throw diskFull();
  throw new Stop(
    'The dependencies could not be installed, see above; check the network connection and try again.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) script(() => setup({ display: 'any' }));
