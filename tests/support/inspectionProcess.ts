/** Has a workspace looked at in a process of its own, as main does it for the engine. */
import type { Inspector } from '#engine/session/inspector.ts';
import { restoreFailure } from '#engine/writer/writer.ts';
import type { StoredFailure } from '#shared/contract/desktopContract.ts';
import { builtFile, startNode } from './builtEngine.ts';

export const inspectInProcess: Inspector = (path, { signal }) => {
  const child = startNode([builtFile('inspection.js')], {}, ['ignore', 'ignore', 'ignore', 'ipc']);
  child.send({ path });
  return new Promise((resolve, reject) => {
    const cancel = () => {
      child.kill('SIGKILL');
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    child.once('message', ({ failure }: { failure: StoredFailure | null }) => {
      signal?.removeEventListener('abort', cancel);
      child.kill();
      if (failure) reject(restoreFailure(failure));
      else resolve(true);
    });
    child.once('exit', () => reject(new Error('It ended by itself.')));
  });
};
