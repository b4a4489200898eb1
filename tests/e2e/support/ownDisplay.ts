/**
 * A screen for each worker, where `npm test` had to make one anyway: programs of one screen share its clipboard and its
 * keyboard, so that stories which run at the same time would take each other's.
 */
import { spawn } from 'node:child_process';

let display: Promise<string> | undefined;

/** What the programs of this worker are to be started with. */
export async function ownDisplay(): Promise<Readonly<Record<string, string>>> {
  if (process.platform !== 'linux' || process.env.PURGE_DESK_DISPLAYS !== 'own') return {};
  display ??= startDisplay();
  return { DISPLAY: await display };
}

function startDisplay(): Promise<string> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  server.unref();
  process.once('exit', () => server.kill());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('The virtual display (Xvfb) did not start.')));
    const numbers = server.stdio[3] as NodeJS.ReadableStream & { unref?(): void };
    numbers.once('data', (text) => {
      numbers.unref?.();
      resolve(`:${String(text).trim()}`);
    });
  });
}
