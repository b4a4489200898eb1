/**
 * The snapshots of a workspace that are there, and their end: overwritten before they go. Own is what lies beside the
 * workspace and says inside that it is of this very one; anything else is left alone, whatever it is called.
 */
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type ReadableDb, value } from '../db.ts';
import { openGuarded } from '../guardedConnection.ts';
import { overwrite, overwriteInSteps } from '../overwriting.ts';
import { clearDeadPieces, dropPiece, setAside } from '../pieces.ts';
import { readMark, type SnapshotMark } from './snapshotMark.ts';
import { removeIfEmpty, snapshotFiles, snapshotFolders } from './snapshotPlace.ts';

/** One that is there. */
export interface OwnSnapshot extends SnapshotMark {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** By what a snapshot knows its workspace: of any version, open or not. */
export const workspaceIdentity = (db: ReadableDb) =>
  value<number>(db, 'SELECT created_at FROM workspace');

/** @returns its own, newest first, and how many other files lie there under names of snapshots */
export function findSnapshots(
  path: string,
  identity: number,
): { own: OwnSnapshot[]; others: number } {
  const own: OwnSnapshot[] = [];
  let others = 0;
  for (const file of snapshotFolders(path).flatMap(snapshotFiles)) {
    const found = snapshotAt(file);
    if (found?.of === identity) own.push(found);
    else others++;
  }
  own.sort((a, b) => b.madeAt - a.madeAt || (a.name < b.name ? 1 : -1));
  return { own, others };
}

function snapshotAt(path: string): OwnSnapshot | undefined {
  try {
    const mark = readMark(path);
    return mark && { ...mark, path, name: basename(path), bytes: statSync(path).size };
  } catch {
    // It is just being removed, or can't be read.
    return undefined;
  }
}

/**
 * What is to go so that no more than so many stay, oldest first. Of several from before the same job or update, as when a
 * program was killed and began anew, the newest counts.
 */
export function surplus(own: readonly OwnSnapshot[], keep: number): OwnSnapshot[] {
  const known = new Set<string>();
  const wanted = own.filter(({ path, before }) => {
    const key = before.what === 'restore' ? path : JSON.stringify(before);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  const kept = new Set(wanted.slice(0, keep));
  return own.filter((each) => !kept.has(each)).toReversed();
}

/** Overwrites it and deletes it, giving way in between. Ended in the middle, it is a piece that is cleared later. */
export async function removeSnapshot(path: string, breathe: () => Promise<void>): Promise<void> {
  const piece = setAside(path);
  await overwriteInSteps(piece, breathe);
  finishRemoving(piece);
}

/** All of a workspace that is closed and about to be erased. */
export function eraseSnapshots(path: string): void {
  const folders = snapshotFolders(path);
  const identity = folders.length > 0 ? identityOfClosed(path) : undefined;
  if (identity === undefined) return;
  for (const { path: file } of findSnapshots(path, identity).own) {
    const piece = setAside(file);
    overwrite(piece);
    finishRemoving(piece);
  }
  folders.forEach(clearDeadPieces);
  folders.forEach(removeIfEmpty);
}

/** undefined: it can't be read, so nothing is known to be its own. */
function identityOfClosed(path: string): number | undefined {
  try {
    const db = openGuarded(path, { fileMustExist: true });
    try {
      return workspaceIdentity(db);
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

function finishRemoving(piece: string): void {
  dropPiece(piece);
  removeIfEmpty(dirname(piece));
}
