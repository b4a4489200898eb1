/*
 * Another Purge Desk: opens a workspace with the built writer thread and holds it until it is killed. Prints "opened",
 * or the code of the refusal and ends. Arguments: path of writer.js, workspace.
 */
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

const [script, path] = process.argv.slice(2);
const worker = new Worker(pathToFileURL(script), { workerData: { path } });

worker.on('message', (message) => {
  const refused = message.type === 'failed';
  process.stdout.write(
    refused ? `${message.failure.refusal?.code ?? message.failure.message}\n` : 'opened\n',
  );
  if (refused) process.exit();
});
