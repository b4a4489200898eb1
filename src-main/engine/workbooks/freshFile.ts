/** A file that is written from its beginning on. Must never follow a link that lies at its path. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';

export class FreshFile {
  readonly #file: number;
  #size = 0;
  #closed = false;

  /** What lies at the path goes first: a link there would lead elsewhere. */
  constructor(path: string) {
    rmSync(path, { force: true });
    this.#file = openSync(path, 'wx');
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  append(bytes: Uint8Array): void {
    this.writeAt(bytes, this.#size);
    this.#size += bytes.length;
  }

  /** Over what is written already. */
  writeAt(bytes: Uint8Array, at: number): void {
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.#file, bytes, written, bytes.length - written, at + written);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#file);
  }
}
