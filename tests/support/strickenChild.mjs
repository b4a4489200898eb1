/*
 * A program that does nothing but write: the built writer thread on the workspace given, either importing a
 * file twice or running the jobs that wait, and is struck dead before a statement that it is told. If it comes
 * to its end before that, it prints how many statements it took. Arguments: path of writer.js, number of the
 * statement (0: none), workspace, and for imports the workbook.
 */
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

const [script, statement, path, workbook] = process.argv.slice(2);
const counted = new Int32Array(new SharedArrayBuffer(4));
const NOT_YET = -1_000_000_000;
const worker = new Worker(new URL('strickenWriter.mjs', import.meta.url), {
  workerData: { script: pathToFileURL(script).href, path, statement: Number(statement), counted },
});
// What is done at each opening isn't struck.
counted[0] = NOT_YET;
const calls = new Map();
let lastCall = 0;

worker.on('message', (message) => {
  if (message.type === 'event') return;
  // There is no program around it that knows anything of anybody.
  if (message.type === 'ask') {
    const { askId } = message;
    worker.postMessage({ type: 'answer', askId, answer: { places: [], texts: [] } });
    return;
  }
  const call = calls.get(message.type === 'opened' ? 0 : message.callId);
  if (message.type === 'failed')
    call.reject(new Error(message.failure.refusal?.code ?? message.failure.message));
  else call.resolve(message.result);
});

const answer = (callId) =>
  new Promise((resolve, reject) => {
    calls.set(callId, { resolve, reject });
  });

function run(name, given) {
  worker.postMessage({ type: 'run', callId: ++lastCall, name, given });
  return answer(lastCall);
}

await answer(0);
await run('tidy');
counted[0] = 0;
if (workbook) {
  for (let time = 1; time <= 2; time++) {
    const importId = await run('beginReading', { path: workbook, options: {} });
    await run('reading', { importId, path: workbook, options: {} });
    const given = { importId, mode: 'replace', absent: 'unknown' };
    await run('imports.commit', { by: 'Child', given });
  }
} else await run('runJobs', { snapshots: process.env.SNAPSHOTS === '1' });
process.stdout.write(String(counted[0]));
// Whatever is not in the file by now would be lost.
process.kill(process.pid, 'SIGKILL');
