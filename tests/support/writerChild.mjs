/*
 * A program that does nothing but write: the built writer thread on the workspace given, either
 * importing a file again and again or running the jobs that wait, until it kills itself without
 * warning. Arguments: path of writer.js, after how many milliseconds of processor time (so that a busy
 * machine doesn't change where it is struck), workspace, and for imports the workbook.
 */
import { Worker } from 'node:worker_threads';

const [script, milliseconds, path, workbook] = process.argv.slice(2);
const worker = new Worker(script, { workerData: { path } });
const calls = new Map();
let lastCall = 0;

worker.on('message', (message) => {
  if (message.type === 'event') return;
  const call = calls.get(message.type === 'opened' ? 0 : message.callId);
  if (message.type === 'failed') call.reject(new Error(message.failure.message));
  else call.resolve(message.result);
});

const answer = (callId) =>
  new Promise((resolve, reject) => {
    calls.set(callId, { resolve, reject });
  });

function run(name, input) {
  worker.postMessage({ type: 'run', callId: ++lastCall, name, input });
  return answer(lastCall);
}

await answer(0);
await run('workspace.tidy');
const die = () => process.kill(process.pid, 'SIGKILL');
const before = process.cpuUsage();
setInterval(() => {
  const { user, system } = process.cpuUsage(before);
  if ((user + system) / 1000 >= Number(milliseconds)) die();
}, 1);
if (workbook) {
  for (;;) {
    const importId = await run('import.begin', { path: workbook, options: {} });
    await run('import.read', { importId, path: workbook, options: {} });
    await run('import.commit', { importId, replace: true, by: 'Child' });
  }
}
await run('job.runAll');
// Whatever is not in the file by now would be lost.
die();
