/*
 * Loaded before the engine: kills the whole process without warning just before the file operation of which the number is
 * given, in whichever thread, once the second of its numbers is 1. Struck at an operation, not at a moment, it stops in the same place on
 * every machine. KILL_AT: the number; 0: none.
 */
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

const counted = isMainThread
  ? new Int32Array(new SharedArrayBuffer(8))
  : getEnvironmentData('operations');
if (isMainThread) setEnvironmentData('operations', counted);
globalThis.operations = counted;
const at = Number(process.env.KILL_AT);

function before(real) {
  return function counting(...given) {
    if (Atomics.load(counted, 1) === 1 && Atomics.add(counted, 0, 1) + 1 === at)
      process.kill(process.pid, 'SIGKILL');
    return real.apply(this, given);
  };
}

for (const name of ['renameSync', 'rmSync', 'openSync', 'ftruncateSync', 'fsyncSync', 'writeSync'])
  fs[name] = before(fs[name]);
for (const name of ['rename', 'copyFile', 'open']) promises[name] = before(promises[name]);
syncBuiltinESMExports();
