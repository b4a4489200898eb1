/** A build of the program in which a job’s own code throws when it comes to one of its users: a bug, as no test of ours has found it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatedBuild } from './exportGate.ts';

/** @returns the folder of that build, for the desk to start */
export const faultyJob = (folder: string, jobId: number, userNo: number): string =>
  gatedBuild(folder, 'writer', throwing(jobId, userNo, mended(folder)));

/** From now on that build has the fault no more. */
export const mendFault = (folder: string): void => writeFileSync(mended(folder), '');

const mended = (folder: string) => join(folder, 'mended');

/** Stands before the built thread: what became of the user isn't stored. */
const throwing = (jobId: number, userNo: number, unless: string) => `
  import { existsSync } from 'node:fs';
  import { createRequire } from 'node:module';
  const sqlite = Number(process.versions.napi) >= 10 ? 'better-sqlite3-napi' : 'better-sqlite3';
  const { prototype } = createRequire(import.meta.url)(sqlite);
  const { prepare } = prototype;
  prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    if (!/^\\s*INSERT INTO job_user /.test(sql)) return statement;
    const { run } = statement;
    statement.run = (...values) => {
      const users = JSON.parse(values.at(-1));
      const isFaulty = values[0] === ${jobId} && users.includes?.(${userNo});
      if (isFaulty && !existsSync(${JSON.stringify(unless)})) throw new TypeError('a bug');
      return run.apply(statement, values);
    };
    return statement;
  };
`;
