/*
 * What Electron needs of a Linux system: shared libraries, leave to use its sandbox and, for a
 * machine without a screen, a virtual one; and for tests, poppler, which reads PDFs. As root on Debian
 * or Ubuntu it installs what is missing; anyone else gets told what to run. It must never ask for a password or install anything else.
 */
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from './processes.mjs';
import { progress, Stop, say } from './talk.mjs';

const LIBRARIES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxss1',
];

const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

export const virtualDisplayPresent = () => onPath('Xvfb');

export const popplerPresent = () => onPath('pdftotext');

/** Makes sure of the libraries of this executable and, if wanted, of Xvfb and poppler. */
export async function ensureSystemLibraries(executable, { virtualDisplay, poppler }) {
  const missing = await missingLibraries(executable);
  const packages = missing.length > 0 ? [...LIBRARIES] : [];
  if (virtualDisplay && !virtualDisplayPresent()) {
    missing.push('Xvfb');
    packages.push('xvfb');
  }
  const lacking = missing.length === 0 ? 'The tests of PDFs need' : 'Electron needs';
  if (poppler && !popplerPresent()) {
    missing.push('pdftotext');
    packages.push('poppler-utils');
  }
  if (missing.length === 0) return;

  const few = missing.length > 3 ? [...missing.slice(0, 2), `${missing.length - 2} more`] : missing;
  const what = `${lacking} ${few.join(', ')}, which this system lacks`;
  if (!onPath('apt-get')) {
    throw new Stop(`${what}; install it with the package manager of this system and try again.`);
  }
  if (process.getuid() !== 0) {
    throw new Stop(
      `${what}; install it with: sudo apt-get update && sudo apt-get install -y ${(await namesHere(packages)).join(' ')}`,
    );
  }
  say(`${what}: installing it`);
  await apt('Reading the package lists', ['update']);
  const names = await namesHere(packages);
  await apt('Installing system libraries', [
    ...['install', '-y', '--no-install-recommends'],
    ...names,
  ]);
  const still = await missingLibraries(executable);
  if (still.length > 0) throw new Stop(`${still.join(', ')} is still missing after installing.`);
}

/** What opens and prints workbooks in the soak; where it can't be installed, that loop is left out. */
const PRINTING = { soffice: 'libreoffice-calc', pdftotext: 'poppler-utils' };

export async function ensurePrinting() {
  const missing = Object.keys(PRINTING).filter((name) => !onPath(name));
  if (missing.length === 0) return;
  const packages = missing.map((name) => PRINTING[name]);
  if (!onPath('apt-get') || process.getuid() !== 0) {
    say(
      `Without ${packages.join(' and ')} no workbook is printed; install them to have that looped, too.`,
    );
    return;
  }
  await apt('Reading the package lists', ['update']);
  await apt('Installing what prints workbooks', [
    ...['install', '-y', '--no-install-recommends'],
    ...packages,
  ]);
}

/** Chromium's sandbox needs user namespaces, or its helper to belong to root; else it aborts. */
export async function ensureSandbox(executable) {
  const helper = join(dirname(executable), 'chrome-sandbox');
  const { uid, mode } = statSync(helper);
  if (uid === 0 && mode & 0o4000) return;
  // Some systems allow making a namespace but not using it, hence the mapping.
  const args = ['--user', '--map-root-user', 'true'];
  const { code } = await run('unshare', args, { capture: true }).catch(() => ({ code: 0 }));
  if (code === 0) return;
  throw new Stop(
    `This system does not let a normal user run Electron's sandbox; allow it for this runtime with: sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
  );
}

async function missingLibraries(executable) {
  const { output } = await run('ldd', [executable], { capture: true }).catch(() => ({
    output: '',
  }));
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

/** Newer Debian and Ubuntu releases renamed some libraries: libasound2 became libasound2t64. */
async function namesHere(packages) {
  const { output } = await run('apt-cache', ['pkgnames', 'lib'], { capture: true }).catch(() => ({
    output: '',
  }));
  const known = new Set(output.split('\n'));
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

async function apt(label, args) {
  const show = progress(label);
  show(0);
  // Two passes, fetching and unpacking, each from 0 to 100.
  const watch = (text) => {
    for (const [, pass, percent] of text.matchAll(/^(dl|pm)status:[^:]*:([\d.]+)/gm)) {
      show(((pass === 'pm' ? 100 : 0) + Number(percent)) / 200);
    }
  };
  const { code, output } = await run(
    'apt-get',
    ['-q', '-o', 'APT::Status-Fd=3', '-o', 'DPkg::Lock::Timeout=120', ...args],
    { capture: true, watch, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } },
  );
  if (code !== 0) {
    const reason = /^E: .*$/m.exec(output)?.[0] ?? `it ended with ${code}`;
    throw new Stop(
      `apt-get ${args[0]} failed (${reason}); put that right, or run it by hand: apt-get ${args.join(' ')}`,
    );
  }
  show(1);
}
