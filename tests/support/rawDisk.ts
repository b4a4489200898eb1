/**
 * A small disk with a file system of its own, made in a file, which can be read byte by byte once it is taken out: what
 * a thief of the disk would find, whatever the file system says. Linux and root only; `whyNoDisk` says why not here.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DISK_BYTES = 256 << 20;
const PIECE_BYTES = 8 << 20;

const output = (command: string, ...args: string[]) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });

/** Undefined where a disk can be made and mounted. */
export function whyNoDisk(folder: string): string | undefined {
  if (process.platform !== 'linux') return 'only Linux mounts a file';
  if (process.getuid?.() !== 0) return 'only root may mount';
  try {
    new RawDisk(folder, 'trial').takeOut();
    return undefined;
  } catch (error) {
    return String((error as { stderr?: string }).stderr ?? error).trim();
  }
}

export class RawDisk {
  /** Where its files are while it is in. */
  readonly folder: string;
  readonly #image: string;
  #isIn = false;

  constructor(folder: string, name: string) {
    this.folder = join(folder, name);
    this.#image = join(folder, `${name}.img`);
    mkdirSync(this.folder);
    writeFileSync(this.#image, '');
    truncateSync(this.#image, DISK_BYTES);
    output('mkfs.ext4', '-q', '-F', this.#image);
    this.putIn();
  }

  putIn(): void {
    output('mount', '-o', 'loop', this.#image, this.folder);
    this.#isIn = true;
  }

  /** Everything gets to the disk. */
  takeOut(): void {
    if (!this.#isIn) return;
    output('umount', this.folder);
    this.#isIn = false;
  }

  /** The image is read while its files are open: all that was written is on it then. */
  flush(): void {
    output('sync', '-f', this.folder);
  }

  /** How often any of the texts stands on the disk, in bytes of UTF-8 or UTF-16, in capitals, small or as it is. */
  count(...texts: string[]): number {
    const spelt = texts.flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()]);
    const wanted = [...new Set(spelt)].flatMap((text) => [
      Buffer.from(text, 'utf8'),
      Buffer.from(text, 'utf16le'),
      Buffer.from(text, 'utf16le').swap16(),
    ]);
    const overlap = Math.max(...wanted.map(({ length }) => length)) - 1;
    const buffer = Buffer.alloc(PIECE_BYTES + overlap);
    const zeros = Buffer.alloc(buffer.length);
    const file = openSync(this.#image, 'r');
    let found = 0;
    try {
      for (let at = 0; at < DISK_BYTES; at += PIECE_BYTES) {
        const piece = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, at));
        // Most of it never was written to.
        if (piece.equals(zeros.subarray(0, piece.length))) continue;
        for (const bytes of wanted) found += countIn(piece, bytes);
      }
    } finally {
      closeSync(file);
    }
    return found;
  }
}

/** Those that begin in the part that isn't read again. */
function countIn(piece: Buffer, wanted: Buffer): number {
  let found = 0;
  for (
    let at = piece.indexOf(wanted);
    at >= 0 && at < PIECE_BYTES;
    at = piece.indexOf(wanted, at + 1)
  )
    found++;
  return found;
}
