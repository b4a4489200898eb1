/*
 * Where the tests keep their files: in memory, where the system has a folder for that with room enough. They make
 * thousands of small workspaces, and each waits for the disk several times; none can tell whether it is one. Whoever
 * wants another place sets TMPDIR. It must never take memory that the tests themselves need.
 */
import { accessSync, constants, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';

const SHARED_MEMORY = '/dev/shm';
const TMPFS = 0x01021994;
const ROOM = 4 * 1024 ** 3;

/** The folder to make temporary folders in. */
export function placeForTests() {
  if (process.platform !== 'linux' || process.env.TMPDIR) return tmpdir();
  return hasRoom() ? SHARED_MEMORY : tmpdir();
}

function hasRoom() {
  try {
    accessSync(SHARED_MEMORY, constants.R_OK | constants.W_OK | constants.X_OK);
    const { type, bavail, bsize } = statfsSync(SHARED_MEMORY);
    return type === TMPFS && bavail * bsize > ROOM && freemem() > 2 * ROOM;
  } catch {
    return false;
  }
}
