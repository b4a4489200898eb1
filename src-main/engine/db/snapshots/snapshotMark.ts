/**
 * What makes a file a snapshot: a page of its own behind those of SQLite, which SQLite doesn't look at. It says of which
 * workspace it is one, what it was made before and when. So nothing in a snapshot differs from the workspace as it was, one
 * of any version can be told apart without SQLite, and is known as ours even when something before that page is damaged.
 * Must never be asked about a file that this process has open: closing it would free its locks.
 */
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import { snapshotBefore } from '#shared/contract/shapes/snapshots.ts';
import { instant } from '#shared/domain/valueShapes.ts';
import { Refusal } from '../../refusal.ts';

/** As long as a page of a workspace. */
const MARK_BYTES = 4096;
const MAGIC = 'PurgeDesk-snapshot\n';
/** What is known of a job's name must fit. */
const MOST_NAME = 400;

const snapshotMark = z.object({
  /** Of which workspace: when that was made, to the millisecond. */
  of: instant,
  before: snapshotBefore,
  madeAt: instant,
});
export type SnapshotMark = z.infer<typeof snapshotMark>;

/** @returns undefined for whatever is no snapshot */
export function readMark(path: string): SnapshotMark | undefined {
  // Opening a pipe would wait for whoever writes to it.
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const file = openSync(path, 'r');
  try {
    const page = Buffer.alloc(MARK_BYTES);
    const at = fstatSync(file).size - MARK_BYTES;
    if (at <= 0 || readSync(file, page, 0, MARK_BYTES, at) < MARK_BYTES) return undefined;
    return parsed(page);
  } finally {
    closeSync(file);
  }
}

function parsed(page: Buffer): SnapshotMark | undefined {
  if (page.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const text = page.toString('utf8', MAGIC.length).replace(/\0+$/, '');
  try {
    return snapshotMark.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @throws Refusal: nobody works in a snapshot, or it wouldn't be one any more */
export function expectNoSnapshot(path: string): void {
  if (readMark(path)) throw new Refusal('snapshot.isOne');
}

/** Makes a snapshot of a whole copy. */
export function writeMark(path: string, { before, ...mark }: SnapshotMark): void {
  const short =
    before.what === 'job' ? { ...before, name: before.name.slice(0, MOST_NAME) } : before;
  const page = Buffer.alloc(MARK_BYTES);
  page.write(MAGIC + JSON.stringify({ ...mark, before: short }));
  const file = openSync(path, 'r+');
  try {
    writeSync(file, page, 0, MARK_BYTES, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

/** Makes a workspace of the copy of a snapshot. */
export function removeMark(path: string): void {
  const file = openSync(path, 'r+');
  try {
    ftruncateSync(file, fstatSync(file).size - MARK_BYTES);
  } finally {
    closeSync(file);
  }
}
