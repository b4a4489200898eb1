/**
 * The line to the engine: takes each MessagePort that the desktop hands to the page and makes an oRPC link of it.
 * Requests wait until the first port is here; when the engine is restarted those in flight fail with EngineStopped
 * and later ones take the new port. Never repeats a request by itself: it could be a change.
 */
import type { ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

const PORT_MESSAGE = 'purge-desk:engine-port';

/** The engine went away before it answered. Whether a change was made shows when it is back. */
export class EngineStopped extends Error {
  override readonly name = 'EngineStopped';
  constructor() {
    super('The engine stopped before it answered.');
  }
}

type Context = Record<never, never>;

interface Connection {
  readonly link: ClientLink<Context>;
  readonly lost: AbortController;
}

let current: Connection | undefined;
let arrival = nextArrival();
const connectListeners = new Set<() => void>();

/** A promise of the next connection, kept by whoever comes first. */
function nextArrival() {
  let resolve: (connection: Connection) => void = () => undefined;
  const promise = new Promise<Connection>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Calls back for each new connection, at once if there is one. */
export function onConnected(listener: () => void): () => void {
  connectListeners.add(listener);
  if (current) listener();
  return () => connectListeners.delete(listener);
}

/** Starts to listen for ports and asks the desktop for the first. */
export function startConnecting(): void {
  window.addEventListener('message', (event) => {
    const isPort = event.source === window && event.data?.type === PORT_MESSAGE && event.ports[0];
    if (isPort) adopt(event.ports[0]!);
  });
  window.purgeDesk.connectEngine();
}

/** Fails what is in flight; requests from now on wait for the next port. */
export function dropConnection(): void {
  if (!current) return;
  const lost = current;
  current = undefined;
  arrival = nextArrival();
  lost.lost.abort(new EngineStopped());
}

function adopt(port: MessagePort): void {
  dropConnection();
  const connection: Connection = { link: new RPCLink({ port }), lost: new AbortController() };
  port.addEventListener('close', () => {
    if (current === connection) dropConnection();
  });
  port.start();
  current = connection;
  arrival.resolve(connection);
  for (const listener of connectListeners) listener();
}

/** The link that everybody holds; it finds the connection of the moment. */
export const engineLink: ClientLink<Context> = {
  async call(path, input, options) {
    const { link, lost } = current ?? (await arrival.promise);
    const signal = options.signal ? AbortSignal.any([options.signal, lost.signal]) : lost.signal;
    try {
      return await link.call(path, input, { ...options, signal });
    } catch (error) {
      throw lost.signal.aborted ? new EngineStopped() : error;
    }
  },
};
