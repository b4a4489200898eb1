/**
 * Entry of the engine's utility process: takes messages from main (files, captures, connections) and
 * serves the contract over each port it is given. Must never import electron.
 */
import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import type { EngineToMain, MainToEngine } from '#shared/contract/desktopContract.ts';
import { sqliteVersion } from './db/db.ts';
import { clearNotedPieces } from './db/pieces.ts';
import { exportInThread } from './exporting/exporter.ts';
import { type EnginePort, guardedPort } from './requests/guardedPort.ts';
import { router } from './requests/router.ts';
import { tasks } from './requests/tasks.ts';
import { checkInThread } from './session/checker.ts';
import { mainInspector } from './session/inspector.ts';
import { mainPrinter } from './session/printer.ts';
import { mainProgram } from './session/program.ts';
import { Session } from './session/session.ts';
import { startWriter } from './writer/writer.ts';

/** What Electron gives a utility process instead of Node's `process.send`. */
interface ParentPort {
  on(
    event: 'message',
    listener: (message: { data: MainToEngine; ports: EnginePort[] }) => void,
  ): void;
  postMessage(message: EngineToMain): void;
}

const parentPort = (process as unknown as { parentPort: ParentPort }).parentPort;
const tell = (message: EngineToMain) => parentPort.postMessage(message);

const crash = (error: Error) => {
  throw error;
};

const BEAT_MS = 1000;
let stopping = false;

const printer = mainPrinter(tell);
const inspector = mainInspector(tell);
const around = mainProgram(tell);

const session = new Session({
  startWriter: (path, onEvent, inspected, answer) =>
    startWriter(
      path,
      join(import.meta.dirname, 'writer.js'),
      tasks,
      onEvent,
      crash,
      { inspected },
      answer,
    ),
  inspect: inspector.inspect,
  startCheck: checkInThread(join(import.meta.dirname, 'check.js')),
  exporter: exportInThread(join(import.meta.dirname, 'export.js')),
  onOpened: ({ path, name, readOnly }) => tell({ type: 'workspace.opened', path, name, readOnly }),
  // At a shutdown the workspace stays the one to open next time, so main must not hear of a closing.
  onClosed: () => stopping || tell({ type: 'workspace.closed' }),
  onLeft: (path, summary) => tell({ type: 'workspace.left', path, summary }),
  onErased: (path) => tell({ type: 'workspace.erased', path }),
  onDisplaced: (isDisplaced) => tell({ type: 'workspace.displaced', isDisplaced }),
  onReading: (names) => tell({ type: 'files.reading', names }),
  onExporting: (files) => tell({ type: 'files.exporting', files }),
  // Main notes its class, and nothing else of it.
  onFault: (message) => console.error(message),
  onPeopleErased: () => tell({ type: 'people.erased' }),
  printer: printer.print,
  program: around.program,
});
const handler = new RPCHandler(router);

parentPort.on('message', async ({ data, ports }) => {
  switch (data.type) {
    case 'connect': {
      const port = ports[0]!;
      handler.upgrade(guardedPort(port) as never, { context: { session } });
      port.start();
      return;
    }
    case 'file.granted':
      session.files.grant(data.token, data.path, data.use);
      return tell({ type: 'token.acknowledged', token: data.token });
    case 'capture.taken':
      session.captures.keep(data.token, data);
      return tell({ type: 'token.acknowledged', token: data.token });
    case 'print.done':
      return printer.done(data);
    case 'inspection.done':
      return inspector.done(data);
    case 'program.answered':
      return around.answered(data);
    case 'user.named':
      session.systemUserName = data.userName;
      return;
    case 'shutdown':
      stopping = true;
      return shutDown();
  }
});

/** Main waits for as long as it hears that something is done. */
async function shutDown(): Promise<void> {
  const goOn = () => tell({ type: 'shutdown.goesOn', takesTime: session.takesTime });
  goOn();
  const beat = setInterval(goOn, BEAT_MS);
  try {
    await session.close();
  } finally {
    clearInterval(beat);
    tell({ type: 'shutdown.done' });
  }
}

// What one that was ended from outside was writing.
clearNotedPieces();
tell({ type: 'ready', sqlite: sqliteVersion() });
