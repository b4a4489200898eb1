/*
 * A program that does nothing but write: the built writer thread on the workspace given, adding a file that was read.
 * It prints how far the adding is, as a fraction a line, and 1 when the file is added; then it waits to be killed.
 * Arguments: path of writer.js, workspace, number of the import.
 */
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

const [script, path, importId] = process.argv.slice(2);
const worker = new Worker(pathToFileURL(script), { workerData: { path } });
const calls = new Map();
let lastCall = 0;
const say = (fraction) => process.stdout.write(`${fraction}\n`);

worker.on('message', (message) => {
  if (message.type === 'event') {
    if (message.event.type === 'import.adding') say(message.event.fraction);
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
say(0);
await run('imports.commit', {
  by: 'Child',
  given: { importId: Number(importId), mode: 'replace', absent: 'unknown' },
});
say(1);
setInterval(() => {}, 1000);
