/**
 * All that a process of ours has in its memory, as Linux shows it to the one who started it: what is mapped and can be
 * read, region by region. Needs no debugger. Must never be asked of a process that the test didn't start.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const PIECE = 16 << 20;

/** Elsewhere there is no such way. */
export const CAN_READ_MEMORY = process.platform === 'linux';

/** @yields pieces that overlap by nothing: a region is mapped as a whole, and read as a whole where it is small enough */
export function* memoryOf(pid: number): Generator<Buffer> {
  const regions = readFileSync(`/proc/${pid}/maps`, 'latin1').matchAll(
    /^([0-9a-f]+)-([0-9a-f]+) (r\S{3}) \S+ \S+ \S+ *(.*)$/gm,
  );
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const [, start, end, , name] of regions) {
      // Of the kernel, which lets nobody read it.
      if (/^\[v(?:var|syscall)/.test(name!)) continue;
      const from = Number.parseInt(start!, 16);
      const to = Number.parseInt(end!, 16);
      for (let at = from; at < to; at += PIECE) yield read(memory, at, Math.min(PIECE, to - at));
    }
  } finally {
    closeSync(memory);
  }
}

/** What was reserved and never used, or went meanwhile, reads as nothing. */
function read(memory: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    try {
      const got = readSync(memory, bytes, done, length - done, at + done);
      if (got === 0) break;
      done += got;
    } catch {
      // One page that can't be read isn't all of them.
      bytes.fill(0, done, done + PAGE);
      done += PAGE;
    }
  }
  return bytes.subarray(0, Math.min(done, length));
}

const PAGE = 4096;
