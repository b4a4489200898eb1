/*
 * The Electron runtime and the SQLite addon that fits it. Puts them where `require('electron')` and better-sqlite3
 * look for them: the official one where it can be downloaded, whose addon comes with its package; else, on Linux x64,
 * the fallback with an addon of its own. setup.mjs installs with it, the other scripts ask it for paths. It must never
 * leave a half-made runtime: each is made beside its place and renamed into it.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { FALLBACK, prepareFallback, setRuntimeFuses } from './fallbackRuntime.mjs';
import { inTemporaryFolder, run } from './processes.mjs';
import { explained, isDiskFull, progress, Stop, say } from './talk.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const modules = join(root, 'node_modules');
const electron = join(modules, 'electron');
const dist = join(electron, 'dist');
/** For supported runtimes and for the fallback; src-main/engine/db/sqlite.ts chooses by the runtime it runs in. */
const SQLITE = 'better-sqlite3-napi';
const FALLBACK_SQLITE = 'better-sqlite3';
const fallbackAddon = join(modules, FALLBACK_SQLITE, 'build', 'Release', 'better_sqlite3.node');
/** Count up when something else is made of the download. */
const RECIPE = '1';
const recipeFile = join(dist, 'recipe');

const PROBE_MILLISECONDS = 5000;
const STALL_MILLISECONDS = 30_000;

const versionOf = (folder) =>
  JSON.parse(fs.readFileSync(join(folder, 'package.json'), 'utf8')).version;

const executableName = () => {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
};

export const electronPath = () => join(dist, executableName());

/** The version of the runtime in use, which isn't always the one that package.json names. */
export const electronVersion = () =>
  fs.readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');

/** What the installed runtime has to fit; kept in the stamp, compared on every start. */
export function runtimeKey() {
  const versions = [electron, ...[SQLITE, FALLBACK_SQLITE].map((name) => join(modules, name))];
  return [...versions.map(versionOf), RECIPE, FALLBACK.electron, FALLBACK.recipe].join(' ');
}

export function runtimePresent() {
  const files = [electronPath(), join(dist, 'version'), join(electron, 'path.txt')];
  return files.every(fs.existsSync) && (!isFallback() || fs.existsSync(fallbackAddon));
}

/** The fallback is a link into the cache, the official runtime a folder of its own. */
export const isFallback = () => fs.lstatSync(dist, { throwIfNoEntry: false })?.isSymbolicLink();

/** Installs the runtime and the addon, whatever was there before. */
export async function installRuntime() {
  try {
    if (await installOfficial()) return;
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new Stop(
        `Electron ${versionOf(electron)} could not be downloaded; check the network connection and try again.`,
      );
    }
    await switchToFallback();
  } catch (error) {
    throw explained(error, root);
  }
}

async function installOfficial() {
  const version = versionOf(electron);
  try {
    if (hasOfficial(version)) return true;
    if (!(await reachable(await downloadAddress(version)))) {
      say('The download of Electron cannot be reached from here.');
      return false;
    }
    await downloadOfficial(version);
    return true;
  } catch (error) {
    if (isDiskFull(error)) throw error;
    say(`Electron ${version} could not be downloaded (${error.message}).`);
    return false;
  }
}

async function downloadOfficial(version) {
  const { downloadArtifact } = await electronTool('@electron/get');
  const { extract } = await electronTool('@electron-internal/extract-zip');
  const show = progress(`Downloading Electron ${version}`);
  const stall = new AbortController();
  const giveUp = () => stall.abort(new Error('nothing came for half a minute'));
  let timer = setTimeout(giveUp, STALL_MILLISECONDS);
  const zip = await downloadArtifact({
    ...artifact(version),
    checksums: JSON.parse(fs.readFileSync(join(electron, 'checksums.json'), 'utf8')),
    downloadOptions: {
      quiet: true,
      signal: stall.signal,
      getProgressCallback: async ({ percent }) => {
        clearTimeout(timer);
        timer = setTimeout(giveUp, STALL_MILLISECONDS);
        show(percent);
      },
    },
  }).finally(() => clearTimeout(timer));

  say('Unpacking Electron');
  await inTemporaryFolder(join(electron, 'dist.partial'), async (partial) => {
    await extract(zip, { dir: partial });
    await setRuntimeFuses(join(partial, executableName()));
    fs.writeFileSync(join(partial, basename(recipeFile)), RECIPE);
    putInPlace(() => fs.renameSync(partial, dist));
  });
}

const artifact = (version) => ({
  version: `v${version}`,
  artifactName: 'electron',
  platform: process.platform,
  arch: process.arch,
});

/** The address, also with a mirror that the user has set, as Electron's own installer finds it. */
async function downloadAddress(version) {
  const { getArtifactRemoteURL } = await electronTool('@electron/get', 'artifact-utils.js');
  return getArtifactRemoteURL(artifact(version));
}

/** A module that Electron's own installer uses, or a file beside that module's entry. */
async function electronTool(name, file = '') {
  const entry = createRequire(join(electron, 'package.json')).resolve(name);
  return import(pathToFileURL(file ? join(dirname(entry), file) : entry).href);
}

function hasOfficial(version) {
  if (!fs.existsSync(electronPath()) || isFallback()) return false;
  const recipe = fs.existsSync(recipeFile) && fs.readFileSync(recipeFile, 'utf8');
  return recipe === RECIPE && electronVersion() === version;
}

async function reachable(url) {
  const signal = AbortSignal.timeout(PROBE_MILLISECONDS);
  return fetch(url, { method: 'HEAD', signal }).then(
    (response) => response.ok,
    () => false,
  );
}

async function switchToFallback() {
  const home = await prepareFallback();
  say(`Using Electron ${FALLBACK.electron} from the cache`);
  putInPlace(() => fs.symlinkSync(join(home, 'dist'), dist));
  fs.mkdirSync(dirname(fallbackAddon), { recursive: true });
  // By renaming, so that a process that has the old addon open keeps it.
  fs.copyFileSync(join(home, basename(fallbackAddon)), `${fallbackAddon}.new`);
  fs.renameSync(`${fallbackAddon}.new`, fallbackAddon);
}

function putInPlace(move) {
  const pathFile = join(electron, 'path.txt');
  fs.rmSync(pathFile, { force: true });
  fs.rmSync(dist, { recursive: true, force: true });
  move();
  fs.writeFileSync(pathFile, executableName());
}

/** Loads the addon once in the runtime; a Stop says why if that cannot be done. */
export async function checkRuntime() {
  const addon = isFallback() ? FALLBACK_SQLITE : SQLITE;
  const { code, output } = await run(
    electronPath(),
    ['-e', `new (require('${addon}'))(':memory:').close()`],
    { capture: true, cwd: root, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  if (code === 0) return;
  const reason = /^.*(?:rror|cannot|not found).*$/m.exec(output)?.[0] ?? `it ended with ${code}`;
  throw new Stop(`Electron ${electronVersion()} was installed but does not run: ${reason.trim()}`);
}
