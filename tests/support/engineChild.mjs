/*
 * The built engine in a program of its own, as in the application but without Electron: Node's channel to the parent
 * stands in for the port to main, and for the one port to a page. Argument: path of engine.js. engineProcess.ts starts it.
 */
import { pathToFileURL } from 'node:url';

const fromMain = [];
const fromPage = [];
const send = (message) => process.connected && process.send(message, () => {});

process.parentPort = {
  on: (_event, listener) => fromMain.push(listener),
  postMessage: (data) => send({ main: data }),
};

const page = {
  on: (event, listener) => event === 'message' && fromPage.push(listener),
  postMessage: (data) => send({ page: data }),
  start() {},
};

await import(pathToFileURL(process.argv[2]));

// What came before waits until somebody listens.
process.on('message', ({ main, page: asked }) => {
  if (main) for (const listener of fromMain) listener({ data: main, ports: [page] });
  else for (const listener of fromPage) listener({ data: asked });
});
// Nobody is left to work for.
process.on('disconnect', () => process.exit());
