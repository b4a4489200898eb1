/**
 * Folders in which nothing can be written, for real: a drive that can only be read, and a folder that belongs to
 * somebody else. Who may do everything becomes nobody for as long as it takes.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Any user without rights of their own. */
const NOBODY = 65_534;

/** A file system in memory that is filled and then can only be read. */
export function readOnlyDrive(folder: string, fill: () => void): { unmount(): void } {
  const mount = (options: string) =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  mount('size=64m');
  const unmount = () => execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
  try {
    fill();
    execFileSync('mount', ['-o', 'remount,ro', folder], { stdio: 'pipe' });
  } catch (error) {
    unmount();
    throw error;
  }
  return { unmount };
}

/** Does something while the folder and what is in it can be read and nothing else. */
export async function withoutWriting(folder: string, work: () => Promise<void>): Promise<void> {
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
  chmodSync(folder, 0o555);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid!(NOBODY);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid!(0);
    chmodSync(folder, 0o755);
  }
}
