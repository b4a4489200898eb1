/**
 * Stands between a page's port and the contract's handler: lets requests and aborts of our client
 * pass and drops everything else. The adapter behind it decodes messages before it checks them, and
 * a malformed one would end the engine.
 */

/** What Electron calls a MessagePortMain; spelled out, because the engine never imports electron. */
export interface EnginePort {
  on(event: string, listener: (event?: { data: unknown }) => void): void;
  postMessage(data: unknown): void;
  start(): void;
}

/** Message types of the adapter: a request, and the wish to end one. */
const REQUEST = 1;
const ABORT = 4;

export function guardedPort(port: EnginePort): Pick<EnginePort, 'on' | 'postMessage'> {
  return {
    on(event, listener) {
      if (event !== 'message') return port.on(event, listener);
      port.on(event, (message) => {
        if (isWellFormed(message?.data)) listener(message);
      });
    },
    postMessage: (data) => port.postMessage(data),
  };
}

function isWellFormed(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  try {
    const { i: callId, t: type = REQUEST, p: payload } = JSON.parse(data);
    if (typeof callId !== 'string') return false;
    if (type === ABORT) return true;
    // Headers announce forms and files, whose decoding throws; our client sends none.
    return (
      type === REQUEST &&
      isRecord(payload) &&
      typeof payload.u === 'string' &&
      payload.u.startsWith('/') &&
      payload.h === undefined &&
      typeof (payload.m ?? '') === 'string'
    );
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
