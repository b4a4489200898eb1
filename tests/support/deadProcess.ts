/** A program that isn't there any more, for what such programs leave. */
import { spawnSync } from 'node:child_process';

/** The number of a process that has ended. */
export function deadProcess(): number {
  const { pid } = spawnSync(process.execPath, ['--version'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  return pid;
}
