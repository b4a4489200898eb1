/*
 * A program that saves a copy of a workspace with the built writer thread, and is struck dead while it is being written:
 * as soon as so many bytes of it are beside its place. If it is whole before that, it prints "whole". Arguments: path of
 * writer.js, workspace, path of the copy, bytes.
 */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

const [script, path, copy, bytes] = process.argv.slice(2);
const worker = new Worker(pathToFileURL(script), { workerData: { path, options: {} } });
const folder = dirname(copy);

function strike() {
  for (const name of readdirSync(folder))
    if (name.endsWith('.part') && statSync(join(folder, name)).size >= Number(bytes))
      process.kill(process.pid, 'SIGKILL');
  setImmediate(strike);
}

worker.on('message', (message) => {
  if (message.type === 'opened') {
    worker.postMessage({ type: 'run', callId: 1, name: 'saveCopy', given: { path: copy } });
    strike();
  } else if (message.type !== 'event') {
    process.stdout.write(message.type === 'done' ? 'whole' : JSON.stringify(message));
    process.exit();
  }
});
