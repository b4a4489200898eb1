/*
 * Starts other programs and ends them: every child started here is gone when the script is,
 * also after Ctrl-C or a termination signal, and what was put up for removal is removed.
 * Every script uses it. It must never leave a child or a display behind, and it never decides
 * what a failure means: the caller gets the exit code.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { constants } from 'node:os';
import { Stop } from './talk.mjs';

const children = new Set();
const cleanups = new Set();
let stopping = false;

/**
 * Runs a program to its end. `code` is its exit code, or 128 + the number of the signal that
 * ended it. With `capture`, what it wrote on stdout and stderr comes back as `output`, and
 * `mirror` shows it on stderr at the same time. `watch` gets each piece written to fd 3.
 */
export function run(command, args, { capture = false, mirror = false, watch, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : (options.stdio ?? 'inherit');
    const child = spawn(command, args, {
      windowsHide: true,
      ...options,
      stdio: watch ? [...stdio, 'pipe'] : stdio,
    });
    let output = '';
    for (const stream of capture ? [child.stdout, child.stderr] : []) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (mirror) process.stderr.write(text);
      });
    }
    if (watch) child.stdio[3].setEncoding('utf8').on('data', watch);
    children.add(child);
    child.once('error', (error) => {
      children.delete(child);
      const absent = error.code === 'ENOENT';
      reject(absent ? new Stop(`${command} is missing here; install it and try again.`) : error);
    });
    child.once('close', (code, signal) => {
      children.delete(child);
      // While the script is being stopped nobody may go on and report this child as a failure.
      if (!stopping) resolve({ code: code ?? 128 + constants.signals[signal], output });
    });
  });
}

/** Keeps work for the end of this script, however it ends; returns a way to take it back. */
function atExit(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** A folder to work in that is gone when `work` is done or this script ends, however it does. */
export async function inTemporaryFolder(folder, work) {
  const remove = () => removeFolder(folder);
  const forget = atExit(remove);
  try {
    return await work(folder);
  } finally {
    remove();
    forget();
  }
}

function removeFolder(folder) {
  for (let attempt = 1; ; attempt++) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (attempt === 20) throw error;
      // A file that was being written has just appeared in there.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    }
  }
}

/** npm itself, started the way it was started for this script. */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return run(process.execPath, [own, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** The environment for a program that needs a screen: a virtual one where there is none. */
export async function withDisplay(env = process.env) {
  if (process.platform !== 'linux' || env.DISPLAY) return env;
  // In a process group of its own: Ctrl-C must reach the windows before their screen goes.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  );
  server.unref();
  atExit(() => server.kill());
  const number = await new Promise((resolve, reject) => {
    const fail = () => reject(new Stop('The virtual display (Xvfb) did not start; set DISPLAY.'));
    const timer = setTimeout(fail, 20_000);
    server.once('error', fail).once('exit', fail);
    server.stdio[3].once('data', (text) => {
      clearTimeout(timer);
      resolve(String(text).trim());
    });
  });
  server.stdio[3].unref();
  return { ...env, DISPLAY: `:${number}`, WAYLAND_DISPLAY: '' };
}

async function childrenGone(milliseconds) {
  const end = Date.now() + milliseconds;
  while (children.size > 0 && Date.now() < end) await new Promise((next) => setTimeout(next, 20));
}

async function stop(signal) {
  if (stopping) return;
  stopping = true;
  // A terminal sends Ctrl-C to the children as well, and a second one would end Electron hard.
  if (signal === 'SIGINT') await childrenGone(1000);
  for (const child of children) child.kill(signal);
  await childrenGone(8000);
  for (const child of children) child.kill('SIGKILL');
  process.exit(128 + constants.signals[signal]);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
process.on('exit', () => {
  for (const cleanup of cleanups) cleanup();
});
