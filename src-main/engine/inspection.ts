/**
 * Entry of the process that looks at a workspace before the engine opens it: is sent a path, answers once, and is ended
 * by whoever started it, also in the middle of its work. Must never import electron.
 */
import { inspectForeign } from './db/inspectForeign.ts';
import { storeFailure } from './writer/writer.ts';

/** In Electron a utility process has a port to its parent; in Node it is the channel of a forked process. */
interface Parent {
  once(event: 'message', listener: (message: unknown) => void): unknown;
  postMessage?(message: unknown): void;
  send?(message: unknown): boolean;
}

const { parentPort } = process as unknown as { parentPort?: Parent };
const parent: Parent = parentPort ?? (process as unknown as Parent);

parent.once('message', (message) => {
  const { path } = (parentPort ? (message as { data: unknown }).data : message) as {
    path: string;
  };
  const answer = { failure: failureOf(path) };
  if (parent.postMessage) parent.postMessage(answer);
  else parent.send?.(answer);
});

function failureOf(path: string) {
  try {
    inspectForeign(path);
    return null;
  } catch (error) {
    return storeFailure(error);
  }
}
