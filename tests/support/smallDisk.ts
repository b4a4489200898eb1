/**
 * A real disk of a few megabytes, for what only a real one does: a memory file system, which has to be mounted. Where
 * that can't be done, `mountable` says so and the loops that want one say that they were skipped.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class SmallDisk {
  readonly folder: string;
  #filler: string;

  constructor(folder: string, kilobytes: number) {
    this.folder = folder;
    this.#filler = join(folder, 'filler');
    mkdirSync(folder, { recursive: true });
    const options = ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder];
    execFileSync('mount', options, { stdio: 'pipe' });
  }

  get free(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  /** Takes up the room that is left, but for so much. */
  fill(leaving: number): void {
    this.clear();
    try {
      writeFileSync(this.#filler, Buffer.alloc(Math.max(0, this.free - leaving)));
    } catch {
      // Somebody else writes at the same time: it is full then.
    }
  }

  clear(): void {
    rmSync(this.#filler, { force: true });
  }

  unmount(): void {
    // A file that is closed a moment later would keep it.
    execFileSync('umount', ['--lazy', this.folder], { stdio: 'pipe' });
  }
}

/** Whether this computer lets us mount one. */
export function mountable(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-mount-'));
  try {
    new SmallDisk(folder, 64).unmount();
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}
