/*
 * Builds the application into out/ and knows whether that is needed. It must never write to stdout when it builds
 * on the way to something else, and never leave a stamp behind that vouches for a build that failed.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { electronVersion, root } from './runtime.mjs';
import { Stop, say } from './talk.mjs';

const stampFile = join(root, 'out', '.build-stamp');
const SOURCES = [
  ...['src-main', 'src-renderer', 'src-shared', 'resources'],
  ...['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json'],
];

/** Builds and gives the exit code of the build. */
export async function build({ quiet = false } = {}) {
  forgetBuild();
  // Taken before, so that what is edited during the build counts as newer than it.
  const before = fingerprint();
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code } = await run(process.execPath, [tool, 'build', ...(quiet ? ['-l', 'warn'] : [])], {
    cwd: root,
    env: buildEnv(),
    stdio: quiet ? ['ignore', process.stderr, process.stderr] : 'inherit',
  });
  if (code === 0) fs.writeFileSync(stampFile, before);
  return code;
}

export async function buildWhenStale() {
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === fingerprint()) return;
  say('Building the application');
  if ((await build({ quiet: true })) !== 0) throw new Stop('The build failed, see above.');
}

/** What is in out/ is a developer's from now on: the next command that needs a build makes one of its own. */
export const forgetBuild = () => fs.rmSync(stampFile, { force: true });

/** electron-vite would compile for the Electron of package.json, which may not be the one here. */
export const buildEnv = () => ({
  ...process.env,
  ELECTRON_MAJOR_VER: electronVersion().split('.')[0],
});

/** Path, size and time of every source file: quick, and it also notices files that went. */
function fingerprint() {
  const hash = createHash('sha256').update(electronVersion());
  for (const source of SOURCES) {
    for (const path of filesUnder(join(root, source))) {
      const { size, mtimeMs } = fs.statSync(path);
      hash.update(`${path}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  return fs
    .readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
