/** A build of the program in which saving a copy stops until the test lets it go on: all that is written waits for it. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatedBuild } from './exportGate.ts';

export interface CopyGate {
  /** The folder of that build, for the desk to start. */
  readonly app: string;
  open(): void;
  close(): void;
}

export function copyGate(folder: string): CopyGate {
  const gate = join(folder, 'gate');
  return {
    app: gatedBuild(folder, 'writer', gatedScript(gate)),
    open: () => writeFileSync(gate, ''),
    close: () => rmSync(gate, { force: true }),
  };
}

/** Stands before the built thread: holds it where it begins a copy. */
const gatedScript = (gate: string) => `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { existsSync, openSync } = fs;
  const clock = new Int32Array(new SharedArrayBuffer(4));
  fs.openSync = (path, ...rest) => {
    const begins = rest[0] === 'wx' && String(path).endsWith('.part');
    while (begins && !existsSync(${JSON.stringify(gate)})) Atomics.wait(clock, 0, 0, 20);
    return openSync(path, ...rest);
  };
  syncBuiltinESMExports();
`;
