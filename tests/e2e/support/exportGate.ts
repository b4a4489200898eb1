/**
 * A build of the program whose exports stop at their first byte until the test lets them go on, or has the disk full:
 * what a long export looks like, however fast the computer is.
 */
import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface ExportGate {
  /** The folder of that build, for the desk to start. */
  readonly app: string;
  /** Exports go on, from now on. */
  open(): void;
  /** The next byte finds no room. */
  fillDisk(): void;
}

export function exportGate(folder: string): ExportGate {
  const gate = join(folder, 'gate');
  return {
    app: gatedBuild(folder, 'export', gatedScript(gate)),
    open: () => writeFileSync(gate, 'open'),
    fillDisk: () => writeFileSync(gate, 'full'),
  };
}

type Thread = 'engine' | 'export' | 'writer';

/** A build of the program in which something stands before some of its threads. @returns its folder */
export function gatedBuild(folder: string, threads: Thread | readonly Thread[], before: string) {
  const app = join(folder, 'gated');
  mkdirSync(app);
  for (const part of ['out', 'package.json'])
    cpSync(join(ROOT, part), join(app, part), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  for (const part of ['node_modules', 'resources']) symlinkSync(join(ROOT, part), join(app, part));
  for (const thread of [threads].flat()) {
    const script = join(app, `out/engine/${thread}.js`);
    renameSync(script, join(app, `out/engine/${thread}.real.js`));
    writeFileSync(script, `${before}\nawait import('./${thread}.real.js');\n`);
  }
  return app;
}

/** Stands before the built thread: waits at each write to the file that the export makes. */
const gatedScript = (gate: string) => `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const GATE = ${JSON.stringify(gate)};
  const { existsSync, openSync, readFileSync, writeSync } = fs;
  const pieces = new Set();
  fs.openSync = (path, ...rest) => {
    const file = openSync(path, ...rest);
    if (rest[0] === 'wx') pieces.add(file);
    else pieces.delete(file);
    return file;
  };
  const clock = new Int32Array(new SharedArrayBuffer(4));
  fs.writeSync = (...args) => {
    if (!pieces.has(args[0])) return writeSync(...args);
    while (!existsSync(GATE)) Atomics.wait(clock, 0, 0, 20);
    if (readFileSync(GATE, 'utf8') === 'full')
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    return writeSync(...args);
  };
  syncBuiltinESMExports();
`;
