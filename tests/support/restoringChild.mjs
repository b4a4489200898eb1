/*
 * The built engine as a program of its own, with stand-ins for main and for a page: opens the workspace given, then either
 * submits the job of a set to all users ("job"), restores its newest snapshot ("restore"), or only opens it ("open").
 * Prints what it came to, then waits to be killed. killingFs.mjs kills it before that. Arguments: path of engine.js,
 * workspace, what to do, and with "job" at which fraction of its snapshot it is to be killed.
 */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

const [script, path, what, fraction] = process.argv.slice(2);
const main = new EventEmitter();
let ready;
const started = new Promise((resolve) => {
  ready = resolve;
});
process.parentPort = {
  on: (event, listener) => main.on(event, listener),
  postMessage(message) {
    if (message.type === 'ready') ready();
    // It looks at files itself.
    if (message.type === 'inspection.wanted')
      queueMicrotask(() =>
        send({
          type: 'inspection.done',
          inspectionId: message.inspectionId,
          inspected: false,
          failure: null,
        }),
      );
  },
};
const send = (data, ports = []) => main.emit('message', { data, ports });

await import(pathToFileURL(script).href);
await started;
const { port1, port2 } = new MessageChannel();
// As Electron's ports have it.
send({ type: 'connect' }, [
  {
    on: (event, listener) => port1.on(event, (data) => listener({ data })),
    postMessage: (data) => port1.postMessage(data),
    start: () => port1.start(),
  },
]);
port2.start();
const engine = createORPCClient(new RPCLink({ port: port2 }));

send({ type: 'file.granted', token: 'workspace', path, use: 'open' });
await engine.workspace.open({ file: 'workspace' });
if (what === 'job') {
  void watch();
  const [set] = await engine.sets.list();
  const parameters = { setId: set.setId, userGroup: 'Others', condition: 'Unconditionally' };
  const png = new Uint8Array([137, 80, 78, 71]);
  send({ type: 'capture.taken', token: 'capture', png, takenAt: 1, width: 1, height: 1 });
  const job = { kind: 'update-notify-users', name: 'Move', parameters };
  const { jobId } = await engine.jobs.submit({ job, capture: 'capture' });
  while ((await engine.jobs.report({ jobId })).state !== 'completed')
    await new Promise((resolve) => setTimeout(resolve, 20));
} else if (what === 'restore') {
  const { snapshots } = await engine.snapshots.list();
  Atomics.store(globalThis.operations, 1, 1);
  await engine.snapshots.restore({ name: snapshots[0].name });
}
process.stdout.write(Atomics.load(globalThis.operations, 0).toString());
process.kill(process.pid, 'SIGKILL');

async function watch() {
  for await (const event of await engine.events.watch())
    if (event.type === 'snapshot.progressed' && event.fraction >= Number(fraction ?? 2))
      process.kill(process.pid, 'SIGKILL');
}
