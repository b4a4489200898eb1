/** A build of the program in which a file that is being added is added when the test says so, however small it is. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatedBuild } from './exportGate.ts';

export interface CommitGate {
  /** The folder of that build, for the desk to start. */
  readonly app: string;
  /** Files are added, from now on. */
  open(): void;
}

export function commitGate(folder: string): CommitGate {
  const gate = join(folder, 'gate');
  return {
    app: gatedBuild(folder, 'writer', gatedScript(gate)),
    open: () => writeFileSync(gate, 'open'),
  };
}

/** Stands before the built thread: waits at the end of each commit. */
const gatedScript = (gate: string) => `
  import { existsSync } from 'node:fs';
  import { createRequire } from 'node:module';
  const sqlite = Number(process.versions.napi) >= 10 ? 'better-sqlite3-napi' : 'better-sqlite3';
  const { prototype } = createRequire(import.meta.url)(sqlite);
  const { prepare } = prototype;
  const clock = new Int32Array(new SharedArrayBuffer(4));
  prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    if (!/UPDATE import_file SET state = 'committed'/.test(sql)) return statement;
    const { run } = statement;
    statement.run = (...values) => {
      while (!existsSync(${JSON.stringify(gate)})) Atomics.wait(clock, 0, 0, 20);
      return run.apply(statement, values);
    };
    return statement;
  };
`;
