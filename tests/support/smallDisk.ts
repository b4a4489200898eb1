/**
 * Real disks, for what only real ones do: one of a few megabytes that fills, and one that is taken out. Both have to be
 * mounted; where that can't be done, `mountable` says so and the loops that want one say that they were skipped.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmdirSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
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

/** A drive with a file system of its own, which can be taken out while it is in use. */
export class LooseDrive {
  readonly folder: string;
  #image: string;

  constructor(folder: string, megabytes: number) {
    this.folder = folder;
    this.#image = `${folder}.image`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(this.#image, '');
    truncateSync(this.#image, megabytes << 20);
    execFileSync('mkfs.ext4', ['-q', '-F', this.#image], { stdio: 'pipe' });
    execFileSync('mount', ['-o', 'loop', this.#image, folder], { stdio: 'pipe' });
  }

  /** From now on nothing that isn't in the system's memory can be read, and nothing is kept. */
  takeOut(): void {
    execFileSync('sync');
    truncateSync(this.#image, 4096);
    writeFileSync('/proc/sys/vm/drop_caches', '3');
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.folder], { stdio: 'pipe' });
  }
}

/** Whether this computer has what a loose drive is made of. */
export function hasLooseDrives(): boolean {
  if (!existsSync('/dev/loop-control') || !mountable()) return false;
  return spawnSync('mkfs.ext4', ['-V'], { stdio: 'ignore' }).status === 0;
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
